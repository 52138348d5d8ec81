/**
 * The colours of one document: whole, of a range, and what changed since the last time they were told.
 */
import type { Clause } from "../../syntax/query";
import type { LinePosition } from "../../text/lineIndex";
import type { Span } from "../../text/span";
import type { QueryView } from "../queryView";
import { ClauseColors } from "./classify";
import { type EncodedClause, encodeClause, PLACE_SIZE, TOKEN_SIZE, TokenPlaces } from "./encode";

/** One replacement in the list of numbers. */
export interface TokenEdit {
  readonly start: number;
  readonly deleteCount: number;
  readonly data: readonly number[];
}

/** Keeps what was made of each clause as long as the clause lives, and which clauses were told last. */
export class DocumentTokens {
  private readonly encoded = new WeakMap<Clause, EncodedClause>();
  private readonly colors = new ClauseColors();
  private told: { readonly resultId: string; readonly clauses: readonly Clause[] } | undefined;

  /** Makes the tokens of every clause that has none yet, with a pause behind each, so that the work can be interrupted. */
  *prepare({ clauses }: QueryView): Generator<void> {
    for (const clause of clauses) {
      this.of(clause);
      yield;
    }
  }

  /** The numbers of all tokens; remembered under the id, so that a delta can be asked for. */
  full(query: QueryView, resultId: string): number[] {
    this.remember(query, resultId);
    return this.numbersOf(query.clauses, new TokenPlaces());
  }

  /** The tokens of the clauses that a range touches. */
  range(query: QueryView, span: Span, positionAt: (offset: number) => LinePosition): number[] {
    const first = query.clauseAt(span.start);
    const last = query.clauseAt(span.end);
    const places = new TokenPlaces(positionAt(query.startOf(first)));
    return this.numbersOf(query.clauses.slice(first, last + 1), places);
  }

  /** What turns the tokens told under `seen` into those of now; undefined where those are not known any more. */
  delta(query: QueryView, seen: string, resultId: string): TokenEdit[] | undefined {
    if (this.told?.resultId !== seen) return undefined;
    const before = this.told.clauses;
    const after = query.clauses;
    const start = countSame(before, after);
    const shorter = Math.min(before.length, after.length) - start;
    const tail = countSameAtEnd(before, after, shorter);
    this.remember(query, resultId);
    if (start === before.length && start === after.length) return [];
    return [this.edit(before, after, { start, tail })];
  }

  /** The clause behind the edit keeps its tokens but for the place of the first, so it is told again too. */
  private edit(
    before: readonly Clause[],
    after: readonly Clause[],
    { start, tail }: { readonly start: number; readonly tail: number },
  ): TokenEdit {
    const behind = Math.max(0, tail - this.emptyBehind(after, tail) - 1);
    const places = new TokenPlaces();
    let offset = 0;
    for (let index = 0; index < start; index++) {
      const clause = this.of(after[index]);
      places.pass(clause);
      offset += clause.data.length;
    }
    const data = this.numbersOf(after.slice(start, after.length - behind), places);
    let deleteCount = 0;
    for (let index = start; index < before.length - behind; index++)
      deleteCount += this.of(before[index]).data.length;
    return { start: offset, deleteCount, data };
  }

  /** Clauses without tokens directly behind the edit, whose place shows in the next one. */
  private emptyBehind(clauses: readonly Clause[], tail: number): number {
    let count = 0;
    while (count < tail && this.of(clauses[clauses.length - tail + count]).data.length < TOKEN_SIZE) count++;
    return count;
  }

  private numbersOf(clauses: readonly Clause[], places: TokenPlaces): number[] {
    const numbers: number[] = [];
    for (const clause of clauses) {
      const encoded = this.of(clause);
      const { data } = encoded;
      if (data.length > 0) numbers.push(...places.placeOf(encoded));
      for (let at = PLACE_SIZE; at < data.length; at++) numbers.push(data[at]);
      places.pass(encoded);
    }
    return numbers;
  }

  private of(clause: Clause): EncodedClause {
    const known = this.encoded.get(clause);
    if (known !== undefined) return known;
    const made = encodeClause(clause, this.colors);
    this.encoded.set(clause, made);
    return made;
  }

  private remember({ clauses }: QueryView, resultId: string): void {
    this.told = { resultId, clauses: clauses.slice() };
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
