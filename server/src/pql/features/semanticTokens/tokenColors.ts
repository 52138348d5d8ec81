/**
 * The colours of one document in the form of LSP: whole, of a range, and what changed since the last time they were told; five
 * numbers a token, each place relative to the token before it. Made clause by clause and kept with the clause, so that after a
 * key only the clause that was edited is made again.
 */
import type { Clause } from "../../syntax/query";
import { type LinePosition, nextLineStart } from "../../text/lineIndex";
import type { Span } from "../../text/span";
import type { QueryView } from "../queryCursor";
import { ClauseColors } from "./tokenClasses";

/** Numbers per token. */
const TOKEN_SIZE = 5;

/** The tokens of one clause; the first one's place is relative to the start of the clause. */
interface EncodedClause {
  readonly data: Uint32Array;
  /** Place of the last token, relative to the start of the clause; -1 in a clause without any. */
  readonly lastLine: number;
  readonly lastColumn: number;
  /** Line breaks in the clause, and code units behind the last one. */
  readonly breaks: number;
  readonly tail: number;
}

/** Encodes one clause. */
function encodeClause(clause: Clause, colors: ClauseColors): EncodedClause {
  const { starts, ends, text } = clause.tree.tokens;
  const end = clause.origin + clause.length;
  const data = new Uint32Array((clause.endToken - clause.firstToken + 1) * TOKEN_SIZE);
  const lines = new LineFollower(text, clause.origin);
  colors.read(clause);
  let [size, lastLine, lastColumn] = [0, 0, 0];
  for (let token = clause.firstToken; token <= clause.endToken && starts[token] < end; token++) {
    const color = colors.colorOf(token);
    const start = starts[token];
    lines.moveTo(start);
    if (color < 0 || ends[token] === start) continue;
    const column = start - lines.start;
    data[size] = lines.line - lastLine;
    data[size + 1] = lines.line === lastLine ? column - lastColumn : column;
    data[size + 2] = ends[token] - start;
    data[size + 3] = color;
    data[size + 4] = colors.marksOf(token);
    size += TOKEN_SIZE;
    lastLine = lines.line;
    lastColumn = column;
  }
  lines.moveTo(end);
  return {
    data: data.slice(0, size),
    lastLine: size === 0 ? -1 : lastLine,
    lastColumn,
    breaks: lines.line,
    tail: end - lines.start,
  };
}

/** Follows the lines of a text forward. */
class LineFollower {
  line = 0;

  /** Offset of the start of the line. */
  start: number;
  readonly #text: string;
  #at: number;

  constructor(text: string, start: number, at = start) {
    this.#text = text;
    this.start = start;
    this.#at = at;
  }

  moveTo(offset: number): void {
    for (let next = this.#next(offset); next >= 0; next = this.#next(offset)) {
      this.line++;
      this.start = next;
      this.#at = next;
    }
    this.#at = Math.max(this.#at, offset);
  }

  #next(offset: number): number {
    return this.#at >= offset ? -1 : nextLineStart(this.#text, this.#at, offset);
  }
}

/** Numbers of the first token of a clause that depend on the clause in front of it. */
const PLACE_SIZE = 2;

/**
 * Follows the places of the clauses of a text: only the first token of a clause needs another place than it has in itself. The
 * first of all is relative to the start of the text, or of the range.
 */
class TokenPlaces {
  /** From the last token to where the next clause begins. */
  #lineGap: number;
  #columnGap: number;

  constructor(start: { readonly line: number; readonly character: number } = { line: 0, character: 0 }) {
    this.#lineGap = start.line;
    this.#columnGap = start.character;
  }

  /** Line and column of the first token of a clause, which has one, relative to the token before. */
  placeOf({ data }: EncodedClause): readonly [line: number, column: number] {
    const [line, column] = [data[0], data[1]];
    return [this.#lineGap + line, line === 0 ? this.#columnGap + column : column];
  }

  /** Goes on behind a clause. */
  pass({ lastLine, lastColumn, breaks, tail }: EncodedClause): void {
    if (lastLine < 0) {
      this.#lineGap += breaks;
      this.#columnGap = breaks === 0 ? this.#columnGap + tail : tail;
    } else {
      this.#lineGap = breaks - lastLine;
      this.#columnGap = this.#lineGap === 0 ? tail - lastColumn : tail;
    }
  }
}

/** One replacement in the list of numbers. */
interface TokenEdit {
  readonly start: number;
  readonly deleteCount: number;
  readonly data: readonly number[];
}

/** Keeps what was made of each clause as long as the clause lives, and which clauses were told last. */
export class DocumentTokens {
  readonly #encoded = new WeakMap<Clause, EncodedClause>();
  readonly #colors = new ClauseColors();
  #told: { readonly resultId: string; readonly clauses: readonly Clause[] } | undefined;

  /** Makes the tokens of every clause that has none yet, with a pause behind each, so that the work can be interrupted. */
  *prepare({ clauses }: QueryView): Generator<void> {
    for (const clause of clauses) {
      this.#of(clause);
      yield;
    }
  }

  /** The numbers of all tokens; remembered under the id, so that a delta can be asked for. */
  full(query: QueryView, resultId: string): number[] {
    this.#remember(query, resultId);
    return this.#numbersOf(query.clauses, new TokenPlaces());
  }

  /** The tokens of the clauses that a range touches. */
  range(query: QueryView, span: Span, positionAt: (offset: number) => LinePosition): number[] {
    const first = query.clauseAt(span.start);
    const last = query.clauseAt(span.end);
    const places = new TokenPlaces(positionAt(query.startOf(first)));
    return this.#numbersOf(query.clauses.slice(first, last + 1), places);
  }

  /** What turns the tokens told under `seen` into those of now; undefined where those are not known any more. */
  delta(query: QueryView, seen: string, resultId: string): TokenEdit[] | undefined {
    if (this.#told?.resultId !== seen) return undefined;
    const before = this.#told.clauses;
    const after = query.clauses;
    const start = countSame(before, after);
    const shorter = Math.min(before.length, after.length) - start;
    const tail = countSameAtEnd(before, after, shorter);
    this.#remember(query, resultId);
    if (start === before.length && start === after.length) return [];
    return [this.#edit(before, after, { start, tail })];
  }

  /** The clause behind the edit keeps its tokens but for the place of the first, so it is told again too. */
  #edit(
    before: readonly Clause[],
    after: readonly Clause[],
    { start, tail }: { readonly start: number; readonly tail: number },
  ): TokenEdit {
    const behind = Math.max(0, tail - this.#emptyBehind(after, tail) - 1);
    const places = new TokenPlaces();
    let offset = 0;
    for (let index = 0; index < start; index++) {
      const clause = this.#of(after[index]);
      places.pass(clause);
      offset += clause.data.length;
    }
    const data = this.#numbersOf(after.slice(start, after.length - behind), places);
    let deleteCount = 0;
    for (let index = start; index < before.length - behind; index++)
      deleteCount += this.#of(before[index]).data.length;
    return { start: offset, deleteCount, data };
  }

  /** Clauses without tokens directly behind the edit, whose place shows in the next one. */
  #emptyBehind(clauses: readonly Clause[], tail: number): number {
    let count = 0;
    while (count < tail && this.#of(clauses[clauses.length - tail + count]).data.length < TOKEN_SIZE) count++;
    return count;
  }

  #numbersOf(clauses: readonly Clause[], places: TokenPlaces): number[] {
    const numbers: number[] = [];
    for (const clause of clauses) {
      const encoded = this.#of(clause);
      const { data } = encoded;
      if (data.length > 0) numbers.push(...places.placeOf(encoded));
      for (let at = PLACE_SIZE; at < data.length; at++) numbers.push(data[at]);
      places.pass(encoded);
    }
    return numbers;
  }

  #of(clause: Clause): EncodedClause {
    const known = this.#encoded.get(clause);
    if (known !== undefined) return known;
    const made = encodeClause(clause, this.#colors);
    this.#encoded.set(clause, made);
    return made;
  }

  #remember({ clauses }: QueryView, resultId: string): void {
    this.#told = { resultId, clauses: clauses.slice() };
  }
}

function countSame(before: readonly Clause[], after: readonly Clause[]): number {
  const shorter = Math.min(before.length, after.length);
  let count = 0;
  while (count < shorter && before[count] === after[count]) count++;
  return count;
}

function countSameAtEnd(before: readonly Clause[], after: readonly Clause[], most: number): number {
  let count = 0;
  while (count < most && before[before.length - 1 - count] === after[after.length - 1 - count]) count++;
  return count;
}
