/**
 * A rule in plain words, made from its tree alone: what hovers, previews, pages and `pql explain` show. The same rule always
 * reads the same, and every field, value, count and window of it is named. Leaves judging (problems, evaluation) to others.
 */
import { analyseClause } from "../semantics/analyseClause";
import type { Environment } from "../semantics/checkEnvironment";
import type { NodeId } from "../syntax/nodeKinds";
import { NodeKind } from "../syntax/nodeKinds";
import type { Clause, Query } from "../syntax/query";
import { type SayPhrase, sayEnglish } from "../text/phrases";
import type { Span } from "../text/span";
import { shifted } from "../text/span";
import type { PlainLine } from "./plainLine";
import { HEADINGS, statementLine, statementWords } from "./statementWords";
import { valueWords } from "./valueWords";
import { inBrackets, type Wording } from "./wording";

/** What meaning is looked up in, and how it is said; English where nobody says otherwise. */
export interface Telling {
  readonly environment: Environment;
  readonly say?: SayPhrase | undefined;
}

/** The rule as an outline; spans count from the start of the text. Total: what cannot be read is quoted. */
export function describeRule({ clauses }: Query, telling: Telling): PlainLine {
  const { environment, say = sayEnglish } = telling;
  const groups = toGroups(clauses, telling);
  const body = groups.length === 1 ? groups[0] : joinLines(say(HEADINGS.or), groups);
  const isOfProfiles = environment.dialect === "segmentation";
  if (!isOfProfiles) return { ...body, text: say("It holds when {0}", body.text) };
  // Whole, because other languages put the verb behind what it is about.
  const isList = body.text === say(HEADINGS.and);
  const text = isList
    ? say("Profiles for which all of these are true:")
    : say("Profiles for which {0}", body.text);
  return { ...body, text };
}

/** `and` binds tighter than `or`: the alternatives, each with what it joins. */
function toGroups(clauses: readonly Clause[], telling: Telling): readonly PlainLine[] {
  const { say = sayEnglish } = telling;
  const groups: PlainLine[][] = [[]];
  let start = 0;
  for (const clause of clauses) {
    groups[groups.length - 1].push(describeClause(clause, start, telling));
    if (clause.connective === "or") groups.push([]);
    start += clause.length;
  }
  return groups.map((lines) => (lines.length === 1 ? lines[0] : joinLines(say(HEADINGS.and), lines)));
}

/** One condition or value of a clause in a phrase. */
export function describeNode(clause: Clause, node: NodeId, telling: Telling): string {
  return createWording(clause, telling).statement(node);
}

function joinLines(text: string, lines: readonly PlainLine[]): PlainLine {
  const span = { start: lines[0].span.start, end: lines[lines.length - 1].span.end };
  return { text, span, lines };
}

function describeClause(clause: Clause, start: number, telling: Telling): PlainLine {
  return moved(createWording(clause, telling).line(clause.root), start - clause.origin);
}

function moved({ text, span, lines }: PlainLine, distance: number): PlainLine {
  const place: Span = shifted(span, distance);
  return { text, span: place, lines: lines.map((line) => moved(line, distance)) };
}

/** A condition in the place of a value names its truth; a value in the place of a condition is one that is true. */
function createWording(clause: Clause, { environment, say = sayEnglish }: Telling): Wording {
  const { tree } = clause;
  const wording: Wording = {
    tree,
    analysis: analyseClause(clause, environment),
    audiences: environment.audiences,
    say,
    value: (node) => {
      const inner = tree.unwrapped(node);
      return valueWords(wording, inner) ?? say("whether {0}", inBrackets(wording.statement(inner)));
    },
    statement: (node) => {
      const inner = tree.unwrapped(node);
      return statementWords(wording, inner) ?? truthWords(wording, inner);
    },
    line: (node) => statementLine(wording, node),
  };
  return wording;
}

/** What it takes for a value to stand for a condition: a truth holds, a list has items, anything else is there. */
function truthWords(wording: Wording, node: NodeId): string {
  const { say } = wording;
  const words = valueWords(wording, node) ?? wording.tree.text(node);
  if (wording.tree.kind(node) === NodeKind.BooleanLiteral) return say("the constant {0} holds", words);
  switch (wording.analysis.typeOf(node).kind) {
    case "array":
      return say("there is at least one of {0}", words);
    case "object":
    case "map":
      return say("{0} is present", words);
    default:
      return say("{0} holds", words);
  }
}
