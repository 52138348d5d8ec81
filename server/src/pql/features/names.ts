/**
 * What the name under a cursor stands for, and every other place of the text that stands for the same.
 */
import { analyseClause } from "../semantics/analyse";
import type { ClauseAnalysis, FieldBinding, Variable } from "../semantics/analysis";
import { clauseText } from "../syntax/query";
import { isWord } from "../syntax/tokens";
import type { Span } from "../text/span";
import { audienceIdAt, audiencesIn } from "./audienceIds";
import { allClauses, findCursor, type PlacedClause, placeClause, tokenSpan } from "./cursor";
import type { QueryView } from "./queryView";

/** A name and what it stands for. */
export type NamedThing =
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
export interface Occurrence {
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
export function variableOccurrences(placed: PlacedClause, { declaration, uses }: Variable): Occurrence[] {
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
