/**
 * Words the problem of a function or method that PQL does not have: slips of typing, names of other languages, methods
 * written as functions. Functions that exist in another dialect have their own rule.
 */
import { findReplacement, type Replacement } from "../../language/foreignNames";
import { findFunction, findMethod, findOperatorFunction, namesOf } from "../../language/functionCatalogue";
import { nearestName } from "../../language/nearestName";
import type { Fix } from "../../problems/problem";
import type { NodeId } from "../../syntax/nodeKinds";
import type { Type } from "../../types/pqlTypes";
import { isText, withoutSpread } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { isLiteral, textBeforeDot } from "../literalFacts";
import { ignoredCaseFix } from "./ignoredCase";

/** A method that does not exist. */
export interface UnknownMethod {
  readonly name: string;
  readonly receiver: Type;
}

/** Reports `x.f(…)`. */
export function reportUnknownMethod(
  state: CheckState,
  node: NodeId,
  { name, receiver }: UnknownMethod,
): void {
  const { tree } = state;
  const token = tree.detail(node);
  const infix = findInfix(name);
  const near = nearestName(name, namesOf("method", "segmentation"));
  const replacement = near === undefined ? findReplacement(name) : { name: near, isRename: true };
  const isFunction = !isStepPart(name.toUpperCase()) && findFunction(name, "segmentation") !== undefined;
  const advice = fitting(replacement, receiver);
  state.reportToken(token, {
    code: "pql.unknownMethod",
    // Personalization and audiences share their parser; what one documents, the other may take.
    ...(infix === undefined && isFunctionElsewhere(name) ? { severity: "warning" as const } : {}),
    message:
      infix === undefined
        ? messageOf({ name, advice, isFunction })
        : `\`${infix}\` is an operator, not a method: write it between its two sides.`,
    fix: infix === undefined ? renameFix(state, node, advice) : infixFix(state, node, infix),
  });
}

/** A function of personalization, here written as a method: on no page, and not certain to be refused. */
function isFunctionElsewhere(name: string): boolean {
  const entry = findFunction(name);
  return entry !== undefined && !entry.isIn("segmentation") && entry.status !== "historical";
}

interface Wording {
  readonly name: string;
  readonly advice: Replacement | undefined;
  readonly isFunction: boolean;
}

function messageOf({ name, advice, isFunction }: Wording): string {
  if (isFunction) return `\`${name}\` is a function, not a method: \`${name}(…)\`.`;
  if (isFunctionElsewhere(name) && advice === undefined)
    return `\`${name}\` is documented for personalization only, as \`${name}(…)\`.`;
  if (advice === undefined) return `PQL has no method \`${name}\`.`;
  return `PQL has no method \`${name}\`. ${adviceOf(advice)}`;
}

/** Operators that people call like methods. */
const INFIX_WORDS = ["in", "notIn", "like", "occurs"];

function findInfix(name: string): string | undefined {
  return INFIX_WORDS.find((word) => word.toLowerCase() === name.toLowerCase());
}

function infixFix(state: CheckState, node: NodeId, word: string): Fix | undefined {
  const { tree } = state;
  const object = tree.firstChild(node);
  const argument = tree.nextSibling(object);
  if (argument === 0 || tree.nextSibling(argument) !== 0 || word === "occurs") return undefined;
  const newText = `${textBeforeDot(tree, object)} ${word} ${state.text(argument)}`;
  return state.replaceNode(`Write \`${newText}\``, node, newText);
}

/** `length` of a text is not the `count` of an array. */
function fitting(replacement: Replacement | undefined, receiver: Type): Replacement | undefined {
  const isCountOfText = replacement?.name === "count" && isText(withoutSpread(receiver));
  return isCountOfText ? undefined : replacement;
}

function renameFix(state: CheckState, node: NodeId, replacement: Replacement | undefined): Fix | undefined {
  const token = state.tree.detail(node);
  const caseFix = ignoredCaseFix(state, node);
  if (caseFix !== undefined) return caseFix;
  if (!replacement?.isRename || findMethod(replacement.name) === undefined) return undefined;
  return state.replaceToken(`Change to ${replacement.name}`, token, replacement.name);
}

/** Reports `f(…)`. */
export function reportUnknownFunction(state: CheckState, node: NodeId, name: string): void {
  const { tree } = state;
  const token = tree.detail(node);
  const { dialect } = state.environment;
  // The parser has said so.
  if (/^[\d.]/.test(name)) return;
  if (findMethod(name) !== undefined) {
    reportMethodAsFunction(state, node, name);
    return;
  }
  if (isStepPart(name.toUpperCase())) {
    reportStepPart(state, node, name);
    return;
  }
  if (name.toLowerCase() === "forall") {
    state.reportToken(token, {
      code: "pql.unknownFunction",
      message: `\`${name}\` takes no parentheses: write \`forall E from xEvent where E.…\`.`,
    });
    return;
  }
  const near = nearestName(name, namesOf("function", dialect));
  const replacement =
    near === undefined
      ? (findReplacement(name) ?? findMethodInAnyCase(name))
      : { name: near, isRename: true };
  const isRename = replacement?.isRename === true && findFunction(replacement.name, dialect) !== undefined;
  state.reportToken(token, {
    code: "pql.unknownFunction",
    message:
      replacement === undefined
        ? `PQL has no function \`${name}\`.`
        : `PQL has no function \`${name}\`. ${adviceOf(replacement)}`,
    fix:
      isRename && replacement !== undefined
        ? state.replaceToken(`Change to ${replacement.name}`, token, replacement.name)
        : (ignoredCaseFix(state, node) ?? methodFix(state, node, replacement)),
  });
}

/** What the steps of a chain are made of. */
const STEP_PARTS: ReadonlySet<string> = new Set(["WHAT", "WHEN", "COUNT", "WHERE"]);

/** Whether a name is no function by itself, but a part of a chain's step. */
export function isStepPart(name: string): boolean {
  return STEP_PARTS.has(name);
}

/** `COUNT(xEvent)`, as SQL counts, and `WHAT(…)` without its chain. */
function reportStepPart(state: CheckState, node: NodeId, name: string): void {
  const isCount = name.toUpperCase() === "COUNT";
  const advice = isCount
    ? "items are counted by `.count()`"
    : "a single event is asked for by `xEvent.exists(…)`";
  const isOfItems = isCount && !isLiteral(state.tree.kind(state.tree.firstChild(node)));
  const newText = isOfItems ? toMethodText(state, node, "count") : undefined;
  state.reportToken(state.tree.detail(node), {
    code: "pql.unknownFunction",
    message: `\`${name}\` belongs in a step of \`chain\`; ${advice}.`,
    fix: newText === undefined ? undefined : state.replaceNode(`Write \`${newText}\``, node, newText),
  });
}

/** `size(orders)`, `isnull(city)`: a method under another name, in front of its value. */
function methodFix(state: CheckState, node: NodeId, replacement: Replacement | undefined): Fix | undefined {
  const isMethod = replacement?.isRename === true && findMethod(replacement.name) !== undefined;
  const newText = isMethod ? toMethodText(state, node, replacement.name) : undefined;
  return newText === undefined ? undefined : state.replaceNode(`Write \`${newText}\``, node, newText);
}

/** A method of this name in other case, for functions that are none. */
function findMethodInAnyCase(name: string): Replacement | undefined {
  const folded = name.toLowerCase();
  const method = namesOf("method", "segmentation").find((each) => each.toLowerCase() === folded);
  return method === undefined ? undefined : { name: method, isRename: true };
}

/** What to write in place of a foreign name; where it takes its place one to one, only the name. */
export function adviceOf({ name, isRename }: Replacement): string {
  if (name === "equals" && !isRename) return "Case is ignored by `.equals(…, false)`.";
  if (isRename) return `Did you mean \`${name}\`?`;
  if (findMethod(name) !== undefined) return `Use the method \`.${name}(…)\` instead.`;
  if (findOperatorFunction(name) !== undefined) return `Use \`${name}\` instead.`;
  return `Did you mean \`${name}\`?`;
}

/** `isNull(x)`: right name, wrong place. */
function reportMethodAsFunction(state: CheckState, node: NodeId, name: string): void {
  const { tree } = state;
  // With nothing to look for, `exists(city)` asks whether the field has a value.
  const isPresence = name === "exists" && tree.children(node).length === 1;
  const newText = toMethodText(state, node, isPresence ? "isNotNull" : name);
  state.reportToken(tree.detail(node), {
    code: "pql.dialectCall",
    message: isPresence
      ? "`exists` looks among the items of a list; whether a field has a value is asked by `.isNotNull()`."
      : `\`${name}\` is a method: write it after a dot.`,
    fix: newText === undefined ? undefined : state.replaceNode(`Write \`${newText}\``, node, newText),
  });
}

/** `x.f(y)` for `g(x, y)`; undefined where there is no value to stand before the dot. */
function toMethodText(state: CheckState, node: NodeId, name: string): string | undefined {
  const { tree } = state;
  const [object, ...rest] = tree.children(node);
  if (object === undefined) return undefined;
  return `${textBeforeDot(tree, object)}.${name}(${rest.map((each) => state.text(each)).join(", ")})`;
}
