/**
 * Constructs that introduce names: `select`, `exists`, `forall`, `sum … over`, `let`, lambdas. Declarations join by "and",
 * each sees the variables to its left, and a variable ranges over the items of whatever list it comes from.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Doubts } from "./compareValues";
import type { Compilation, Evaluate, Test } from "./compilation";
import { type Aggregate, aggregate } from "./evaluateAggregates";
import { lambdaNames, toItems } from "./evaluateElements";
import type { Context } from "./evaluationContext";
import { Uncertain, UncertainList, type Value } from "./pqlValue";
import { type Reason, Truth } from "./verdict";

interface Declaration {
  readonly name: string;
  readonly slot: number;
  readonly source: Evaluate;
  /** Undefined where no condition is given. */
  readonly condition: Test | undefined;
  readonly doubts: Doubts;
}

/** Compiles declarations from `first` on and then `build`, which sees their variables. */
function withDeclarations<Result>(
  compilation: Compilation,
  first: NodeId,
  build: (declarations: readonly Declaration[]) => Result,
): Result {
  const { tree } = compilation;
  return compilation.within([], () => {
    const declarations: Declaration[] = [];
    for (let node = first; node !== 0; node = tree.nextSibling(node)) {
      const list = tree.firstChild(node);
      const source = compilation.value(list);
      const name = tree.name(tree.detail(node));
      const slot = compilation.declare(name);
      const condition = tree.nextSibling(list);
      declarations.push({
        name,
        slot,
        source,
        condition: condition === 0 ? undefined : compilation.test(condition),
        doubts: compilation.doubts(node),
      });
    }
    return build(declarations);
  });
}

/** Called for each row; `isCertain` is false where a condition of it is unknown. True ends the search. */
type OnRow = (isCertain: boolean) => boolean;

/** Walks the rows in which every condition holds or may hold. True where `onRow` ended it. */
class Rows {
  readonly #context: Context;
  readonly #declarations: readonly Declaration[];
  readonly #onRow: OnRow;

  constructor(context: Context, declarations: readonly Declaration[], onRow: OnRow) {
    this.#context = context;
    this.#declarations = declarations;
    this.#onRow = onRow;
  }

  /** Set once a list or a condition could not be decided. */
  reason: Reason | undefined;

  walk(level = 0, isCertain = true): boolean {
    const context = this.#context;
    const declarations = this.#declarations;
    if (level === declarations.length) return this.#onRow(isCertain);
    const { slot, source, condition, doubts } = declarations[level];
    const { items, sure } = this.#readItems(source(context), doubts);
    for (let i = 0; i < items.length; i++) {
      context.spend(1);
      context.slots[slot] = items[i];
      const truth = condition === undefined ? Truth.True : condition(context);
      if (level === 0) context.trace?.item(i, truth);
      if (truth === Truth.False) continue;
      if (truth === Truth.Unknown) this.reason = context.doubts[context.doubts.length - 1];
      if (this.walk(level + 1, isCertain && truth === Truth.True && i < sure)) return true;
    }
    return false;
  }

  #readItems(value: Value, doubts: Doubts): { readonly items: readonly Value[]; readonly sure: number } {
    if (value instanceof UncertainList) {
      this.reason = value.reason;
      return { items: [...value.certain, ...value.possible], sure: value.certain.length };
    }
    const items = toItems(value, doubts);
    if (items instanceof Uncertain) {
      this.reason = items.reason;
      return { items: [], sure: 0 };
    }
    return { items: items ?? [], sure: items?.length ?? 0 };
  }
}

/** `select V from a where c, …`: the items, or with several variables the rows. */
export function compileSelect(compilation: Compilation, node: NodeId): Evaluate {
  return withDeclarations(compilation, compilation.tree.firstChild(node), (declarations) => (context) => {
    const certain: Value[] = [];
    const possible: Value[] = [];
    const mark = context.doubts.length;
    const rows = new Rows(context, declarations, (isCertain) => {
      (isCertain ? certain : possible).push(readRow(context, declarations));
      return false;
    });
    rows.walk();
    context.forget(mark);
    if (rows.reason === undefined) return certain;
    return possible.length === 0
      ? new Uncertain(rows.reason)
      : new UncertainList(certain, possible, rows.reason);
  });
}

function readRow({ slots }: Context, declarations: readonly Declaration[]): Value {
  if (declarations.length === 1) return slots[declarations[0].slot];
  return Object.fromEntries(declarations.map(({ name, slot }) => [name, slots[slot]]));
}

/** `exists V from a where c, …`. */
export function compileExists(compilation: Compilation, node: NodeId): Test {
  const { isExplaining } = compilation;
  return withDeclarations(compilation, compilation.tree.firstChild(node), (declarations) => (context) => {
    const mark = context.doubts.length;
    let isFound = false;
    const rows = new Rows(context, declarations, (isCertain) => {
      isFound ||= isCertain;
      return isCertain && !isExplaining;
    });
    rows.walk();
    context.forget(mark);
    if (isFound) return Truth.True;
    return rows.reason === undefined ? Truth.False : context.doubt(rows.reason);
  });
}

/**
 * `forall V from a where c, …`: every item meets its condition; true over nothing. With several variables the conditions of
 * the first ones may be asked of all items too, or only choose the items the last one is asked of.
 */
export function compileForall(compilation: Compilation, node: NodeId): Test {
  const doubts = compilation.doubts(node);
  return withDeclarations(compilation, compilation.tree.firstChild(node), (declarations) => (context) => {
    const mark = context.doubts.length;
    const choosing = new All(context, declarations, true);
    const last = choosing.holds();
    if (last === Truth.False || declarations.length === 1)
      return settle(context, { mark, truth: last, reason: choosing.reason });
    const asking = new All(context, declarations, false);
    const all = asking.holds();
    const reason = all === last ? choosing.reason : doubts.of("forallConditions");
    return settle(context, { mark, truth: all === last ? all : Truth.Unknown, reason });
  });
}

function settle(
  context: Context,
  {
    mark,
    truth,
    reason,
  }: { readonly mark: number; readonly truth: Truth; readonly reason: Reason | undefined },
): Truth {
  if (truth !== Truth.Unknown || reason === undefined) {
    if (truth !== Truth.Unknown) context.forget(mark);
    return truth;
  }
  context.forget(mark);
  return context.doubt(reason);
}

/** One reading of `forall`. */
class All {
  reason: Reason | undefined;

  readonly #context: Context;
  readonly #declarations: readonly Declaration[];
  readonly #isChoosing: boolean;

  constructor(context: Context, declarations: readonly Declaration[], isChoosing: boolean) {
    this.#context = context;
    this.#declarations = declarations;
    this.#isChoosing = isChoosing;
  }

  holds(level = 0): Truth {
    const context = this.#context;
    const declarations = this.#declarations;
    const { slot, source, condition, doubts } = declarations[level];
    const items = toItems(source(context), doubts);
    if (items instanceof Uncertain) {
      this.reason = items.reason;
      return Truth.Unknown;
    }
    const isLast = level === declarations.length - 1;
    let all: Truth = Truth.True;
    for (let i = 0; i < (items?.length ?? 0); i++) {
      context.spend(1);
      context.slots[slot] = items?.[i];
      const own = condition === undefined ? Truth.True : condition(context);
      if (level === 0) context.trace?.item(i, own);
      const truth = isLast ? own : this.#ofInner(level, own);
      if (truth === Truth.False) return truth;
      if (truth === Truth.Unknown) {
        this.reason = context.doubts[context.doubts.length - 1] ?? this.reason;
        all = truth;
      }
    }
    return all;
  }

  #ofInner(level: number, own: Truth): Truth {
    if (own === Truth.False) return this.#isChoosing ? Truth.True : Truth.False;
    const inner = this.holds(level + 1);
    if (own === Truth.True) return inner;
    return this.#isChoosing && inner === Truth.True ? inner : Truth.Unknown;
  }
}

/** `sum x over V from a`, `sum V from a`. */
export function compileAggregateOver(compilation: Compilation, node: NodeId): Evaluate {
  const { tree } = compilation;
  const kind = tree.tokenText(tree.firstToken(node)).toLowerCase() as Aggregate;
  const first = tree.firstChild(node);
  const hasValue = tree.kind(first) !== NodeKind.Declaration;
  const doubts = compilation.doubts(node);
  return withDeclarations(compilation, hasValue ? tree.nextSibling(first) : first, (declarations) => {
    const value: Evaluate = hasValue
      ? compilation.value(first)
      : ({ slots }) => (declarations.length > 0 ? slots[declarations[0].slot] : undefined);
    return (context) => {
      const mark = context.doubts.length;
      const values: Value[] = [];
      const rows = new Rows(context, declarations, () => {
        values.push(value(context));
        return false;
      });
      rows.walk();
      context.forget(mark);
      return rows.reason === undefined ? aggregate(kind, values, doubts) : new Uncertain(rows.reason);
    };
  });
}

/** `let n = v in b`. */
export function compileLet(
  compilation: Compilation,
  node: NodeId,
): { readonly bind: (context: Context) => void; readonly body: NodeId } {
  const { tree } = compilation;
  const value = tree.firstChild(node);
  const read = compilation.value(value);
  const slot = compilation.declare(tree.name(tree.detail(node)));
  return {
    bind: (context) => {
      context.slots[slot] = read(context);
    },
    body: tree.nextSibling(value),
  };
}

/** `(P) => x` around a whole query: P is the profile. */
export function declareParameters(compilation: Compilation, node: NodeId): NodeId {
  const [first, ...others] = lambdaNames(compilation, node);
  if (first !== undefined) compilation.frames.push({ kind: "variable", name: first, slot: 0 });
  for (const name of others) compilation.declare(name);
  return compilation.tree.firstChild(node);
}
