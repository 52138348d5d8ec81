/**
 * Reads a rule for what a profile must be filled with: the places it looks at, and values worth trying in each. Follows names
 * as the evaluator does. Judges no value; what it does not understand only offers less.
 */
import { lambdaNames } from "../evaluate/evaluateElements";
import { mayBePrefix } from "../evaluate/evaluatePaths";
import { FieldKind } from "../schema/schemaIndex";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Tree } from "../syntax/syntaxTree";
import { type Span, shifted } from "../text/span";
import { findShape, type Schemas } from "./fieldShapes";
import { type ChainStep, type Place, type PlaceTable, type Reference, stepsFromProfile } from "./places";
import { joinSeen, NOTHING, type Seen } from "./seen";
import type { Moment } from "./timeOffers";

interface Frame {
  readonly kind: "variable" | "element";
  readonly name: string;
  readonly seen: Seen;
}

/** What a reading starts from. */
export interface RuleReading {
  readonly schemas: Schemas;
  readonly moment: Moment;
}

/** How conditions and calls are read; injected, because they read what stands inside them in turn. */
export interface Readers {
  condition(reader: RuleReader, node: NodeId): void;
  call(reader: RuleReader, node: NodeId): Seen;
}

interface Shared extends RuleReading {
  readonly readers: Readers;
  readonly table: PlaceTable;
  /** Lists known to be some, by the names that lead to them. */
  readonly lists: ReadonlySet<string>;
  /** The same, as found in this round. */
  readonly found: Set<string>;
}

export class RuleReader {
  readonly #frames: Frame[] = [];
  /** The innermost condition that is being read. */
  #current: Span = { start: 0, end: 0 };

  readonly #shift: number;
  readonly #shared: Shared;

  constructor(
    readonly tree: Tree,
    shift: number,
    shared: Shared,
  ) {
    this.#shift = shift;
    this.#shared = shared;
  }

  get table(): PlaceTable {
    return this.#shared.table;
  }

  get moment(): Moment {
    return this.#shared.moment;
  }

  get at(): Span {
    return this.#current;
  }

  shapeOf(place: Pick<Reference, "place" | "steps">) {
    return findShape(this.#shared.schemas, stepsFromProfile(place));
  }

  span(node: NodeId): Span {
    return shifted({ start: this.tree.start(node), end: this.tree.end(node) }, this.#shift);
  }

  /** A node in the place of a condition. */
  condition(node: NodeId): void {
    const { tree } = this;
    const kind = tree.kind(node);
    const isJoining = kind === NodeKind.And || kind === NodeKind.Or || kind === NodeKind.Not;
    if (isJoining || kind === NodeKind.If || kind === NodeKind.Paren) {
      for (const child of tree.children(node)) this.condition(child);
      return;
    }
    const outer = this.#current;
    this.#current = this.span(node);
    this.#shared.readers.condition(this, node);
    this.#current = outer;
  }

  /** A node as a value: registers the fields it reads. */
  value(node: NodeId): Seen {
    const { tree } = this;
    const reference = this.locate(node);
    if (reference !== undefined) return this.touch(reference);
    switch (tree.kind(node)) {
      case NodeKind.Paren:
        return this.value(tree.firstChild(node));
      case NodeKind.Path:
        return this.#findVariable(node)?.seen ?? NOTHING;
      case NodeKind.IntegerLiteral:
      case NodeKind.DoubleLiteral:
      case NodeKind.LongLiteral:
        return { ...NOTHING, numbers: [Number.parseFloat(tree.text(node))] };
      case NodeKind.Negate: {
        const seen = this.value(tree.firstChild(node));
        return { ...seen, numbers: seen.numbers.map((number) => -number) };
      }
      case NodeKind.MethodCall:
      case NodeKind.Call:
        return this.#shared.readers.call(this, node);
      case NodeKind.Aggregate: {
        const first = tree.firstChild(node);
        const hasValue = tree.kind(first) !== NodeKind.Declaration;
        const declared = hasValue ? tree.nextSibling(first) : first;
        return this.overDeclarations(declared, (place) =>
          hasValue ? this.value(first) : { ...NOTHING, counted: [place] },
        );
      }
      case NodeKind.Let:
      case NodeKind.Lambda:
        return this.inScope(node, (body) => this.value(body));
      case NodeKind.If: {
        const [test, ...branches] = tree.children(node);
        if (test !== undefined) this.condition(test);
        return joinSeen(branches.map((branch) => this.value(branch)));
      }
      default:
        return joinSeen(tree.children(node).map((child) => this.value(child)));
    }
  }

  /** The field a reference means, registered; of a list its size. */
  touch(reference: Reference): Seen {
    if (reference.isItems) return { ...NOTHING, reference, counted: [reference.place] };
    if (reference.steps.length === 0) return { ...NOTHING, reference };
    return { ...NOTHING, reference, slots: [this.table.slotAt(reference, this.#current)] };
  }

  /** Where a node leads, where it is a path, a filter, a selection; undefined for what has a value of its own. */
  locate(node: NodeId): Reference | undefined {
    const { tree } = this;
    switch (tree.kind(node)) {
      case NodeKind.Paren:
        return this.locate(tree.firstChild(node));
      case NodeKind.Path:
        return this.#locatePath(node);
      case NodeKind.UpPath: {
        const carets = tree.text(node).replace(/[^^]/g, "").length;
        const elements = this.#frames.filter(({ kind }) => kind === "element");
        return this.follow(
          elements[elements.length - 1 - carets]?.seen.reference ?? this.#profile,
          this.#names(node),
        );
      }
      case NodeKind.Parameter:
        return this.#profile;
      case NodeKind.This:
        return this.#findElement()?.seen.reference;
      case NodeKind.Member: {
        const object = this.locate(tree.firstChild(node));
        return object && this.follow(object, this.#names(node));
      }
      case NodeKind.Subscript:
        return this.#locateSubscript(node);
      case NodeKind.MethodCall:
        return this.#locateMethod(node);
      case NodeKind.Select:
        return this.overDeclarations(tree.firstChild(node), (place) => ({ place, steps: [], isItems: true }));
      default:
        return undefined;
    }
  }

  get #profile(): Reference {
    return { place: this.table.profile, steps: [], isItems: false };
  }

  #names(node: NodeId): readonly string[] {
    return this.tree.nameTokens(node).map((token) => this.tree.name(token));
  }

  #findElement(): Frame | undefined {
    return this.#frames.findLast(({ kind }) => kind === "element");
  }

  #findVariable(node: NodeId): Frame | undefined {
    const [first] = this.#names(node);
    return this.#frames.findLast(({ kind, name }) => kind === "variable" && name === first);
  }

  #locatePath(node: NodeId): Reference | undefined {
    const names = this.#names(node);
    if (names[0] === "xEvent") return this.follow(this.#profile, names);
    const variable = this.#findVariable(node);
    if (variable !== undefined) {
      const { reference } = variable.seen;
      return reference && this.follow(reference, names.slice(1));
    }
    const element = this.#findElement();
    const reference = element?.seen.reference;
    if (element === undefined || reference === undefined)
      return this.follow(this.#profile, names[0] === "profile" ? names.slice(1) : names);
    const [first = "", ...rest] = names;
    const isPrefixed =
      rest.length > 0 &&
      mayBePrefix(element.name, first) &&
      this.shapeOf({ place: reference.place, steps: [first] }).kind === FieldKind.Unknown;
    return this.follow(reference, isPrefixed ? rest : names);
  }

  /** Follows names from a reference; a list on the way is passed. */
  follow(from: Reference, names: readonly string[]): Reference {
    let { place, steps } = from;
    names.forEach((name, index) => {
      steps = [...steps, name];
      if (index < names.length - 1 && this.#isList({ place, steps })) {
        place = this.table.passThrough(place, steps, this.#current);
        steps = [];
      }
    });
    return { place, steps, isItems: names.length === 0 && from.isItems };
  }

  #isList(reference: Pick<Reference, "place" | "steps">): boolean {
    const names = stepsFromProfile(reference);
    const { kind, itemKind } = findShape(this.#shared.schemas, names);
    if (kind === FieldKind.Array) return itemKind === FieldKind.Object;
    return this.#shared.lists.has(JSON.stringify(names));
  }

  /** The place of the items of a list that a loop looks through. */
  enter(reference: Reference, label = ""): Place {
    if (reference.isItems) return reference.place;
    this.#shared.found.add(JSON.stringify(stepsFromProfile(reference)));
    return this.table.addPlace(reference, this.#current, label);
  }

  #locateSubscript(node: NodeId): Reference | undefined {
    const { tree } = this;
    const [object = 0, inside = 0] = tree.children(node);
    const reference = this.locate(object);
    if (reference === undefined) return undefined;
    if (tree.kind(inside) === NodeKind.StringLiteral)
      return this.follow(reference, [tree.text(inside).slice(1, -1)]);
    const place = this.enter(reference);
    this.onItems(place, { source: object, body: inside }, (body) => this.condition(body));
    return { place, steps: [], isItems: true };
  }

  #locateMethod(node: NodeId): Reference | undefined {
    const { tree } = this;
    const [object = 0, argument = 0] = tree.children(node);
    const name = tree.name(tree.detail(node));
    if (name === "filter") return this.#locateSubscript(node);
    const isRanked = name === "topN" || name === "bottomN";
    if (!isRanked && name !== "distinct" && name !== "head" && name !== "get") return undefined;
    const reference = this.locate(object);
    if (reference === undefined) return undefined;
    if (name === "get")
      return tree.kind(argument) === NodeKind.StringLiteral
        ? this.follow(reference, [tree.text(argument).slice(1, -1)])
        : undefined;
    if (!isRanked) return reference;
    const place = this.enter(reference);
    this.onItems(place, { source: object, body: argument }, (body) => this.value(body));
    return { place, steps: [], isItems: true };
  }

  /** Reads an expression that sees the items of a list. */
  onItems<Result>(
    place: Place,
    { source, body }: { readonly source: NodeId; readonly body: NodeId },
    read: (body: NodeId) => Result,
  ): Result {
    const { tree } = this;
    const frames = this.#frames;
    const seen: Seen = { ...NOTHING, reference: { place, steps: [], isItems: false } };
    const isLambda = tree.kind(body) === NodeKind.Lambda;
    const depth = frames.length;
    if (isLambda)
      for (const name of lambdaNames({ tree }, body)) frames.push({ kind: "variable", name, seen });
    else
      frames.push({ kind: "element", name: place.steps[place.steps.length - 1] ?? tree.text(source), seen });
    const result = read(isLambda ? tree.firstChild(body) : body);
    frames.length = depth;
    return result;
  }

  /** `V from a where c, …`: reads what stands behind with the variables in scope. Gives it the place of the first. */
  overDeclarations<Result>(first: NodeId, read: (place: Place) => Result): Result {
    const { tree } = this;
    const frames = this.#frames;
    const depth = frames.length;
    let outermost: Place | undefined;
    for (let node = first; node !== 0; node = tree.nextSibling(node)) {
      const [source = 0, where] = tree.children(node);
      const reference = this.locate(source);
      const place = reference === undefined ? this.table.profile : this.enter(reference);
      outermost ??= place;
      const seen: Seen = { ...NOTHING, reference: { place, steps: [], isItems: false } };
      frames.push({ kind: "variable", name: tree.name(tree.detail(node)), seen });
      if (where !== undefined) this.condition(where);
    }
    const result = read(outermost ?? this.table.profile);
    frames.length = depth;
    return result;
  }

  /** `let` and the header of a query. */
  inScope<Result>(node: NodeId, read: (body: NodeId) => Result): Result {
    const { tree } = this;
    const frames = this.#frames;
    const depth = frames.length;
    const [first = 0, second = 0] = tree.children(node);
    const isLambda = tree.kind(node) === NodeKind.Lambda;
    if (isLambda)
      for (const name of lambdaNames({ tree }, node))
        frames.push({ kind: "variable", name, seen: { ...NOTHING, reference: this.#profile } });
    else frames.push({ kind: "variable", name: tree.name(tree.detail(node)), seen: this.value(first) });
    const result = read(isLambda ? first : second);
    frames.length = depth;
    return result;
  }

  /** The steps of a chain, each with a place of its own in the list of events. */
  chain(node: NodeId, readStep: (step: NodeId, place: Place) => number): void {
    const [source = 0, , ...steps] = this.tree.children(node);
    const reference = this.locate(source);
    if (reference === undefined) return;
    const read = steps.map((step): ChainStep => {
      const detail = this.tree.detail(step);
      const label = detail === 0 ? "" : this.tree.name(detail);
      const place = this.enter({ ...reference, isItems: false }, steps.length > 1 ? label : "");
      const wanted = this.onItems(place, { source, body: step }, (body) => readStep(body, place));
      return { place, label, span: this.span(step), wanted };
    });
    this.table.chains.push({ span: this.span(node), steps: read });
  }
}
