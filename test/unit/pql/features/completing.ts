/**
 * What tests of completion ask: the suggestions at a cursor, their labels, and the text after one was chosen.
 */
import assert from "node:assert/strict";
import { findSuggestions } from "../../../../server/src/pql/features/completion/findSuggestions";
import type { Suggestions } from "../../../../server/src/pql/features/completion/suggestion";
import type { Environment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { openAtCursor, WORLD } from "./exampleWorld";

/** The suggestions at the cursor. */
export function complete(marked: string, environment: Environment = WORLD): Suggestions {
  const { document, offset } = openAtCursor(marked, environment);
  return findSuggestions(document, offset);
}

/** Their labels, best first. */
export function labels(marked: string, environment?: Environment): string[] {
  return complete(marked, environment).items.map(({ label }) => label);
}

/** The text after the suggestion with this label was chosen, as an editor without snippets applies it. */
export function accept(marked: string, label: string, environment?: Environment): string {
  const { document, offset } = openAtCursor(marked, environment);
  const { items, span } = findSuggestions(document, offset);
  const item = items.find((each) => each.label === label);
  assert.ok(item, `${label} is not offered in ${marked}`);
  const { text } = document;
  return text.slice(0, span.start) + (item.text ?? item.label) + text.slice(span.end);
}
