/**
 * Points out two chains that are joined by `and`, which asks for both events in any order, and offers the one chain that
 * puts them in order. Right PQL, so it is a hint; chains over other events or with too many steps get no rewrite.
 */
import type { Fix, Problem } from "../problems/problem";
import { severityOf } from "../problems/problemCodes";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Clause } from "../syntax/query";
import type { Tree } from "../syntax/syntaxTree";
import { type Span, shifted, type TextEdit } from "../text/span";
import type { Environment } from "./checkEnvironment";

const CODE = "pql.unorderedChains";
/** More steps than this in one chain cannot be saved. */
const MOST_STEPS = 3;

/** A chain in a tree, and what is added to offsets of the tree. */
export interface PlacedChain {
  readonly tree: Tree;
  readonly node: NodeId;
  readonly shift: number;
}

/** True for a clause that is a chain and nothing else. */
export function isChainClause({ tree, root }: Clause): boolean {
  return tree.kind(root) === NodeKind.Chain;
}

/** What is to be said of a clause and the one behind it; spans count from the start of the first. */
export function checkClausePair(
  first: Clause,
  second: Clause,
  { severities }: Environment,
): Problem | undefined {
  if (first.connective !== "and" || !isChainClause(first) || !isChainClause(second)) return undefined;
  const severity = severityOf(CODE, severities);
  if (severity === "off") return undefined;
  return {
    code: CODE,
    severity,
    ...describePair(
      { tree: first.tree, node: first.root, shift: -first.origin },
      { tree: second.tree, node: second.root, shift: first.length - second.origin },
    ),
  };
}

/** Place, words and rewrite for two chains joined by `and`. */
export function describePair(
  first: PlacedChain,
  second: PlacedChain,
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

function joinFix(first: PlacedChain, second: PlacedChain): Fix | undefined {
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

function stepsOf({ tree, node }: PlacedChain): NodeId[] {
  return tree.children(node).filter((child) => tree.kind(child) === NodeKind.Step);
}

/** Events and time field, as they are written. */
function sourceOf({ tree, node }: PlacedChain): string {
  return tree
    .children(node)
    .slice(0, 2)
    .map((child) => tree.text(child))
    .join();
}

function labelOf({ tree }: PlacedChain, step: NodeId): string {
  return tree.detail(step) === 0 ? "" : tree.name(tree.detail(step));
}

/** A label that both chains use gets the first free letter. */
function renameLabel(place: PlacedChain, step: NodeId, taken: Set<string>): TextEdit[] {
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

/** The chains that follow each other among the operands of an `and` in brackets. */
export function* chainPairsIn(tree: Tree, node: NodeId): Generator<readonly [NodeId, NodeId]> {
  if (tree.kind(node) !== NodeKind.And) return;
  for (let left = tree.firstChild(node); left !== 0; left = tree.nextSibling(left)) {
    const right = tree.nextSibling(left);
    const areChains =
      tree.kind(left) === NodeKind.Chain && right !== 0 && tree.kind(right) === NodeKind.Chain;
    if (areChains) yield [left, right];
  }
}
