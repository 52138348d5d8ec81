/**
 * What the system says a process has used. Reads /proc, so it answers on Linux only; elsewhere everything is unknown.
 */
import { readFileSync } from "node:fs";

/** Clock ticks per second in /proc; 100 on every Linux that Node runs on. */
const TICKS = 100;

function readProc(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return undefined;
  }
}

/** Processor time in milliseconds, in steps of ten. */
export function cpuOf(pid: number): number | undefined {
  // The name of the process may hold blanks; figures begin behind its bracket. 12 and 13 are user and system time.
  const fields = readProc(pid, "stat")
    ?.replace(/^.*\) /, "")
    .split(" ");
  if (fields === undefined) return undefined;
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}

function memoryField(pid: number, field: string): number | undefined {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(readProc(pid, "status") ?? "");
  return found === null ? undefined : Number(found[1]) / 1024;
}

/** Memory in use, in MB. */
export function memoryOf(pid: number): number | undefined {
  return memoryField(pid, "VmRSS");
}

/** The most memory ever in use, in MB. */
export function peakMemoryOf(pid: number): number | undefined {
  return memoryField(pid, "VmHWM");
}
