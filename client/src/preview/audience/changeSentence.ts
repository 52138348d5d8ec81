/**
 * What a change of an audience does, as the one sentence that stands first in its preview: for whoever does not read fields. Says no
 * more than the plan does, and sends nothing.
 */
import type { DefinitionField } from "../../model/audienceDefinition";
import type { AudiencePlan } from "../../model/changePlan";
import { later, say } from "../../words/say";

const FIELD_WORDS: Readonly<Record<DefinitionField, string>> = {
  name: later("name"),
  description: later("description"),
  expression: later("rule"),
  mergePolicy: later("merge policy"),
  evaluation: later("evaluation"),
  labels: later("labels"),
  lifecycle: later("state"),
};

/** What a change of the state alone does, by the new state. */
const MOVES: Readonly<Record<string, string>> = {
  published: later("Publishes the audience “{0}” in {1}. Everything else stays."),
  inactive: later("Deactivates the audience “{0}” in {1}. Everything else stays."),
};

/** What a person calls a field; content has parts instead, which keep their names. */
export function toFieldWord(field: string): string {
  const words: Readonly<Record<string, string>> = FIELD_WORDS;
  return say(words[field] ?? field);
}

/** Whether a change gives a new name and nothing else. */
export function isRenamingOnly([first, ...others]: readonly string[]): boolean {
  return first === "name" && others.length === 0;
}

/** "Creates the audience “Loyal carts” in dev, as a draft." */
export function toChangeSentence({ before, after, fields }: AudiencePlan, sandbox: string): string {
  const name = (before ?? after)?.name ?? "";
  if (after === undefined) return say("Deletes the audience “{0}” from {1}.", name, sandbox);
  if (before === undefined)
    return after.lifecycle === "published"
      ? say("Creates the audience “{0}” in {1} and publishes it.", name, sandbox)
      : say("Creates the audience “{0}” in {1}, as a draft.", name, sandbox);
  if (isRenamingOnly(fields))
    return say(
      "Renames the audience “{0}” to “{1}” in {2}. Everything else stays.",
      name,
      after.name,
      sandbox,
    );
  const moves = fields.length === 1 && fields[0] === "lifecycle" ? MOVES[after.lifecycle ?? ""] : undefined;
  if (moves !== undefined) return say(moves, name, sandbox);
  const state = after.lifecycle === undefined ? "" : ` (${say(after.lifecycle)})`;
  const changed = fields.map((field) => toFieldWord(field) + (field === "lifecycle" ? state : ""));
  return say(
    "Changes the audience “{0}” in {1}: {2}. Everything else stays.",
    name,
    sandbox,
    changed.join(", "),
  );
}
