/**
 * `npm run screenshots [-- scene…]`: the pictures of the README, from the real product on the sample organisation, in light and dark.
 * Writes docs/pictures/SCENE-THEME.png; whoever changes what is seen takes them anew and looks at them.
 */
import { inRepository } from "./folders.js";
import { exitOnSignals } from "./runProcess.js";
import { Workbench } from "./workbench.js";

const THEMES = { light: "Default Light Modern", dark: "Default Dark Modern" } as const;

/** Large enough to read, small enough for a page. */
const VIEWPORT = { width: 1160, height: 680 };

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
];

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
  await page.getByText("Sample Organisation · dev").waitFor();
  await editor.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(
    '\nand homeAddress.citty = "Oslo"\nand person.birthYear == 1980\nand _acme.loyalty.',
  );
  await page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor();
  await page.locator(".squiggly-error").first().waitFor({ state: "attached" });
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
async function waitForPage({ page }: Workbench): Promise<void> {
  const frame = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  await frame.locator("h1").first().waitFor();
  await frame.locator("[aria-busy=true], .waiting").first().waitFor({ state: "detached" });
}

async function playJourney(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand("View: Show AEP");
  await page.getByRole("treeitem", { name: "Journeys", exact: true }).click();
  await page
    .getByRole("treeitem", { name: /^journey, / })
    .first()
    .click();
  await waitForPage(workbench);
}

/** Returns when nothing on the screen says that it is still at work. */
async function waitUntilIdle({ page }: Workbench): Promise<void> {
  await page.locator(".monaco-progress-container.active").waitFor({ state: "detached" });
  await page.getByText("Activating Extensions").waitFor({ state: "detached" });
  await page.evaluate("document.fonts.ready");
}

async function takePicture({ name, play }: Scene, theme: keyof typeof THEMES): Promise<void> {
  const workbench = await Workbench.open({
    workspace: "demo-workspace",
    user: "person",
    environment: { AEP_DEMO: "1" },
    settings: { "workbench.colorTheme": THEMES[theme], "window.commandCenter": false },
    page: { viewport: VIEWPORT, colorScheme: theme },
  });
  try {
    await play(workbench);
    await waitUntilIdle(workbench);
    await workbench.screenshot(inRepository("docs", "pictures", `${name}-${theme}.png`));
    process.stdout.write(`docs/pictures/${name}-${theme}.png\n`);
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
