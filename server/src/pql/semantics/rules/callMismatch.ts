/**
 * Words why a call fits no signature, in the type names of the service. Says nothing where the reference is unsure: methods
 * of text on other single values and calendar methods on stored texts only warn.
 */
import type { PqlFunction } from "../../language/functionCatalogue";
import type { Fix } from "../../problems/problem";
import { toPathStep } from "../../schema/pathText";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { isComparison, TokenKind } from "../../syntax/tokenKinds";
import type {
  ArgumentMismatch,
  ArityMismatch,
  OverloadChoice,
  ReceiverMismatch,
} from "../../types/overloadResolution";
import { BOOLEAN, LONG, STRING_LITERAL, type Type } from "../../types/pqlTypes";
import { type Bindings, substitute } from "../../types/typeBindings";
import { displayType } from "../../types/typeNames";
import { isText, isTime, withoutSpread } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { textBeforeDot } from "../literalFacts";
import { arityFix, listFix } from "./arityFix";
import { reportArrayMethod } from "./arrayEquals";
import { reportTimeText } from "./badDate";
import { decodeText } from "./unknownEscape";

/** A call with the types of everything in it. */
export interface TypedCall {
  readonly entry: PqlFunction;
  readonly receiver: Type | undefined;
  readonly types: readonly Type[];
}

/** A call and what came of looking for its signature. */
interface FailedCall {
  readonly call: TypedCall;
  readonly choice: Exclude<OverloadChoice, { readonly outcome: "chosen" }>;
}

/** Reports a call that fits no signature. */
export function reportCall(state: CheckState, node: NodeId, { call, choice }: FailedCall): void {
  // A day written as a text is worded by the rule on dates.
  if (call.entry.name === "date" && call.types.includes(STRING_LITERAL)) return;
  if (isSeveralTexts(call) && !isQuotedSwitch(state, node)) {
    reportSeveral(state, node, call);
    return;
  }
  switch (choice.outcome) {
    case "arity":
      reportArity(state, node, { call, choice });
      break;
    case "argument":
      reportArgument(state, node, { call, choice });
      break;
    default:
      reportReceiver(state, node, { call, choice });
      break;
  }
}

/** `x.equals("a", "b")`: pages print it as "one of", and no signature has it. A switch for case may end it. */
function isSeveralTexts({ entry, types }: TypedCall): boolean {
  if (entry.name !== "equals" && entry.name !== "notEqualTo") return false;
  const values = types.at(-1) === BOOLEAN ? types.slice(0, -1) : types;
  return values.length > 1 && values.every(isText);
}

/** `x.equals("a", "false")`: the switch for case in quotes. */
function isQuotedSwitch({ tree }: CheckState, node: NodeId): boolean {
  const [, , second, third] = tree.children(node);
  return second !== undefined && third === undefined && /^"(?:true|false)"$/i.test(tree.text(second));
}

function reportSeveral(state: CheckState, node: NodeId, { entry, types }: TypedCall): void {
  const operator = entry.name === "equals" ? "in" : "notIn";
  state.reportToken(state.tree.detail(node), {
    code: "pql.arity",
    severity: "warning",
    message: `\`${entry.name}\` is documented for one string; for several, write \`${operator} ["a", "b"]\`.`,
    fix: types.at(-1) === BOOLEAN ? undefined : listFix(state, node),
  });
}

function reportArity(
  state: CheckState,
  node: NodeId,
  { call, choice }: { readonly call: TypedCall; readonly choice: ArityMismatch },
): void {
  const { name } = call.entry;
  // An argument that is still to be typed is no argument too many.
  if (state.tree.children(node).some((child) => isUnwritten(state, child))) return;
  const hint = name === "equals" && call.types.length > 2 ? ' For several values write `in ["a", "b"]`.' : "";
  const isFirstGroup = name === "regexGroup" && call.types.length === 1;
  state.reportToken(state.tree.detail(node), {
    code: "pql.arity",
    // One page leaves the group out; it can only mean the first.
    severity: isFirstGroup ? "warning" : "error",
    fix: arityFix(state, node, choice),
    message: `\`${name}\` takes ${countText(choice)}, not ${call.types.length}.${hint}`,
  });
}

/** True where the value that begins here is not there yet, or is none. */
function isUnwritten({ tree }: CheckState, value: NodeId): boolean {
  let first = value;
  while (tree.firstChild(first) !== 0) first = tree.firstChild(first);
  return tree.kind(first) === NodeKind.Missing || tree.kind(first) === NodeKind.Error;
}

function countText({ least, most }: ArityMismatch): string {
  const noun = (count: number) => (count === 1 ? "argument" : "arguments");
  if (least === most) return least === 0 ? "no argument" : `${least} ${noun(least)}`;
  if (most === Number.POSITIVE_INFINITY) return `at least ${least} ${noun(least)}`;
  return `${least} to ${most} arguments`;
}

function reportArgument(
  state: CheckState,
  node: NodeId,
  { call, choice }: { readonly call: TypedCall; readonly choice: ArgumentMismatch },
): void {
  const { tree } = state;
  const skipped = call.receiver === undefined ? 0 : 1;
  const argument = tree.child(node, choice.index + skipped);
  const type = call.types[choice.index];
  // The rule on arguments words it.
  if (isFractionOfItems(state, argument, call)) return;
  if (isTime(choice.expected) && isText(type) && tree.kind(argument) === NodeKind.StringLiteral) {
    reportTimeText(state, argument, "error");
    return;
  }
  state.report(argument, {
    code: "pql.typeMismatch",
    message: `Argument ${choice.index + 1} of \`${call.entry.name}\` must be ${displayType(choice.expected)}; this is ${displayType(type)}.`,
    fix: argumentFix(state, argument, choice.expected),
  });
}

/** `topN(price, 1.5)`. */
function isFractionOfItems({ tree }: CheckState, argument: NodeId, { entry, receiver }: TypedCall): boolean {
  const isRanking = receiver !== undefined && (entry.name === "topN" || entry.name === "bottomN");
  const number = tree.kind(argument) === NodeKind.Negate ? tree.firstChild(argument) : argument;
  return isRanking && tree.nextSibling(argument) === 0 && tree.kind(number) === NodeKind.DoubleLiteral;
}

/** `5` for a text, `"false"` for a truth value: the same with quotes, or without. */
function argumentFix(state: CheckState, argument: NodeId, expected: Type): Fix | undefined {
  if (isText(expected) && isNumberLiteral(state.tree.kind(argument)))
    return state.surround("Put it in quotes", argument, ['"', '"']);
  const [, word] = /^"(true|false)"$/i.exec(state.text(argument)) ?? [];
  if (expected !== BOOLEAN || word === undefined) return undefined;
  return state.replaceNode("Remove the quotes", argument, word.toLowerCase());
}

function isNumberLiteral(kind: number): boolean {
  return kind > NodeKind.StringLiteral && kind <= NodeKind.DoubleLiteral;
}

/** Methods that look for one text, which people also try on arrays. */
const TEXT_TESTS: ReadonlySet<string> = new Set(["equals", "notEqualTo", "contains", "doesNotContain"]);

function reportReceiver(
  state: CheckState,
  node: NodeId,
  { call, choice }: { readonly call: TypedCall; readonly choice: ReceiverMismatch },
): void {
  const { entry, receiver } = call;
  // A sample of Adobe's counts the groups of `groupBy(…).map(…)`.
  if (receiver?.kind === "map" && entry.name === "count") return;
  if (receiver === undefined || reportChainMethod(state, node)) return;
  const isRecord = receiver.kind === "object" || receiver.kind === "record";
  if (entry.name === "get" && isRecord) {
    reportGetOnObject(state, node, receiver);
    return;
  }
  const isList = receiver.kind === "array" && !receiver.isSpread;
  if (isList && TEXT_TESTS.has(entry.name)) {
    reportArrayMethod(state, node, [entry.name, receiver]);
    return;
  }
  if (entry.name === "exists" && call.types.length === 0) {
    reportExistsOfValue(state, node, receiver);
    return;
  }
  const expected = Array.from(new Set(choice.expected.map(displayWanted)));
  state.report(state.tree.firstChild(node), {
    code: "pql.typeMismatch",
    severity: isUncertain(call, choice.expected) ? "warning" : "error",
    message: `\`${entry.name}\` needs ${expected.join(" or ")} before the dot; this is ${displayType(receiver)}.`,
    fix: receiverFix(state, node, call),
  });
}

/** `homeAddress.city.exists()`: whether a field has a value is no question to the items of a list. */
function reportExistsOfValue(state: CheckState, node: NodeId, receiver: Type): void {
  const method = state.tree.detail(node);
  state.reportToken(method, {
    code: "pql.typeMismatch",
    message: `\`exists\` looks among the items of a list; this is ${displayType(receiver)}. Whether it has a value is asked by \`.isNotNull()\`.`,
    fix: state.replaceToken("Write isNotNull()", method, "isNotNull"),
  });
}

/** `x.get("name")` on an object: the service reads a field in brackets like the key of a map, so it may read this one, too. */
function reportGetOnObject(state: CheckState, node: NodeId, receiver: Type): void {
  const { tree } = state;
  const object = tree.firstChild(node);
  const key = tree.nextSibling(object);
  const isKey = tree.kind(key) === NodeKind.StringLiteral;
  const step = isKey ? toPathStep(decodeText(state.text(key)), false) : "name";
  const span = { start: state.spanOf(object).end, end: state.spanOf(node).end };
  state.report(object, {
    code: "pql.typeMismatch",
    severity: isKey ? "warning" : "error",
    message: `\`get\` reads a map; this is ${displayType(receiver)}, whose fields are read by dot: \`.${step}\`.`,
    fix: isKey
      ? { title: `Write .${step}`, edits: [{ span, newText: `.${step}` }], isPreferred: true }
      : undefined,
  });
}

const UNBOUND: Bindings = new Map();

/** `ANY[]` in place of `T[]`: type variables are the catalogue's own. */
function displayWanted(type: Type): string {
  return displayType(substitute(type, UNBOUND));
}

/** `equals` on a number, `getMonth` on a stored text: the references leave them open. */
function isUncertain({ entry, receiver }: TypedCall, expected: readonly Type[]): boolean {
  if (receiver === undefined) return true;
  const one = withoutSpread(receiver);
  if (expected.some(isTime)) return isText(one) || one === LONG;
  const isSingle =
    one.kind !== "array" && one.kind !== "map" && one.kind !== "object" && one.kind !== "record";
  if (entry.name === "equals" || entry.name === "notEqualTo") return isSingle;
  // A page counts a condition in brackets; on a chain it is an error with a message of its own.
  if (one.kind === "boolean" && entry.name === "count") return true;
  const isCollection = one.kind === "object" || one.kind === "map";
  return isCollection && LENIENT_ON_OBJECTS.has(entry.name);
}

/** One page filters an object; maps of groups are counted in the same spirit. */
const LENIENT_ON_OBJECTS: ReadonlySet<string> = new Set(["filter", "exists", "count"]);

function receiverFix(state: CheckState, node: NodeId, { entry, receiver, types }: TypedCall) {
  const { tree } = state;
  const object = tree.firstChild(node);
  if (receiver === undefined) return undefined;
  if (entry.name === "includes" && isText(withoutSpread(receiver))) {
    return state.replaceToken("Write contains", tree.detail(node), "contains");
  }
  const isOperator = (entry.name === "equals" || entry.name === "notEqualTo") && types.length > 0;
  const isSingle = receiver.kind !== "array" && receiver.kind !== "map" && receiver.kind !== "object";
  if (!isOperator || !isSingle) return undefined;
  const operator = entry.name === "equals" ? "=" : "!=";
  const newText = `${textBeforeDot(tree, object)} ${operator} ${state.text(tree.nextSibling(object))}`;
  return state.replaceNode(`Write \`${newText}\``, node, newText);
}

/** Reports a method on a chain, which is true or false: what it found cannot be counted or filtered afterwards. True where it is one. */
function reportChainMethod(state: CheckState, node: NodeId): boolean {
  const { tree } = state;
  if (tree.kind(tree.unwrapped(tree.firstChild(node))) !== NodeKind.Chain) return false;
  const name = tree.name(tree.detail(node));
  const hint =
    name === "count"
      ? " Ask for a number of events with `COUNT(n)` in the step."
      : " Put the condition into `WHAT(…)`.";
  state.reportToken(tree.detail(node), {
    code: "pql.chainResult",
    message: `A chain is true or false and has no \`${name}\`.${hint}`,
    fix: name === "count" ? countFix(state, node) : undefined,
  });
  return true;
}

/** `chain(…, [A: WHAT(x)]).count() >= 3` as `chain(…, [A: WHAT(x) COUNT(>= 3)])`; one step only, since `count` names none. */
function countFix(state: CheckState, node: NodeId): Fix | undefined {
  const { tree, tokens } = state;
  const object = tree.firstChild(node);
  const [, , step, ...others] = tree.children(tree.unwrapped(object));
  const operator = tree.endToken(node);
  const isCompared = isComparison(tokens.kinds[operator]) && tokens.kinds[operator + 1] === TokenKind.Integer;
  if (step === undefined || others.length > 0 || !isCompared) return undefined;
  const parts = tree.children(step).map((part) => tree.kind(part));
  if (tree.kind(step) !== NodeKind.Step || parts.includes(NodeKind.Count)) return undefined;
  const { end } = state.spanOf(step);
  const count = `${tree.tokenText(operator)} ${tree.tokenText(operator + 1)}`;
  const edits = [
    { span: { start: end, end }, newText: ` COUNT(${count})` },
    { span: { start: state.spanOf(object).end, end: state.tokenSpan(operator + 1).end }, newText: "" },
  ];
  return { title: `Write COUNT(${count}) in the step`, edits, isPreferred: true };
}
