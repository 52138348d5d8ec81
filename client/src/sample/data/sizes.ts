/** How many people are in an audience: one number in all services, so that jobs, metrics and estimates agree with each other. */

/** Members of an audience by status; `total` are those who are in it now. */
export interface AudienceSize {
  readonly total: number;
  readonly realized: number;
  readonly existing: number;
  readonly exited: number;
}

/** How many people the organisation knows. */
export const TOTAL_PROFILES = 2_841_067;

/** Returns the size that belongs to `key`, for what no rule is about. Some are empty. */
export function sizeOf(key: string): AudienceSize {
  let hash = 2166136261;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 16777619);
  const fraction = (hash >>> 0) / 4294967296;
  return toSize(fraction < 0.03 ? 0 : Math.floor(TOTAL_PROFILES * 0.4 * fraction ** 3));
}

/** A size of so many members. */
export function toSize(total: number): AudienceSize {
  const realized = Math.floor(total * 0.04);
  return { total, realized, existing: total - realized, exited: Math.floor(total * 0.02) };
}
