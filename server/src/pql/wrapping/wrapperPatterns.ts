/**
 * What a wrapper is, and how most of them are made: one pattern that leaves what stands inside.
 */

/** A wrapper and the text inside it. */
export interface Unwrapped {
  /** Completes "This is …". */
  readonly name: string;
  readonly inner: string;
  /** True where only a wrapper looks so, whatever stands inside. */
  readonly isCertain: boolean;
}

/** Takes one layer off a trimmed text; undefined where the text has it not. */
export type Wrapper = (text: string) => Unwrapped | undefined;

/** A wrapper whose first group is what stands inside. */
export function byPattern(name: string, pattern: RegExp, isCertain: boolean): Wrapper {
  return (text) => {
    const inner = pattern.exec(text)?.[1];
    return inner === undefined ? undefined : { name, inner, isCertain };
  };
}
