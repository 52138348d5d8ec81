/**
 * The rows a relation leads to: what an audience depends on and is used by, where a campaign or destination gets its people
 * from, which schema a dataset has. What cannot be read stays visible as a row that says so.
 */
import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { type Audience, fetchAudience, fetchAudiences } from "../api/audiences";
import { fetchCampaign } from "../api/campaigns";
import { fetchDataset } from "../api/datasets";
import { fetchFlow } from "../api/flows";
import { fetchSchema } from "../api/schemas";
import type { AudienceUsers, UserKind } from "../model/audienceUsers";
import { findNamedAudiences } from "../model/expressionReferences";
import { toReasonText } from "../model/failureText";
import type { Relation } from "../model/resourceKinds";
import { toAudienceRow } from "../model/resourceRows";
import type { ResourceRow } from "../model/rows";
import { later } from "../words/say";

/** Whose neighbours. */
export interface RelatedSources {
  readonly session: ApiSession;
  readonly users: AudienceUsers;
  readonly row: ResourceRow;
  readonly signal: AbortSignal | undefined;
}

/** The rows of a relation. */
export async function fetchRelatedRows(
  sources: RelatedSources,
  relation: Relation,
): Promise<readonly ResourceRow[]> {
  const { session, row, signal } = sources;
  switch (relation) {
    case "dependencies":
      return await fetchAudienceRows(
        sources,
        findDependencies(await fetchAudience(session, row.id, { signal })),
      );
    case "dependents":
      return await fetchAudienceRows(sources, (await fetchAudience(session, row.id, { signal })).dependents);
    case "journeys":
    case "campaigns":
    case "destinations":
      return await fetchUserRows(sources, relation);
    case "audiences":
      return await fetchAudienceRows(sources, await fetchAudienceIds(sources));
    case "schemas":
      return await fetchSchemaRow(sources);
  }
}

/** Rows that cannot all be known would look like all there are. */
async function fetchUserRows(
  { session, users, row, signal }: RelatedSources,
  kind: UserKind,
): Promise<readonly ResourceRow[]> {
  const { rows, failure } = await users.find(session, { kind, audienceId: row.id }, signal);
  if (failure !== undefined) throw failure;
  return rows;
}

/** The service does not always list what an expression names. */
function findDependencies({ dependencies, expression }: Audience): readonly string[] {
  return [...new Set([...dependencies, ...findNamedAudiences(expression?.value ?? "")])];
}

async function fetchAudienceIds({ session, row, signal }: RelatedSources): Promise<readonly string[]> {
  if (row.kind === "destination")
    return (await fetchFlow(session, row.id, { signal })).audiences.map(({ id }) => id);
  // A campaign that was never published cannot be read alone; its row already names the audience.
  const known = row.facts.find(([label]) => label === "Audience")?.[1];
  if (known !== undefined) return [known];
  const { audience } = await fetchCampaign(session, row.id, { signal });
  return audience?.audienceId === undefined ? [] : [audience.audienceId];
}

async function fetchAudienceRows(
  { session, signal }: RelatedSources,
  ids: readonly string[],
): Promise<readonly ResourceRow[]> {
  if (ids.length === 0) return [];
  const found = await fetchAudiences(session, ids, { signal });
  return [...found].map(([id, audience]) =>
    audience instanceof Error ? toUnreadable(id, toReasonText(audience)) : toAudienceRow(audience),
  );
}

function toUnreadable(id: string, reason: string): ResourceRow {
  return {
    kind: "audience",
    id,
    name: id,
    state: "unavailable",
    facts: [
      [later("Why"), reason],
      [later("Id"), id],
    ],
  };
}

/** A dataset knows only the id of its schema; what the registry does not tell is left to the id. */
async function fetchSchemaRow({ session, row, signal }: RelatedSources): Promise<readonly ResourceRow[]> {
  const { schemaId } = await fetchDataset(session, row.id, { signal });
  if (schemaId === undefined) return [];
  const known = await fetchSchema(session, schemaId, { signal }).catch((error: unknown) => {
    if (isApiError(error, "notFound", "forbidden")) return undefined;
    throw error;
  });
  const name = known?.title ?? schemaId.split("/").at(-1) ?? schemaId;
  return [{ kind: "schema", id: schemaId, name, facts: [[later("Id"), schemaId]] }];
}
