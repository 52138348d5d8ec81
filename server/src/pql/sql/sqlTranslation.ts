/**
 * The state of one translation: the tree, the names in scope, the way back to the builders of nodes, and what was found that
 * SQL has no equivalent for. Refusing ends the clause that is translated, never the whole; nothing is approximated.
 */
import type { Environment } from "../semantics/checkEnvironment";
import type { NodeId } from "../syntax/nodeKinds";
import type { Tree } from "../syntax/syntaxTree";
import type { Span } from "../text/span";
import type { Type } from "../types/pqlTypes";
import type { Relation } from "./relationalForm";

/** What a value expression stands for. */
export interface PlainValue {
  readonly kind: "plain";
  readonly relation: Relation;
  readonly type: Type;
  /** A list that is never missing, as that of the events. */
  readonly isPresent?: boolean;
}

/** A point or stretch of time that the clock or a field gives. */
export interface StretchValue {
  readonly kind: "stretch";
  readonly reference: "instant" | "now" | "today" | "interval";
  readonly start: Relation;
  /** Not part of the stretch; of an instant its start. */
  readonly end: Relation;
}

/** Anything a node can give. */
export type SqlValue = PlainValue | StretchValue;

/** A part of the rule that SQL has no equivalent for, or that nobody documents. */
export interface Untranslatable {
  /** Counts from the start of the rule. */
  readonly span: Span;
  /** The text of that part. */
  readonly clause: string;
  /** Why, as a sentence. */
  readonly reason: string;
}

/** One reading among several that the documents leave open, taken and told. */
export type Assumption =
  | "emptyText"
  | "zeroAsCondition"
  | "emptyContainer"
  | "missingList"
  | "weekStart"
  | "windowEnd"
  | "monthEnd"
  | "sameTime"
  | "noSchema";

/** Ends the translation of a clause; caught where clauses are joined, never seen outside. */
class Refusal {
  constructor(
    readonly node: NodeId,
    readonly reason: string,
  ) {}
}

/** What a name may stand for. */
export interface ScopedName {
  readonly kind: "variable" | "element" | "step";
  /** The name of a variable or of a step; of an element, that of its list. */
  readonly name: string;
  readonly value: SqlValue;
  /** True where names may be those of the profile without `^`. */
  readonly isLenient?: boolean;
}

/** How nodes are translated; injected, because every construct may hold every other. */
export interface RelationBuilders {
  value(translation: Translation, node: NodeId): SqlValue;
  test(translation: Translation, node: NodeId): Relation;
}

/** What a whole rule shares. */
export interface SharedParts {
  readonly builders: RelationBuilders;
  readonly environment: Environment;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
  readonly weekStart: "sunday" | "monday" | undefined;
  readonly problems: Untranslatable[];
  readonly assumptions: Set<Assumption>;
  /** How many variables were named so far. */
  readonly counter: { count: number };
}

export class Translation {
  /** Innermost last. */
  readonly scope: ScopedName[] = [];

  readonly #shift: number;

  /** @param shift to be added to offsets of the tree for places in the whole text */
  constructor(
    readonly tree: Tree,
    shift: number,
    readonly shared: SharedParts,
  ) {
    this.#shift = shift;
  }

  get environment(): Environment {
    return this.shared.environment;
  }

  value(node: NodeId): SqlValue {
    return this.shared.builders.value(this, node);
  }

  /** A value that is no stretch of time. */
  plain(node: NodeId): PlainValue {
    const value = this.value(node);
    return value.kind === "plain"
      ? value
      : this.refuse(node, "A time of the clock stands where a value is expected.");
  }

  test(node: NodeId): Relation {
    return this.shared.builders.test(this, node);
  }

  /** A condition of its own: what it refuses is noted, and the others go on. */
  clause(node: NodeId): Relation {
    const depth = this.scope.length;
    try {
      return this.test(node);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.scope.length = depth;
      this.#note(error);
      return { kind: "truth", value: true };
    }
  }

  /** Notes what was refused. */
  #note({ node, reason }: Refusal): void {
    const span = { start: this.tree.start(node) + this.#shift, end: this.tree.end(node) + this.#shift };
    this.shared.problems.push({ span, clause: this.tree.text(node), reason });
  }

  refuse(node: NodeId, reason: string): never {
    throw new Refusal(node, reason);
  }

  assume(assumption: Assumption): void {
    this.shared.assumptions.add(assumption);
  }

  /** A name for the items of a list, told from all others by its number. */
  newVariable(hint: string): string {
    const plain = /^[A-Za-z][A-Za-z0-9_]{0,20}$/.test(hint) ? hint : "item";
    return `${plain}_${++this.shared.counter.count}`;
  }

  /** Translates with more names in scope. */
  within<Result>(names: readonly ScopedName[], build: () => Result): Result {
    const depth = this.scope.length;
    this.scope.push(...names);
    const result = build();
    this.scope.length = depth;
    return result;
  }

  findVariable(name: string): ScopedName | undefined {
    return this.scope.findLast((scoped) => scoped.kind === "variable" && scoped.name === name);
  }

  /** Whether a name is that of a step of a chain around it, and of nothing further in. */
  isStep(name: string): boolean {
    return (
      this.scope.findLast((scoped) => scoped.kind !== "element" && scoped.name === name)?.kind === "step"
    );
  }

  /** The element so many levels out; 0 is the innermost. */
  findElement(level: number): ScopedName | undefined {
    const elements = this.scope.filter(({ kind }) => kind === "element");
    return elements[elements.length - 1 - level];
  }
}
