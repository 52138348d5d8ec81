/**
 * `npm run test:editors [-- NAME…] [--coc FOLDER]`: the built server in the editors and pages of other people, one after the other: open, problems,
 * complete, fix, rename, format, save. Writes what came of it to `results.md`. Outside CI, because it installs those clients.
 * A client that cannot be had here says so in the table and fails nothing; a step that fails does.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { inRepository } from "../support/folders.js";
import { exitOnSignals } from "../support/runProcess.js";
import { cclsp } from "./cclsp.js";
import type { EditorClient } from "./clientSession.js";
import { makeCoc } from "./coc.js";
import { makeWorkspace } from "./editorWorkspace.js";
import { eglot, lspMode } from "./emacs.js";
import { kate } from "./kate.js";
import { neovim } from "./neovim.js";
import { type ClientRow, isExplained, mergeRows, toTable } from "./resultTable.js";
import { takeSteps } from "./scenario.js";
import { ale } from "./vim.js";
import { webClients } from "./webClients.js";

const CLIENTS: readonly EditorClient[] = [neovim, eglot, lspMode, ale, kate, ...webClients, cclsp];

/** Clients that this run does not drive, and why. */
const LEFT_OUT: readonly ClientRow[] = [
  { name: "Vim with vim-lsp", missing: "no package of Debian or npm holds the plugin" },
  { name: "Helix, Zed, Sublime Text", missing: "no package of Debian or npm holds them" },
];
const COC_ADVICE =
  "--coc FOLDER names a checkout: git clone --branch release https://github.com/neoclide/coc.nvim";
const RESULTS = inRepository("test", "editors", "results.md");

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";

/** Installs one client, drives it and says what came of it. */
async function drive(client: EditorClient): Promise<ClientRow> {
  const { name, remarks = {} } = client;
  const missing = (error: unknown): ClientRow => ({ name, missing: reasonOf(error) });
  let version: string;
  try {
    version = await client.install();
  } catch (error) {
    return missing(error);
  }
  const workspace = makeWorkspace("editors");
  try {
    const session = await client.open(workspace);
    const outcomes = await takeSteps(session, () => readFileSync(workspace.document, "utf8"));
    await session.end();
    return { name, version, outcomes, remarks };
  } catch (error) {
    return missing(error);
  } finally {
    if (process.env["AEP_KEEP_FOLDERS"] === undefined) workspace.remove();
    else process.stdout.write(`${name}: ${workspace.folder}\n`);
  }
}

async function main(): Promise<void> {
  exitOnSignals();
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { coc: { type: "string" } } });
  const wanted = positionals.map((name) => name.toLowerCase());
  if (values.coc === undefined) process.stdout.write(`Left as it was: coc.nvim. ${COC_ADVICE}\n`);
  const checkouts = values.coc === undefined ? [] : [makeCoc(path.resolve(values.coc))];
  const isWanted = ({ name }: EditorClient): boolean =>
    wanted.length === 0 || wanted.some((word) => name.toLowerCase().includes(word));
  const rows: ClientRow[] = [];
  for (const client of [...CLIENTS, ...checkouts].filter(isWanted)) {
    const row = await drive(client);
    process.stdout.write(`${JSON.stringify(row, undefined, 1)}\n`);
    rows.push(row);
  }
  writeFileSync(RESULTS, toTable(mergeRows(RESULTS, [...rows, ...LEFT_OUT])));
  const failed = rows.filter((row) => !isExplained(row));
  process.stdout.write(`${rows.length - failed.length} passed, ${failed.length} failed\n`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

void main();
