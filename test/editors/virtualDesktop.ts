/**
 * A desktop without a screen for clients that need one: an X server in memory, a window manager that gives windows their keys, and a
 * keyboard. It sees which windows there are and nothing of what they show.
 */
import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { endProcessGroup, runOrFail, runProcess } from "../support/runProcess.js";
import { readUntil } from "./clientSession.js";
import type { EditorWorkspace } from "./editorWorkspace.js";

/** The packages of Debian that it is made of. */
export const DESKTOP_PACKAGES = ["xvfb", "openbox", "xdotool", "dbus-daemon"] as const;

/** Between two letters, as a fast typist has it: what is typed at once is taken for pasted. */
const LETTER_MS = "60";
const ANSWER_MS = 30_000;

/** The windows and the keyboard of one client. */
export interface VirtualDesktop {
  /** Presses keys one after the other, by the names that X gives them. */
  press(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Waits until a window of that title is shown; rejects when none comes. */
  waitForWindow(title: RegExp): Promise<void>;
  end(): void;
}

/** Starts the X server on a display that is free, and tells its name. */
async function startDisplay(environment: NodeJS.ProcessEnv): Promise<{ server: ChildProcess; name: string }> {
  const parameters = ["-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp"];
  const server = spawn("Xvfb", parameters, {
    env: environment,
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    detached: true,
  });
  const number = await new Promise<string>((resolve, reject) => {
    (server.stdio[3] as Readable).once("data", (bytes) => resolve(String(bytes).trim()));
    server.once("error", reject);
    server.once("exit", () => reject(new Error("Xvfb did not start")));
  });
  return { server, name: `:${number}` };
}

/** Starts the desktop, and on it the client. */
export async function startDesktop(
  workspace: EditorWorkspace,
  client: readonly string[],
): Promise<VirtualDesktop> {
  const display = await startDisplay(workspace.environment);
  const options = { cwd: workspace.folder, env: { ...workspace.environment, DISPLAY: display.name } };
  const start = (command: string, parameters: readonly string[]): ChildProcess =>
    spawn(command, parameters, { ...options, stdio: "ignore", detached: true });
  const started = [start("openbox", []), start("dbus-run-session", ["--", ...client])];
  const keyboard = async (...words: readonly string[]): Promise<void> =>
    void (await runOrFail("xdotool", words, { ...options, deadlineMs: ANSWER_MS }));
  // Each window is asked for its title, because the search by title does not know all of them.
  const readTitles = async (): Promise<readonly string[]> => {
    const words = ["search", "--onlyvisible", "--class", ".", "getwindowname", "%@"];
    return (await runProcess("xdotool", words, options)).output.split("\n");
  };
  const end = (): void => {
    process.off("exit", end);
    for (const each of [...started].reverse()) endProcessGroup(each);
    endProcessGroup(display.server);
  };
  process.on("exit", end);
  return {
    press: (...keys) => keyboard("key", "--delay", LETTER_MS, ...keys),
    type: (text) => keyboard("type", "--delay", LETTER_MS, "--", text),
    async waitForWindow(title) {
      const titles = await readUntil(readTitles, (seen) => seen.some((each) => title.test(each)));
      if (!titles.some((each) => title.test(each))) throw new Error(`no window ${title}`);
    },
    end,
  };
}
