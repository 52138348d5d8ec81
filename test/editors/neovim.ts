/**
 * Neovim without a window, driven from outside as its `--remote-send` and `--remote-expr` do it: keys are typed and what it holds
 * is asked for. The configuration is the one of `docs/editors.md`.
 */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { endProcessGroup, runOrFail } from "../support/runProcess.js";
import { type ClientSession, type EditorClient, readUntil } from "./clientSession.js";
import { installDebian } from "./debianClients.js";
import type { EditorWorkspace } from "./editorWorkspace.js";

/** Where several are offered, the first is taken, as somebody would who reads from the top. */
const CHOOSE_FIRST = "vim.ui.select = function(items, _, choose) choose(items[1], 1) end";

async function open(workspace: EditorWorkspace): Promise<ClientSession> {
  const initial = path.join(workspace.folder, "init.lua");
  writeFileSync(initial, `${workspace.configuration("local pql = nil")}\n${CHOOSE_FIRST}\n`);
  const socket = path.join(workspace.folder, "nvim.sock");
  const options = { cwd: workspace.folder, env: workspace.environment, deadlineMs: 30_000 };
  const child = spawn("nvim", ["--headless", "--listen", socket, "-u", initial, workspace.document], {
    cwd: workspace.folder,
    env: workspace.environment,
    stdio: "ignore",
    detached: true,
  });
  const remote = (flag: string, text: string): Promise<string> =>
    runOrFail("nvim", ["--headless", "--server", socket, flag, text], options);
  const evaluate = (expression: string): Promise<string> => remote("--remote-expr", expression);
  const send = async (keys: string): Promise<void> => void (await remote("--remote-send", keys));
  const readText = (): Promise<string> => evaluate('join(getline(1, "$"), "\\n")');
  await readUntil(
    () => evaluate("luaeval('#vim.lsp.get_active_clients()')").catch(() => ""),
    (count) => count.trim() === "1",
  );
  return {
    readText,
    async readProblems() {
      const messages = "vim.tbl_map(function(d) return d.message end, vim.diagnostic.get(0))";
      return JSON.parse(await evaluate(`json_encode(luaeval('${messages}'))`));
    },
    async complete(typed) {
      await send(`<Esc>GA${typed}<C-x><C-o>`);
      const isThere = (text: string): boolean => text.includes('"direct-mail"');
      await readUntil(readText, isThere);
      await send("<C-y><Esc>");
    },
    fix: () => send("gg0:lua vim.lsp.buf.code_action()<CR>"),
    rename: ({ line, character }, name) =>
      send(`:call cursor(${line + 1}, ${character + 1})<CR>:lua vim.lsp.buf.rename("${name}")<CR>`),
    format: () => send(":lua (vim.lsp.buf.format or vim.lsp.buf.formatting)()<CR>"),
    save: () => send(":write<CR>"),
    async end() {
      await send(":qall!<CR>").catch(() => undefined);
      endProcessGroup(child);
    },
  };
}

/** Neovim, as it is installed. */
export const neovim: EditorClient = {
  name: "Neovim",
  install: () => installDebian("neovim"),
  open,
};
