/**
 * How a field name is written as a step of a PQL path. Only decides about backticks.
 * The word list repeats the reserved words of syntax/, which this folder may not import; a test keeps the two equal.
 */

const TIME_UNITS = "millisecond second minute hour day week month year decade";

/** Words that cannot be a step of a path as they are, in lower case. */
const RESERVED: ReadonlySet<string> = new Set([
  ..."and or not in notin like occurs select from where exists forall let true false null on between".split(
    " ",
  ),
  ..."this last next century centuries millennium millenium millennia".split(" "),
  ...TIME_UNITS.split(" ").flatMap((unit) => [unit, `${unit}s`]),
]);

/** Words that mean something else when they open a path, in lower case. */
const RESERVED_AT_START: ReadonlySet<string> = new Set([
  ..."now today yesterday tomorrow undefined".split(" "),
]);

const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** True where the name has to stand in backticks, be it the first step of a path or a later one. */
export function needsBackticks(name: string, isFirstStep: boolean): boolean {
  if (!PLAIN_NAME.test(name)) return true;
  const folded = name.toLowerCase();
  return RESERVED.has(folded) || (isFirstStep && RESERVED_AT_START.has(folded));
}

/** The name as a step of a path. A backtick inside a name cannot be written in PQL and is left as it is. */
export function toPathStep(name: string, isFirstStep: boolean): string {
  return needsBackticks(name, isFirstStep) ? `\`${name}\`` : name;
}
