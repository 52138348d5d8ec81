/**
 * The sandboxes of each connection as last read, so that tree, pickers and guards agree on what a sandbox is.
 * A failed reading is not kept.
 */
import type { SandboxTarget } from "../model/resource";
import type { PlatformLists, SandboxRow } from "../model/rows";

/** Reads the sandboxes of a connection once, until told to forget. */
export class SandboxDirectory {
  private readonly known = new Map<string, Promise<readonly SandboxRow[]>>();

  constructor(private readonly lists: () => Promise<PlatformLists>) {}

  /** The sandboxes of a connection; empty means that its credential has no access to any. */
  list(connection: string): Promise<readonly SandboxRow[]> {
    const known = this.known.get(connection);
    if (known !== undefined) return known;
    const reading = this.lists().then((lists) => lists.fetchSandboxes(connection));
    this.known.set(connection, reading);
    reading.catch(() => {
      if (this.known.get(connection) === reading) this.known.delete(connection);
    });
    return reading;
  }

  /** One sandbox; undefined when the connection does not reach it. */
  async find(target: SandboxTarget): Promise<SandboxRow | undefined> {
    const rows = await this.list(target.connection);
    return rows.find((row) => row.name === target.sandbox);
  }

  /** Reads anew next time: one connection, or all. */
  forget(connection?: string): void {
    if (connection === undefined) this.known.clear();
    else this.known.delete(connection);
  }
}
