/**
 * Everything the sources of suggestions need to know of one request: the place, what is typed, what names mean there.
 * A clause is read again with a name in the gap at the cursor, because only then does the gap have a meaning; one that is
 * broken at the cursor is read up to it, because what follows tells nothing then.
 */
import { analyseClause } from "../../semantics/analyseClause";
import type { Environment } from "../../semantics/checkEnvironment";
import type { ClauseAnalysis, Scope } from "../../semantics/clauseAnalysis";
import { NodeKind } from "../../syntax/nodeKinds";
import { parseFragment } from "../../syntax/parser";
import { type Clause, clauseText } from "../../syntax/query";
import { UNKNOWN } from "../../types/pqlTypes";
import { typeEndingAt } from "../leftOperand";
import { type Cursor, findCursor, nodesAround, type QueryView } from "../queryCursor";
import type { CompletionMemory } from "./completionMemory";
import { type Place, readPlace, readTyped, type Typed } from "./completionPlace";

/** One request for completion. */
export interface Situation {
  readonly query: QueryView;
  readonly environment: Environment;
  readonly cursor: Cursor;
  readonly typed: Typed;
  readonly place: Place;
  readonly analysis: ClauseAnalysis;
  /** What may be named at the cursor. */
  readonly scope: Scope;
  readonly memory: CompletionMemory;
}

/** The situation at an offset of the text; undefined where the text has no such place. */
export function readSituation(
  query: QueryView,
  offset: number,
  memory: CompletionMemory,
): Situation | undefined {
  const found = findCursor(query, offset);
  if (found === undefined) return undefined;
  const inText = readTyped(found);
  const inPlace = readPlace(found, inText);
  const silent = memory.silentOf(query.environment);
  const understood = understand(found, inPlace, silent);
  const cursor = understood === undefined ? toReadable(found, inText, inPlace) : found;
  const isAsFound = cursor === found;
  const typed = isAsFound ? inText : retyped(cursor, inText);
  const analysis = understood ?? analyseClause(cursor.clause, silent);
  return {
    query,
    environment: query.environment,
    cursor,
    typed,
    place: isAsFound ? inPlace : readPlace(cursor, typed),
    analysis,
    scope: analysis.scopeAt(typed.start - cursor.clause.origin),
    memory,
  };
}

/**
 * The clause as it stands, where it is nothing but a path that ends with a dot: what is in front of that is understood without
 * a name behind it, and reading the clause again with one costs as much as all the rest.
 */
function understand({ clause }: Cursor, place: Place, silent: Environment): ClauseAnalysis | undefined {
  const isPath = clause.tree.kind(clause.root) === NodeKind.Path;
  if (place.kind !== "member" || !isPath || place.dot !== clause.tree.endToken(clause.root) - 1)
    return undefined;
  const analysis = analyseClause(clause, silent);
  return typeEndingAt(analysis, silent, place.dot - 1) === UNKNOWN ? undefined : analysis;
}

/** Stands for the name that is not typed yet. */
const GAP = " x ";

/** The same cursor in a clause that can be understood. */
function toReadable(found: Cursor, typed: Typed, place: Place): Cursor {
  const hasGap =
    typed.prefix === "" && typed.end === typed.start && place.kind !== "operator" && place.kind !== "text";
  const gap = hasGap ? GAP : "";
  const { clause, treeOffset } = found;
  const text = clauseText(clause);
  const at = treeOffset - clause.origin;
  const filled = hasGap ? reread(found, `${text.slice(0, at)}${gap}${text.slice(at)}`) : found;
  if (filled !== undefined && !isBroken(filled)) return filled;
  return reread(found, text.slice(0, at) + gap) ?? found;
}

/** True where the parser could not place the text in front of the cursor. */
function isBroken(cursor: Cursor): boolean {
  const { clause } = cursor;
  const { before } = readTyped(cursor);
  if (before < clause.firstToken || before >= clause.endToken) return false;
  const around = nodesAround(clause.tree, clause.root, before);
  return around.length === 0 || around.some((node) => clause.tree.kind(node) === NodeKind.Error);
}

/** What is typed at a cursor whose text was changed around it. */
function retyped(cursor: Cursor, { start, end, prefix, name }: Typed): Typed {
  const typed = readTyped(cursor);
  return { ...typed, end: typed.start + (end - start), prefix, ...(name !== undefined && { name }) };
}

/** The cursor in another text of its clause, in which it stands at the same offset. */
export function reread({ clause, index, shift, treeOffset }: Cursor, text: string): Cursor | undefined {
  const offset = treeOffset - clause.origin;
  const clauses = parseFragment(text, { isStart: index === 0, isEnd: true });
  const found = clauses?.find(({ origin, length }) => offset < origin + length) ?? clauses?.at(-1);
  return found && toCursor(found, { index, shift: shift + clause.origin, treeOffset: offset });
}

function toCursor(clause: Clause, place: Pick<Cursor, "index" | "shift" | "treeOffset">): Cursor {
  const { shift } = place;
  const toText = (start: number, end: number) => ({ start: start + shift, end: end + shift });
  return { clause, token: clause.firstToken, toText, ...place };
}
