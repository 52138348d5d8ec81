/**
 * Tells at a glance that conditions have nothing to say to each other: each is about a value that no other one is about, and is of a
 * form that may hold and may fail. However such conditions are joined, none excludes, covers or repeats another, so that nobody need read
 * them as formulas, which takes several times as long as all other checks. Refuses to think: forms it does not know are for those who do.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Clause } from "../syntax/query";
import { decodeString } from "../syntax/stringText";
import type { Tree } from "../syntax/syntaxTree";
import { findTextMethod } from "./comparisonAtoms";
import { EVENTS, namesOf } from "./subjectScope";

/** True where the conditions of a well-formed query are independent; false says nothing. */
export function areIndependent(clauses: readonly Clause[]): boolean {
  const values = new Set<string>();
  return clauses.every(({ tree, root }) => new Glance(tree, values).isCondition(root));
}

/** One look at a tree. */
class Glance {
  constructor(
    private readonly tree: Tree,
    /** The values that conditions were about so far. */
    private readonly values: Set<string>,
  ) {}

  isCondition(start: NodeId): boolean {
    const { tree } = this;
    const node = tree.unwrapped(start);
    const first = tree.firstChild(node);
    switch (tree.kind(node)) {
      case NodeKind.And:
      case NodeKind.Or:
      case NodeKind.Not:
        return tree.children(node).every((child) => this.isCondition(child));
      case NodeKind.Path:
        return this.isNewValue(node);
      case NodeKind.Comparison:
      case NodeKind.Membership:
        return this.isValueAgainst(first, (other) => this.isLiteral(other) || this.isList(other));
      case NodeKind.Like:
      case NodeKind.Matches:
        return this.isValueAgainst(first, (other) => this.isText(other));
      case NodeKind.Occurs:
        return this.isValueAgainst(first, (test) => this.isTimeTest(test));
      case NodeKind.MethodCall:
        return this.isTextMethod(node);
      case NodeKind.Exists:
      case NodeKind.Select:
        return tree.nextSibling(first) === 0 && this.isDeclaration(first);
      case NodeKind.Chain:
        return this.isChain(tree.children(node));
      default:
        return false;
    }
  }

  /** A value on the left, one operand on the right. */
  private isValueAgainst(value: NodeId, fits: (other: NodeId) => boolean): boolean {
    const other = this.tree.nextSibling(value);
    return this.tree.nextSibling(other) === 0 && fits(other) && this.isNewValue(value);
  }

  /** A field nobody asked for yet. Whatever lies below the events is a question about the same list. */
  private isNewValue(start: NodeId): boolean {
    const { tree, values } = this;
    const node = tree.unwrapped(start);
    if (tree.kind(node) !== NodeKind.Path) return false;
    const names = namesOf(tree, node);
    const value = names[0] === EVENTS ? EVENTS : names.join(".");
    return !values.has(value) && values.add(value) !== undefined;
  }

  private isLiteral(node: NodeId): boolean {
    const kind = this.tree.kind(node);
    if (kind === NodeKind.Negate) return this.isNumber(this.tree.firstChild(node));
    return this.isNumber(node) || kind === NodeKind.StringLiteral || kind === NodeKind.BooleanLiteral;
  }

  private isNumber(node: NodeId): boolean {
    const kind = this.tree.kind(node);
    return kind >= NodeKind.IntegerLiteral && kind <= NodeKind.DoubleLiteral;
  }

  private isList(node: NodeId): boolean {
    const isArray = this.tree.kind(node) === NodeKind.ArrayLiteral;
    const items = isArray ? this.tree.children(node) : [];
    return items.length > 0 && items.every((item) => this.isLiteral(item));
  }

  /** A text with something between its quotes: every text holds an empty one. */
  private isText(node: NodeId): boolean {
    const isString = this.tree.kind(node) === NodeKind.StringLiteral;
    return isString && decodeString(this.tree.text(node)) !== "";
  }

  /** A time test that some time meets: within no days of now lies nothing. */
  private isTimeTest(node: NodeId): boolean {
    const { tree } = this;
    const kind = tree.kind(node);
    if (kind < NodeKind.TimeDistance || kind > NodeKind.TimeRange) return false;
    if (kind === NodeKind.TimeDistance && !(Number(tree.tokenText(tree.detail(node))) > 0)) return false;
    return tree.children(node).every((time) => {
      const word = tree.kind(time);
      return word === NodeKind.TimeWord || word === NodeKind.Interval;
    });
  }

  private isTextMethod(node: NodeId): boolean {
    const { tree } = this;
    const [object, part, flag, more] = tree.children(node);
    if (part === undefined || more !== undefined || !this.isText(part)) return false;
    if (flag !== undefined && tree.kind(flag) !== NodeKind.BooleanLiteral) return false;
    return findTextMethod(tree.name(tree.detail(node))) !== undefined && this.isNewValue(object);
  }

  private isDeclaration(node: NodeId): boolean {
    const source = this.tree.firstChild(node);
    const condition = this.tree.nextSibling(source);
    return this.isNewValue(source) && (condition === 0 || this.isCondition(condition));
  }

  private isChain([source, time, ...steps]: readonly NodeId[]): boolean {
    if (source === undefined || time === undefined) return false;
    return this.isNewValue(source) && this.isNewValue(time) && steps.every((step) => this.isStep(step));
  }

  /** A step that asks for one event. */
  private isStep(node: NodeId): boolean {
    return this.tree.children(node).every((part) => {
      const inside = this.tree.firstChild(part);
      const kind = this.tree.kind(part);
      return kind === NodeKind.What
        ? this.isCondition(inside)
        : kind === NodeKind.When && this.isTimeTest(inside);
    });
  }
}
