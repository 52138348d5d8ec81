/**
 * The text a `.audience.json` file would have if it said what the platform holds: the other side of a comparison. Reads only.
 */
import { parseExactJson, printExactJson } from "../../../server/src/pql/text/exactJson";
import type { ApiSession } from "../api/apiSession";
import { fetchAudience } from "../api/audiences";
import { fetchMergePolicies } from "../api/mergePolicies";
import { toDefinition } from "../model/audienceDefinition";
import { toAudienceFileText, toRemoteKey } from "../model/audienceFile";
import { toMergePolicyNames } from "../model/mergePolicyNames";
import type { AudiencePair } from "./folderIndex";

/** The text; links and whatever else the file says stay as they are, so that only the fields differ. */
export async function readPlatformFields(
  session: ApiSession,
  { file }: AudiencePair,
  id: string,
): Promise<string> {
  const audience = await fetchAudience(session, id);
  const definition = toDefinition(audience);
  const { mergePolicy } = definition;
  const policies = toMergePolicyNames(await fetchMergePolicies(session));
  const key = toRemoteKey(session.orgId, session.sandbox ?? "");
  const mergePolicyName = mergePolicy && policies.toName(mergePolicy);
  const seen = { key, id, definition, changedAt: undefined, mergePolicyName };
  const text: unknown = parseExactJson(toAudienceFileText(file, seen));
  const fields = typeof text === "object" && text !== null ? text : {};
  return `${printExactJson({ ...fields, remote: file.raw["remote"] ?? {} }, 2)}\n`;
}
