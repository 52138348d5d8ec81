/**
 * Asks the processes of an editor what they hold after their garbage was collected; see reportProcess.mjs, which answers. Starts and
 * ends no process. Linux and macOS only: elsewhere there is no such signal.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** What a process said of itself. Bytes. */
export interface ProcessReport {
  readonly pid: number;
  readonly program: string;
  readonly answers: number;
  readonly heapUsed: number;
  readonly rss: number;
}

/** Something a process should not have met. */
export interface Incident {
  readonly kind: string;
  readonly program: string;
  readonly reason: string;
}

function readReport(file: string): ProcessReport {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** The newest process of a program that has reported, or undefined. */
export function findProcess(folder: string, programEnd: string): ProcessReport | undefined {
  const reports = readdirSync(folder)
    .filter((name) => /^\d+\.json$/.test(name))
    .map((name) => readReport(path.join(folder, name)))
    .filter(({ program, pid }) => program.endsWith(programEnd) && isAlive(pid));
  return reports.at(-1);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Has a process collect its garbage and returns what it then holds. */
export async function measureProcess(
  folder: string,
  { pid, answers }: ProcessReport,
): Promise<ProcessReport> {
  const file = path.join(folder, `${pid}.json`);
  process.kill(pid, "SIGUSR2");
  for (;;) {
    const report = readReport(file);
    if (report.answers > answers) return report;
    if (!isAlive(pid)) throw new Error(`The process ${pid} ended.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Everything any process met so far. */
export function readIncidents(folder: string): Incident[] {
  const file = path.join(folder, "incidents.jsonl");
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}
