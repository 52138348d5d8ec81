/**
 * What is known of one list: the rows read so far, how many there are, its filter, and what failed. Asks for pages one
 * at a time; an answer that arrives after a reset belongs to nobody and is dropped. Shows nothing.
 */
import type { ResourceRow, RowWalk } from "../model/rows";
import type { ListProgress } from "./nodes";

/** Opens the list on the platform, filtered by name there. */
export type OpenList = (filter: string | undefined) => Promise<RowWalk>;

/** One list, read page by page. */
export class ListState {
  private readonly seen = new Map<string, ResourceRow>();
  private walk: Promise<RowWalk> | undefined;
  private pending: Promise<void> | undefined;
  private controller = new AbortController();
  private hasPage = false;
  private total: number | undefined;
  private isLast = false;
  private failure: unknown;
  private filter: string | undefined;

  constructor(private readonly open: OpenList) {}

  /** Rows in the platform's order, each id once. */
  get rows(): readonly ResourceRow[] {
    return [...this.seen.values()];
  }

  get progress(): ListProgress {
    const shown = this.hasPage ? this.seen.size : undefined;
    return { shown, total: this.total, isComplete: this.isLast, filter: this.filter };
  }

  /** Why the last page could not be read; undefined when it could. */
  get error(): unknown {
    return this.failure;
  }

  /** Reads the first page unless it is there, was refused, or is on its way. */
  async start(): Promise<void> {
    if (this.pending !== undefined || (!this.hasPage && this.failure === undefined)) await this.readPage();
  }

  /** Reads one more page, or the failed one again. */
  async readMore(): Promise<void> {
    if (!this.isLast) await this.readPage();
  }

  /** Forgets all rows, keeps the filter, and gives up what is on its way. */
  reset(): void {
    this.controller.abort();
    this.controller = new AbortController();
    this.seen.clear();
    this.walk = undefined;
    this.pending = undefined;
    this.hasPage = false;
    this.total = undefined;
    this.isLast = false;
    this.failure = undefined;
  }

  /** Starts over with another filter; undefined shows everything. */
  setFilter(filter: string | undefined): void {
    this.filter = filter;
    this.reset();
  }

  private readPage(): Promise<void> {
    if (this.pending !== undefined) return this.pending;
    const { signal } = this.controller;
    const reading = this.takePage(signal)
      .catch((error: unknown) => {
        if (!signal.aborted) this.failure = error;
      })
      .finally(() => {
        if (this.pending === reading) this.pending = undefined;
      });
    this.pending = reading;
    return reading;
  }

  private async takePage(signal: AbortSignal): Promise<void> {
    this.failure = undefined;
    this.walk ??= this.open(this.filter);
    const walk = await this.walk.catch((error: unknown) => {
      if (!signal.aborted) this.walk = undefined;
      throw error;
    });
    const page = await walk.nextPage(signal);
    if (signal.aborted) return;
    for (const row of page.rows) if (!this.seen.has(row.id)) this.seen.set(row.id, row);
    this.hasPage = true;
    this.total = page.total;
    this.isLast = page.isLast;
  }
}
