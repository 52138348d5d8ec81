/**
 * Literals and infix operators: arithmetic, comparisons, membership, `like`. What they mean for single values stands in
 * `compareValues.ts`, `quantity.ts` and `compareStrings.ts`; here they are joined to the tree.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { decodeString } from "../syntax/stringText";
import { TokenKind } from "../syntax/tokenKinds";
import { isLike, mayEscape } from "./compareStrings";
import { compare, type Doubts, isMember } from "./compareValues";
import type { Compilation, Evaluate, Test } from "./compilation";
import { findFieldPlace } from "./evaluatePaths";
import { agreed, type Context, decide, findUncertain } from "./evaluationContext";
import {
  type LiteralComparison,
  toListComparison,
  toLiteralComparison,
  UNDECIDED,
} from "./literalComparison";
import { isMissing, type JsonObject, Spread, Uncertain, type Value } from "./pqlValue";
import {
  type AnyNumber,
  calculate,
  hasItsDigits,
  isNumber,
  opposite,
  readDecimal,
  remainder,
} from "./quantity";
import { Truth } from "./verdict";

/** The value of a literal of one token. */
export function readLiteral({ tree }: Compilation, node: NodeId): Value {
  const text = tree.tokenText(tree.firstToken(node));
  switch (tree.kind(node)) {
    case NodeKind.StringLiteral:
      return decodeString(text);
    case NodeKind.BooleanLiteral:
      return text.toLowerCase() === "true";
    case NodeKind.IntegerLiteral:
    case NodeKind.DoubleLiteral:
      return readDecimal(text);
    case NodeKind.LongLiteral:
      return readDecimal(text.slice(0, -1));
    default:
      return undefined;
  }
}

/** True for a node whose value no profile changes. */
function isLiteral({ tree }: Compilation, node: NodeId): boolean {
  const kind = tree.kind(node);
  return kind >= NodeKind.StringLiteral && kind <= NodeKind.NullLiteral;
}

/** `[a, b]`. */
export function compileArray(compilation: Compilation, node: NodeId): Evaluate {
  const items = compilation.tree.children(node);
  if (items.every((item) => isLiteral(compilation, item))) {
    const values = items.map((item) => readLiteral(compilation, item));
    return () => values;
  }
  const evaluates = items.map((item) => compilation.value(item));
  return (context) => evaluates.map((evaluate) => evaluate(context));
}

/** `{"k": x}`. */
export function compileObject(compilation: Compilation, node: NodeId): Evaluate {
  const { tree } = compilation;
  const entries = tree.children(node).map((entry) => ({
    key: decodeString(tree.tokenText(tree.detail(entry))),
    value: compilation.value(tree.firstChild(entry)),
  }));
  return (context): JsonObject => Object.fromEntries(entries.map(({ key, value }) => [key, value(context)]));
}

/** `a + b - c`, `a * b / c`, `a % b`: null where a side is missing, and where the divisor is zero. */
export function compileArithmetic(compilation: Compilation, node: NodeId): Evaluate {
  const { tree } = compilation;
  const [first, ...others] = tree.children(node);
  const start = compilation.value(first);
  const rest = others.map((operand) => ({
    operator: compilation.operatorBefore(operand),
    value: compilation.value(operand),
  }));
  const doubts = compilation.doubts(node);
  return (context) =>
    rest.reduce(
      (left, { operator, value }) => calculateAny({ left, operator, right: value(context) }, doubts),
      start(context),
    );
}

interface Operation {
  readonly left: Value;
  readonly operator: string;
  readonly right: Value;
}

function calculateAny({ left, operator, right }: Operation, doubts: Doubts): Value {
  if (isNumber(left) && isNumber(right)) return calculateNumbers(left, operator, right, doubts);
  if (isMissing(left) || isMissing(right)) return undefined;
  for (const [side, other] of [
    [left, (reading: Value) => calculateAny({ left: reading, operator, right }, doubts)],
    [right, (reading: Value) => calculateAny({ left, operator, right: reading }, doubts)],
  ] as const) {
    if (side instanceof Uncertain) return new Uncertain(side.reason, side.readings?.map(other));
  }
  const reason = findUncertain([left, right]);
  if (reason !== undefined) return new Uncertain(reason);
  if (left instanceof Spread || right instanceof Spread) return new Uncertain(doubts.of("listOfSeveral"));
  return new Uncertain(doubts.wrongType("a number", isNumber(left) ? right : left));
}

function calculateNumbers(left: AnyNumber, operator: string, right: AnyNumber, doubts: Doubts): Value {
  if (!hasItsDigits(left) || !hasItsDigits(right)) return new Uncertain(doubts.of("numberPrecision"));
  if (operator === "%") return remainder(left, right) ?? new Uncertain(doubts.of("remainder"));
  if (operator === "/" && isZero(right)) return undefined;
  return calculate(left, operator, right) ?? new Uncertain(doubts.of("numberPrecision"));
}

function isZero(value: AnyNumber): boolean {
  return typeof value === "number"
    ? value === 0
    : typeof value === "bigint"
      ? value === 0n
      : value.numerator === 0n;
}

/** `-x`. */
export function compileNegate(compilation: Compilation, node: NodeId): Evaluate {
  const operand = compilation.value(compilation.tree.firstChild(node));
  const doubts = compilation.doubts(node);
  const negate = (value: Value): Value => {
    if (isNumber(value)) return opposite(value);
    if (isMissing(value)) return undefined;
    if (value instanceof Uncertain) return new Uncertain(value.reason, value.readings?.map(negate));
    return new Uncertain(doubts.wrongType("a number", value));
  };
  return (context) => negate(operand(context));
}

/** The operator of a comparison as the language spells it, whatever was written. */
function operatorOf({ tree }: Compilation, node: NodeId): string {
  const token = tree.detail(node);
  switch (tree.tokenKind(token)) {
    case TokenKind.ForeignEqual:
      return "=";
    case TokenKind.ForeignNotEqual:
      return "!=";
    default:
      return tree.tokenText(token);
  }
}

/** `a = b`, `a < b`. */
export function compileComparison(compilation: Compilation, node: NodeId): Test {
  const { tree } = compilation;
  const [first, second] = [tree.child(node, 0), tree.child(node, 1)];
  const operator = operatorOf(compilation, node);
  const doubts = compilation.doubts(node);
  const literal = isLiteral(compilation, second) ? readLiteral(compilation, second) : undefined;
  const comparison = compilation.isExplaining ? undefined : toLiteralComparison(operator, literal);
  if (comparison !== undefined) {
    return compilePlain(compilation, first, {
      comparison,
      otherwise: (context, value) => compare({ context, operator, doubts }, value, literal),
    });
  }
  const left = compilation.value(first);
  const right = compilation.value(second);
  return (context) => {
    const [one, other] = [left(context), right(context)];
    context.trace?.operands([one, other]);
    return compare({ context, operator, doubts }, one, other);
  };
}

/** `a in b`, `a notIn b`. */
export function compileMembership(compilation: Compilation, node: NodeId): Test {
  const { tree } = compilation;
  const operator = tree.tokenKind(tree.detail(node)) === TokenKind.NotIn ? "notIn" : "in";
  return membershipTest(compilation, node, {
    operator,
    value: tree.child(node, 0),
    list: tree.child(node, 1),
  });
}

/** Membership as an operator, a call or a method. */
export function membershipTest(
  compilation: Compilation,
  node: NodeId,
  {
    operator,
    value,
    list,
  }: { readonly operator: "in" | "notIn"; readonly value: NodeId; readonly list: NodeId },
): Test {
  const right = compilation.value(list);
  const doubts = compilation.doubts(node);
  const isIn = operator === "in";
  const withList = (context: Context, first: Value): Truth => {
    const second = right(context);
    context.trace?.operands([first, second]);
    if (typeof first === "string" && Array.isArray(second) && second.includes(first)) {
      return isIn ? Truth.True : Truth.False;
    }
    return isMember({ context, operator, doubts }, first, second);
  };
  const texts = compilation.isExplaining ? undefined : literalTexts(compilation, list);
  const comparison = texts === undefined ? undefined : toListComparison(texts, isIn);
  if (comparison !== undefined) return compilePlain(compilation, value, { comparison, otherwise: withList });
  const left = compilation.value(value);
  return (context) => withList(context, left(context));
}

/** The texts of a list of plain texts; undefined for any other list. */
function literalTexts(compilation: Compilation, list: NodeId): readonly string[] | undefined {
  const { tree } = compilation;
  const node = compilation.tree.unwrapped(list);
  if (tree.kind(node) !== NodeKind.ArrayLiteral || tree.firstChild(node) === 0) return undefined;
  const items = tree.children(node);
  if (!items.every((item) => tree.kind(item) === NodeKind.StringLiteral)) return undefined;
  return items.map((item) => String(readLiteral(compilation, item)));
}

interface AgainstLiteral {
  readonly comparison: LiteralComparison;
  /** For values that the comparison leaves undecided. */
  readonly otherwise: (context: Context, value: Value) => Truth;
}

/** A value against a literal; where it is a field read from its place, the condition may become part of a table. */
function compilePlain(
  compilation: Compilation,
  node: NodeId,
  { comparison, otherwise }: AgainstLiteral,
): Test {
  const value = compilation.value(node);
  const test: Test = (context) => {
    const found = value(context);
    if (found === undefined) return Truth.False;
    const truth = comparison.judge(found);
    return truth === UNDECIDED ? otherwise(context, found) : truth;
  };
  const place = findFieldPlace(compilation, node);
  if (place !== undefined) compilation.plain.add({ place, comparison, test });
  return test;
}

/** `a like b`. */
export function compileLike(compilation: Compilation, node: NodeId): Test {
  const { tree } = compilation;
  return likeTest(compilation, node, { text: tree.child(node, 0), other: tree.child(node, 1) });
}

/** `like` as an operator or a call. */
export function likeTest(
  compilation: Compilation,
  node: NodeId,
  texts: { readonly text: NodeId; readonly other: NodeId },
): Test {
  return textPairTest(compilation, node, {
    ...texts,
    test: (context, { text, other, doubts }) => {
      if (mayEscape(other)) return context.doubt(doubts.of("likeEscape"));
      return isLike(text, other, (steps) => context.spend(steps)) ? Truth.True : Truth.False;
    },
  });
}

/** Two texts and the place they are tested in. */
export interface TextPair {
  readonly text: string;
  readonly other: string;
  readonly doubts: Doubts;
}

interface TextPairTest {
  readonly text: NodeId;
  readonly other: NodeId;
  readonly test: (context: Context, pair: TextPair) => Truth;
}

/** A test of two texts; false where one is missing, decided over a list only where its items agree. */
export function textPairTest(
  compilation: Compilation,
  node: NodeId,
  { text, other, test }: TextPairTest,
): Test {
  const left = compilation.value(text);
  const right = compilation.value(other);
  const doubts = compilation.doubts(node);
  return (context) => {
    const [first, second] = [left(context), right(context)];
    context.trace?.operands([first, second]);
    if (typeof first === "string" && typeof second === "string") {
      return test(context, { text: first, other: second, doubts });
    }
    return overTexts(context, doubts, {
      values: [first, second],
      test: (one, two) => test(context, { text: one, other: two, doubts }),
    });
  };
}

interface OverTexts {
  readonly values: readonly [Value, Value];
  readonly test: (first: string, second: string) => Truth;
}

/** The truth of a test of texts over values that may be anything. */
export function overTexts(context: Context, doubts: Doubts, { values, test }: OverTexts): Truth {
  const [first, second] = values;
  if (isMissing(first) || isMissing(second)) return Truth.False;
  return decide(context, first, (one) =>
    decide(context, second, (two) => {
      if (isMissing(one) || isMissing(two)) return Truth.False;
      if (one instanceof Spread) {
        if (one.items.length === 0)
          return one.absent > 0 ? Truth.False : context.doubt(doubts.of("listOfSeveral"));
        const truths = one.items.map((item) => overTexts(context, doubts, { values: [item, two], test }));
        if (one.absent > 0) truths.push(Truth.False);
        return agreed(context, doubts.of("listOfSeveral"), truths);
      }
      if (typeof one === "string" && typeof two === "string") return test(one, two);
      return context.doubt(doubts.wrongType("a string", typeof one === "string" ? two : one));
    }),
  );
}
