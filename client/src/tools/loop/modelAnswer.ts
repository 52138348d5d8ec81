/**
 * Reads what a model answered: a draft, a question to the person, or neither. Strict: prose around the one JSON object is dropped,
 * fields that nobody asked for are refused, and no part of an answer is ever run, followed or shown as markup. Pure.
 */
import * as z from "zod";
import { AUDIENCE_TESTS } from "../ruleTools";

/** A model that can be asked: text in, text out. Whoever has one hands it in; nothing it says is run. */
export interface LanguageModel {
  /** The answer as text, at most `LONGEST_ANSWER` characters of it. Rejects where the model cannot be asked. */
  complete(prompt: string, signal: AbortSignal): Promise<string>;
}

/** Longer answers are no drafts; reading stops here. */
export const LONGEST_ANSWER = 40_000;

/** An answer that can be worked with, or what is wrong with it, said to the model. */
type ModelAnswer =
  | {
      readonly kind: "draft";
      readonly name: string;
      readonly rule: string;
      readonly tests: string | undefined;
    }
  | { readonly kind: "question"; readonly question: string }
  | { readonly kind: "unusable"; readonly reason: string };

const DRAFT = z.strictObject({
  name: z.string().min(1),
  rule: z.string().min(1).max(20_000),
  tests: AUDIENCE_TESTS.optional(),
});

const QUESTION = z.strictObject({ question: z.string().min(1) });

const LONGEST_NAME = 120;
const LONGEST_QUESTION = 400;

/** Reads the text of an answer. Total. */
export function readModelAnswer(text: string): ModelAnswer {
  if (text.length > LONGEST_ANSWER) return unusable("The answer is too long.");
  const object = findObject(text);
  if (object === undefined) return unusable("The answer does not hold one JSON object.");
  const question = QUESTION.safeParse(object);
  if (question.success)
    return { kind: "question", question: toPlainLine(question.data.question, LONGEST_QUESTION) };
  const draft = DRAFT.safeParse(object);
  if (!draft.success) return unusable(z.prettifyError(draft.error).slice(0, 600));
  const { name, rule, tests } = draft.data;
  return {
    kind: "draft",
    name: toPlainLine(name, LONGEST_NAME),
    rule,
    tests: tests === undefined ? undefined : `${JSON.stringify(tests, undefined, 2)}\n`,
  };
}

/** One line without control characters and without what editors make links or markup of. */
function toPlainLine(text: string, longest: number): string {
  const plain = text
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/gu, "$1")
    .replaceAll(/\b(?:command|javascript|file|vscode):\S*/giu, "")
    .replaceAll(/[<>`]/gu, "")
    .trim();
  const short = Array.from(plain).slice(0, longest).join("").trim();
  return short === "" ? "Unnamed" : short;
}

function unusable(reason: string): ModelAnswer {
  return { kind: "unusable", reason };
}

/** The one object among all that is said, whatever braces the prose around it has; undefined where there is none, or more. */
function findObject(text: string): unknown {
  const found: unknown[] = [];
  let start = text.indexOf("{");
  for (let tried = 0; start >= 0 && found.length < 2 && tried < MOST_BRACES; tried++) {
    const end = findEnd(text, start);
    const object = end === undefined ? undefined : parse(text.slice(start, end));
    if (object !== undefined) found.push(object);
    start = text.indexOf("{", end === undefined || object === undefined ? start + 1 : end);
  }
  return found.length === 1 ? found[0] : undefined;
}

/** So many may open before what is said is no answer. */
const MOST_BRACES = 50;

/** Behind the brace that closes the one at `start`; braces in texts do not count. */
function findEnd(text: string, start: number): number | undefined {
  let depth = 0;
  for (const { 0: sign, index } of text.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gsu)) {
    if (sign === "{") depth += 1;
    if (sign === "}" && --depth === 0) return start + index + 1;
  }
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
