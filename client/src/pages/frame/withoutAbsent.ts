/**
 * Leaves out what is not known, because messages between host and page have no word for undefined.
 */

/** The type with undefined members made optional. */
type Known<Value> = { [Name in keyof Value]?: Exclude<Value[Name], undefined> };

/** The members of `value` that are not undefined. */
export function withoutAbsent<Value extends object>(value: Value): Known<Value> {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as Known<Value>;
}
