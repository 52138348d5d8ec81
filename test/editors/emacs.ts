/**
 * Emacs in a terminal of its own, driven through its server: keys are run as macros, what it holds is asked for. Once with eglot,
 * once with lsp-mode, each with the configuration of `docs/editors.md`.
 */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { endProcessGroup, runOrFail } from "../support/runProcess.js";
import { type ClientSession, type EditorClient, readUntil } from "./clientSession.js";
import { installDebian } from "./debianClients.js";
import type { EditorWorkspace } from "./editorWorkspace.js";

/** What differs between the two: the words of Emacs Lisp that reach the same thing. */
interface EmacsFlavour {
  readonly configurations: readonly string[];
  readonly start: string;
  /** A form that gives the messages of the problems. */
  readonly problems: string;
  readonly isConnected: string;
  /** Keys that open the fixes at point and take the first. */
  readonly fix: string;
  readonly rename: string;
  /** The command that completes, and the keys that take the first of what it shows. */
  readonly complete: string;
  readonly accept?: string;
  readonly format: string;
}

const MODE = "(define-derived-mode pql-mode";
const FLYMAKE =
  "(mapcar (lambda (each) (substring-no-properties (flymake-diagnostic-text each))) (flymake-diagnostics))";

const EGLOT: EmacsFlavour = {
  configurations: [MODE, "(require 'eglot)"],
  start: "",
  problems: FLYMAKE,
  isConnected: "(and (eglot-current-server) t)",
  fix: "M-x eglot-code-actions RET RET",
  rename: "eglot-rename",
  complete: "completion-at-point",
  format: "M-x eglot-format-buffer RET",
};

const LSP_MODE: EmacsFlavour = {
  configurations: [MODE, "(require 'lsp-mode)"],
  start: "(setq lsp-auto-guess-root t)\n(require 'company)\n(add-hook 'pql-mode-hook #'company-mode)",
  problems: FLYMAKE,
  isConnected: "(and lsp--buffer-workspaces (lsp-workspaces) t)",
  fix: "M-x lsp-execute-code-action RET Change TAB RET",
  rename: "lsp-rename",
  complete: "company-complete",
  format: "M-x lsp-format-buffer RET",
};

/** How long an answer may take before the client counts as stuck, at a question that nobody foresaw. */
const ANSWER_MS = 30_000;

const quote = (text: string): string => JSON.stringify(text);

/** Starts Emacs and returns how it is asked: a form is evaluated in the buffer that is shown. */
function startEmacs(workspace: EditorWorkspace, flavour: EmacsFlavour) {
  const socket = path.join(workspace.folder, "emacs.sock");
  const settings = path.join(workspace.folder, "home", ".emacs.d");
  mkdirSync(settings);
  const begin = `(require 'server)\n(setq server-socket-dir ${quote(workspace.folder)} server-name "emacs.sock")\n(server-start)\n`;
  writeFileSync(
    path.join(settings, "init.el"),
    [begin, ...flavour.configurations.map((name) => workspace.configuration(name)), flavour.start].join("\n"),
  );
  const options = { cwd: workspace.folder, env: workspace.environment, deadlineMs: ANSWER_MS };
  const command = `emacs -nw ${workspace.document}`;
  const child = spawn("script", ["-qfc", command, path.join(workspace.folder, "screen")], {
    cwd: workspace.folder,
    env: workspace.environment,
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  const evaluate = (form: string): Promise<string> => {
    const inBuffer = `(with-selected-window (selected-window) (with-current-buffer (get-file-buffer ${quote(workspace.document)}) ${form}))`;
    return runOrFail("emacsclient", ["-s", socket, "--eval", inBuffer], options);
  };
  return { child, evaluate };
}

async function open(workspace: EditorWorkspace, flavour: EmacsFlavour): Promise<ClientSession> {
  const { child, evaluate } = startEmacs(workspace, flavour);
  /** Asks for a value as JSON, in base 64 because the answer comes as Lisp prints it. */
  const readJson = async <Value>(form: string): Promise<Value> => {
    const answer = await evaluate(
      `(base64-encode-string (encode-coding-string (json-encode ${form}) 'utf-8) t)`,
    );
    return JSON.parse(Buffer.from(answer.replaceAll('"', ""), "base64").toString("utf8"));
  };
  const run = async (form: string): Promise<void> => void (await evaluate(`(progn ${form} nil)`));
  const press = (keys: string): Promise<void> => run(`(execute-kbd-macro (kbd ${quote(keys)}))`);
  await readUntil(
    () => evaluate(flavour.isConnected).catch(() => ""),
    (answer) => answer.trim() === "t",
  );
  return {
    readText: () => readJson("(buffer-substring-no-properties (point-min) (point-max))"),
    async readProblems() {
      return (await readJson<readonly string[] | null>(`(vconcat ${flavour.problems})`)) ?? [];
    },
    async complete(typed) {
      await run('(goto-char (point-max)) (skip-chars-backward "\\n")');
      await run(`(execute-kbd-macro ${quote(typed)})`);
      // Not as keys of a macro: eglot gives up a request when the next key is there, and the end of a macro counts as one.
      await run(`(call-interactively #'${flavour.complete})`);
      if (flavour.accept !== undefined) await press(flavour.accept);
    },
    async fix() {
      await run("(goto-char (point-min))");
      await press(flavour.fix);
    },
    rename: ({ line, character }, name) =>
      run(
        `(goto-char (point-min)) (forward-line ${line}) (forward-char ${character}) (${flavour.rename} ${quote(name)})`,
      ),
    format: () => press(flavour.format),
    save: () => press("C-x C-s"),
    async end() {
      endProcessGroup(child);
    },
  };
}

/** Eglot, as Debian packages it for an Emacs that has none yet. */
export const eglot: EditorClient = {
  name: "Emacs with eglot",
  install: () => installDebian("elpa-eglot", "emacs-nox"),
  open: (workspace) => open(workspace, EGLOT),
};

/** Lsp-mode with the problems in flymake. */
export const lspMode: EditorClient = {
  name: "Emacs with lsp-mode",
  install: () => installDebian("elpa-lsp-mode", "elpa-company", "elpa-yasnippet", "emacs-nox"),
  open: (workspace) => open(workspace, LSP_MODE),
};
