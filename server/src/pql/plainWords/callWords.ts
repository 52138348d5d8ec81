/**
 * Functions and methods in plain words: a pattern for each that people meet often, and one sentence for all others.
 * A pattern names every argument, so that no two calls that differ read the same.
 */
import { findKeyword } from "../language/keywords";
import type { NodeId } from "../syntax/nodeKinds";
import { NodeKind } from "../syntax/nodeKinds";
import { decodeString } from "../syntax/stringText";
import { TokenKind } from "../syntax/tokenKinds";
import { isTime, withoutSpread } from "../types/typeRelations";
import { inBrackets, type Wording } from "./wording";

/** Whether an argument is a condition on the items of the receiver or a value. */
type ArgumentKind = "value" | "condition";

interface CallPattern {
  /** `{0}` is the receiver, `{1}` the first argument, `{3}` as many items as the second says. */
  readonly pattern: string;
  /** The same of times, which are not large or small. */
  readonly ofTimes?: string;
  readonly isStatement?: boolean;
  readonly arguments?: ArgumentKind;
}

function statement(pattern: string): CallPattern {
  return { pattern, isStatement: true };
}

/** By method and number of arguments. */
const METHODS: ReadonlyMap<string, CallPattern> = new Map<string, CallPattern>([
  ["count/0", { pattern: "the number of {0}" }],
  ["sum/0", { pattern: "the sum of {0}" }],
  ["sum/1", { pattern: "the sum of {1} over {0}" }],
  ["average/0", { pattern: "the average of {0}" }],
  ["average/1", { pattern: "the average of {1} over {0}" }],
  ["min/0", { pattern: "the smallest of {0}" }],
  ["min/1", { pattern: "the smallest {1} over {0}", ofTimes: "the earliest {1} over {0}" }],
  ["max/0", { pattern: "the largest of {0}" }],
  ["max/1", { pattern: "the largest {1} over {0}", ofTimes: "the latest {1} over {0}" }],
  ["head/0", { pattern: "the first of {0}" }],
  [
    "topN/2",
    {
      pattern: "the {3} with the largest {1} over {0}",
      ofTimes: "the {3} with the latest {1} over {0}",
    },
  ],
  [
    "bottomN/2",
    {
      pattern: "the {3} with the smallest {1} over {0}",
      ofTimes: "the {3} with the earliest {1} over {0}",
    },
  ],
  ["distinct/0", { pattern: "the different values of {0}" }],
  ["groupBy/1", { pattern: "the groups by {1} over {0}" }],
  ["map/1", { pattern: "the values of {1} over {0}" }],
  ["filter/1", { pattern: "{0} where {1}", arguments: "condition" }],
  [
    "exists/1",
    { pattern: "there is at least one of {0} where {1}", isStatement: true, arguments: "condition" },
  ],
  ["exists/0", statement("there is at least one of {0}")],
  ["includes/1", statement("{1} is among {0}")],
  ["intersects/1", statement("{0} shares an item with {1}")],
  ["intersection/1", { pattern: "the items that {0} shares with {1}" }],
  ["subsetOf/1", statement("every item of {0} is among {1}")],
  ["supersetOf/1", statement("every item of {1} is found among {0}")],
  ["get/1", { pattern: "the entry {1} of {0}" }],
  ["keys/0", { pattern: "the keys of {0}" }],
  ["values/0", { pattern: "the entries of {0}" }],
  ["isNull/0", statement("{0} is missing")],
  ["isNotNull/0", statement("{0} has a value")],
  ["startsWith/1", statement("{0} starts with {1}")],
  ["doesNotStartWith/1", statement("{0} has a value that does not start with {1}")],
  ["endsWith/1", statement("{0} ends with {1}")],
  ["doesNotEndWith/1", statement("{0} has a value that does not end with {1}")],
  ["contains/1", statement("{0} contains {1}")],
  ["doesNotContain/1", statement("{0} has a value that does not contain {1}")],
  ["equals/1", statement("{0} equals {1}")],
  ["notEqualTo/1", statement("{0} has a value that does not equal {1}")],
  ["regexGroup/2", { pattern: "group {2} of the pattern {1} in {0}" }],
  ["matches/1", statement("{0} matches the pattern {1}")],
  ["getMonth/0", { pattern: "the month of {0}" }],
  ["getYear/0", { pattern: "the year of {0}" }],
  ["getDayOfMonth/0", { pattern: "the day of the month of {0}" }],
]);

/** Methods whose last argument says whether case counts. */
const WITH_CASE: ReadonlySet<string> = new Set([
  "startsWith",
  "doesNotStartWith",
  "endsWith",
  "doesNotEndWith",
  "contains",
  "doesNotContain",
  "equals",
  "notEqualTo",
]);

/** A phrase and whether it states something or names a value. */
export interface CallWords {
  readonly text: string;
  readonly isStatement: boolean;
}

/** `x.f(a, b)` in words. */
export function methodWords(wording: Wording, node: NodeId): CallWords {
  const { tree } = wording;
  const [receiver, ...parameters] = tree.children(node);
  const name = tree.name(tree.detail(node));
  const casePhrase = findCasePhrase(wording, name, parameters);
  const counted = casePhrase === undefined ? parameters : parameters.slice(0, -1);
  const known = METHODS.get(`${name}/${counted.length}`);
  if (known === undefined)
    return { text: otherMethodWords(wording, name, [receiver, ...parameters]), isStatement: false };
  const write = known.arguments === "condition" ? conditionArgument : wording.value;
  const values = [wording.value(receiver), ...counted.map((parameter) => write.call(wording, parameter))];
  const phrase = (isTimeIn(wording, counted[0]) ? known.ofTimes : undefined) ?? known.pattern;
  const items = wording.say(values[2] === "1" ? "{0} item" : "{0} items", values[2] ?? "");
  const said = wording.say(phrase, ...values, ...(values.length === 3 ? [items] : []));
  const text = casePhrase === undefined ? said : wording.say(casePhrase, said);
  return { text, isStatement: known.isStatement ?? false };
}

function isTimeIn({ analysis }: Wording, node: NodeId | undefined): boolean {
  return node !== undefined && isTime(withoutSpread(analysis.typeOf(node)));
}

function conditionArgument(this: Wording, node: NodeId): string {
  return inBrackets(this.statement(node));
}

/** What a last `true` or `false` says about case. */
function findCasePhrase({ tree }: Wording, name: string, parameters: readonly NodeId[]): string | undefined {
  const last = parameters.length === 2 && WITH_CASE.has(name) ? parameters[1] : 0;
  if (last === 0 || tree.kind(tree.unwrapped(last)) !== NodeKind.BooleanLiteral) return undefined;
  return tree.text(tree.unwrapped(last)).toLowerCase() === "true"
    ? "{0}, and case counts"
    : "{0}, whatever the case";
}

/** A method that has no pattern: its name, what it is called on, and its arguments in order. */
function otherMethodWords(
  wording: Wording,
  name: string,
  [receiver, ...parameters]: readonly NodeId[],
): string {
  const { say } = wording;
  const object = wording.value(receiver);
  return parameters.length === 0
    ? say("the result of {0} on {1}", name, object)
    : say("the result of {0} on {1} with {2}", name, object, argumentWords(wording, parameters));
}

function argumentWords(wording: Wording, parameters: readonly NodeId[]): string {
  return `(${parameters.map((parameter) => valueOrStatement(wording, parameter)).join(", ")})`;
}

/** Arguments of unknown meaning may be either. */
function valueOrStatement(wording: Wording, node: NodeId): string {
  const kind = wording.tree.kind(wording.tree.unwrapped(node));
  return kind >= NodeKind.Comparison && kind <= NodeKind.Or
    ? inBrackets(wording.statement(node))
    : wording.value(node);
}

/** `f(a, b)` in words. */
export function functionWords(wording: Wording, node: NodeId): CallWords {
  const { tree, say } = wording;
  const parameters = tree.children(node);
  const name = tree.name(tree.detail(node));
  const word = findKeyword(name)?.word ?? name;
  if (word === "inSegment" && parameters.length === 1)
    return { text: membershipWords(wording, parameters[0]), isStatement: true };
  if (word === "date" && parameters.length === 3) {
    return { text: dayWords(wording, parameters), isStatement: false };
  }
  const clock = CLOCK_FUNCTIONS.get(word);
  if (clock !== undefined && parameters.length === 0) return { text: say(clock), isStatement: false };
  // `sum(x)` is how personalization writes `x.sum()`.
  if (METHODS.has(`${word}/${parameters.length - 1}`)) return methodWords(wording, node);
  return {
    text: say("the result of {0} for {1}", word, argumentWords(wording, parameters)),
    isStatement: false,
  };
}

/** `date(2031, 5, 9)` as "2031-05-09"; calculated parts are named one by one. */
function dayWords(wording: Wording, parts: readonly NodeId[]): string {
  const values = parts.map((part) => wording.value(part));
  return values.every((value) => /^\d+$/.test(value))
    ? wording.say("{0}-{1}-{2}", ...values.map((value) => value.padStart(2, "0")))
    : wording.say("the day of year {0}, month {1} and day {2}", ...values);
}

const CLOCK_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ["currentMonth", "the current month"],
  ["currentYear", "the current year"],
  ["currentDayOfMonth", "the current day of the month"],
]);

/** Another audience by its name, where it is known, and its id. */
function membershipWords(wording: Wording, node: NodeId): string {
  const { tree, audiences, say } = wording;
  const id = tree.unwrapped(node);
  const isText =
    tree.tokenKind(tree.firstToken(id)) === TokenKind.String && tree.kind(id) === NodeKind.StringLiteral;
  const name = isText ? audiences?.get(decodeString(tree.text(id))) : undefined;
  const written = wording.value(node);
  const audience = name === undefined ? written : `${JSON.stringify(name)} (${written})`;
  return say("the profile is in the audience {0}", audience);
}
