/**
 * The tree of a rule as a formula over atoms. Where the evaluator knows something this does not, the expression becomes an
 * atom that only its text tells: equal texts in equal scopes are equally true, and nothing else is concluded.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Query } from "../syntax/query";
import type { Tree } from "../syntax/syntaxTree";
import { TokenKind } from "../syntax/tokenKinds";
import {
  comparesWith,
  findTextMethod,
  isAmong,
  isPresent,
  likeTest,
  listIncludes,
  meetsText,
  partTest,
  someMeets,
} from "./comparisonAtoms";
import { atomic, conjunction, constant, disjunction, negation } from "./formula";
import {
  type ConditionReader,
  chainHolds,
  countCompares,
  isListKind,
  readList,
  someEvent,
  someItem,
} from "./listConditions";
import type { ListKnowledge } from "./listKnowledge";
import { type Literal, readLiteral, readLiterals } from "./literalValues";
import { readWindow } from "./momentWindows";
import { atomOf, type Condition, type Subject } from "./predicateAtoms";
import { expressionText, readSubject } from "./predicateSubjects";
import { EVENTS, Scope } from "./subjectScope";

/** Rules with more nodes than this are not looked into. */
const MOST_NODES = 20_000;
/** Conditions nested deeper than this stay whole. */
const DEEPEST = 60;

/** Reads rules into one vocabulary of subjects, so that they can be held against each other. */
export class Vocabulary {
  private readonly subjects = new Map<string, Subject>();

  constructor(private readonly knowledge: ListKnowledge) {}

  /** The formula of a query; undefined where it is too large to be looked into. */
  read({ clauses }: Query): Condition | undefined {
    const size = clauses.reduce((sum, { tree }) => Math.max(sum, tree.nodeCount), 0) + clauses.length;
    if (size > MOST_NODES) return undefined;
    const groups: Condition[][] = [[]];
    for (const { tree, root, connective } of clauses) {
      groups[groups.length - 1].push(this.readNode(tree, root));
      if (connective === "or") groups.push([]);
    }
    return disjunction(groups.map((group) => conjunction(group)));
  }

  /** The formula of one condition at the level of the profile. `onGroup` is told each `and` and `or` on the way. */
  readNode(tree: Tree, node: NodeId, onGroup?: OnGroup): Condition {
    return new Reader(tree, new Scope(this.knowledge, this.subjects), onGroup).condition(node);
  }
}

/** Told an `and` or `or` and what its operands say. */
export type OnGroup = (node: NodeId, conditions: readonly Condition[]) => void;

type Read = (reader: Reader, node: NodeId) => Condition | undefined;

class Reader implements ConditionReader {
  private static readonly ways: Readonly<Partial<Record<NodeKind, Read>>> = {
    [NodeKind.And]: (reader, node) => conjunction(reader.group(node)),
    [NodeKind.Or]: (reader, node) => disjunction(reader.group(node)),
    [NodeKind.Not]: (reader, node) => negation(reader.condition(reader.tree.firstChild(node))),
    [NodeKind.BooleanLiteral]: (reader, node) => constant(reader.tree.text(node).toLowerCase() === "true"),
    [NodeKind.NullLiteral]: () => constant(false),
    [NodeKind.Comparison]: (reader, node) => reader.comparison(node),
    [NodeKind.Membership]: (reader, node) => reader.membership(node),
    [NodeKind.Like]: (reader, node) => reader.like(reader.tree.child(node, 0), reader.tree.child(node, 1)),
    [NodeKind.Matches]: (reader, node) =>
      reader.matches(reader.tree.child(node, 0), reader.tree.child(node, 1)),
    [NodeKind.Occurs]: (reader, node) =>
      reader.occurs(reader.tree.child(node, 0), reader.tree.child(node, 1)),
    [NodeKind.If]: (reader, node) => reader.choice(node),
    [NodeKind.Chain]: (reader, node) => chainHolds(reader, node),
    [NodeKind.Exists]: (reader, node) => someItem(reader, reader.tree.firstChild(node)),
    [NodeKind.Select]: (reader, node) => someItem(reader, reader.tree.firstChild(node)),
    [NodeKind.Forall]: (reader, node) => reader.everyItem(node),
    [NodeKind.MethodCall]: (reader, node) => reader.call(node),
    [NodeKind.Call]: (reader, node) => reader.call(node),
  };

  private depth = 0;
  /** True while the subject stands behind the literal. */
  private isConverting = false;

  constructor(
    readonly tree: Tree,
    readonly scope: Scope,
    private readonly onGroup?: OnGroup,
  ) {}

  condition(start: NodeId): Condition {
    const node = this.tree.unwrapped(start);
    if (this.depth >= DEEPEST) return this.opaque(node);
    this.depth++;
    const kind = this.tree.kind(node) as NodeKind;
    const read = Reader.ways[kind]?.(this, node) ?? this.valueAsCondition(node, kind);
    this.depth--;
    return read ?? this.opaque(node);
  }

  private group(node: NodeId): Condition[] {
    const conditions = this.conditions(node);
    this.onGroup?.(node, conditions);
    return conditions;
  }

  private conditions(node: NodeId): Condition[] {
    return this.tree.children(node).map((child) => this.condition(child));
  }

  opaque(node: NodeId): Condition {
    const text = this.scope.textKey(expressionText(this.tree, node));
    const subject = this.scope.subject({ key: `« ${text} »`, place: undefined, isSeveral: "no" });
    return atomic(atomOf(subject, { kind: "opaque", text }));
  }

  /** A value in the place of a condition: a list that is not empty, a value that is there. */
  private valueAsCondition(node: NodeId, kind: NodeKind): Condition | undefined {
    if (isListKind(this.tree, node)) {
      const list = readList(this, node);
      if (list !== undefined) return list.has(1);
    }
    if (kind !== NodeKind.Path && kind !== NodeKind.UpPath && kind !== NodeKind.Member) return undefined;
    return atomic(atomOf(this.subject(node), { kind: "truthy" }));
  }

  private subject(node: NodeId): Subject {
    return this.noted(readSubject(this, node).subject);
  }

  private noted(subject: Subject): Subject {
    if (this.isConverting) subject.isConverted = true;
    return subject;
  }

  private comparison(node: NodeId): Condition | undefined {
    const { tree } = this;
    const [left, right, more] = tree.children(node);
    if (more !== undefined) return undefined;
    const operator = operatorAt(tree, tree.detail(node));
    const [first, second] = [readLiteral(tree, left), readLiteral(tree, right)];
    if (first !== undefined && second !== undefined) return undefined;
    if (second !== undefined) return this.comparesWith(left, operator, second);
    if (first === undefined) return this.comparesSubjects(operator, left, right);
    this.isConverting = true;
    const condition = this.comparesWith(right, FLIPPED[operator] ?? operator, first);
    this.isConverting = false;
    return condition;
  }

  private comparesWith(node: NodeId, operator: string, literal: Literal): Condition | undefined {
    const count = countCompares(this, node, { operator, literal });
    if (count !== undefined) return count;
    if (operator === "!=") return comparesWith(this.subject(node), operator, literal);
    return this.some(node, (subject) => comparesWith(subject, operator, literal));
  }

  /** A test that any value of the node meets; below the events it is a test of some event. */
  private some(node: NodeId, build: (subject: Subject) => Condition | undefined): Condition | undefined {
    const subject = this.subject(node);
    const names = subject.place?.names ?? [];
    const isOfEvents = subject.isSeveral === "yes" && names[0] === EVENTS && names.length > 1;
    return isOfEvents ? someEvent(this, names, (field) => build(this.noted(field))) : build(subject);
  }

  /** Two values: equal or not is one atom, whichever stands first; their order is left to the text. */
  private comparesSubjects(operator: string, left: NodeId, right: NodeId): Condition | undefined {
    const sides = [this.subject(left), this.subject(right)];
    const [one, other] = sides.sort((a, b) => (a.key < b.key ? -1 : 1));
    const isSingle = one.isSeveral === "no" && other.isSeveral === "no";
    if (one === other || (operator !== "=" && !(operator === "!=" && isSingle))) return undefined;
    const same = atomic(atomOf(one, { kind: "same", other }));
    if (!isSingle) return same;
    return conjunction([isPresent(one), isPresent(other), operator === "=" ? same : negation(same)]);
  }

  private membership(node: NodeId): Condition | undefined {
    const { tree } = this;
    const isNegative = tree.tokenKind(tree.detail(node)) === TokenKind.NotIn;
    return this.among(tree.child(node, 0), tree.child(node, 1), isNegative);
  }

  private among(value: NodeId, list: NodeId, isNegative: boolean): Condition | undefined {
    const literals = readLiterals(this.tree, list);
    if (literals !== undefined) {
      return isNegative
        ? isAmong(this.subject(value), literals, true)
        : this.some(value, (subject) => isAmong(subject, literals, false));
    }
    const literal = readLiteral(this.tree, value);
    if (literal === undefined || isNegative) return undefined;
    return listIncludes(this.subject(list), literal);
  }

  private like(text: NodeId, pattern: NodeId): Condition | undefined {
    const literal = readLiteral(this.tree, pattern);
    return typeof literal === "string" ? meetsText(this.subject(text), likeTest(literal), false) : undefined;
  }

  private matches(text: NodeId, pattern: NodeId): Condition | undefined {
    const literal = readLiteral(this.tree, pattern);
    if (typeof literal !== "string") return undefined;
    return meetsText(this.subject(text), { kind: "matches", pattern: literal }, false);
  }

  occurs(time: NodeId, test: NodeId): Condition | undefined {
    const window = readWindow(this.tree, test);
    return window && this.some(time, (subject) => someMeets(subject, { kind: "time", window }));
  }

  private choice(node: NodeId): Condition | undefined {
    const [condition, whenTrue, whenFalse] = this.conditions(node);
    if (whenFalse === undefined) return undefined;
    return disjunction([conjunction([condition, whenTrue]), conjunction([negation(condition), whenFalse])]);
  }

  /** `forall`: no item of which the condition fails. */
  private everyItem(node: NodeId): Condition | undefined {
    const declaration = this.tree.firstChild(node);
    const isSingle = this.tree.nextSibling(declaration) === 0 && this.tree.child(declaration, 1) !== 0;
    const miss = isSingle ? someItem(this, declaration, (condition) => negation(condition)) : undefined;
    return miss && negation(miss);
  }

  private call(node: NodeId): Condition | undefined {
    const { tree } = this;
    const isMethod = tree.kind(node) === NodeKind.MethodCall;
    const name = tree.name(tree.detail(node));
    const [object, ...args] = tree.children(node);
    if (name === "inSegment" && !isMethod) return this.inSegment(node);
    if (object === undefined) return undefined;
    switch (name) {
      case "in":
      case "notIn":
        return args.length === 1 ? this.among(object, args[0], name === "notIn") : undefined;
      case "includes":
        return args.length === 1 ? this.among(args[0], object, false) : undefined;
      case "intersects":
      case "supersetOf":
        return args.length === 1 ? this.setTest(name, object, args[0]) : undefined;
      case "isNull":
        return args.length === 0 ? negation(isPresent(this.subject(object))) : undefined;
      case "isNotNull":
        return args.length === 0 ? isPresent(this.subject(object)) : undefined;
      case "like":
        return args.length === 1 ? this.like(object, args[0]) : undefined;
      case "matches":
        return args.length === 1 ? this.matches(object, args[0]) : undefined;
      case "exists":
        return args.length === 1 ? readList(this, object)?.where(args[0]).has(1) : undefined;
      default:
        return this.textMethod(name, object, args);
    }
  }

  private textMethod(name: string, object: NodeId, args: readonly NodeId[]): Condition | undefined {
    const method = findTextMethod(name);
    const [part, flag] = args.map((argument) => readLiteral(this.tree, argument));
    const isFlag = args.length === 1 || (args.length === 2 && typeof flag === "boolean");
    if (method === undefined || typeof part !== "string" || !isFlag) return undefined;
    const [kind, isNegative] = method;
    return meetsText(this.subject(object), partTest(kind, part, flag !== false), isNegative);
  }

  /** A list that shares some of these literals, or has all of them. */
  private setTest(name: "intersects" | "supersetOf", list: NodeId, other: NodeId): Condition | undefined {
    const literals = readLiterals(this.tree, other);
    if (literals === undefined || literals.length === 0) return undefined;
    const subject = this.subject(list);
    const parts = literals.flatMap((literal) => listIncludes(subject, literal) ?? []);
    if (parts.length < literals.length) return undefined;
    return name === "intersects" ? disjunction(parts) : conjunction(parts);
  }

  private inSegment(node: NodeId): Condition | undefined {
    const { tree } = this;
    const id = readLiteral(tree, tree.firstChild(node));
    const isSingle = tree.firstChild(node) !== 0 && tree.child(node, 1) === 0;
    if (typeof id !== "string" || !isSingle) return undefined;
    const place = { depth: -1, names: ["segmentMembership", "ups", id, "status"] };
    const subject = this.scope.subject({ key: `membership ${JSON.stringify(id)}`, place, isSeveral: "no" });
    return atomic(atomOf(subject, { kind: "opaque", text: "realized" }));
  }
}

const FLIPPED: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

function operatorAt(tree: Tree, token: number): string {
  const kind = tree.tokenKind(token);
  if (kind === TokenKind.ForeignEqual) return "=";
  return kind === TokenKind.ForeignNotEqual ? "!=" : tree.tokenText(token);
}
