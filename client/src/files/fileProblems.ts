/**
 * What a `.audience.json` file says wrongly. The reader is tolerant and would leave such a field to the platform; somebody
 * who wrote it means something by it, so nothing is sent before it is put right. Pure.
 */
import { EVALUATION_KINDS } from "../model/audienceDefinition";
import { isRecord } from "../model/values";

/** One sentence per field that cannot mean anything. */
export function findFileProblems(raw: Readonly<Record<string, unknown>>): readonly string[] {
  const problems = CHECKS.flatMap(([field, isRight, wanted]) =>
    raw[field] === undefined || isRight(raw[field]) ? [] : [`“${field}” must be ${wanted}.`],
  );
  return isRecord(raw["remote"]) ? [...problems, ...findRemoteProblems(raw["remote"])] : problems;
}

const isText = (value: unknown): boolean => typeof value === "string";
const isFilledText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

/** Field, what is right, and what is right in words. */
const CHECKS: readonly (readonly [string, (value: unknown) => boolean, string])[] = [
  ["name", isFilledText, "a text that is not empty"],
  ["description", isText, "a text"],
  ["mergePolicy", isFilledText, "the name of a merge policy"],
  [
    "evaluation",
    (value) => EVALUATION_KINDS.some((kind) => kind === value),
    `one of ${EVALUATION_KINDS.join(", ")}`,
  ],
  ["labels", isTexts, "a list of texts"],
  ["lifecycle", isFilledText, "a state such as draft or published"],
  ["remote", isRecord, "an object with one entry per sandbox"],
];

function findRemoteProblems(remotes: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(remotes).flatMap(([key, link]) =>
    isRecord(link) && isFilledText(link["id"]) ? [] : [`“remote” names no id for ${key}.`],
  );
}
