/**
 * Shows the real workbench without a test:
 * `npm run screenshot -- <workspace> <picture.png> [--open file | --command "title" | --key F10 |
 * --type text | --click "text" | --wait "text"]… [--aria] [--no-demo] [--size 1280x800]`.
 * Steps run in the order given; the sample organisation is connected unless `--no-demo` is given.
 */
import { parseArgs } from "node:util";
import { exitOnSignals } from "./runProcess.js";
import { Workbench } from "./workbench.js";

const OPTIONS = {
  open: { type: "string", multiple: true },
  command: { type: "string", multiple: true },
  key: { type: "string", multiple: true },
  type: { type: "string", multiple: true },
  click: { type: "string", multiple: true },
  wait: { type: "string", multiple: true },
  aria: { type: "boolean" },
  "no-demo": { type: "boolean" },
  size: { type: "string", default: "1280x800" },
} as const;

/** What each step does, by the name of its option. */
const STEPS: Readonly<Record<string, (workbench: Workbench, value: string) => Promise<unknown>>> = {
  open: (workbench, file) => workbench.openFile(file),
  command: (workbench, title) => workbench.runCommand(title),
  key: (workbench, key) => workbench.page.keyboard.press(key),
  type: (workbench, text) => workbench.page.keyboard.type(text),
  click: (workbench, text) => workbench.page.getByText(text, { exact: false }).first().click(),
  wait: (workbench, text) => workbench.page.getByText(text, { exact: false }).first().waitFor(),
};

interface Step {
  readonly name?: string;
  readonly value?: string | boolean | undefined;
}

async function takeSteps(workbench: Workbench, tokens: readonly Step[]) {
  for (const { name = "", value } of tokens) {
    if (typeof value === "string") await STEPS[name]?.(workbench, value);
  }
}

/** Returns when nothing on the screen says that it is still at work. */
async function waitUntilIdle(workbench: Workbench): Promise<void> {
  await workbench.page.waitForLoadState("networkidle");
  await workbench.page.locator(".monaco-progress-container.active").waitFor({ state: "detached" });
}

async function main(): Promise<void> {
  exitOnSignals();
  const { positionals, values, tokens } = parseArgs({
    options: OPTIONS,
    allowPositionals: true,
    tokens: true,
  });
  const [workspace, picture] = positionals;
  if (workspace === undefined || picture === undefined) throw new Error("Name a workspace and a picture.");
  const [width = 1280, height = 800] = values.size.split("x").map(Number);
  const workbench = await Workbench.open({
    workspace,
    environment: values["no-demo"] === true ? {} : { AEP_DEMO: "1" },
    page: { viewport: { width, height } },
  });
  try {
    await takeSteps(
      workbench,
      tokens.map((token) => (token.kind === "option" ? token : {})),
    );
    await waitUntilIdle(workbench);
  } finally {
    await workbench.screenshot(picture);
    if (values.aria === true) process.stdout.write(`${await workbench.ariaSnapshot()}\n`);
    for (const error of workbench.consoleErrors) process.stderr.write(`console: ${error.split("\n")[0]}\n`);
    await workbench.close();
  }
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
