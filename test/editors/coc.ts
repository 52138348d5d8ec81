/**
 * Vim with coc.nvim, which no registry carries whole: a checkout of its branch `release` is handed over. Its own actions are called,
 * its own list is confirmed. The configuration is the one of `docs/editors.md`.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { kill } from "node:process";
import { type ClientSession, type EditorClient, readUntil } from "./clientSession.js";
import { installDebian } from "./debianClients.js";
import type { EditorWorkspace } from "./editorWorkspace.js";
import { startVim } from "./vimChannel.js";

function isRunning(process: number): boolean {
  try {
    return kill(process, 0);
  } catch {
    return false;
  }
}

async function open(workspace: EditorWorkspace, checkout: string): Promise<ClientSession> {
  const folder = path.join(workspace.folder, "home", ".vim");
  mkdirSync(folder);
  writeFileSync(path.join(folder, "coc-settings.json"), workspace.configuration('{\n  "languageserver": {'));
  const settings = workspace.configuration("autocmd BufRead,BufNewFile *.pql setfiletype pql\ninoremap");
  const vim = await startVim(workspace, `set runtimepath^=${checkout}\n${settings}`);
  const { channel, readText } = vim;
  return {
    readText,
    // Asked before it is ready, its actions fail.
    readProblems: () =>
      channel.evaluate("coc#rpc#ready() ? map(CocAction('diagnosticList'), 'v:val.message') : ['not ready']"),
    async complete(typed) {
      await channel.type(`GA${typed}\\<C-@>`);
      await readUntil(
        () => channel.evaluate<number>("coc#pum#visible()"),
        (isVisible) => isVisible === 1,
      );
      await channel.type("\\<C-y>\\<Esc>");
    },
    fix: () => channel.type("gg0:call CocAction('doQuickfix')\\<CR>"),
    rename: ({ line, character }, name) =>
      channel.type(
        `:call cursor(${line + 1}, ${character + 1})\\<CR>:call CocAction('rename', '${name}')\\<CR>`,
      ),
    format: () => channel.type(":call CocAction('format')\\<CR>"),
    save: () => channel.type(":write\\<CR>"),
    // Its process outlives Vim for a moment and writes into the folder until its end.
    async end() {
      const process = await channel.evaluate<number>("g:coc_process_pid");
      vim.end();
      await readUntil(
        () => Promise.resolve(isRunning(process)),
        (goesOn) => !goesOn,
      );
    },
  };
}

/** Vim with the checkout of coc.nvim that lies in that folder. */
export function makeCoc(checkout: string): EditorClient {
  return {
    name: "Vim with coc.nvim",
    async install() {
      await installDebian("vim");
      const manifest = readFileSync(path.join(checkout, "package.json"), "utf8");
      readFileSync(path.join(checkout, "build", "index.js"));
      return (JSON.parse(manifest) as { version: string }).version;
    },
    open: (workspace) => open(workspace, checkout),
  };
}
