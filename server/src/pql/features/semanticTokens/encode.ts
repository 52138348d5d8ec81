/**
 * Colours in the form of LSP: five numbers a token, each place relative to the token before it. Made clause by clause and
 * kept with the clause, so that after a key only the clause that was edited is made again.
 */
import type { Clause } from "../../syntax/query";
import { nextLineStart } from "../../text/lineIndex";
import type { ClauseColors } from "./classify";

/** Numbers per token. */
export const TOKEN_SIZE = 5;

/** The tokens of one clause; the first one's place is relative to the start of the clause. */
export interface EncodedClause {
  readonly data: Uint32Array;
  /** Place of the last token, relative to the start of the clause; -1 in a clause without any. */
  readonly lastLine: number;
  readonly lastColumn: number;
  /** Line breaks in the clause, and code units behind the last one. */
  readonly breaks: number;
  readonly tail: number;
}

/** Encodes one clause. */
export function encodeClause(clause: Clause, colors: ClauseColors): EncodedClause {
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

  constructor(
    private readonly text: string,
    /** Offset of the start of the line. */
    public start: number,
    private at = start,
  ) {}

  moveTo(offset: number): void {
    for (let next = this.next(offset); next >= 0; next = this.next(offset)) {
      this.line++;
      this.start = next;
      this.at = next;
    }
    this.at = Math.max(this.at, offset);
  }

  private next(offset: number): number {
    return this.at >= offset ? -1 : nextLineStart(this.text, this.at, offset);
  }
}

/** Numbers of the first token of a clause that depend on the clause in front of it. */
export const PLACE_SIZE = 2;

/**
 * Follows the places of the clauses of a text: only the first token of a clause needs another place than it has in itself. The
 * first of all is relative to the start of the text, or of the range.
 */
export class TokenPlaces {
  /** From the last token to where the next clause begins. */
  private lineGap: number;
  private columnGap: number;

  constructor(start: { readonly line: number; readonly character: number } = { line: 0, character: 0 }) {
    this.lineGap = start.line;
    this.columnGap = start.character;
  }

  /** Line and column of the first token of a clause, which has one, relative to the token before. */
  placeOf({ data }: EncodedClause): readonly [line: number, column: number] {
    const [line, column] = [data[0], data[1]];
    return [this.lineGap + line, line === 0 ? this.columnGap + column : column];
  }

  /** Goes on behind a clause. */
  pass({ lastLine, lastColumn, breaks, tail }: EncodedClause): void {
    if (lastLine < 0) {
      this.lineGap += breaks;
      this.columnGap = breaks === 0 ? this.columnGap + tail : tail;
    } else {
      this.lineGap = breaks - lastLine;
      this.columnGap = this.lineGap === 0 ? tail - lastColumn : tail;
    }
  }
}
