/**
 * Asks axe what a person with an assistive technology would stumble over, in one document: axe runs in that document alone, so that
 * neither the editor around a page nor a second page for the sum of many frames is work, and no frame is left out because it is slow.
 */
import { AxeBuilder } from "@axe-core/playwright";
import type { Frame, FrameLocator, Page } from "playwright-core";

/** What axe finds in the editor's own rows, whose colours belong to the reader's theme. */
export const RULES_OF_THE_THEME: readonly string[] = ["color-contrast"];

/** What is asked of a place, where that is not everything. */
interface AccessibilityQuestion {
  readonly only?: readonly string[] | undefined;
  readonly except?: readonly string[];
  readonly unlooked?: string;
}

/** Axe asks a page to run scripts and for its frames; of a document it is told that there are none. */
function asPage(frame: Frame): Page {
  return { evaluate: frame.evaluate.bind(frame), frames: () => [] } as unknown as Page;
}

/** Axe's own script, half a megabyte that it sends along with every question, stays in the document that has it. */
async function askAxe(frame: Frame): Promise<AxeBuilder> {
  const isThere = await frame.evaluate(() => "axe" in window);
  const source = isThere ? { axeSource: "undefined" } : {};
  return new AxeBuilder({ page: asPage(frame), ...source }).setLegacyMode();
}

/**
 * One line per problem below the place (a CSS selector) of a document, with the element it concerns. `only` names the rules to go by,
 * all unless given; `except` those that are not ours to keep; `unlooked` is the selector of what is passed over, such as a frame with
 * what others wrote.
 */
export async function listAccessibilityProblems(
  document: Page | Frame,
  place: string,
  { only, except = [], unlooked }: AccessibilityQuestion = {},
): Promise<string[]> {
  const frame = "mainFrame" in document ? document.mainFrame() : document;
  const builder = await askAxe(frame);
  // Of what keeps the rules, axe would else name every element.
  builder.options({ resultTypes: ["violations"] }).include(place);
  if (only === undefined) builder.disableRules([...except]);
  else builder.withRules([...only]);
  if (unlooked !== undefined) builder.exclude(unlooked);
  return toProblemLines((await builder.analyze()).violations);
}

/** The same of everything in the document of a page of ours that the editor shows. */
export async function listPageProblems(
  front: FrameLocator,
  question?: AccessibilityQuestion,
): Promise<string[]> {
  return await listAccessibilityProblems(await findDocument(front), "body", question);
}

/** The document of a page of ours that the editor shows. */
export async function findDocument(front: FrameLocator): Promise<Frame> {
  const body = await front.locator("body").elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) throw new Error("No page is in front.");
  return frame;
}

/** One line per element that a rule objects to. */
function toProblemLines(violations: Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"]): string[] {
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`),
  );
}
