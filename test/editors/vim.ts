/**
 * Vim with ALE, which brings the client; its configuration is the one of `docs/editors.md`.
 */
import { type ClientSession, type EditorClient, readUntil } from "./clientSession.js";
import { installDebian } from "./debianClients.js";
import type { EditorWorkspace } from "./editorWorkspace.js";
import { startVim } from "./vimChannel.js";

async function open(workspace: EditorWorkspace): Promise<ClientSession> {
  const settings = workspace.configuration(
    "autocmd BufRead,BufNewFile *.pql setfiletype pql\nautocmd FileType",
  );
  const vim = await startVim(workspace, `packadd! ale\n${settings}`);
  const { channel, readText } = vim;
  return {
    readText,
    readProblems: () => channel.evaluate("map(copy(ale#engine#GetLoclist(bufnr())), 'v:val.text')"),
    async complete(typed) {
      await channel.type(`GA${typed}\\<C-x>\\<C-o>`);
      await readUntil(readText, (text) => text.includes("direct-mail"));
      await channel.type("\\<C-y>\\<Esc>");
    },
    async fix() {
      await channel.type("gg0:ALECodeAction\\<CR>");
      // It asks for the number of a fix once the server has told them.
      await readUntil(
        () => channel.evaluate<string>("mode()"),
        (mode) => mode === "c",
      );
      await channel.type("1\\<CR>");
    },
    async rename({ line, character }, name) {
      await channel.type(
        `:call cursor(${line + 1}, ${character + 1})\\<CR>:ALERename\\<CR>\\<C-u>${name}\\<CR>`,
      );
    },
    format: () => channel.type(":ALEFix\\<CR>"),
    save: () => channel.type(":write\\<CR>"),
    async end() {
      vim.end();
    },
  };
}

/** Vim with ALE. */
export const ale: EditorClient = {
  name: "Vim with ALE",
  install: () => installDebian("vim-ale", "vim"),
  open,
};
