/**
 * Sizes of audiences beside their names: read once per sandbox, after the rows are there, and never waited for.
 * What no evaluation says stays unknown.
 */
import type { Log } from "../log";
import { type SandboxTarget, toSandboxKey } from "../model/resource";
import type { ResourceRow } from "../model/rows";
import type { PlatformDetails } from "./relations";

type Sizes = ReadonlyMap<string, number>;

/** Members by audience, per sandbox. */
export class AudienceSizes {
  private readonly known = new Map<string, Sizes>();
  private readonly reading = new Map<string, AbortController>();

  constructor(
    private readonly sources: { readonly details: () => Promise<PlatformDetails>; readonly log: Log },
  ) {}

  /** The row with its size, where the sizes of its sandbox are known. */
  withSize(target: SandboxTarget, row: ResourceRow): ResourceRow {
    const sizes = this.known.get(toSandboxKey(target));
    return sizes === undefined ? row : { ...row, size: sizes.get(row.id) };
  }

  /** Reads the sizes of a sandbox unless they are there or on their way; calls `onRead` when there is something new. */
  ensure(target: SandboxTarget, onRead: () => void): void {
    const key = toSandboxKey(target);
    if (this.known.has(key) || this.reading.has(key)) return;
    const reading = new AbortController();
    this.reading.set(key, reading);
    void this.read(target, reading.signal).then((sizes) => {
      // Forgotten in the meantime: a late answer belongs to nobody.
      if (this.reading.get(key) !== reading) return;
      this.reading.delete(key);
      this.known.set(key, sizes);
      if (sizes.size > 0) onRead();
    });
  }

  /** Reads anew next time: one sandbox, or all. An answer on its way may be of megabytes, so it is called off. */
  forget(target?: SandboxTarget): void {
    for (const key of target === undefined ? [...this.reading.keys()] : [toSandboxKey(target)]) {
      this.reading.get(key)?.abort();
      this.reading.delete(key);
    }
    if (target === undefined) this.known.clear();
    else this.known.delete(toSandboxKey(target));
  }

  private async read(target: SandboxTarget, signal: AbortSignal): Promise<Sizes> {
    // In a turn of its own: what a promise continues comes before the rows are handed over.
    await new Promise((resolve) => setTimeout(resolve, 0));
    try {
      signal.throwIfAborted();
      return await (await this.sources.details()).fetchSizes(target, signal);
    } catch (error) {
      if (!signal.aborted) this.sources.log.error("The sizes of the audiences could not be read", error);
      return new Map();
    }
  }
}
