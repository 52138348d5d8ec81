/**
 * Conditions on lists: filters, `exists`, `select`, counts and chains, all of them as "so many items of which … holds".
 * A chain of several steps is that for each step, and an atom for their order.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Tree } from "../syntax/syntaxTree";
import { isWord, TokenKind } from "../syntax/tokenKinds";
import { atomic, conjunction, constant, disjunction, negation } from "./formula";
import { isNumericLiteral, type Literal } from "./literalValues";
import { atomOf, type Condition, type SequenceStep, type Subject } from "./predicateAtoms";
import { expressionText, readSubject } from "./predicateSubjects";
import { EVENTS, type Frame, type Located, type Scope } from "./subjectScope";

/** Reads conditions; handed in, because every condition may hold every other. */
export interface ConditionReader {
  readonly tree: Tree;
  readonly scope: Scope;
  condition(node: NodeId): Condition;
  occurs(time: NodeId, test: NodeId): Condition | undefined;
  opaque(node: NodeId): Condition;
}

/** Larger counts are left to the text. */
const MOST_ITEMS = 1_000_000;
/** Parts into which "some item of which this or that holds" is taken apart. */
const MOST_PARTS = 16;

/** Where a list comes from, and what it is called. */
interface NamedSource extends Located {
  readonly name: string;
}

/** A list with the condition that its items met so far. */
class ListOfItems {
  constructor(
    private readonly reader: ConditionReader,
    readonly source: NamedSource,
    /** What its filters ask of an item. */
    readonly filter: Condition = constant(true),
  ) {}

  get name(): string {
    return this.source.name;
  }

  get depth(): number {
    return this.reader.scope.nextDepth;
  }

  frame(kind: Frame["kind"], name: string, isLenient = false): Frame {
    return { kind, name, depth: this.depth, isLenient, origin: this.source.origin };
  }

  /** The items of which one more condition holds, read with their fields in scope. */
  where(node: NodeId): ListOfItems {
    const { tree, scope } = this.reader;
    const lambda = tree.kind(node) === NodeKind.Lambda ? lambdaName(tree, node) : undefined;
    const frame = lambda === undefined ? this.frame("element", this.name) : this.frame("variable", lambda);
    const body = lambda === undefined ? node : tree.firstChild(node);
    return this.narrowed(scope.within(frame, () => this.reader.condition(body)));
  }

  narrowed(condition: Condition): ListOfItems {
    return new ListOfItems(this.reader, this.source, conjunction([this.filter, condition]));
  }

  /** That it has at least so many items. */
  has(least: number): Condition {
    if (least <= 0) return this.isThere;
    const { filter, depth } = this;
    if (filter.kind === "constant" && !filter.value) return filter;
    if (least === 1 && filter.kind === "or" && filter.of.length <= MOST_PARTS) {
      return disjunction(filter.of.map((condition) => this.count(condition, { least, depth })));
    }
    return this.count(filter, { least, depth });
  }

  private count(
    condition: Condition,
    { least, depth }: { readonly least: number; readonly depth: number },
  ): Condition {
    return atomic(atomOf(this.source.subject, { kind: "count", condition, least, depth }));
  }

  /** Events are always a list; anything else may be missing, or an object that a filter drops, and then nothing is counted. */
  get isThere(): Condition {
    const { subject } = this.source;
    return subject.key === EVENTS ? constant(true) : atomic(atomOf(subject, { kind: "list" }));
  }
}

/** The parameter of a lambda that has just one. */
function lambdaName(tree: Tree, node: NodeId): string | undefined {
  const names: string[] = [];
  for (let token = tree.firstToken(node); token < tree.detail(node); token++) {
    const kind = tree.tokenKind(token);
    if (isWord(kind)) names.push(tree.name(token));
  }
  return names.length === 1 ? names[0] : undefined;
}

/** True for what is a list whatever the profile holds: events, filters, selects. */
export function isListKind(tree: Tree, start: NodeId): boolean {
  const node = tree.unwrapped(start);
  switch (tree.kind(node)) {
    case NodeKind.Path:
      return tree.text(node) === EVENTS;
    case NodeKind.Subscript:
      return isFilter(tree, tree.child(node, 1));
    case NodeKind.MethodCall:
      return (
        tree.name(tree.detail(node)) === "filter" &&
        tree.child(node, 2) === 0 &&
        isFilter(tree, tree.child(node, 1))
      );
    default:
      return false;
  }
}

const NO_FILTERS: ReadonlySet<number> = new Set([
  NodeKind.None,
  NodeKind.StringLiteral,
  NodeKind.IntegerLiteral,
  NodeKind.LongLiteral,
  NodeKind.DoubleLiteral,
  NodeKind.Negate,
]);

function isFilter(tree: Tree, inside: NodeId): boolean {
  return !NO_FILTERS.has(tree.kind(tree.unwrapped(inside)));
}

/** The list an expression stands for; undefined for what is worked out in other ways. */
export function readList(reader: ConditionReader, start: NodeId): ListOfItems | undefined {
  const { tree } = reader;
  const node = tree.unwrapped(start);
  if (tree.kind(node) === NodeKind.Select) return selectedList(reader, tree.firstChild(node));
  if (isListKind(tree, node) && tree.kind(node) !== NodeKind.Path) {
    return readList(reader, tree.firstChild(node))?.where(tree.child(node, 1));
  }
  const source = readSubject(reader, node);
  return new ListOfItems(reader, { ...source, name: tree.lastName(node) });
}

/** `select V from a where c`, of one variable. */
function selectedList(reader: ConditionReader, declaration: NodeId): ListOfItems | undefined {
  const { tree } = reader;
  return tree.nextSibling(declaration) === 0
    ? declared(reader, declaration, (condition) => condition)
    : undefined;
}

function declared(
  reader: ConditionReader,
  declaration: NodeId,
  change: (condition: Condition) => Condition,
): ListOfItems | undefined {
  const { tree, scope } = reader;
  const source = tree.firstChild(declaration);
  const list = readList(reader, source);
  const condition = source === 0 ? 0 : tree.nextSibling(source);
  if (list === undefined || tree.detail(declaration) === 0) return undefined;
  const rest = tree.nextSibling(declaration);
  if (condition === 0 && rest === 0) return list;
  const frame = list.frame("variable", tree.name(tree.detail(declaration)));
  const parts = scope.within(frame, () => [
    condition === 0 ? constant(true) : change(reader.condition(condition)),
    rest === 0 ? constant(true) : someItem(reader, rest),
  ]);
  const known = parts.filter((part) => part !== undefined);
  return known.length < parts.length ? undefined : list.narrowed(conjunction(known));
}

/** `exists V from a where c, …`: an item, and for it an item of the next list. */
export function someItem(
  reader: ConditionReader,
  declaration: NodeId,
  change: (condition: Condition) => Condition = (condition) => condition,
): Condition | undefined {
  return declaration === 0 ? undefined : declared(reader, declaration, change)?.has(1);
}

/** Some event for whose field `build` holds: what a comparison says of a path that begins at the events. */
export function someEvent(
  reader: ConditionReader,
  names: readonly string[],
  build: (field: Subject) => Condition | undefined,
): Condition | undefined {
  const { scope } = reader;
  const list = new ListOfItems(reader, { ...scope.profileField([EVENTS]), name: EVENTS });
  const condition = build(scope.itemField(list.frame("element", EVENTS), names.slice(1)).subject);
  return condition && list.narrowed(condition).has(1);
}

/** `list.count() operator literal`; undefined where the node counts no list. */
export function countCompares(
  reader: ConditionReader,
  start: NodeId,
  { operator, literal }: { readonly operator: string; readonly literal: Literal },
): Condition | undefined {
  const { tree } = reader;
  const node = tree.unwrapped(start);
  const isCount = tree.kind(node) === NodeKind.MethodCall && tree.name(tree.detail(node)) === "count";
  if (!isCount || !isNumericLiteral(literal)) return undefined;
  const number = Number(typeof literal === "object" ? literal.double : literal);
  if (Math.abs(number) > MOST_ITEMS) return undefined;
  const list = readList(reader, tree.firstChild(node));
  return list && countIs(list, operator, number);
}

function countIs(list: ListOfItems, operator: string, number: number): Condition | undefined {
  const atLeast = (least: number) => conjunction([list.isThere, list.has(least)]);
  const fewer = (least: number) => conjunction([list.isThere, negation(list.has(least))]);
  const isBelow = (least: number) => (least <= 0 ? constant(false) : fewer(least));
  const exactly = () =>
    Number.isInteger(number) && number >= 0
      ? conjunction([atLeast(number), isBelow(number + 1)])
      : constant(false);
  switch (operator) {
    case ">":
      return atLeast(Math.floor(number) + 1);
    case ">=":
      return atLeast(Math.ceil(number));
    case "<":
      return isBelow(Math.ceil(number));
    case "<=":
      return isBelow(Math.floor(number) + 1);
    case "=":
      return exactly();
    case "!=":
      return conjunction([list.isThere, negation(exactly())]);
    default:
      return undefined;
  }
}

/** `chain(events, time, [steps])`. */
export function chainHolds(reader: ConditionReader, node: NodeId): Condition | undefined {
  const { tree } = reader;
  const [source, time, ...nodes] = tree.children(node);
  const list = source === undefined ? undefined : readList(reader, source);
  if (list === undefined || time === undefined || nodes.length === 0) return undefined;
  const steps = nodes.map((step) => readStep(reader, step, { list, time }));
  if (!steps.every((step): step is SequenceStep => step !== undefined)) return undefined;
  const each = steps.map(({ condition, count }) => list.narrowed(condition).has(count));
  if (steps.length === 1) return each[0];
  const wanted = steps
    .filter(({ count }) => count > 0)
    .map((step) => ({
      ...step,
      condition: conjunction([list.filter, step.condition]),
    }));
  const test = {
    kind: "sequence" as const,
    steps: wanted,
    time: expressionText(tree, time),
    depth: list.depth,
  };
  return conjunction([list.isThere, ...each, atomic(atomOf(list.source.subject, test))]);
}

function readStep(
  reader: ConditionReader,
  step: NodeId,
  { list, time }: { readonly list: ListOfItems; readonly time: NodeId },
): SequenceStep | undefined {
  const { tree, scope } = reader;
  const parts: Condition[] = [];
  let count = 1;
  for (const part of tree.children(step)) {
    const child = tree.firstChild(part);
    const kind = tree.kind(part);
    if (kind === NodeKind.Count) {
      const before = tree.tokenKind(tree.detail(part) - 1);
      count = Number(tree.tokenText(tree.detail(part)));
      const isDocumented = before === TokenKind.OpenParen || before === TokenKind.GreaterOrEqual;
      if (!isDocumented || !(count <= MOST_ITEMS)) return undefined;
      continue;
    }
    const frame = list.frame("element", list.name, kind === NodeKind.WherePart);
    const condition = scope.within(frame, () =>
      kind === NodeKind.When ? (reader.occurs(time, child) ?? reader.opaque(child)) : reader.condition(child),
    );
    parts.push(condition);
  }
  return { condition: conjunction(parts), count };
}
