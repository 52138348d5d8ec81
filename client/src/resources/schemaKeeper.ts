/**
 * The union schemas of each sandbox in use: from the disk at once, from the platform when they are missing or old.
 * Says what it has and how old it is; never pretends to have a schema it has not.
 */
import * as vscode from "vscode";
import type { Log } from "../log";
import { type SandboxTarget, toSandboxKey } from "../model/resource";
import type { CachedSchemas, FetchedSchemas, SchemaCache } from "../model/schemaCache";

/** What is known of the schemas of one sandbox. */
export interface SchemaState {
  readonly target: SandboxTarget;
  readonly key: string;
  /** What can be used now; undefined when there is none yet. */
  readonly schemas: CachedSchemas | undefined;
  readonly isFetching: boolean;
  /** Why the last fetch failed; undefined after a success. */
  readonly failure: unknown;
}

/** What the keeper is built on. */
export interface SchemaSources {
  readonly cache: SchemaCache;
  readonly fetch: (target: SandboxTarget, signal: AbortSignal) => Promise<FetchedSchemas>;
  readonly now: () => number;
  /** Age in milliseconds at which schemas are fetched again; 0 means only when asked. */
  readonly getLifetimeMs: () => number;
  readonly log: Log;
}

/** Keeps the schemas of the sandboxes that documents belong to. */
export class SchemaKeeper implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<SchemaState>();
  private readonly states = new Map<string, SchemaState>();
  private readonly fetches = new Map<string, Promise<SchemaState>>();
  private readonly ending = new AbortController();

  /** Fires whenever there is something new to know about a sandbox's schemas. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly sources: SchemaSources) {}

  /** What is known; undefined before the sandbox was first asked about. */
  find(target: SandboxTarget): SchemaState | undefined {
    return this.states.get(toSandboxKey(target));
  }

  /** Makes schemas available: the kept ones at once, newer ones when those are missing or too old. */
  async ensure(target: SandboxTarget): Promise<void> {
    const key = toSandboxKey(target);
    if (this.states.has(key)) return;
    const schemas = await this.sources.cache.find(key);
    if (this.states.has(key)) return;
    this.put({ target, key, schemas, isFetching: false, failure: undefined });
    if (schemas === undefined || this.isExpired(schemas)) await this.refresh(target);
  }

  /** Fetches the schemas anew; the old ones stay in use until the new ones are there. A failure is kept, not thrown. */
  refresh(target: SandboxTarget): Promise<SchemaState> {
    const key = toSandboxKey(target);
    const underWay = this.fetches.get(key);
    if (underWay !== undefined) return underWay;
    const fetching = this.fetchNew(target, key).finally(() => this.fetches.delete(key));
    this.fetches.set(key, fetching);
    return fetching;
  }

  /** The text of a kept schema of the sandbox with this key. Rejects where it is gone. */
  read(key: string, address: string): Promise<string> {
    return this.sources.cache.read(key, address);
  }

  dispose(): void {
    this.ending.abort();
    this.changed.dispose();
  }

  private async fetchNew(target: SandboxTarget, key: string): Promise<SchemaState> {
    const before = this.states.get(key)?.schemas ?? (await this.sources.cache.find(key));
    this.put({ target, key, schemas: before, isFetching: true, failure: undefined });
    try {
      const fetched = await this.sources.fetch(target, this.ending.signal);
      const schemas = await this.sources.cache.keep(key, fetched, this.sources.now());
      return this.put({ target, key, schemas, isFetching: false, failure: undefined });
    } catch (failure) {
      if (!this.ending.signal.aborted)
        this.sources.log.error(`The schemas of ${key} could not be fetched`, failure);
      return this.put({ target, key, schemas: before, isFetching: false, failure });
    }
  }

  private put(state: SchemaState): SchemaState {
    this.states.set(state.key, state);
    this.changed.fire(state);
    return state;
  }

  private isExpired({ fetchedAt }: CachedSchemas): boolean {
    const lifetime = this.sources.getLifetimeMs();
    return lifetime > 0 && this.sources.now() - fetchedAt > lifetime;
  }
}
