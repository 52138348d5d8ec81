/**
 * Answers what single rows ask of the platform: neighbours, steps, fields, sizes and late tooltips. Loaded when the first
 * row is unfolded. Keeps per sandbox only what several rows share.
 */

import type { ApiSession } from "../api/apiSession";
import { fetchAudienceSize, fetchKnownSizes } from "../api/audienceSize";
import { fetchJourney } from "../api/journeys";
import { fetchMergePolicies } from "../api/mergePolicies";
import { collectItems } from "../api/pages";
import { fetchSchema, fetchUnionSchema } from "../api/schemas";
import { fetchFolder, listTags } from "../api/tagsAndFolders";
import type { Sessions } from "../auth/sessions";
import { AudienceUsers } from "../model/audienceUsers";
import { type SandboxTarget, toSandboxKey } from "../model/resource";
import { toDateText, toKnownFacts } from "../model/rowFacts";
import type { RowFact } from "../model/rows";
import { readSchemaFields, readSchemaRoot } from "../model/schemaFields";
import { later, say, sayNumber } from "../words/say";
import { toJourneySteps } from "./journeySteps";
import type { GroupNames } from "./listView";
import { fetchRelatedRows } from "./neighbours";
import type { PlatformDetails, RowPlace } from "./relations";

/** The details of every connection. */
export function createPlatformDetails(sessions: Sessions): PlatformDetails {
  const users = new AudienceUsers({ now: Date.now, freshForMs: Number.POSITIVE_INFINITY });
  const open = ({ connection, sandbox }: SandboxTarget): Promise<ApiSession> =>
    sessions.open(connection, sandbox);
  return {
    async fetchRelated({ target, row }, relation, signal) {
      const session = await open(target);
      return await fetchRelatedRows({ session, users, row, signal }, relation);
    },
    async fetchSteps({ target, row }, signal) {
      return toJourneySteps(await fetchJourney(await open(target), row.id, { signal }));
    },
    async fetchFields({ target, row }, signal) {
      const session = await open(target);
      const isUnion = row.id.endsWith("__union");
      const read = isUnion ? fetchUnionSchema : fetchSchema;
      const { json } = await read(session, row.id, { signal });
      return readSchemaFields(json, readSchemaRoot(isUnion ? { $id: row.id } : json));
    },
    fetchSizes: async (target, signal) => await fetchKnownSizes(await open(target), signal),
    fetchFacts: async (place, signal) => await fetchAudienceFacts(await open(place.target), place, signal),
    async fetchGroupNames(target, grouping, ids) {
      const session = await open(target);
      if (grouping === "folder") return await fetchFolderNames(session, ids);
      const tags = grouping === "tag" ? await collectItems(listTags(session)) : [];
      return new Map(tags.map(({ id, name }) => [id, name]));
    },
    forget(target) {
      users.forget(target && toSandboxKey(target));
    },
  };
}

/** Merge policy by name, size with its source, and the last evaluation. */
async function fetchAudienceFacts(
  session: ApiSession,
  { row }: RowPlace,
  signal: AbortSignal | undefined,
): Promise<readonly RowFact[]> {
  if (row.kind !== "audience") return [];
  const policyId = row.facts.find(([label]) => label === later("Merge policy"))?.[1];
  const [size, policies] = await Promise.all([
    fetchAudienceSize(session, row.id, { signal }),
    policyId === undefined ? [] : fetchMergePolicies(session, { signal }),
  ]);
  const members = size.source === "unknown" ? say("unknown") : sayNumber(size.members);
  return toKnownFacts([
    [later("Merge policy"), policies.find(({ id }) => id === policyId)?.name],
    [later("Size"), size.source === "estimate" ? say("about {0}", members) : members],
    [later("Last evaluation"), toDateText(size.evaluatedAt) ?? say("unknown")],
  ]);
}

/** A folder that cannot be read keeps its id. */
async function fetchFolderNames(session: ApiSession, ids: readonly string[]): Promise<GroupNames> {
  const answers = await Promise.allSettled(ids.map((id) => fetchFolder(session, { kind: "segment", id })));
  return new Map(
    answers.flatMap((answer, index) => {
      const id = ids[index];
      return answer.status === "fulfilled" && id !== undefined ? [[id, answer.value.name] as const] : [];
    }),
  );
}
