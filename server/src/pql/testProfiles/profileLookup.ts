/**
 * What a profile holds at a path, through whatever lists stand on the way. For any profile, also one that a person wrote.
 */

/** Whether a value stands at a path; `undefined` where nothing stands there in the profile or in some item on the way. */
export function holdsAt(profile: unknown, steps: readonly string[], value: unknown): boolean {
  const written = JSON.stringify(value);
  return valuesAt(profile, steps).some((found) => isSame(found, value, written));
}

function isSame(found: unknown, value: unknown, written: string | undefined): boolean {
  if (value === undefined || found === undefined) return found === value;
  return found === value || JSON.stringify(found) === written || isSameTime(found, value);
}

const TIME = /^\d{4}-\d\d-\d\d/;

/** `…12:00:00Z` and `…12:00:00.000Z` are one time. */
function isSameTime(found: unknown, value: unknown): boolean {
  if (typeof found !== "string" || typeof value !== "string" || !TIME.test(found) || !TIME.test(value))
    return false;
  return Date.parse(found) === Date.parse(value);
}

/** The number of items of the lists at a path, together. */
export function countAt(profile: unknown, steps: readonly string[]): number {
  return valuesAt(profile, steps).reduce<number>(
    (sum, value) => sum + (Array.isArray(value) ? value.length : 0),
    0,
  );
}

function valuesAt(value: unknown, steps: readonly string[]): readonly unknown[] {
  const [name, ...rest] = steps;
  if (name === undefined) return [value];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, steps));
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return [undefined];
  return valuesAt((value as Readonly<Record<string, unknown>>)[name], rest);
}

/** A copy in which another value stands wherever this one does at a path; `undefined` stands for what is missing. */
export function replacedAt(
  profile: unknown,
  steps: readonly string[],
  { from, to }: { readonly from: unknown; readonly to: unknown },
): unknown {
  const written = JSON.stringify(from);
  const visit = (value: unknown, depth: number): unknown => {
    const name = steps[depth];
    if (name === undefined) return isSame(value, from, written) ? to : value;
    if (Array.isArray(value)) return value.map((item: unknown) => visit(item, depth));
    const isObject = typeof value === "object" && value !== null;
    if (!isObject && (value !== undefined || from !== undefined)) return value;
    const object = (value ?? {}) as Readonly<Record<string, unknown>>;
    const { [name]: _, ...others } = object;
    const inner = visit(Object.hasOwn(object, name) ? object[name] : undefined, depth + 1);
    return inner === undefined ? others : { ...others, [name]: inner };
  };
  return visit(profile, 0);
}
