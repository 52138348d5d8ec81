/**
 * What the editor's tests use of `node:assert/strict`, for a host without Node: the bundle of the suite takes this in its place
 * (test/support/browserSuite.ts). Says what was found, and leaves pretty differences to the run in Node.
 */

class AssertionError extends Error {
  override readonly name = "AssertionError";
}

/** The message of the test, else what was found. */
function fail(message: string | Error | undefined, found: string): never {
  if (message instanceof Error) throw message;
  throw new AssertionError(message === undefined ? found : `${message}\n${found}`);
}

function show(value: unknown): string {
  if (typeof value === "function" || typeof value === "symbol") return String(value);
  if (value instanceof RegExp || value instanceof Error) return String(value);
  return JSON.stringify(value) ?? String(value);
}

function listEntries(value: object): readonly (readonly [unknown, unknown])[] {
  if (value instanceof Map) return [...value];
  if (value instanceof Set) return [...value].map((one) => [one, true] as const);
  return Object.entries(value);
}

function isDeepEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  const [mine, theirs] = [listEntries(one), new Map<unknown, unknown>(listEntries(other))];
  return (
    mine.length === theirs.size &&
    mine.every(([key, value]) => theirs.has(key) && isDeepEqual(value, theirs.get(key)))
  );
}

/** What a rejection must be like: words of its message, properties of it, or a function that says so. */
type Expected = RegExp | ((thrown: unknown) => boolean) | Readonly<Record<string, unknown>>;

function isExpected(thrown: unknown, expected: Expected): boolean {
  if (expected instanceof RegExp) return expected.test(String(thrown));
  if (typeof expected === "function") return expected(thrown);
  const found = thrown as Readonly<Record<string, unknown>>;
  return Object.entries(expected).every(([name, value]) =>
    value instanceof RegExp ? value.test(String(found[name])) : isDeepEqual(found[name], value),
  );
}

/** The functions by their names in Node. */
export const assertInBrowser = {
  ok(value: unknown, message?: string | Error): asserts value {
    if (!value) fail(message, `found ${show(value)}`);
  },
  equal(found: unknown, expected: unknown, message?: string | Error): void {
    if (!Object.is(found, expected)) fail(message, `found ${show(found)} instead of ${show(expected)}`);
  },
  notEqual(found: unknown, other: unknown, message?: string | Error): void {
    if (Object.is(found, other)) fail(message, `found ${show(found)}`);
  },
  deepEqual(found: unknown, expected: unknown, message?: string | Error): void {
    if (!isDeepEqual(found, expected)) fail(message, `found ${show(found)} instead of ${show(expected)}`);
  },
  match(text: string, pattern: RegExp, message?: string | Error): void {
    if (!pattern.test(text)) fail(message, `found ${show(text)} instead of ${pattern}`);
  },
  doesNotMatch(text: string, pattern: RegExp, message?: string | Error): void {
    if (pattern.test(text)) fail(message, `found ${show(text)}, which is like ${pattern}`);
  },
  async rejects(work: Promise<unknown> | (() => Promise<unknown>), expected: Expected = () => true) {
    const end = await (typeof work === "function" ? work() : work).then(
      () => undefined,
      (thrown: unknown) => ({ thrown }),
    );
    if (end === undefined) fail(undefined, "nothing was thrown");
    if (!isExpected(end.thrown, expected)) fail(undefined, `thrown was ${show(end.thrown)}`);
  },
} as const;
