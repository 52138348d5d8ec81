/**
 * `xEvent.a = 1 and xEvent.b = 2` as `xEvent[a = 1 and b = 2]`: side by side each condition may hold for another event, in brackets one
 * event has to meet them all. That is another question, and mostly the one that was meant, so the title asks it.
 */
import { EVENT_STEP } from "../../schema/schemaIndex";
import { NodeKind } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import type { TextEdit } from "../../text/span";
import { nodeSpan, tokenSpan } from "../queryCursor";
import { findOperandRun, type Operand } from "./listRefactorings";
import type { Refactoring, Selection } from "./refactoring";

/** The conditions on events around the selection as those of one event. */
export function askOneEvent(selection: Selection): Refactoring | undefined {
  const run = findOperandRun(selection, "and");
  if (run === undefined || !readsEvent(run.operands[run.at])) return undefined;
  let [first, last] = [run.at, run.at];
  while (readsEvent(run.operands[first - 1])) first--;
  while (readsEvent(run.operands[last + 1])) last++;
  const operands = run.operands.slice(first, last + 1);
  const end = operands.at(-1);
  if (end === undefined || first === last) return undefined;
  const close = nodeSpan(end.placed, end.node).end;
  return {
    title: "Ask for one event that meets all of it: `xEvent[…]`",
    kind: "refactor.rewrite",
    edits: [
      ...operands.map((operand, index) => takeStepOff(operand, index === 0 ? `${EVENT_STEP}[` : "")),
      { span: { start: close, end: close }, newText: "]" },
    ],
  };
}

/** Whether a condition begins with a field of any event, and reads events nowhere else. */
function readsEvent(operand: Operand | undefined): operand is Operand {
  if (operand === undefined) return false;
  const { tree } = operand.placed.clause;
  const first = tree.firstToken(operand.node);
  let left = operand.node;
  while (tree.firstChild(left) !== 0) left = tree.firstChild(left);
  const isPath = tree.kind(left) === NodeKind.Path && tree.firstToken(left) === first;
  if (!isPath || tree.name(first) !== EVENT_STEP || tree.tokenKind(first + 1) !== TokenKind.Dot) return false;
  // A path of one name in front of a method is the list itself.
  if (tree.endToken(left) < first + 3) return false;
  for (let token = first + 1; token < tree.endToken(operand.node); token++)
    if (tree.name(token) === EVENT_STEP) return false;
  return true;
}

function takeStepOff({ placed, node }: Operand, newText: string): TextEdit {
  const first = placed.clause.tree.firstToken(node);
  const span = { start: tokenSpan(placed, first).start, end: tokenSpan(placed, first + 2).start };
  return { span, newText };
}
