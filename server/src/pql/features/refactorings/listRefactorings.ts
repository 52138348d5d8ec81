/**
 * Several comparisons of one value as one list, and a list as comparisons: `a = 1 or a = 2` and `a in [1, 2]`, be the operands
 * nodes of a clause or whole clauses of the query: for a person both are the same. The negative forms mean the same to each
 * other too: both ask for a value that is there.
 */
import { Precedence } from "../../language/operatorLevels";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import type { Tree } from "../../syntax/syntaxTree";
import { TokenKind } from "../../syntax/tokenKinds";
import { nodeSpan, type PlacedClause, placeClause, type QueryView } from "../queryCursor";
import { loosestAt } from "./neededParentheses";
import { type Refactoring, replaceNode, type Selection } from "./refactoring";

/** A condition between the words that join it. */
export interface Operand {
  readonly placed: PlacedClause;
  readonly node: NodeId;
}

/** Operands side by side with the same word between them, and which of them holds the selection. */
export interface OperandRun {
  readonly operands: readonly Operand[];
  readonly at: number;
}

/** The operands of the `and` or `or` around the selection. */
export function findOperandRun(selection: Selection, connective: "and" | "or"): OperandRun | undefined {
  return findInClause(selection, connective) ?? findClauses(selection, connective);
}

function findInClause({ placed, tree, around }: Selection, connective: "and" | "or"): OperandRun | undefined {
  const kind = connective === "and" ? NodeKind.And : NodeKind.Or;
  const index = around.findLastIndex((node) => tree.kind(node) === kind);
  const node = around[index];
  if (node === undefined) return undefined;
  const children = tree.children(node);
  const at = children.indexOf(around[index + 1] ?? 0);
  return { operands: children.map((child) => ({ placed, node: child })), at: Math.max(0, at) };
}

/** Longest run of clauses that is looked at in each direction. */
const FARTHEST = 200;

function findClauses({ query, placed }: Selection, connective: "and" | "or"): OperandRun | undefined {
  const { index } = placed;
  let first = index;
  let last = index;
  while (first > 0 && index - first < FARTHEST && isJoined(query, first - 1, connective)) first--;
  while (last - index < FARTHEST && isJoined(query, last, connective)) last++;
  if (first === last || !standsAlone(query, index, connective)) return undefined;
  const operands: Operand[] = [];
  for (let each = first; each <= last; each++) {
    const clause = placeClause(query, each);
    if (clause !== undefined) operands.push({ placed: clause, node: clause.clause.root });
  }
  return { operands, at: index - first };
}

/** Whether a clause and the next are operands of one `and`, or, of an `or`, both stand alone in it. */
function isJoined(query: QueryView, index: number, connective: "and" | "or"): boolean {
  if (query.clauses[index]?.connective !== connective) return false;
  return standsAlone(query, index, connective) && standsAlone(query, index + 1, connective);
}

/** Beside an `and` a clause belongs to that, and not to the `or` around it. */
function standsAlone({ clauses }: QueryView, index: number, connective: "and" | "or"): boolean {
  if (connective === "and") return true;
  return clauses[index]?.connective !== "and" && clauses[index - 1]?.connective !== "and";
}

interface ListForm {
  readonly connective: "and" | "or";
  readonly comparison: number;
  readonly symbol: string;
  readonly membership: number;
  readonly word: string;
}

const FORMS: readonly ListForm[] = [
  { connective: "or", comparison: TokenKind.Equal, symbol: "=", membership: TokenKind.In, word: "in" },
  {
    connective: "and",
    comparison: TokenKind.NotEqual,
    symbol: "!=",
    membership: TokenKind.NotIn,
    word: "notIn",
  },
];

/** Neighbouring comparisons of one value to one list test. */
export function joinComparisons(selection: Selection): Refactoring[] {
  return FORMS.flatMap((form) => joinAs(selection, form) ?? []);
}

function joinAs(selection: Selection, form: ListForm): Refactoring | undefined {
  const run = findOperandRun(selection, form.connective);
  const current = run?.operands[run.at];
  const value = current && readTest(current, form)?.value;
  if (run === undefined || value === undefined) return undefined;
  const fits = (operand: Operand | undefined) =>
    operand !== undefined && readTest(operand, form)?.value === value;
  let first = run.at;
  let last = run.at;
  while (fits(run.operands[first - 1])) first--;
  while (fits(run.operands[last + 1])) last++;
  if (first === last) return undefined;
  return toList(run.operands.slice(first, last + 1), value, form);
}

function toList(operands: readonly Operand[], value: string, form: ListForm): Refactoring | undefined {
  const [first] = operands;
  const last = operands.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const items = operands.flatMap((operand) => readTest(operand, form)?.items ?? []);
  const span = {
    start: nodeSpan(first.placed, first.node).start,
    end: nodeSpan(last.placed, last.node).end,
  };
  const newText = listText({ value, items }, form);
  return { title: `Join as \`${form.word} […]\``, kind: "refactor.rewrite", edits: [{ span, newText }] };
}

interface ValueTest {
  /** The tested value as it is written, without white space that means nothing. */
  readonly value: string;
  readonly items: readonly string[];
}

/** The test an operand makes, if it compares with literals in this form. */
function readTest({ placed, node }: Operand, form: ListForm): ValueTest | undefined {
  const { tree } = placed.clause;
  const [left = 0, right = 0, third] = tree.children(node);
  const operator = tree.tokenKind(tree.detail(node));
  const kind = tree.kind(node);
  if (third !== undefined || right === 0) return undefined;
  const value = tree.text(left).replace(/\s+/g, " ");
  if (kind === NodeKind.Comparison && operator === form.comparison && isLiteral(tree, right)) {
    return { value, items: [tree.text(right)] };
  }
  const isList = kind === NodeKind.Membership && operator === form.membership;
  if (!isList || tree.kind(right) !== NodeKind.ArrayLiteral) return undefined;
  const items = tree.children(right);
  return items.every((item) => isLiteral(tree, item))
    ? { value, items: items.map((item) => tree.text(item)) }
    : undefined;
}

function isLiteral(tree: Tree, node: NodeId): boolean {
  const kind = tree.kind(tree.kind(node) === NodeKind.Negate ? tree.firstChild(node) : node);
  return kind >= NodeKind.StringLiteral && kind <= NodeKind.BooleanLiteral;
}

/** A list test to comparisons, and a single `!=` or `=` to a list that can grow. */
export function splitList(selection: Selection): Refactoring[] {
  const { placed, tree, around } = selection;
  const at = around.findLastIndex((node) => TESTS.has(tree.kind(node)));
  const node = around[at];
  if (node === undefined) return [];
  return FORMS.flatMap((form): Refactoring[] => {
    const test = readTest({ placed, node }, form);
    if (test === undefined || test.items.length === 0) return [];
    const isSingle = tree.kind(node) === NodeKind.Comparison;
    const newText = isSingle ? listText(test, form) : comparisonsText(test, form, loosestAt(selection, at));
    const title = isSingle ? `Write as \`${form.word} […]\`` : `Write with \`${form.symbol}\``;
    return [{ title, kind: "refactor.rewrite", edits: [replaceNode(placed, node, newText)] }];
  });
}

function listText({ value, items }: ValueTest, { word }: ListForm): string {
  return `${value} ${word} [${items.join(", ")}]`;
}

function comparisonsText({ value, items }: ValueTest, form: ListForm, loosest: Precedence): string {
  const joined = items.map((item) => `${value} ${form.symbol} ${item}`).join(` ${form.connective} `);
  const level = form.connective === "or" ? Precedence.Disjunction : Precedence.Conjunction;
  return items.length > 1 && level > loosest ? `(${joined})` : joined;
}

const TESTS: ReadonlySet<number> = new Set([NodeKind.Comparison, NodeKind.Membership]);
