/**
 * What the name under a cursor stands for, every other place of the text that stands for the same, where it comes from, and new
 * names for variables, parameters and labels. Refuses a name that would make the text mean something else: the text is read
 * again with it and every name has to mean what it meant. Where a schema or an audience is shown is for the server to say.
 */
import { applyEdits } from "../printer/queryPrinter";
import { toPathStep } from "../schema/pathText";
import { analyseClause } from "../semantics/analyseClause";
import type { ClauseAnalysis, FieldBinding, Variable } from "../semantics/clauseAnalysis";
import { parseFragment } from "../syntax/parser";
import { type Clause, clauseText } from "../syntax/query";
import { isWord } from "../syntax/tokenKinds";
import { type Span, shifted, type TextEdit } from "../text/span";
import type { Type } from "../types/pqlTypes";
import { audienceIdAt, audiencesIn } from "./audienceMentions";
import {
  allClauses,
  findCursor,
  type PlacedClause,
  placeClause,
  type QueryView,
  tokenSpan,
} from "./queryCursor";

/** A name and what it stands for. */
type NamedThing =
  | { readonly kind: "variable"; readonly analysis: ClauseAnalysis; readonly variable: Variable }
  | { readonly kind: "field"; readonly field: FieldBinding; readonly name: string }
  | { readonly kind: "audience"; readonly id: string };

/** A name under a cursor. */
export interface NameAtCursor {
  readonly thing: NamedThing;
  readonly placed: PlacedClause;
  readonly span: Span;
}

/** The name at an offset; undefined where none stands there, or nobody knows what it means. */
export function findNameAt(query: QueryView, offset: number): NameAtCursor | undefined {
  const cursor = findCursor(query, offset);
  if (cursor === undefined) return undefined;
  const span = tokenSpan(cursor, cursor.token);
  if (offset < span.start || offset > span.end) return undefined;
  const thing = findThing(query, cursor, cursor.token);
  return thing && { thing, placed: cursor, span };
}

function findThing(
  { environment }: QueryView,
  { clause }: PlacedClause,
  token: number,
): NamedThing | undefined {
  const id = audienceIdAt(clause, token);
  if (id !== undefined) return { kind: "audience", id };
  if (!isWord(clause.tree.tokenKind(token))) return undefined;
  const analysis = analyseClause(clause, environment);
  const variable = analysis.findVariable(token);
  if (variable !== undefined) return { kind: "variable", analysis, variable };
  const field = analysis.findField(token);
  return field && { kind: "field", field, name: clause.tree.name(token) };
}

/** A place that stands for a thing. */
interface Occurrence {
  readonly span: Span;
  /** True where a variable is introduced. */
  readonly isDeclaration: boolean;
}

/** Every place of the text that stands for the thing, in order; with a limit, only in the clauses nearest to it. */
export function findOccurrences(query: QueryView, found: NameAtCursor, mostClauses?: number): Occurrence[] {
  return [...eachOccurrence(query, found, mostClauses)].flat();
}

/** As `findOccurrences`, clause by clause, so that a long search can be interrupted. */
export function* eachOccurrence(
  query: QueryView,
  { thing, placed }: NameAtCursor,
  mostClauses?: number,
): Generator<readonly Occurrence[]> {
  if (thing.kind === "variable") {
    yield variableOccurrences(placed, thing.variable);
    return;
  }
  const clauses = mostClauses === undefined ? allClauses(query) : nearestClauses(query, placed, mostClauses);
  for (const each of clauses) yield occurrencesIn(query, each, thing);
}

/** The variable's own clause holds all of it. */
function variableOccurrences(placed: PlacedClause, { declaration, uses }: Variable): Occurrence[] {
  return [declaration, ...uses]
    .sort((one, other) => one - other)
    .map((token) => ({ span: tokenSpan(placed, token), isDeclaration: token === declaration }));
}

function nearestClauses(query: QueryView, { index }: PlacedClause, most: number): PlacedClause[] {
  const first = Math.max(0, index - (most >> 1));
  const last = Math.min(query.clauses.length, first + most);
  return Array.from({ length: last - first }, (_, at) => placeClause(query, first + at)).filter(
    (placed) => placed !== undefined,
  );
}

function occurrencesIn(query: QueryView, placed: PlacedClause, thing: NamedThing): Occurrence[] {
  if (thing.kind === "audience") {
    return audiencesIn(placed)
      .filter(({ id }) => id === thing.id)
      .map(({ span }) => ({ span, isDeclaration: false }));
  }
  const { clause } = placed;
  // A search in the text spares the analysis of nearly all clauses.
  if (thing.kind !== "field" || !clauseText(clause).includes(thing.name)) return [];
  const { field, schema } = thing.field;
  const analysis = analyseClause(clause, query.environment);
  const found: Occurrence[] = [];
  for (let token = clause.firstToken; token < clause.endToken; token++) {
    const binding = analysis.findField(token);
    if (binding?.field !== field || binding.schema !== schema) continue;
    found.push({ span: tokenSpan(placed, token), isDeclaration: false });
  }
  return found;
}

/** What can be renamed at a cursor: the name and where it stands. */
interface Renamable {
  readonly span: Span;
  readonly name: string;
}

/** The edits of a rename, or why it cannot be. */
type RenamePlan = { readonly edits: readonly TextEdit[] } | { readonly refusal: string };

/** What can be renamed at an offset. Fields and audiences belong to the platform. */
export function findRenamable(query: QueryView, offset: number): Renamable | undefined {
  const found = findNameAt(query, offset);
  if (found?.thing.kind !== "variable") return undefined;
  return { span: found.span, name: found.thing.variable.name };
}

/** The rename of what stands at an offset. A name that is no plain word is written in backticks. */
export function planRename(query: QueryView, offset: number, newName: string): RenamePlan {
  const found = findNameAt(query, offset);
  if (found?.thing.kind !== "variable") {
    return { refusal: "Only variables, parameters and labels of steps can be renamed." };
  }
  const name = newName.trim().replace(/^`(.*)`$/, "$1");
  if (name === "" || name.includes("`"))
    return { refusal: "A name needs at least one character and no backtick." };
  const newText = toPathStep(name, true);
  const edits = variableOccurrences(found.placed, found.thing.variable).map(({ span }) => ({
    span,
    newText,
  }));
  return keepsMeaning(query, found, edits)
    ? { edits }
    : { refusal: `\`${name}\` means something else here already.` };
}

function keepsMeaning(
  query: QueryView,
  { thing, placed }: NameAtCursor,
  edits: readonly TextEdit[],
): boolean {
  if (thing.kind !== "variable") return false;
  const { clause, index } = placed;
  const start = query.startOf(index);
  const local = edits.map((edit) => ({ ...edit, span: shifted(edit.span, -start) }));
  const place = { isStart: index === 0, isEnd: index === query.clauses.length - 1 };
  const [renamed, ...more] = parseFragment(applyEdits(clauseText(clause), local), place) ?? [];
  if (renamed === undefined || more.some(({ length }) => length > 0)) return false;
  return meansTheSame(thing.analysis, analyseClause(renamed, query.environment));
}

/** True where both have the same tokens and every name stands for the same field or the variable of the same place. */
function meansTheSame(before: ClauseAnalysis, after: ClauseAnalysis): boolean {
  const count = tokenCount(before.clause);
  if (tokenCount(after.clause) !== count) return false;
  const distance = after.clause.firstToken - before.clause.firstToken;
  for (let token = before.clause.firstToken; token < before.clause.endToken; token++) {
    const same = token + distance;
    const [variable, other] = [before.findVariable(token), after.findVariable(same)];
    if ((variable && variable.declaration + distance) !== other?.declaration) return false;
    if (before.findField(token)?.field !== after.findField(same)?.field) return false;
  }
  return true;
}

function tokenCount({ firstToken, endToken }: Clause): number {
  return endToken - firstToken;
}

/** Where a name leads. */
export interface Origin {
  /** The name that was asked about. */
  readonly span: Span;
  readonly target:
    | { readonly kind: "here"; readonly span: Span }
    | { readonly kind: "field"; readonly field: FieldBinding }
    | { readonly kind: "audience"; readonly id: string };
}

/** The origin of the name at an offset. */
export function findDefinition(query: QueryView, offset: number): Origin | undefined {
  const found = findNameAt(query, offset);
  if (found === undefined) return undefined;
  const { thing, span, placed } = found;
  switch (thing.kind) {
    case "variable":
      return { span, target: { kind: "here", span: tokenSpan(placed, thing.variable.declaration) } };
    case "field":
      return { span, target: { kind: "field", field: thing.field } };
    default:
      return { span, target: thing };
  }
}

/** The field of the schema that says what the value of the name at an offset is made of. */
export function findTypeDefinition(query: QueryView, offset: number): Origin | undefined {
  const found = findNameAt(query, offset);
  if (found === undefined || found.thing.kind === "audience") return undefined;
  const { thing, span } = found;
  const field = thing.kind === "field" ? thing.field : toField(query, thing.variable.type);
  return field && { span, target: { kind: "field", field } };
}

/** The field an object, or an item of a list, is described by. */
function toField({ environment }: QueryView, type: Type): FieldBinding | undefined {
  let inner = type;
  while (inner.kind === "array") inner = inner.element;
  if (inner.kind !== "object" || inner.schema === undefined) return undefined;
  const { schema, field, isEvent } = inner;
  const root = isEvent || schema !== environment.profile?.schema ? "event" : "profile";
  return { schema, field, root };
}
