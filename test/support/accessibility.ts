/**
 * Asks axe what a person with an assistive technology would stumble over.
 */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What axe finds in the editor's own rows, whose colours belong to the reader's theme. */
export const RULES_OF_THE_THEME: readonly string[] = ["color-contrast"];

/** What is asked of a place, where that is not everything. */
interface AccessibilityQuestion {
  readonly only?: readonly string[] | undefined;
  readonly except?: readonly string[];
  readonly unlooked?: string;
}

/**
 * One line per problem below the place (a CSS selector), with the element it concerns.
 * Looks into frames too, so it also serves for webviews. `only` names the rules to go by, all unless given; `except` those that are
 * not ours to keep; `unlooked` is the selector of what is passed over, such as a frame that lets no script in, where axe would wait
 * for ever.
 */
export async function listAccessibilityProblems(
  page: Page,
  place: string,
  { only, except = [], unlooked }: AccessibilityQuestion = {},
): Promise<string[]> {
  const builder = new AxeBuilder({ page }).include(place);
  if (only === undefined) builder.disableRules([...except]);
  else builder.withRules([...only]);
  if (unlooked !== undefined) builder.exclude(unlooked);
  return toProblemLines((await builder.analyze()).violations);
}

/** One line per element that a rule objects to. */
export function toProblemLines(
  violations: Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"],
): string[] {
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`),
  );
}
