/**
 * What is to be known of a rule by whoever hands it over: its text, its meaning in words, and the fields it reads by name. Also the
 * meaning of a whole text alone. Total: a field that the schemas do not hold has neither title nor type.
 */
import { listFieldUses } from "../features/fieldUsage";
import { describeRule } from "../plainWords/describeRule";
import { type PlainLine, printPlainLine } from "../plainWords/plainLine";
import { EVENT_STEP, fieldKindName } from "../schema/schemaIndex";
import type { Environment, SchemaRoot } from "../semantics/checkEnvironment";
import { parseQuery } from "../syntax/parser";
import type { SayPhrase } from "../text/phrases";
import { toRuleText } from "./convertText";

/** A field that a rule reads. */
interface ReadField {
  /** Names from the profile, joined by dots, without backticks. */
  readonly path: string;
  readonly title?: string;
  /** The word of XDM, such as `date-time`. */
  readonly type?: string;
}

/** A rule as it is told. */
export interface RuleAccount {
  readonly text: string;
  /** In plain English, one statement a line. */
  readonly words: string;
  /** In the order of their paths. */
  readonly fields: readonly ReadField[];
}

/** Tells of a rule as the platform stores it; undefined where it is a tree that no text stands for. */
export function accountRule(
  stored: { readonly format: string; readonly value: string },
  environment: Environment,
): RuleAccount | undefined {
  const text = toRuleText(stored);
  if (text === undefined) return undefined;
  const fields = new Map<string, ReadField>();
  for (const { root, steps } of listFieldUses(text)) {
    const isEvent = root === "event";
    const path = (isEvent ? [EVENT_STEP, ...steps] : steps).join(".");
    const place = isEvent ? environment.event : environment.profile;
    fields.set(path, { path, ...findFacts(place, steps) });
  }
  const sorted = [...fields.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
  return { text, words: explainText(text, environment).text, fields: sorted };
}

function findFacts(place: SchemaRoot | undefined, steps: readonly string[]): Omit<ReadField, "path"> {
  if (place === undefined) return {};
  const { schema, field: start } = place;
  let field = start;
  for (const step of steps) {
    field = schema.findChild(schema.record(field), step);
    if (field === 0) return {};
  }
  const title = schema.title(field);
  return { type: fieldKindName(schema.kind(field)), ...(title === "" ? {} : { title }) };
}

/** An explanation as an outline, and the same as lines of text. */
export interface PlainExplanation {
  readonly outline: PlainLine;
  readonly text: string;
}

/** A rule in plain words, in English unless said otherwise, fields called by the titles of the schema. Total: what cannot be read is quoted. */
export function explainText(text: string, environment: Environment, say?: SayPhrase): PlainExplanation {
  const outline = describeRule(parseQuery(text), { environment, say });
  return { outline, text: printPlainLine(outline) };
}
