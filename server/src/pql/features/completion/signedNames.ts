/**
 * Names that hold signs and are typed without backticks, such as `direct-m`, `R&` and `Size (c`: what stands in front of the
 * cursor is read once more with letters in their place, because as it stands it is a sum, a call or nothing at all. Only
 * where a schema has a name that begins so; it decides nothing about which of its fields fit the place.
 */
import { allNames, prefixRange } from "../../schema/fieldSearch";
import { foldName } from "../../schema/nameText";
import { analyseClause } from "../../semantics/analyseClause";
import type { Environment } from "../../semantics/checkEnvironment";
import { type Clause, clauseText } from "../../syntax/query";
import { isString, TokenKind } from "../../syntax/tokenKinds";
import { type Cursor, findCursor, placeClause, type QueryView } from "../queryCursor";
import type { CompletionMemory } from "./completionMemory";
import { readPlace, readTyped } from "./completionPlace";
import { reread, type Situation } from "./completionSituation";

/** The situations at a cursor whose name holds signs, the longest name first. */
export function* readSigned(
  query: QueryView,
  offset: number,
  memory: CompletionMemory,
): Generator<Situation> {
  const found = findCursor(query, offset);
  if (found === undefined || isInText(found)) return;
  const { environment } = query;
  const front = readFront(query, found);
  const beginnings = listBeginnings(front.text);
  if (beginnings.length === 0) return;
  const rest = wordAt(found);
  for (const prefix of beginnings) {
    if (!isNameBegun(environment, prefix)) continue;
    const masked = front.text.slice(0, -prefix.length) + "x".repeat(prefix.length);
    const cursor = reread(front.cursor, masked);
    if (cursor === undefined) continue;
    const word = readTyped(cursor);
    const typed = { ...word, end: word.end + rest.length, prefix, name: "parts" } as const;
    const analysis = analyseClause(cursor.clause, memory.silentOf(environment));
    const scope = analysis.scopeAt(typed.start - cursor.clause.origin);
    yield { query, environment, cursor, typed, place: readPlace(cursor, typed), analysis, scope, memory };
  }
}

/** Between quotes and backticks every sign is one of the text. */
function isInText({ clause, token, treeOffset }: Cursor): boolean {
  const { kinds, starts, ends } = clause.tree.tokens;
  const kind = kinds[token];
  const isOpen = kind === TokenKind.UnclosedString || kind === TokenKind.UnclosedName;
  const isQuoted = isString(kind) || kind === TokenKind.QuotedName || isOpen;
  return isQuoted && starts[token] < treeOffset && (treeOffset < ends[token] || isOpen);
}

/** The letters of a name that stand behind the cursor. */
function wordAt({ clause, treeOffset }: Cursor): string {
  return /^[\p{L}\p{N}_]*/u.exec(clauseText(clause).slice(treeOffset - clause.origin))?.[0] ?? "";
}

interface Front {
  /** What stands in front of the cursor, from where a clause begins. */
  readonly text: string;
  /** The cursor, in that clause. */
  readonly cursor: Cursor;
}

/** The text in front of the cursor. The `&` of a name such as `R&D` divides it into two clauses. */
function readFront(query: QueryView, found: Cursor): Front {
  const { clause, treeOffset, shift, index } = found;
  const text = clauseText(clause).slice(0, treeOffset - clause.origin);
  const earlier = placeClause(query, index - 1);
  if (earlier === undefined || !endsWithSign(earlier.clause)) return { text, cursor: found };
  const whole = clauseText(earlier.clause) + text;
  const at = earlier.clause.origin + whole.length;
  const cursor: Cursor = { ...found, ...earlier, treeOffset: at, shift: shift + treeOffset - at };
  return { text: whole, cursor };
}

function endsWithSign({ tree, endToken, connective }: Clause): boolean {
  return connective !== undefined && tree.tokenKind(endToken) === TokenKind.ForeignAnd;
}

/** Most of what is typed, told at once. */
const PLAIN_WORD = /^\s*[A-Za-z_]*$/;
/** Names are not longer than this, as people write them. */
const LONGEST_NAME = 60;
/** A name of more parts has to be typed up to one of its last ones. */
const MOST_PARTS = 5;

/** What may be the beginning of a name with signs: the parts in front of the cursor, as many as can be, then fewer. */
function listBeginnings(front: string): readonly string[] {
  const run = /[^\r\n"'`=<>!,.;:[\]{}|^]*$/.exec(front.slice(-LONGEST_NAME))?.[0] ?? "";
  if (PLAIN_WORD.test(run)) return [];
  const isStep = front.at(-run.length - 1) === ".";
  const parts = Array.from(run.matchAll(/[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s]/gu), ({ index }) =>
    run.slice(index),
  );
  return parts.slice(-MOST_PARTS).filter((part) => holdsSign(part, isStep && part === run));
}

/** A number is no name but as a step of a path. */
function holdsSign(part: string, isStep: boolean): boolean {
  if (/^\p{N}+$/u.test(part)) return isStep;
  return /^\p{N}|[^\p{L}\p{N}_]/u.test(part);
}

/** Whether the schemas have a name that begins so. */
function isNameBegun({ profile, event }: Environment, prefix: string): boolean {
  const folded = foldName(prefix);
  return [profile, event].some((root) => {
    if (root === undefined) return false;
    const { from, to } = prefixRange(root.schema.columns, allNames(root.schema), folded);
    return from < to;
  });
}
