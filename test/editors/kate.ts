/**
 * Kate on a desktop without a screen, driven by its keys as they are set when it is new. It answers no questions: what it holds is
 * read from what it tells the server, and what it saved from the file. The configuration is the one of `docs/editors.md`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type ClientSession, type EditorClient, readUntil } from "./clientSession.js";
import { installDebian } from "./debianClients.js";
import type { EditorWorkspace } from "./editorWorkspace.js";
import { readLog, toldProblems, toldText } from "./messageLog.js";
import { DESKTOP_PACKAGES, startDesktop, type VirtualDesktop } from "./virtualDesktop.js";

/** Where Kate looks in its home, and the beginning of what the page says for it. */
const SETTINGS = [
  [".config/kate/lspclient/settings.json", '{\n  "servers": {'],
  [".local/share/org.kde.syntax-highlighting/syntax/pql.xml", "<?xml"],
] as const;

/** The title of the list of completions, which is a window of its own. */
const COMPLETIONS = /^Kate$/;

function writeSettings(workspace: EditorWorkspace): void {
  for (const [name, beginning] of SETTINGS) {
    const file = path.join(workspace.folder, "home", name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, workspace.configuration(beginning));
  }
}

const repeat = (key: string, count: number): readonly string[] => Array.from({ length: count }, () => key);

function drive(workspace: EditorWorkspace, desktop: VirtualDesktop): ClientSession {
  return {
    readText: () => Promise.resolve(toldText(readLog(workspace))),
    readProblems: () => Promise.resolve(toldProblems(readLog(workspace))),
    addsParentheses: true,
    async complete(typed) {
      await desktop.press("Escape", "ctrl+End", "Left");
      await desktop.type(typed);
      await readUntil(
        () => Promise.resolve(toldText(readLog(workspace))),
        (text) => text.includes(typed),
      );
      await desktop.waitForWindow(COMPLETIONS);
      await desktop.press("Return");
    },
    // A list of completions may be open from the step before; Escape closes it and does nothing else.
    fix: () => desktop.press("Escape", "ctrl+Home", "ctrl+period"),
    async rename({ line, character }, name) {
      await desktop.press(
        "Escape",
        "ctrl+Home",
        ...repeat("Down", line),
        ...repeat("Right", character),
        "F2",
      );
      await desktop.waitForWindow(/^Rename/);
      await desktop.type(name);
      await desktop.press("Return");
    },
    format: () => desktop.press("Escape", "ctrl+t", "f"),
    save: () => desktop.press("Escape", "ctrl+s"),
    async end() {
      desktop.end();
    },
  };
}

async function open(workspace: EditorWorkspace): Promise<ClientSession> {
  writeSettings(workspace);
  const desktop = await startDesktop(workspace, ["kate", "--new", workspace.document]);
  try {
    await desktop.waitForWindow(/^LSP server start requested/);
    await desktop.press("Return");
  } catch (error) {
    desktop.end();
    throw error;
  }
  return drive(workspace, desktop);
}

/** Kate, as Debian packages it. */
export const kate: EditorClient = {
  name: "Kate",
  install: () => installDebian("kate", ...DESKTOP_PACKAGES),
  open,
};
