/**
 * The stack of what names may mean: declared variables and implicit elements, innermost last.
 * A plain stack of numbers and types, because it is pushed and popped on the hot path; it resolves no fields.
 */
import type { NodeId } from "../syntax/nodeKinds";
import { TokenKind } from "../syntax/tokenKinds";
import type { TokenList } from "../syntax/tokenList";
import type { Type } from "../types/pqlTypes";

/** Offset of the first character of the name at a token, without its backtick. */
export function nameStart(tokens: TokenList, token: number): number {
  return tokens.kinds[token] === TokenKind.QuotedName ? tokens.starts[token] + 1 : tokens.starts[token];
}

/** Offset just behind the name at a token, without its backtick. */
export function nameEnd(tokens: TokenList, token: number): number {
  return tokens.kinds[token] === TokenKind.QuotedName ? tokens.ends[token] - 1 : tokens.ends[token];
}

/** Names are looked for among so many innermost frames, so that no text makes the search long. */
const MOST_FRAMES = 256;

/** Marks a frame that is an element and has no name. */
const ELEMENT = -1;

/** Variables and elements in the order in which they came into scope. */
export class Scopes {
  /** Number of frames; set back to leave scopes. */
  depth = 0;
  /** Number of frames that are elements. */
  elementCount = 0;
  readonly #tokens: number[] = [];
  readonly #types: Type[] = [];
  readonly #sources: NodeId[] = [];
  readonly #lenient: boolean[] = [];
  /** Frames that are elements, outermost first. */
  readonly #elementFrames: number[] = [];

  /** The outermost frame that still counts. */
  get lastVisible(): number {
    return Math.max(0, this.depth - MOST_FRAMES);
  }

  /** Forgets everything. */
  clear(): void {
    this.depth = 0;
    this.elementCount = 0;
  }

  /** A variable that the token `token` introduces; `source` is the node its value comes from. */
  pushVariable(token: number, type: Type, source: NodeId): void {
    this.#push(token, type, source);
  }

  /** An implicit element of the array `source`. A lenient one gives way to the profile without complaint. */
  pushElement(type: Type, source: NodeId, isLenient = false): void {
    this.#push(ELEMENT, type, source);
    this.#lenient[this.depth - 1] = isLenient;
    this.#elementFrames[this.elementCount++] = this.depth - 1;
  }

  /** Leaves every scope entered since the depth was `depth`. */
  popTo(depth: number): void {
    while (this.depth > depth) {
      this.depth--;
      if (this.#tokens[this.depth] === ELEMENT) this.elementCount--;
    }
  }

  /** The frame of the innermost variable whose name stands between two offsets; -1 where there is none. */
  findVariable(tokens: TokenList, start: number, end: number): number {
    const { text } = tokens;
    let wanted: string | undefined;
    for (let frame = this.depth - 1; frame >= this.lastVisible; frame--) {
      const token = this.#tokens[frame];
      if (token === ELEMENT) continue;
      const from = nameStart(tokens, token);
      if (nameEnd(tokens, token) - from !== end - start) continue;
      wanted ??= text.slice(start, end);
      if (text.startsWith(wanted, from)) return frame;
    }
    return -1;
  }

  /** The frame of an element, 0 being the innermost; -1 past the outermost. */
  findElement(level: number): number {
    return level < this.elementCount ? this.#elementFrames[this.elementCount - 1 - level] : -1;
  }

  typeOf(frame: number): Type {
    return this.#types[frame];
  }

  sourceOf(frame: number): NodeId {
    return this.#sources[frame];
  }

  isLenient(frame: number): boolean {
    return this.#lenient[frame];
  }

  isElement(frame: number): boolean {
    return this.#tokens[frame] === ELEMENT;
  }

  /** The token that introduces the variable of a frame. */
  tokenOf(frame: number): number {
    return this.#tokens[frame];
  }

  #push(token: number, type: Type, source: NodeId): void {
    const frame = this.depth++;
    this.#tokens[frame] = token;
    this.#types[frame] = type;
    this.#sources[frame] = source;
    this.#lenient[frame] = false;
  }
}
