/**
 * `npm run screenshots [-- scene…]`: the pictures of the README, from the real product on the sample organisation, in light and dark.
 * Writes docs/pictures/SCENE-THEME.png; whoever changes what is seen takes them anew and looks at them.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { FrameLocator } from "playwright-core";
import { inRepository, testResultsFolder } from "./folders.js";
import { exitOnSignals } from "./runProcess.js";
import { Workbench } from "./workbench.js";

const THEMES = { light: "Light Modern", dark: "Dark Modern" } as const;

/** Large enough to read, small enough for a page. */
const PICTURE = { width: 1160, height: 650 };

/** What the editor writes in its title says that this is a test of ours, which nobody else sees: it stays out of the picture. */
const TITLE_HEIGHT = 30;

/** Tests of the rule of the second scene of its kind; the last is wrong, as it is when a rule lost a condition. */
const TESTS_OF_LOYAL_CARTS = {
  now: "2031-05-09T12:00:00Z",
  tests: [
    { name: "gold, left 150 behind", profile: toMember("gold", 150), qualifies: true },
    { name: "left too little behind", profile: toMember("gold", 80), qualifies: false },
    { name: "silver", profile: toMember("silver", 150), qualifies: true },
  ],
};

interface Scene {
  readonly name: string;
  /** Brings the window to what the picture shows. */
  readonly play: (workbench: Workbench) => Promise<void>;
}

const SCENES: readonly Scene[] = [
  { name: "preview", play: playPreview },
  { name: "problems", play: playProblems },
  { name: "audience", play: (workbench) => playFound(workbench, "Home fans") },
  { name: "journey", play: playJourney },
  { name: "report", play: playReport },
  { name: "tests", play: playTests },
];

function toMember(tier: string, value: number): object {
  return { _acme: { loyalty: { tier }, cart: { isAbandoned: true, value } } };
}

async function playPreview(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.openFile("loyal-carts.pql");
  await page.getByText("Sample Organisation · dev").waitFor();
  await workbench.runCommand("AEP: Preview Audience");
  await page.getByRole("tab", { name: /Create “Loyal carts above 100” in dev/ }).waitFor();
  await page.locator(".modified .view-line").filter({ hasText: "platinum" }).first().waitFor();
  await page.getByText("Nothing is sent yet.").first().waitFor();
  await page
    .locator(".modified .view-line")
    .filter({ hasText: /Estimated\s+size:.*\d/ })
    .waitFor();
}

async function playProblems(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const editor = await workbench.openFile("big-spenders.pql");
  // What is typed before the schema has come is completed from nothing.
  await page.getByRole("button", { name: /Schema (?!on its way).*Sample Organisation · dev/ }).waitFor();
  await editor.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(
    '\nand homeAddress.citty = "Oslo"\nand person.birthYear == 1980\nand _acme.loyalty.',
  );
  await page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor();
  await page.locator(".squiggly-error").first().waitFor({ state: "attached" });
  await page.locator(".codelens-decoration").first().waitFor();
  await page.locator(".breadcrumbs-control").getByText("_acme.loyalty.").waitFor();
}

async function playFound(workbench: Workbench, name: string): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand("View: Show AEP");
  await page.getByRole("treeitem", { name: "Audiences", exact: true }).waitFor();
  await workbench.runCommand("AEP: Find…");
  await workbench.quickInput.fill(name);
  await page.locator(".quick-input-widget .monaco-list-row").filter({ hasText: name }).first().waitFor();
  await page.keyboard.press("Enter");
  await waitForPage(workbench);
}

/** The page in front is drawn, and none of its parts is on its way. */
async function waitForPage({ page }: Workbench): Promise<FrameLocator> {
  const frame = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  await frame.locator("h1").first().waitFor();
  await frame.locator("[aria-busy=true], .waiting").first().waitFor({ state: "detached" });
  return frame;
}

async function playJourney(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand("View: Show AEP");
  await page.getByRole("treeitem", { name: "Journeys", exact: true }).click();
  await page
    .getByRole("treeitem", { name: /^journey, / })
    .first()
    .click();
  const frame = await waitForPage(workbench);
  await frame.getByRole("button", { name: "Fit" }).click();
}

async function playReport(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand("View: Show AEP");
  await page.getByText("Sample Organisation · dev").waitFor();
  await workbench.runCommand("AEP: Report on Abandonment…");
  for (const answer of ["Acme all channels", "Yes, use these", "Last 30 days"])
    await workbench.choose(answer);
  await waitForPage(workbench);
  await page.getByText("Acme all channels").first().waitFor();
  await workbench.runCommand("View: Close Primary Side Bar");
}

async function playTests(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const file = "loyal-carts.audience-test.json";
  writeFileSync(
    path.join(workbench.workspace, "audiences", file),
    `${JSON.stringify(TESTS_OF_LOYAL_CARTS, undefined, 2)}\n`,
  );
  await workbench.runCommand("View: Show Testing");
  await workbench.openFile("loyal-carts.pql");
  await page
    .getByRole("treeitem", { name: /^loyal-carts/ })
    .first()
    .waitFor();
  await workbench.runCommand("Test: Run All Tests with Coverage");
  await page.locator(".result-summary", { hasText: "2/3" }).first().waitFor();
  await page.keyboard.press("Control+j");
  await page.locator(".part.panel").waitFor({ state: "hidden" });
}

/** Returns when nothing on the screen says that it is still at work. */
async function waitUntilIdle({ page }: Workbench): Promise<void> {
  // A list that was closed while it searched stays at work, unseen.
  await page.locator(".monaco-progress-container.active:visible").first().waitFor({ state: "detached" });
  await page.getByText("Activating Extensions").waitFor({ state: "detached" });
  await page.locator(".statusbar-item .codicon-modifier-spin").first().waitFor({ state: "detached" });
  await page.evaluate("document.fonts.ready");
}

/** As a person does: of a setting the editor may read only that there is one before it knows its themes. */
async function chooseTheme(workbench: Workbench, theme: keyof typeof THEMES): Promise<void> {
  // Until the window has done what it does at its start, it closes a list that somebody opens.
  await workbench.page.getByText("Sample Organisation · dev").waitFor();
  for (const key of ["Control+k", "Control+t"]) await workbench.page.keyboard.press(key);
  await workbench.choose(THEMES[theme]);
  await workbench.page.locator(`.monaco-workbench[class*="themes-${theme}_modern"]`).waitFor();
}

async function takePicture({ name, play }: Scene, theme: keyof typeof THEMES): Promise<void> {
  const workbench = await Workbench.open({
    workspace: "demo-workspace",
    user: "person",
    environment: { AEP_DEMO: "1" },
    settings: { "window.commandCenter": false, "editor.cursorBlinking": "solid" },
    page: { viewport: { ...PICTURE, height: PICTURE.height + TITLE_HEIGHT }, colorScheme: theme },
  });
  try {
    await chooseTheme(workbench, theme);
    await play(workbench);
    await waitUntilIdle(workbench);
    await workbench.page.screenshot({
      path: inRepository("docs", "pictures", `${name}-${theme}.png`),
      clip: { x: 0, y: TITLE_HEIGHT, ...PICTURE },
    });
    process.stdout.write(`docs/pictures/${name}-${theme}.png\n`);
  } catch (error) {
    await workbench.screenshot(path.join(testResultsFolder(), `picture-${name}-${theme}.png`));
    throw error;
  } finally {
    await workbench.close();
  }
}

async function main(wanted: readonly string[]): Promise<void> {
  exitOnSignals();
  const scenes = SCENES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  for (const scene of scenes) {
    for (const theme of ["light", "dark"] as const) await takePicture(scene, theme);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
