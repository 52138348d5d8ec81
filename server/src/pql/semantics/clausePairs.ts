/**
 * Points out what two neighbours joined by `and` hardly mean (tests of events: `eventPairs.ts`). Two chains: that asks for both events in any order, and offers the one chain that
 * puts them in order. Right PQL, so it is a hint; chains over other events or with too many steps get no rewrite.
 */
import type { Fix, Problem } from "../problems/problem";
import { severityOf } from "../problems/problemCodes";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Clause } from "../syntax/query";
import type { Tree } from "../syntax/syntaxTree";
import { type Span, shifted, type TextEdit } from "../text/span";
import type { Environment } from "./checkEnvironment";
import { describeEventPair, isEventTest, type PlacedNode } from "./eventPairs";

/** More steps than this in one chain cannot be saved. */
const MOST_STEPS = 3;

/** True for a clause that may say something together with the one behind it: a chain, or a test of events. */
export function isPairedClause({ tree, root }: Clause): boolean {
  return tree.kind(root) === NodeKind.Chain || isEventTest(tree, root);
}

/** What is to be said of a clause and the one behind it; spans count from the start of the first. */
export function checkClausePair(
  first: Clause,
  second: Clause,
  { severities }: Environment,
): Problem | undefined {
  if (first.connective !== "and") return undefined;
  const pair = describePair(
    { tree: first.tree, node: first.root, shift: -first.origin },
    { tree: second.tree, node: second.root, shift: first.length - second.origin },
  );
  const severity = pair && severityOf(pair.code, severities);
  return pair === undefined || severity === undefined || severity === "off"
    ? undefined
    : { ...pair, severity };
}

/** A problem of two neighbours, whose weight is not known yet. */
interface Pair extends Pick<Problem, "span" | "message" | "fixes"> {
  readonly code: "pql.unorderedChains" | "pql.separateEvents";
}

/** What is said of two neighbours joined by `and`; undefined where there is nothing to say. */
export function describePair(first: PlacedNode, second: PlacedNode): Pair | undefined {
  const isChain = ({ tree, node }: PlacedNode) => tree.kind(node) === NodeKind.Chain;
  const isTest = ({ tree, node }: PlacedNode) => isEventTest(tree, node);
  if (isChain(first) && isChain(second))
    return { code: "pql.unorderedChains", ...describeChains(first, second) };
  const tests = isTest(first) && isTest(second) ? describeEventPair(first, second) : undefined;
  return tests && { code: "pql.separateEvents", ...tests };
}

/** Place, words and rewrite for two chains joined by `and`. */
function describeChains(
  first: PlacedNode,
  second: PlacedNode,
): { readonly span: Span; readonly message: string; readonly fixes: readonly Fix[] } {
  const { tree, node, shift } = second;
  const word = tree.firstToken(node);
  const fix = joinFix(first, second);
  return {
    span: shifted({ start: tree.tokens.starts[word], end: tree.tokens.ends[word] }, shift),
    message:
      "Chains joined by `and` hold in any order; if the events must follow each other, make them steps of one chain.",
    fixes: fix === undefined ? [] : [fix],
  };
}

function joinFix(first: PlacedNode, second: PlacedNode): Fix | undefined {
  const [before, after] = [stepsOf(first), stepsOf(second)];
  const [lastStep, firstStep] = [before.at(-1), after[0]];
  const isOverSame = sourceOf(first) === sourceOf(second);
  if (lastStep === undefined || firstStep === undefined || !isOverSame) return undefined;
  if (before.length + after.length > MOST_STEPS) return undefined;
  const start = first.tree.end(lastStep) + first.shift;
  const end = second.tree.start(firstStep) + second.shift;
  const taken = new Set(before.map((step) => labelOf(first, step)));
  const edits: TextEdit[] = [
    { span: { start, end }, newText: ", " },
    ...after.flatMap((step) => renameLabel(second, step, taken)),
  ];
  return { title: "Put the events in this order", edits, isPreferred: false };
}

function stepsOf({ tree, node }: PlacedNode): NodeId[] {
  return tree.children(node).filter((child) => tree.kind(child) === NodeKind.Step);
}

/** Events and time field, as they are written. */
function sourceOf({ tree, node }: PlacedNode): string {
  return tree
    .children(node)
    .slice(0, 2)
    .map((child) => tree.text(child))
    .join();
}

function labelOf({ tree }: PlacedNode, step: NodeId): string {
  return tree.detail(step) === 0 ? "" : tree.name(tree.detail(step));
}

/** A label that both chains use gets the first free letter. */
function renameLabel(place: PlacedNode, step: NodeId, taken: Set<string>): TextEdit[] {
  const { tree, shift } = place;
  const label = labelOf(place, step);
  const free = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].find((letter) => !taken.has(letter));
  const isFree = label !== "" && !taken.has(label);
  taken.add(isFree || free === undefined ? label : free);
  if (isFree || free === undefined || label === "") return [];
  const token = tree.detail(step);
  return [
    {
      span: shifted({ start: tree.tokens.starts[token], end: tree.tokens.ends[token] }, shift),
      newText: free,
    },
  ];
}

/** The operands of an `and` in brackets that follow each other. */
export function* pairsIn(tree: Tree, node: NodeId): Generator<readonly [NodeId, NodeId]> {
  if (tree.kind(node) !== NodeKind.And) return;
  for (let left = tree.firstChild(node); left !== 0; left = tree.nextSibling(left)) {
    const right = tree.nextSibling(left);
    if (right !== 0) yield [left, right];
  }
}
