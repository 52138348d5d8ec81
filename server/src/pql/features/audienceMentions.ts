/**
 * Every audience that a text names, for links and for the hierarchy of audiences.
 */
import { type AudienceMention, audiencesIn } from "./audienceIds";
import { allClauses } from "./cursor";
import type { QueryView } from "./queryView";

/** The mentions of audiences in the whole text, in order. */
export function listMentions(query: QueryView): AudienceMention[] {
  const found: AudienceMention[] = [];
  for (const placed of allClauses(query)) found.push(...audiencesIn(placed));
  return found;
}
