/**
 * In which order fields are offered for what was typed. Decides nothing about which are offered, and leaves none out.
 */
import type { ListedField } from "../../../server/src/protocol/clientMessages";

/** What the platform keeps for itself in every schema; a tenant's own part begins with an underscore, too, and is not meant. */
const TECHNICAL =
  /^(_id|_repo|identityMap|extSourceSystemAudit|createdByBatchID|modifiedByBatchID|repository(CreatedBy|LastModifiedBy))$/;

/**
 * The smaller the earlier: whole words, beginnings, parts; then deprecated fields, then technical ones nobody typed in full. Of those that
 * fit alike the one with the shortest way comes first, in steps and then in letters: whoever types “city” means the home address, not that
 * of a supplier's contact, nor where bills go.
 */
export function toFieldRank({ path, title = "", isDeprecated }: ListedField, typed: string): number {
  const wanted = typed.toLowerCase();
  const parts = path.split(".");
  const name = parts.at(-1)?.toLowerCase();
  const isWhole = wanted !== "" && (name === wanted || title.toLowerCase() === wanted);
  const isTechnical = !isWhole && parts.some((part) => TECHNICAL.test(part.replace(/\W+$/, "")));
  const fit = isWhole ? 0 : name?.startsWith(wanted) === true ? 1 : 2;
  const way = wanted === "" ? 0 : parts.length / 99 + path.length / 99_999;
  return (isTechnical ? 8 : 0) + (isDeprecated === true ? 4 : 0) + fit + way;
}
