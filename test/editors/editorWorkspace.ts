/**
 * What a client works on: a folder with the document and its schemas, a home of its own, and the server under the path that
 * `docs/editors.md` names, so that the configurations of that page are the ones that run.
 * The server is the built one; what is said to it and by it is kept beside it, for whoever looks into a failure.
 */
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inRepository, makeTemporaryFolder } from "../support/folders.js";
import { BEGINNING, EVENT_SCHEMA, PROFILE_SCHEMA } from "./openedDocument.js";

/** The paths that the page says, each with its place in the folder. */
const PLACEHOLDERS = [
  ["/path/to/aep-workbench", "."],
  ["/path/to/profile-union.json", "profile-union.json"],
  ["/path/to/event-union.json", "event-union.json"],
] as const;

/** The folder of one run of one client. */
export interface EditorWorkspace {
  readonly folder: string;
  readonly document: string;
  readonly server: string;
  readonly initializationOptions: object;
  /** The environment of the client: nothing of the user's own settings is read. */
  readonly environment: NodeJS.ProcessEnv;
  /** The block of the page that begins with that text, with the paths of this folder. */
  configuration(beginning: string): string;
  remove(): void;
}

/** Hands everything on between the client and the built server, and keeps a copy of both sides. */
function writeServer(file: string): void {
  const target = JSON.stringify(inRepository("dist", "server.js"));
  writeFileSync(
    file,
    `const { createWriteStream } = require("node:fs");
const child = require("node:child_process").spawn(process.execPath, [${target}, ...process.argv.slice(2)], { stdio: ["pipe", "pipe", "inherit"] });
process.stdin.pipe(child.stdin);
process.stdin.pipe(createWriteStream(__filename + "." + process.pid + ".in"));
child.stdout.pipe(process.stdout);
child.stdout.pipe(createWriteStream(__filename + "." + process.pid + ".out"));
child.stdin.on("error", () => undefined);
child.on("exit", (code) => process.exit(code ?? 1));
`,
  );
}

function readConfiguration(beginning: string, folder: string): string {
  const blocks = readFileSync(inRepository("docs", "editors.md"), "utf8").matchAll(
    /^```\w+\n([\s\S]*?)^```$/gm,
  );
  const block = [...blocks].map(([, text = ""]) => text).find((text) => text.startsWith(beginning));
  if (block === undefined)
    throw new Error(`docs/editors.md has no configuration that begins with ${beginning}`);
  return PLACEHOLDERS.reduce(
    (text, [written, meant]) => text.replaceAll(written, path.join(folder, meant)),
    block,
  );
}

/** Makes the folder. */
export function makeWorkspace(purpose: string): EditorWorkspace {
  const folder = makeTemporaryFolder(purpose);
  const inFolder = (...names: string[]): string => path.join(folder, ...names);
  const home = inFolder("home");
  for (const name of ["dist", "home", "home/runtime"]) mkdirSync(inFolder(name), { mode: 0o700 });
  writeFileSync(inFolder("profile-union.json"), JSON.stringify(PROFILE_SCHEMA));
  writeFileSync(inFolder("event-union.json"), JSON.stringify(EVENT_SCHEMA));
  writeFileSync(inFolder("audience.pql"), BEGINNING);
  writeServer(inFolder("dist", "server.js"));
  symlinkSync(inRepository("dist", "pql.js"), inFolder("dist", "pql.js"));
  const { PATH, LANG = "C.UTF-8", LD_LIBRARY_PATH } = process.env;
  return {
    folder,
    document: inFolder("audience.pql"),
    server: inFolder("dist", "server.js"),
    initializationOptions: {
      schemas: { profile: inFolder("profile-union.json"), experienceEvent: inFolder("event-union.json") },
    },
    environment: {
      PATH,
      LANG,
      ...(LD_LIBRARY_PATH === undefined ? {} : { LD_LIBRARY_PATH }),
      HOME: home,
      XDG_CONFIG_HOME: inFolder("home", ".config"),
      XDG_DATA_HOME: inFolder("home", ".local", "share"),
      XDG_CACHE_HOME: inFolder("home", ".cache"),
      XDG_RUNTIME_DIR: inFolder("home", "runtime"),
      TERM: "xterm-256color",
    },
    configuration: (beginning) => readConfiguration(beginning, folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
