/**
 * The four kinds of theme, for pages in a browser without an editor around them: the colours are those that the editor hands to its pages,
 * kept as a file that the tests in the editor compare with what it says.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Frame, FrameLocator, Page } from "playwright-core";
import { listAccessibilityProblems, RULES_OF_THE_THEME } from "./accessibility.js";
import { inRepository } from "./folders.js";
import { takePicture } from "./pictures.js";

/** A theme of each kind as the editor lists it, by what the editor calls the kind in the body of a page. */
export const THEMES = {
  dark: "Dark Modern",
  light: "Light Modern",
  "high-contrast": "Dark High Contrast",
  "high-contrast-light": "Light High Contrast",
} as const;

/** A kind of theme. */
export type ThemeKind = keyof typeof THEMES;

/** Values of the editor's variables by their names. */
type Colours = Readonly<Record<string, string>>;

/** Which fonts there are depends on the machine; how large they are does not. */
const FONTS: Colours = {
  "--vscode-font-family": "sans-serif",
  "--vscode-font-size": "13px",
  "--vscode-editor-font-family": "monospace",
  "--vscode-editor-font-size": "14px",
};

const KINDS = Object.keys(THEMES) as readonly ThemeKind[];

const COLOURS_FILE = inRepository("test", "fixtures", "themeColours.json");

/** The colours of every kind as they are kept. */
export function readKeptColours(): Readonly<Record<ThemeKind, Colours>> {
  return JSON.parse(readFileSync(COLOURS_FILE, "utf8"));
}

/** Keeps what the editor says of a kind. */
export function keepColours(kind: ThemeKind, colours: Colours): void {
  const kept = existsSync(COLOURS_FILE) ? readKeptColours() : {};
  writeFileSync(COLOURS_FILE, `${JSON.stringify({ ...kept, [kind]: colours }, undefined, 2)}\n`);
}

/** The editor's variables for colours that pages use. */
function listUsedVariables(): readonly string[] {
  const folder = inRepository("client", "src", "pages");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((file) => /\.(css|ts)$/.test(file))
    .map((file) => readFileSync(`${folder}/${file}`, "utf8"));
  const names = new Set(texts.join("\n").match(/--vscode-[a-zA-Z-]+/g));
  return [...names].filter((name) => !(name in FONTS)).sort();
}

/** What the editor says to the page in front, of the variables that pages use. */
export async function readColours(front: FrameLocator): Promise<Colours> {
  return await front.locator("html").evaluate((html, names) => {
    const style = getComputedStyle(html);
    const values = names.map((name) => [name, style.getPropertyValue(name).trim()] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== ""));
  }, listUsedVariables());
}

/** Gives a document the colours of a theme. */
async function wear(page: Page | Frame, kind: ThemeKind): Promise<void> {
  await page.evaluate(
    ({ colours, themeKind }) => {
      document.documentElement.removeAttribute("style");
      for (const [name, value] of Object.entries(colours))
        document.documentElement.style.setProperty(name, value);
      document.body.className = `vscode-${themeKind}`;
    },
    { colours: { ...FONTS, ...readKeptColours()[kind] }, themeKind: kind },
  );
}

/**
 * What axe finds in a page, or in the document of one in the editor, in each theme: everything in one, what depends on colours in the
 * others.
 */
export async function listProblemsInThemes(page: Page | Frame, name: string): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const kind of KINDS) {
    await wear(page, kind);
    await takePicture("mainFrame" in page ? page : page.page(), `${name}-${kind}`, { fullPage: true });
    const only = kind === "dark" ? undefined : RULES_OF_THE_THEME;
    // Frames hold what others wrote.
    const found = await listAccessibilityProblems(page, "body", { only, unlooked: "iframe" });
    problems.push(...found.map((problem) => `${kind}: ${problem}`));
  }
  return problems;
}
