/**
 * Rewrites of calls with too few or too many arguments, where it can be told what was meant. Invents no value that matters.
 */
import { type Fix, replacementFix } from "../../problems/problem";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import type { ArityMismatch } from "../../types/overloadResolution";
import type { CheckState } from "../checkState";
import { isLiteral, textBeforeDot } from "../literalFacts";

/** A call by its name, with its arguments. */
interface Call {
  readonly name: string;
  /** The node before the dot; 0 for a function. */
  readonly object: NodeId;
  readonly values: readonly NodeId[];
}

/** The rewrite of a call; undefined where nobody can tell what was meant. */
export function arityFix(state: CheckState, node: NodeId, { least, most }: ArityMismatch): Fix | undefined {
  const call = readCall(state, node);
  const { name, values } = call;
  if (values.length < least) return missingFix(state, call);
  if (name === "inSegment") return eitherFix(state, node, call);
  if (name === "equals" || name === "notEqualTo") return listFix(state, node);
  return filterFix(state, node, call) ?? surplusFix(state, { values, most });
}

/** `orders.count(total > 3)` as `orders[total > 3].count()`. */
function filterFix(state: CheckState, node: NodeId, { name, object, values }: Call): Fix | undefined {
  const { tree } = state;
  const [condition] = values;
  const isCount = name === "count" && object !== 0 && condition !== undefined && values.length === 1;
  if (!isCount || !CONDITIONS.has(tree.kind(condition))) return undefined;
  const newText = `${textBeforeDot(tree, object)}[${state.text(condition)}].count()`;
  return { ...state.replaceNode(`Write \`${newText}\``, node, newText), isPreferred: false };
}

const CONDITIONS: ReadonlySet<number> = new Set([
  NodeKind.Not,
  NodeKind.Comparison,
  NodeKind.Membership,
  NodeKind.Like,
  NodeKind.Matches,
  NodeKind.Occurs,
  NodeKind.And,
  NodeKind.Or,
]);

function readCall(state: CheckState, node: NodeId): Call {
  const { tree } = state;
  const children = tree.children(node);
  const isMethod = tree.kind(node) === NodeKind.MethodCall;
  const values = isMethod ? children.slice(1) : children;
  return { name: tree.name(tree.detail(node)), object: isMethod ? (children[0] ?? 0) : 0, values };
}

/** What is left out of these has one usual value. */
const USUAL: ReadonlyMap<string, readonly string[]> = new Map([
  ["regexGroup", ["1"]],
  ["topN", ["1"]],
  ["bottomN", ["1"]],
  ["date", ["1", "1"]],
]);

function missingFix(state: CheckState, { name, values }: Call): Fix | undefined {
  const usual = USUAL.get(name);
  const wanted = name === "date" ? 3 : 2;
  const last = values.at(-1);
  if (usual === undefined || last === undefined) return undefined;
  const newText = usual.slice(usual.length - (wanted - values.length)).map((text) => `, ${text}`);
  const { end } = state.spanOf(last);
  const title = name === "regexGroup" ? "Name the first group" : `Add \`${newText.join("")}\``;
  const fix = replacementFix(title, { start: end, end }, newText.join(""));
  return { ...fix, isPreferred: name === "regexGroup" };
}

/** `inSegment("a", "b")` as one test for each. */
function eitherFix(state: CheckState, node: NodeId, { values }: Call): Fix {
  const tests = values.map((value) => `inSegment(${state.text(value)})`);
  return {
    ...state.replaceNode("Ask for each by `or`", node, `(${tests.join(" or ")})`),
    isPreferred: false,
  };
}

/** `x.equals("a", "b", "c")` as a list; undefined where a value is no literal. */
export function listFix(state: CheckState, node: NodeId): Fix | undefined {
  const { name, object, values } = readCall(state, node);
  if (values.some((value) => !isLiteral(state.tree.kind(value)))) return undefined;
  const word = name === "equals" ? "in" : "notIn";
  const list = values.map((value) => state.text(value)).join(", ");
  const newText = `${textBeforeDot(state.tree, object)} ${word} [${list}]`;
  return { ...state.replaceNode(`Write \`${newText}\``, node, newText), isPreferred: false };
}

function surplusFix(
  state: CheckState,
  { values, most }: { readonly values: readonly NodeId[]; readonly most: number },
): Fix | undefined {
  const first = values[most];
  const last = values.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const before = most === 0 ? undefined : values[most - 1];
  const start = before === undefined ? state.spanOf(first).start : state.spanOf(before).end;
  const fix = replacementFix("Remove what is too much", { start, end: state.spanOf(last).end }, "");
  return { ...fix, isPreferred: false };
}
