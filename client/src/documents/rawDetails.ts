/**
 * Every field of a thing as the platform returns it, for documents. Reads only; keeps nothing.
 */

import { ApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { fetchAudience } from "../api/audiences";
import { fetchDataView } from "../api/cjaDataViews";
import { fetchContentFragment } from "../api/contentFragments";
import { fetchContentTemplate } from "../api/contentTemplates";
import { fetchDataset } from "../api/datasets";
import { fetchFlow } from "../api/flows";
import { fetchJourney } from "../api/journeys";
import { fetchNamespaces } from "../api/namespaces";
import { fetchSchema, fetchUnionSchema } from "../api/schemas";
import type { Sessions } from "../auth/sessions";
import { type ResourceReference, WHOLE_ORGANISATION } from "../model/resource";
import { fetchCampaignOrDraft } from "./draftCampaigns";

/** All fields, and when they last changed (milliseconds since 1970) where the platform says. */
export interface RawDetails {
  readonly raw: unknown;
  readonly changedAt: number | undefined;
}

/** Reads a thing with all its fields. */
export async function readDetails(sessions: Sessions, reference: ResourceReference): Promise<RawDetails> {
  const { connection, sandbox, kind, id } = reference;
  const session = await sessions.open(connection, sandbox === WHOLE_ORGANISATION ? undefined : sandbox);
  switch (kind) {
    case "audience":
      return toDetails(await fetchAudience(session, id));
    case "journey": {
      const journey = await fetchJourney(session, id);
      return { raw: journey.raw, changedAt: journey.metadata?.lastModifiedAt };
    }
    case "campaign":
      return toDetails((await fetchCampaignOrDraft(session, id)).campaign);
    case "template":
      return toDetails(await fetchContentTemplate(session, id));
    case "fragment":
      return toDetails(await fetchContentFragment(session, id));
    case "dataset":
      return toDetails(await fetchDataset(session, id));
    case "schema": {
      const read = id.endsWith("__union") ? fetchUnionSchema : fetchSchema;
      return { raw: (await read(session, id)).json, changedAt: undefined };
    }
    case "destination":
      return toDetails(await fetchFlow(session, id));
    case "namespace":
      return await readNamespace(session, id);
    case "dataView":
      return toDetails(await fetchDataView(session, id));
  }
}

function toDetails(thing: {
  readonly raw: unknown;
  readonly updatedAt?: number | undefined;
  readonly modifiedAt?: number | undefined;
}): RawDetails {
  return { raw: thing.raw, changedAt: thing.updatedAt ?? thing.modifiedAt };
}

/** The service has no call for one namespace by its code. */
async function readNamespace(session: ApiSession, code: string): Promise<RawDetails> {
  const found = (await fetchNamespaces(session)).find((namespace) => namespace.code === code);
  if (found !== undefined) return { raw: found, changedAt: found.updatedAt };
  throw new ApiError("notFound", { reason: { kind: "missing", what: "namespace", id: code } });
}
