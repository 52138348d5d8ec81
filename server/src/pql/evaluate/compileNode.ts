/**
 * Turns nodes of the tree into functions: which kind of node is compiled where. A node is compiled as a value or as a
 * condition; whichever it is by nature, the other is derived.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Builders, Compilation, Evaluate, Test } from "./compilation";
import {
  compileAggregateOver,
  compileExists,
  compileForall,
  compileLet,
  compileSelect,
  declareParameters,
} from "./evaluateBinders";
import { compileChain } from "./evaluateChains";
import { asTest, asValue, compileIf, compileJoined, compileNot } from "./evaluateConditions";
import { compileSome } from "./evaluateElements";
import { type Compiled, compileCall, compileMethodCall, notDocumented } from "./evaluateMethods";
import {
  compileArithmetic,
  compileArray,
  compileComparison,
  compileLike,
  compileMembership,
  compileNegate,
  compileObject,
  readLiteral,
} from "./evaluateOperators";
import { compileMember, compilePath, compileUpPath } from "./evaluatePaths";
import { compileMatches } from "./evaluatePatterns";
import { compileSubscript, subscriptKind } from "./evaluateSubscripts";
import { compileInterval, compileOccurs, compileTimeWord } from "./evaluateTimes";
import type { Context } from "./evaluationContext";
import { Uncertain } from "./pqlValue";

const TESTS: Readonly<Partial<Record<NodeKind, (compilation: Compilation, node: NodeId) => Test>>> = {
  [NodeKind.And]: compileJoined,
  [NodeKind.Or]: compileJoined,
  [NodeKind.Not]: compileNot,
  [NodeKind.Comparison]: compileComparison,
  [NodeKind.Membership]: compileMembership,
  [NodeKind.Like]: compileLike,
  [NodeKind.Matches]: (compilation, node) => {
    const [text, pattern] = compilation.tree.children(node);
    return compileMatches(compilation, node, { text, pattern: compilation.tree.unwrapped(pattern) });
  },
  [NodeKind.Occurs]: compileOccurs,
  [NodeKind.Exists]: compileExists,
  [NodeKind.Forall]: compileForall,
  [NodeKind.Chain]: compileChain,
};

const VALUES: Readonly<Partial<Record<NodeKind, (compilation: Compilation, node: NodeId) => Evaluate>>> = {
  [NodeKind.Path]: compilePath,
  [NodeKind.UpPath]: compileUpPath,
  [NodeKind.Member]: compileMember,
  [NodeKind.TimeWord]: compileTimeWord,
  [NodeKind.Interval]: compileInterval,
  [NodeKind.ArrayLiteral]: compileArray,
  [NodeKind.ObjectLiteral]: compileObject,
  [NodeKind.Negate]: compileNegate,
  [NodeKind.Additive]: compileArithmetic,
  [NodeKind.Multiplicative]: compileArithmetic,
  [NodeKind.If]: compileIf,
  [NodeKind.Select]: compileSelect,
  [NodeKind.Aggregate]: compileAggregateOver,
  [NodeKind.Parameter]: compileParameter,
  [NodeKind.Context]: compileContext,
  [NodeKind.This]: compileThis,
};

/** `$1` is the profile; there is no other parameter. */
function compileParameter(compilation: Compilation, node: NodeId): Evaluate {
  if (compilation.tree.text(node) === "$1") return ({ slots }) => slots[0];
  return compileContext(compilation, node);
}

function compileContext(compilation: Compilation, node: NodeId): Evaluate {
  const value = new Uncertain(compilation.doubts(node).of("contextData"));
  return () => value;
}

/** `this`: the item or group that is read. */
function compileThis(compilation: Compilation, node: NodeId): Evaluate {
  const element = compilation.findElement(0);
  if (element === undefined) {
    const value = new Uncertain(compilation.doubts(node).of("notDocumented"));
    return () => value;
  }
  const { slot } = element;
  return ({ slots }) => slots[slot];
}

function isLiteralKind(kind: number): boolean {
  return kind >= NodeKind.StringLiteral && kind <= NodeKind.NullLiteral;
}

/** Calls, which give a truth or a value as their function does. */
function compileAnyCall(compilation: Compilation, node: NodeId): Compiled {
  return compilation.tree.kind(node) === NodeKind.Call
    ? compileCall(compilation, node)
    : compileMethodCall(compilation, node);
}

function isCall(kind: number): boolean {
  return kind === NodeKind.Call || kind === NodeKind.MethodCall;
}

function compileValue(compilation: Compilation, node: NodeId): Evaluate {
  const { tree } = compilation;
  const kind = tree.kind(node) as NodeKind;
  if (kind === NodeKind.Paren) return compilation.value(tree.firstChild(node));
  if (isLiteralKind(kind)) {
    const value = readLiteral(compilation, node);
    return () => value;
  }
  const build = VALUES[kind];
  if (build !== undefined) return build(compilation, node);
  if (kind === NodeKind.Subscript) return compileSubscript(compilation, node);
  if (kind === NodeKind.Let || kind === NodeKind.Lambda) {
    return inScope(compilation, node, (body) => compilation.value(body));
  }
  if (isCall(kind)) {
    const compiled = compileAnyCall(compilation, node);
    return "value" in compiled ? compiled.value : asValue(compilation, node, compiled.test);
  }
  const test = TESTS[kind] === undefined ? undefined : compilation.test(node);
  return test === undefined ? notDocumented(compilation, node).value : asValue(compilation, node, test);
}

function compileTest(compilation: Compilation, node: NodeId): Test {
  const { tree } = compilation;
  const kind = tree.kind(node) as NodeKind;
  if (kind === NodeKind.Paren) return compilation.test(tree.firstChild(node));
  const build = TESTS[kind];
  if (build !== undefined) return build(compilation, node);
  if (kind === NodeKind.Subscript && subscriptKind(compilation, node) === "filter") {
    return compileSome(compilation, node, { source: tree.child(node, 0), node: tree.child(node, 1) });
  }
  if (kind === NodeKind.Let || kind === NodeKind.Lambda) {
    return inScope(compilation, node, (body) => compilation.test(body));
  }
  if (isCall(kind)) {
    const compiled = compileAnyCall(compilation, node);
    return "test" in compiled ? compiled.test : asTest(compilation, node, compiled.value);
  }
  return asTest(compilation, node, compilation.value(node));
}

/** `let` and the header of a query put names into scope for what follows them. */
function inScope<Result>(
  compilation: Compilation,
  node: NodeId,
  build: (body: NodeId) => (context: Context) => Result,
): (context: Context) => Result {
  const depth = compilation.frames.length;
  const isLambda = compilation.tree.kind(node) === NodeKind.Lambda;
  const binding = isLambda ? undefined : compileLet(compilation, node);
  const read = build(binding?.body ?? declareParameters(compilation, node));
  compilation.frames.length = depth;
  if (binding === undefined) return read;
  return (context) => {
    binding.bind(context);
    return read(context);
  };
}

/** How every kind of node is compiled. */
export const BUILDERS: Builders = { value: compileValue, test: compileTest };
