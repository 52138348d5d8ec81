/**
 * Runs a pattern over a text: all ways at once, in the order in which a backtracking engine would try them, so that the
 * groups are those Java finds. Time is the length of the text times that of the program, at most.
 */
import { isWordSign } from "./patternClasses";
import type { Assertion } from "./patternParser";
import type { Instruction, Program } from "./patternProgram";

/** What to run a program on. */
export interface Run {
  readonly text: string;
  /** True where the match must cover the text. */
  readonly isWhole: boolean;
  /** Told the work of each character; may throw to end the run. */
  readonly spend: (steps: number) => void;
}

/** Starts and ends of the groups, −1 for those without a part; null without a match; undefined where versions of Java differ. */
export function runProgram(program: Program, run: Run): readonly number[] | null | undefined {
  const { text } = run;
  if (program.hasWordEdges && !/^[\0-\x7f]*$/.test(text)) return undefined;
  return new Machine(program, run).run();
}

interface Thread {
  readonly at: number;
  readonly saved: readonly number[];
}

class Machine {
  readonly #instructions: readonly Instruction[];
  readonly #text: string;
  readonly #seen: Int32Array;
  readonly #nothingSaved: readonly number[];

  readonly #options: Run;

  constructor(program: Program, options: Run) {
    this.#options = options;
    this.#instructions = program.instructions;
    this.#text = options.text;
    this.#seen = new Int32Array(program.instructions.length).fill(-1);
    this.#nothingSaved = new Array<number>(program.groups * 2 + 2).fill(-1);
  }

  run(): readonly number[] | null {
    const text = this.#text;
    const instructions = this.#instructions;
    const { isWhole, spend } = this.#options;
    let threads: Thread[] = [];
    let best: readonly number[] | null = null;
    let position = 0;
    for (let round = 0; ; round++) {
      if (best === null && (!isWhole || position === 0)) {
        this.#addThread(threads, { at: 0, saved: this.#nothingSaved }, { position, round });
      }
      if (threads.length === 0 && (best !== null || isWhole)) break;
      spend(threads.length + 1);
      const sign = text.codePointAt(position);
      const next = position + (sign !== undefined && sign > 0xffff ? 2 : 1);
      const ahead: Thread[] = [];
      for (const thread of threads) {
        const instruction = instructions[thread.at];
        if (instruction.kind === "match") {
          if (isWhole && position < text.length) continue;
          best = thread.saved;
          break;
        }
        if (instruction.kind === "character" && sign !== undefined && instruction.test(sign)) {
          const moved = { at: thread.at + 1, saved: thread.saved };
          this.#addThread(ahead, moved, { position: next, round: round + 1 });
        }
      }
      threads = ahead;
      if (sign === undefined) break;
      position = next;
    }
    return best;
  }

  /** Follows everything that takes no character, the preferred way first. */
  #addThread(
    threads: Thread[],
    start: Thread,
    place: { readonly position: number; readonly round: number },
  ): void {
    const stack: Thread[] = [start];
    for (let thread = stack.pop(); thread !== undefined; thread = stack.pop()) {
      const { at, saved } = thread;
      if (this.#seen[at] === place.round) continue;
      this.#seen[at] = place.round;
      const instruction = this.#instructions[at];
      switch (instruction.kind) {
        case "jump":
          stack.push({ at: instruction.to, saved });
          break;
        case "split":
          stack.push({ at: instruction.second, saved }, { at: instruction.first, saved });
          break;
        case "save":
          stack.push({ at: at + 1, saved: saved.with(instruction.slot, place.position) });
          break;
        case "assertion":
          if (holdsAt(instruction.assertion, this.#text, place.position)) stack.push({ at: at + 1, saved });
          break;
        default:
          threads.push(thread);
      }
    }
  }
}

const LINE_ENDS = "\n\r\u0085\u2028\u2029";

function holdsAt(assertion: Assertion, text: string, at: number): boolean {
  switch (assertion) {
    case "start":
      return at === 0;
    case "lineStart":
      return at === 0 || (at < text.length && isLineEndBefore(text, at));
    case "veryEnd":
      return at === text.length;
    case "end":
      return at === text.length || isLastLineEnd(text, at);
    case "lineEnd":
      return at === text.length || (LINE_ENDS.includes(text[at]) && !isInsideLineEnd(text, at));
    default: {
      const isEdge = isWordAt(text, at - 1) !== isWordAt(text, at);
      return assertion === "wordEdge" ? isEdge : !isEdge;
    }
  }
}

function isWordAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && isWordSign(text.charCodeAt(at));
}

/** Between the two characters of a Windows line end. */
function isInsideLineEnd(text: string, at: number): boolean {
  return text[at] === "\n" && text[at - 1] === "\r";
}

function isLineEndBefore(text: string, at: number): boolean {
  return LINE_ENDS.includes(text[at - 1]) && !isInsideLineEnd(text, at);
}

/** Before a line end that ends the text. */
function isLastLineEnd(text: string, at: number): boolean {
  if (at === text.length - 1) return LINE_ENDS.includes(text[at]) && !isInsideLineEnd(text, at);
  return at === text.length - 2 && text[at] === "\r" && text[at + 1] === "\n";
}
