/**
 * What changes of a schema do to a rule: which of its reads they touch, and how the rule reads once renamed fields are called
 * by their new names. Nothing outside these names changes; where a name cannot be exchanged by itself, that is said.
 */
import { analyseClause } from "../semantics/analyseClause";
import { createEnvironment } from "../semantics/checkEnvironment";
import { readFieldReads } from "../semantics/clauseReads";
import { parseQuery } from "../syntax/parser";
import { type Span, shifted, type TextEdit } from "../text/span";
import { type FieldChange, type FieldPlace, isTouched } from "./fieldChange";

/** One read of a changed field. */
export interface TouchedRead {
  readonly change: FieldChange;
  /** The path as written, in the whole text. */
  readonly span: Span;
  /** Puts the new name in the place of the old one; undefined where there is none, or it stands in another path of the text. */
  readonly edit: TextEdit | undefined;
}

/** What changes do to a text. */
export interface RuleImpact {
  readonly reads: readonly TouchedRead[];
  /** The text with renamed fields by their new names; as it is where no name can be exchanged. */
  readonly text: string;
  /** Renamed fields that still stand in it by their old names. */
  readonly left: readonly FieldChange[];
}

/** Looks at a rule. */
export function findRuleImpact(text: string, changes: readonly FieldChange[]): RuleImpact {
  const reads = listReads(text).flatMap((read) =>
    changes.filter((change) => isTouched(change, read)).map((change) => toTouched(text, read, change)),
  );
  const edits = new Map(
    reads.flatMap(({ edit }) => (edit === undefined ? [] : [[edit.span.start, edit] as const])),
  );
  const rewritten = [...edits.values()]
    .sort((left, right) => right.span.start - left.span.start)
    .reduce((all, { span, newText }) => all.slice(0, span.start) + newText + all.slice(span.end), text);
  const still = listReads(rewritten);
  const left = changes.filter(
    (change) => change.kind === "renamed" && still.some((read) => isTouched(change, read)),
  );
  return { reads, text: rewritten, left };
}

interface PlacedRead extends FieldPlace {
  readonly span: Span;
}

function listReads(text: string): readonly PlacedRead[] {
  const environment = createEnvironment({ profile: undefined, event: undefined, audiences: undefined });
  let start = 0;
  return parseQuery(text).clauses.flatMap((clause) => {
    const origin = start;
    start += clause.length;
    return readFieldReads(analyseClause(clause, environment)).fields.map(({ root, steps, span }) => ({
      root,
      steps,
      span: shifted(span, origin),
    }));
  });
}

interface WrittenName {
  readonly name: string;
  readonly span: Span;
}

const LAST_NAMES = /(?:`[^`]*`|[\p{L}_][\p{L}\d_]*)(?:\s*\.\s*(?:`[^`]*`|[\p{L}_][\p{L}\d_]*))*$/u;

/** The names at the end of a written path: of `orders[a = 1].total` the last. */
function readLastNames(text: string, { start, end }: Span): readonly WrittenName[] {
  const found = LAST_NAMES.exec(text.slice(start, end));
  if (found === null) return [];
  const from = start + found.index;
  return [...found[0].matchAll(/`([^`]*)`|[\p{L}_][\p{L}\d_]*/gu)].map((match) => ({
    name: match[1] ?? match[0],
    span: { start: from + match.index, end: from + match.index + match[0].length },
  }));
}

function toTouched(text: string, read: PlacedRead, change: FieldChange): TouchedRead {
  return { change, span: read.span, edit: toEdit(text, read, change) };
}

function toEdit(
  text: string,
  { steps, span }: PlacedRead,
  { steps: old, to }: FieldChange,
): TextEdit | undefined {
  if (to === undefined) return undefined;
  const names = readLastNames(text, span);
  // The written names are the last of the steps, so the changed ones lie as far from the end.
  const end = names.length - (steps.length - old.length);
  const kept = commonLength(old, to);
  const [first, last] = [names[end - (old.length - kept)], names[end - 1]];
  const isWritten =
    first !== undefined &&
    last !== undefined &&
    old.slice(kept).every((name, index) => names[end - (old.length - kept) + index]?.name === name);
  if (!isWritten) return undefined;
  const newText = to.slice(kept).map(toName).join(".");
  return { span: { start: first.span.start, end: last.span.end }, newText };
}

/** How many names both begin with; at least one name of each is left. */
function commonLength(old: readonly string[], to: readonly string[]): number {
  let length = 0;
  while (length < Math.min(old.length, to.length) - 1 && old[length] === to[length]) length++;
  return length;
}

function toName(name: string): string {
  return /^[\p{L}_][\p{L}\d_]*$/u.test(name) ? name : `\`${name}\``;
}
