/**
 * What was written in this window that the platform's lists may not show yet, for everybody who reads a list. Knows no list.
 */
import { type RecentWrite, stillAhead } from "./recentWrites";
import { type SandboxTarget, toSandboxKey } from "./resource";

/** The last write of each audience, by sandbox. */
export class WritesAhead {
  private readonly writes = new Map<string, readonly RecentWrite[]>();
  private readonly watchers: ((target: SandboxTarget, write: RecentWrite) => void)[] = [];

  constructor(private readonly now: () => number) {}

  /** Takes the place of an earlier write of the same audience. */
  note(target: SandboxTarget, write: RecentWrite): void {
    const others = this.list(target).filter(({ id }) => id !== write.id);
    this.writes.set(toSandboxKey(target), [...others, write]);
    for (const tell of this.watchers) tell(target, write);
  }

  /** Calls back with every write from now on. */
  watch(tell: (target: SandboxTarget, write: RecentWrite) => void): void {
    this.watchers.push(tell);
  }

  /** In the order they were written; none that every list must show by now. */
  list(target: SandboxTarget): readonly RecentWrite[] {
    return stillAhead(this.writes.get(toSandboxKey(target)) ?? [], this.now());
  }
}
