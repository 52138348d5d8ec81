/**
 * Patterns as programs of a machine that walks all ways at once, so that its time grows with the text and never explodes.
 */
import type { CharacterTest } from "./patternClasses";
import type { Assertion, ParsedPattern, PatternNode } from "./patternParser";

/** One instruction. `split` prefers `first`. */
export type Instruction =
  | { readonly kind: "character"; readonly test: CharacterTest }
  | { readonly kind: "assertion"; readonly assertion: Assertion }
  | { readonly kind: "split"; first: number; second: number }
  | { readonly kind: "jump"; to: number }
  | { readonly kind: "save"; readonly slot: number }
  | { readonly kind: "match" };

/** A pattern ready to run. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly groups: number;
  /** True where the edges of words matter, which Java's versions see differently beyond ASCII. */
  readonly hasWordEdges: boolean;
  /** True where a repeat without limit may go round without a character: engines fill its groups differently. */
  readonly hasEmptyLoop: boolean;
}

/** Larger programs are refused: counted repeats are written out. */
const MOST_INSTRUCTIONS = 5000;

/** The program of a pattern; undefined where it would be too large. */
export function compileProgram({ root, groups }: ParsedPattern): Program | undefined {
  const writer = new ProgramWriter();
  writer.save(0);
  writer.node(root);
  writer.save(1);
  if (writer.isTooLarge) return undefined;
  const instructions: Instruction[] = [...writer.instructions, { kind: "match" }];
  const hasWordEdges = instructions.some(
    (instruction) =>
      instruction.kind === "assertion" &&
      (instruction.assertion === "wordEdge" || instruction.assertion === "noWordEdge"),
  );
  return { instructions, groups, hasWordEdges, hasEmptyLoop: hasEmptyLoop(root) };
}

function hasEmptyLoop(node: PatternNode): boolean {
  switch (node.kind) {
    case "repeat":
      return (node.most === Number.POSITIVE_INFINITY && mayBeEmpty(node.body)) || hasEmptyLoop(node.body);
    case "group":
      return hasEmptyLoop(node.body);
    case "sequence":
      return node.parts.some(hasEmptyLoop);
    case "choice":
      return node.options.some(hasEmptyLoop);
    default:
      return false;
  }
}

function mayBeEmpty(node: PatternNode): boolean {
  switch (node.kind) {
    case "character":
      return false;
    case "assertion":
      return true;
    case "repeat":
      return node.least === 0 || mayBeEmpty(node.body);
    case "group":
      return mayBeEmpty(node.body);
    case "sequence":
      return node.parts.every(mayBeEmpty);
    case "choice":
      return node.options.some(mayBeEmpty);
  }
}

class ProgramWriter {
  readonly instructions: Instruction[] = [];

  get isTooLarge(): boolean {
    return this.instructions.length > MOST_INSTRUCTIONS;
  }

  save(slot: number): void {
    this.instructions.push({ kind: "save", slot });
  }

  node(node: PatternNode): void {
    if (this.isTooLarge) return;
    switch (node.kind) {
      case "character":
      case "assertion":
        this.instructions.push(node);
        return;
      case "sequence":
        for (const part of node.parts) this.node(part);
        return;
      case "group":
        this.save(node.number * 2);
        this.node(node.body);
        this.save(node.number * 2 + 1);
        return;
      case "choice":
        this.#choice(node.options);
        return;
      case "repeat":
        this.#repeat(node);
    }
  }

  #choice(options: readonly PatternNode[]): void {
    const jumps: { to: number }[] = [];
    options.forEach((option, index) => {
      if (index === options.length - 1) {
        this.node(option);
        return;
      }
      const split = this.#split();
      split.first = this.instructions.length;
      this.node(option);
      const jump: Instruction = { kind: "jump", to: 0 };
      this.instructions.push(jump);
      jumps.push(jump);
      split.second = this.instructions.length;
    });
    for (const jump of jumps) jump.to = this.instructions.length;
  }

  #split(): { first: number; second: number } {
    const split: Instruction = { kind: "split", first: 0, second: 0 };
    this.instructions.push(split);
    return split;
  }

  #repeat({ body, least, most, isGreedy }: Extract<PatternNode, { kind: "repeat" }>): void {
    for (let i = 0; i < least && !this.isTooLarge; i++) this.node(body);
    if (most === Number.POSITIVE_INFINITY) {
      const start = this.instructions.length;
      const split = this.#split();
      const inside = this.instructions.length;
      this.node(body);
      this.instructions.push({ kind: "jump", to: start });
      this.#aim(split, { inside, behind: this.instructions.length, isGreedy });
      return;
    }
    const splits: { split: { first: number; second: number }; inside: number }[] = [];
    for (let i = least; i < most && !this.isTooLarge; i++) {
      const split = this.#split();
      splits.push({ split, inside: this.instructions.length });
      this.node(body);
    }
    const behind = this.instructions.length;
    for (const { split, inside } of splits) this.#aim(split, { inside, behind, isGreedy });
  }

  #aim(
    split: { first: number; second: number },
    {
      inside,
      behind,
      isGreedy,
    }: { readonly inside: number; readonly behind: number; readonly isGreedy: boolean },
  ): void {
    split.first = isGreedy ? inside : behind;
    split.second = isGreedy ? behind : inside;
  }
}
