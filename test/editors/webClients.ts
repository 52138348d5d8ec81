/**
 * Clients that run in a page, in Chromium: each page is bundled with the client's own packages, speaks to the server through a
 * WebSocket as it would on a site, and is driven with keys. The other end of the socket passes messages on to the server's
 * standard input; a client that cannot say where schemas are gets that said there, as such a bridge would.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import type { Page, WebSocketRoute } from "playwright-core";
import { inRepository, makeTemporaryFolder } from "../support/folders.js";
import { encodeMessage, MessageReader } from "../support/lspFraming.js";
import { startBrowser } from "../support/startBrowser.js";
import { type ClientSession, type EditorClient, type NamePlace, readUntil } from "./clientSession.js";
import type { EditorWorkspace } from "./editorWorkspace.js";
import { installNpm } from "./npmClients.js";
import { BEGINNING } from "./openedDocument.js";

const ADDRESS = "ws://editors.test/pql";
/** Until a client is asked for completions that it may well offer while somebody types. */
const OFFERED_BY_ITSELF_MS = 2_000;

/** A client in a page: its packages, the first of which names its version, its page, and what its user presses. */
interface WebFlavour {
  readonly name: string;
  readonly packages: readonly string[];
  readonly page: string;
  /** What is clicked to take the first completion. */
  readonly completion: string;
  /** The keys that open the fixes, and what is clicked to take the first. */
  readonly fix?: { readonly keys: string; readonly first: string };
  /** The field in which the new name is written. */
  readonly rename: string;
  readonly format?: string;
}

const CODE_MIRROR = [
  "@codemirror/view@6",
  "@codemirror/state@6",
  "@codemirror/lint@6",
  "@codemirror/autocomplete@6",
];
const CODE_MIRROR_COMPLETION = ".cm-tooltip-autocomplete li[role=option]";

const FLAVOURS: readonly WebFlavour[] = [
  {
    name: "@codemirror/lsp-client",
    packages: ["@codemirror/lsp-client@6.3.0", ...CODE_MIRROR],
    page: "lspClient.mjs",
    completion: CODE_MIRROR_COMPLETION,
    rename: ".cm-lsp-rename-panel input",
    format: "Shift+Alt+F",
  },
  {
    name: "codemirror-languageserver",
    packages: ["codemirror-languageserver@1.22.1", ...CODE_MIRROR],
    page: "languageServer.mjs",
    completion: CODE_MIRROR_COMPLETION,
    rename: ".cm-panel input",
    format: "Shift+Alt+F",
  },
  {
    name: "@marimo-team/codemirror-languageserver",
    packages: ["@marimo-team/codemirror-languageserver@2.0.0", ...CODE_MIRROR],
    page: "marimo.mjs",
    completion: CODE_MIRROR_COMPLETION,
    fix: { keys: "Control+.", first: ".cm-code-action-item" },
    rename: ".cm-rename-popup input",
  },
  {
    name: "Monaco with its own client",
    packages: ["monaco-editor@0.57.0"],
    page: "monaco.mjs",
    completion: ".suggest-widget.visible .monaco-list-row",
    fix: { keys: "Control+.", first: ".action-widget .monaco-list-row.action" },
    rename: ".rename-box input",
    format: "Control+Shift+I",
  },
];

interface InitializeMessage {
  readonly method?: string;
  readonly params?: { readonly initializationOptions?: unknown };
}

/** Says where the schemas are, where the client does not. */
function withSchemas(message: InitializeMessage, initializationOptions: object): InitializeMessage {
  if (message.method !== "initialize" || message.params?.initializationOptions !== undefined) return message;
  return { ...message, params: { ...message.params, initializationOptions } };
}

/** Joins the page's socket and a server. */
function bridge(
  socket: WebSocketRoute,
  { server, environment, initializationOptions }: EditorWorkspace,
): ChildProcess {
  const child = spawn(process.execPath, [server, "--stdio"], {
    env: environment,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const reader = new MessageReader((message) => socket.send(JSON.stringify(message)));
  child.stdout.on("data", (chunk: Buffer) => reader.push(chunk));
  socket.onMessage((text) => {
    child.stdin.write(encodeMessage(withSchemas(JSON.parse(String(text)), initializationOptions)));
  });
  return child;
}

async function bundlePage(page: string, packages: string): Promise<{ script: string; style: string }> {
  // Beside the packages, so that all come from there and none from this repository.
  cpSync(inRepository("test", "editors", "pages"), path.join(packages, "pages"), { recursive: true });
  const { outputFiles } = await build({
    entryPoints: [path.join(packages, "pages", page)],
    outdir: packages,
    bundle: true,
    write: false,
    format: "iife",
    loader: { ".ttf": "dataurl" },
    logLevel: "error",
  });
  const find = (ending: string): string =>
    outputFiles.find(({ path: file }) => file.endsWith(ending))?.text ?? "";
  return { script: find(".js"), style: find(".css") };
}

/** The functions that every page puts at the run's disposal. */
interface PageEditor {
  readText(): string;
  readProblems(): readonly string[];
  moveTo(place: NamePlace): void;
}

type EditorGlobal = typeof globalThis & { readonly editor: PageEditor };

function makeSession(page: Page, flavour: WebFlavour, end: () => Promise<void>): ClientSession {
  const moveTo = (place: NamePlace): Promise<void> =>
    page.evaluate((where) => (globalThis as EditorGlobal).editor.moveTo(where), place);
  const readText = (): Promise<string> => page.evaluate(() => (globalThis as EditorGlobal).editor.readText());
  const { completion, fix, rename, format } = flavour;
  return {
    readText,
    readProblems: () => page.evaluate(() => (globalThis as EditorGlobal).editor.readProblems()),
    async complete(typed) {
      const lines = (await readText()).trimEnd().split("\n");
      await moveTo({ line: lines.length - 1, character: lines.at(-1)?.length ?? 0 });
      await page.keyboard.type(typed);
      // What was offered for the first letters may still stand there.
      const meant = typed.slice(typed.search(/\w+$/));
      const first = page.locator(completion).filter({ hasText: meant }).first();
      // Some offer by themselves, and take the same keys as a wish for something else then.
      await first
        .waitFor({ timeout: OFFERED_BY_ITSELF_MS })
        .catch(() => page.keyboard.press("Control+Space"));
      await first.click();
    },
    ...(fix !== undefined && {
      async fix() {
        await moveTo({ line: 0, character: 0 });
        await page.keyboard.press(fix.keys);
        await page.locator(fix.first).first().click();
      },
    }),
    async rename(place, name) {
      await moveTo(place);
      await page.keyboard.press("F2");
      const field = page.locator(rename);
      await field.fill(name);
      await field.press("Enter");
    },
    ...(format !== undefined && {
      async format() {
        await moveTo({ line: 0, character: 0 });
        await page.keyboard.press(format);
      },
    }),
    end,
  };
}

async function open(
  workspace: EditorWorkspace,
  flavour: WebFlavour,
  packages: string,
): Promise<ClientSession> {
  const { script, style } = await bundlePage(flavour.page, packages);
  const browser = await startBrowser();
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  const servers: ChildProcess[] = [];
  await page.routeWebSocket(ADDRESS, (socket) => void servers.push(bridge(socket, workspace)));
  await page.route("http://editors.test/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><title>PQL</title><style>${style}</style>`,
    }),
  );
  await page.goto("http://editors.test/");
  await page.addScriptTag({ content: script });
  const options = {
    text: BEGINNING,
    // A page has no files. Without capitals, which Monaco's client loses in some messages (findings/monaco-lowers-addresses.sh).
    uri: "file:///audience.pql",
    address: ADDRESS,
    initializationOptions: workspace.initializationOptions,
  };
  await page.evaluate(
    (each) => (globalThis as unknown as { openEditor(options: object): void }).openEditor(each),
    options,
  );
  const end = async (): Promise<void> => {
    await browser.close();
    for (const server of servers) server.kill();
  };
  const session = makeSession(page, flavour, end);
  await readUntil(
    () => session.readText().catch(() => ""),
    (text) => text !== "",
  );
  return session;
}

function toClient(flavour: WebFlavour): EditorClient {
  let packages = "";
  return {
    name: flavour.name,
    async install() {
      packages = makeTemporaryFolder("editors-npm");
      return await installNpm(packages, flavour.packages);
    },
    open: (workspace) => open(workspace, flavour, packages),
  };
}

/** The clients of pages. */
export const webClients: readonly EditorClient[] = FLAVOURS.map(toClient);
