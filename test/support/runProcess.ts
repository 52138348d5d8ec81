/**
 * Runs one program to its end and tells what it said.
 * Never waits longer than its deadline, and never leaves grandchildren behind.
 */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

/** What a finished program left. `code` is undefined when it was ended by its deadline or a signal. */
export interface ProcessResult {
  readonly code: number | undefined;
  readonly output: string;
}

/**
 * `deadlineMs` defaults to ten minutes, which only what hangs takes; `echo` also shows the output while it comes; `onStart` is told
 * the number of the process.
 */
export interface RunOptions extends Pick<SpawnOptions, "cwd" | "env"> {
  readonly deadlineMs?: number;
  readonly echo?: boolean;
  readonly onStart?: (pid: number) => void;
}

/** How long a process that was asked to end may clean up. */
const GRACE_MS = 5_000;

/**
 * Makes a signal an ordinary exit, so that what was started is ended on the way out. For programs that
 * start others; those are in groups of their own and do not hear Ctrl-C.
 */
export function exitOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));
}

/** Ends a process started with `detached: true` together with everything it started in its group. */
export function endProcessGroup(child: ChildProcess, signal: NodeJS.Signals = "SIGKILL"): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch (error) {
    if (!isMissingProcess(error)) throw error;
  }
}

function isMissingProcess(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ESRCH";
}

/** Runs the program; rejects only when it cannot be started. */
export function runProcess(
  command: string,
  parameters: readonly string[],
  options: RunOptions = {},
): Promise<ProcessResult> {
  const { deadlineMs = 600_000, echo = false, onStart, ...spawnOptions } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      ...spawnOptions,
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
    });
    if (child.pid !== undefined) onStart?.(child.pid);
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString("utf8");
      if (echo) process.stdout.write(chunk);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const deadline = setTimeout(() => {
      keep(Buffer.from(`\nDid not end within ${deadlineMs / 1000} s.\n`));
      endProcessGroup(child, "SIGTERM");
      setTimeout(() => endProcessGroup(child), GRACE_MS).unref();
    }, deadlineMs);
    const endWithUs = () => endProcessGroup(child, "SIGTERM");
    process.on("exit", endWithUs);
    child.on("error", reject);
    child.on("close", (code) => {
      process.off("exit", endWithUs);
      clearTimeout(deadline);
      resolve({ code: code ?? undefined, output });
    });
  });
}

/** Runs the program and returns its output; rejects with that output when it fails. */
export async function runOrFail(
  command: string,
  parameters: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, output } = await runProcess(command, parameters, options);
  if (code !== 0) throw new Error(`${command} ${parameters.join(" ")} failed (${code}):\n${output.trim()}`);
  return output;
}
