/**
 * Filters and calculated metrics of Customer Journey Analytics in words, as far as their definition is made of the ordinary
 * functions. Pure; a definition with anything else has no words, rather than words that leave a part out.
 */
import { JsonNumber } from "../../../server/src/pql/text/exactJson";
import { isRecord } from "./values";

/** The platform's words for what a filter keeps whole. */
const CONTEXTS: Readonly<Record<string, string>> = {
  visitors: "People",
  visits: "Sessions",
  hits: "Events",
};

/** Between a field and what it is compared with. */
const COMPARISONS: Readonly<Record<string, string>> = {
  streq: "is",
  "not-streq": "is not",
  contains: "contains",
  "not-contains": "does not contain",
  "starts-with": "starts with",
  "ends-with": "ends with",
  eq: "is",
  "not-eq": "is not",
  gt: "is more than",
  ge: "is at least",
  lt: "is less than",
  le: "is at most",
};

const EXISTENCE: Readonly<Record<string, string>> = {
  exists: "is there",
  "event-exists": "is there",
  "not-exists": "is missing",
};

const ARITHMETIC: Readonly<Record<string, string>> = { divide: "÷", multiply: "×", add: "+", subtract: "−" };

/** "People where variables/tier is “gold”"; undefined for what has no words. */
export function describeFilter(definition: unknown): string | undefined {
  const container = readRecord(readRecord(definition)?.["container"]);
  const who = CONTEXTS[String(container?.["context"])];
  const condition = describeCondition(container?.["pred"]);
  return who === undefined || condition === undefined ? undefined : `${who} where ${condition}`;
}

/** "metrics/orders ÷ metrics/visits"; undefined for what has no words. */
export function describeFormula(definition: unknown): string | undefined {
  return describeTerm(readRecord(definition)?.["formula"], false);
}

function describeCondition(value: unknown): string | undefined {
  const condition = readRecord(value);
  const name = String(condition?.["func"]);
  if (condition === undefined) return undefined;
  if (name === "and" || name === "or") return join(condition["preds"], ` ${name} `);
  const field = readRecord(condition["val"])?.["name"] ?? readRecord(condition["evt"])?.["name"];
  if (typeof field !== "string") return undefined;
  const existence = EXISTENCE[name];
  if (existence !== undefined) return `${field} ${existence}`;
  const comparison = COMPARISONS[name];
  const wanted = condition["str"] ?? condition["num"];
  const text = typeof wanted === "string" ? `“${wanted}”` : findNumberText(wanted);
  return comparison === undefined || text === undefined ? undefined : `${field} ${comparison} ${text}`;
}

/** A number in the digits it came in. */
function findNumberText(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return value instanceof JsonNumber ? value.digits : undefined;
}

function join(conditions: unknown, word: string): string | undefined {
  const parts = (Array.isArray(conditions) ? conditions : []).map((one: unknown) => {
    const text = describeCondition(one);
    const isMixed = /^(and|or)$/.test(String(readRecord(one)?.["func"]));
    return isMixed && text !== undefined ? `(${text})` : text;
  });
  return parts.length === 0 || parts.includes(undefined) ? undefined : parts.join(word);
}

function describeTerm(value: unknown, isInner: boolean): string | undefined {
  const number = findNumberText(value);
  if (number !== undefined) return number;
  const term = readRecord(value);
  if (term?.["func"] === "metric") return typeof term["name"] === "string" ? term["name"] : undefined;
  const sign = ARITHMETIC[String(term?.["func"])];
  if (term === undefined || sign === undefined) return undefined;
  const [one, other] = [describeTerm(term["col1"], true), describeTerm(term["col2"], true)];
  if (one === undefined || other === undefined) return undefined;
  return isInner ? `(${one} ${sign} ${other})` : `${one} ${sign} ${other}`;
}

function readRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isRecord(value) ? value : undefined;
}
