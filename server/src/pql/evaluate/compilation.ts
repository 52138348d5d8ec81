/**
 * The state of one compilation: the tree, the names in scope and their slots, and the way back to the builders of nodes.
 * Holds no meaning of any construct; each has its own file.
 */
import type { NodeId } from "../syntax/nodeKinds";
import { NodeKind } from "../syntax/nodeKinds";
import type { Tree } from "../syntax/syntaxTree";
import type { Span } from "../text/span";
import { Doubts } from "./compareValues";
import type { Context } from "./evaluationContext";
import type { ClauseKind, ClauseOutline } from "./explanationTrace";
import type { PlainConditions } from "./plainConditions";
import type { Value } from "./pqlValue";
import type { Truth } from "./verdict";

/** Gives the value of a node. */
export type Evaluate = (context: Context) => Value;
/** Gives the truth of a node in the place of a condition. */
export type Test = (context: Context) => Truth;

/** How nodes are compiled; injected, because every construct may hold every other. */
export interface Builders {
  value(compilation: Compilation, node: NodeId): Evaluate;
  test(compilation: Compilation, node: NodeId): Test;
}

/** What a name may stand for. */
export interface Frame {
  readonly kind: "variable" | "element" | "step";
  /** The name of a variable or of a step; of an element, that of its list, which may stand in front of its fields. */
  readonly name: string;
  readonly slot: number;
  /** True where names may be those of the profile without `^`. */
  readonly isLenient?: boolean;
}

/** Choices a caller may make. */
export interface Settings {
  /** Whether `matches` looks anywhere in a text, as Adobe's current example does, or must cover it. */
  readonly matches: "search" | "whole";
}

/** What the clauses of one rule have in common. */
export interface Shared {
  readonly builders: Builders;
  readonly settings: Settings;
  readonly outline: ClauseOutline | undefined;
  readonly plain: PlainConditions;
}

/** See the head of the file. */
export class Compilation {
  /** Innermost last. */
  readonly frames: Frame[] = [];
  /** The profile has slot 0. */
  #slotCount = 1;
  #itemDepth = 0;

  readonly #shift: number;
  readonly #shared: Shared;

  constructor(
    readonly tree: Tree,
    /** To be added to offsets of the tree for places in the whole text. */
    shift: number,
    shared: Shared,
  ) {
    this.#shift = shift;
    this.#shared = shared;
  }

  get settings(): Settings {
    return this.#shared.settings;
  }

  /** The conditions that may become part of a table; none while an explanation is compiled. */
  get plain(): PlainConditions {
    return this.#shared.plain;
  }

  /** True where every clause is to be read, whether it can still matter or not. */
  get isExplaining(): boolean {
    return this.#shared.outline !== undefined;
  }

  value(node: NodeId): Evaluate {
    return this.#shared.builders.value(this, node);
  }

  /** A node in the place of a condition; one clause of the explanation. */
  test(node: NodeId): Test {
    const { outline, builders } = this.#shared;
    if (outline === undefined || this.tree.kind(node) === NodeKind.Paren) return builders.test(this, node);
    return this.asClause(node, clauseKind(this.tree.kind(node)), () => builders.test(this, node));
  }

  /** What `build` gives, as a clause of the explanation where there is one. */
  asClause(node: NodeId, kind: ClauseKind, build: () => Test): Test {
    const { outline } = this.#shared;
    if (outline === undefined) return build();
    const index = outline.enter(this.span(node), kind, this.#itemDepth > 0);
    const test = build();
    outline.leave();
    return (context) => {
      const outer = context.trace?.enter(index);
      const truth = test(context);
      context.trace?.leave(truth, outer);
      return truth;
    };
  }

  span(node: NodeId): Span {
    return { start: this.tree.start(node) + this.#shift, end: this.tree.end(node) + this.#shift };
  }

  doubts(node: NodeId): Doubts {
    return new Doubts(this.span(node));
  }

  newSlot(): number {
    return this.#slotCount++;
  }

  /** Compiles with more names in scope. */
  within<Result>(frames: readonly Frame[], build: () => Result): Result {
    const depth = this.frames.length;
    this.frames.push(...frames);
    this.#itemDepth++;
    const result = build();
    this.#itemDepth--;
    this.frames.length = depth;
    return result;
  }

  /** Puts a name into scope until the frames are cut back. */
  declare(name: string): number {
    const slot = this.newSlot();
    this.frames.push({ kind: "variable", name, slot });
    return slot;
  }

  findVariable(name: string): Frame | undefined {
    return this.frames.findLast((frame) => frame.kind === "variable" && frame.name === name);
  }

  /** Whether a name is that of a step of a chain around it, and of nothing further in. */
  isStep(name: string): boolean {
    return this.frames.findLast((frame) => frame.kind !== "element" && frame.name === name)?.kind === "step";
  }

  /** The element so many levels out; 0 is the innermost. */
  findElement(level: number): Frame | undefined {
    const elements = this.frames.filter(({ kind }) => kind === "element");
    return elements[elements.length - 1 - level];
  }

  /** The operator token directly before a node. */
  operatorBefore(node: NodeId): string {
    return this.tree.tokenText(this.tree.firstToken(node) - 1);
  }
}

function clauseKind(kind: number): ClauseKind {
  switch (kind) {
    case NodeKind.And:
      return "and";
    case NodeKind.Or:
      return "or";
    case NodeKind.Not:
      return "not";
    case NodeKind.If:
      return "if";
    case NodeKind.Chain:
      return "chain";
    case NodeKind.Exists:
    case NodeKind.Forall:
    case NodeKind.Subscript:
      return "quantifier";
    default:
      return "condition";
  }
}
