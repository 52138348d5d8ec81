/**
 * Asks axe what a person with an assistive technology would stumble over.
 */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What axe finds in the editor's own rows, whose colours belong to the reader's theme. */
export const RULES_OF_THE_THEME: readonly string[] = ["color-contrast"];

/**
 * One line per problem below the place (a CSS selector), with the element it concerns.
 * Looks into frames too, so it also serves for webviews. `except` names rules that are not ours to keep.
 */
export async function listAccessibilityProblems(
  page: Page,
  place: string,
  except: readonly string[] = [],
): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(place)
    .disableRules([...except])
    .analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`),
  );
}
