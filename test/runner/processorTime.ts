/**
 * How much of the processors a layer takes with everything it starts, editors and browsers included: on a shared machine the only time
 * that tells whether tests became slower. Linux alone says it, of processes that are there, so that it is asked again and again; what
 * the last look missed is missing.
 */
import { readdirSync, readFileSync } from "node:fs";

/** A process as the system tells of it; times in seconds. */
export interface ProcessTimes {
  readonly pid: number;
  readonly parent: number;
  /** Tells processes of one number apart. */
  readonly startedAt: string;
  readonly own: number;
  /** Of its children that ended, and theirs, as far as they were waited for. */
  readonly ofEnded: number;
}

/** The system counts in these, whatever the machine. */
const TICKS_PER_SECOND = 100;

/** A line of `/proc/PID/stat`; the name in brackets may hold anything. */
export function readTimes(line: string): ProcessTimes {
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  const seconds = (first: number) => (Number(fields[first]) + Number(fields[first + 1])) / TICKS_PER_SECOND;
  return {
    pid: Number.parseInt(line, 10),
    parent: Number(fields[1]),
    startedAt: fields[19] ?? "",
    own: seconds(11),
    ofEnded: seconds(13),
  };
}

/** All processes there are; none where the system does not tell. */
export function listProcesses(): readonly ProcessTimes[] {
  const read = (pid: string): readonly ProcessTimes[] => {
    try {
      return [readTimes(readFileSync(`/proc/${pid}/stat`, "utf8"))];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  };
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(read);
}

const toKey = ({ pid, startedAt }: ProcessTimes): string => `${pid} ${startedAt}`;

/** The time of one process and all below it. */
export class ProcessorTime {
  readonly #root: number;
  readonly #seen = new Map<string, ProcessTimes>();

  constructor(root: number) {
    this.#root = root;
  }

  /** Takes in what there is now. Who was seen stays known, also when its parent has gone. */
  look(processes: readonly ProcessTimes[]): void {
    const present = new Map(processes.map((one) => [one.pid, one]));
    const isOurs = (one: ProcessTimes | undefined): boolean =>
      one !== undefined &&
      (one.pid === this.#root || this.#seen.has(toKey(one)) || isOurs(present.get(one.parent)));
    for (const one of processes.filter(isOurs)) this.#seen.set(toKey(one), one);
  }

  /** What is known so far, nothing twice: of the ended a parent tells the sum, of which their own last words are a part. */
  get seconds(): number {
    const all = [...this.#seen.values()];
    const told = new Map<number, number>();
    for (const { parent, own, ofEnded } of all) told.set(parent, (told.get(parent) ?? 0) + own + ofEnded);
    return all.reduce(
      (sum, { pid, own, ofEnded }) => sum + own + Math.max(0, ofEnded - (told.get(pid) ?? 0)),
      0,
    );
  }
}
