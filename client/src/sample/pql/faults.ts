/** The fault of an expression and its place. Shared by both engines. */

/** Where an expression is wrong and why; line counts from 1, column from 0 as in the service's messages. */
export interface ExpressionFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Returns the fault at an offset of `text`. */
export function faultAt(text: string, offset: number, message: string): ExpressionFault {
  const before = text.slice(0, offset).split("\n");
  return { message, line: before.length, column: before.at(-1)?.length ?? 0 };
}
