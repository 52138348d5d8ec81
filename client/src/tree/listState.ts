/**
 * What is known of one list: the rows read so far, how many there are, its filter, and what failed. Asks for pages one
 * at a time; an answer that arrives after a reset belongs to nobody and is dropped. Shows nothing.
 */
import type { Grouping, SortOrder } from "../model/resourceKinds";
import type { ResourceRow, RowPage, RowWalk } from "../model/rows";
import { type ListView, PLAIN_VIEW } from "./listView";
import type { ListProgress } from "./nodes";

/** Opens the list on the platform, filtered by name and ordered there. */
export type OpenList = (view: ListView) => Promise<RowWalk>;

/** One list, read page by page. */
export class ListState {
  private readonly seen = new Map<string, ResourceRow>();
  private walk: Promise<RowWalk> | undefined;
  private pending: Promise<void> | undefined;
  private controller = new AbortController();
  private hasPage = false;
  private total: number | undefined;
  private isLast = false;
  private remaining: RowPage["remaining"];
  private failure: unknown;
  private wasStopped = false;
  private view = PLAIN_VIEW;

  /** `countAhead` says how many rows more the list will have once the platform shows what was just written. */
  constructor(
    private readonly open: OpenList,
    private readonly countAhead: (rows: readonly ResourceRow[], filter?: string) => number = () => 0,
  ) {}

  /** Rows in the platform's order, each id once. */
  get rows(): readonly ResourceRow[] {
    return [...this.seen.values()];
  }

  get progress(): ListProgress {
    const ahead = this.hasPage ? this.countAhead(this.rows, this.view.filter) : 0;
    const shown = this.hasPage ? this.seen.size + ahead : undefined;
    const total = this.total === undefined ? undefined : this.total + ahead;
    const remaining = this.remaining === undefined ? {} : { remaining: this.remaining };
    return { shown, total, isComplete: this.isLast, ...remaining, ...this.view };
  }

  /** Whether the person stopped the reading before the first page was there. */
  get isStopped(): boolean {
    return this.wasStopped && !this.hasPage;
  }

  /** Whether a page is on its way. */
  get isReading(): boolean {
    return this.pending !== undefined;
  }

  /** Why the last page could not be read; undefined when it could. */
  get error(): unknown {
    return this.failure;
  }

  /** Reads the first page unless it is there, was refused, or is on its way. */
  async start(): Promise<void> {
    const isUntouched = !this.hasPage && this.failure === undefined && !this.wasStopped;
    if (this.pending !== undefined || isUntouched) await this.readPage();
  }

  /** Reads one more page, or the failed one again. */
  async readMore(): Promise<void> {
    if (!this.isLast) await this.readPage();
  }

  /** Gives up the page on its way; rows already read stay. */
  stop(): void {
    if (this.pending === undefined) return;
    this.giveUp();
    this.wasStopped = true;
  }

  /** Forgets all rows, keeps filter, order and grouping, and gives up what is on its way. */
  reset(): void {
    this.giveUp();
    this.wasStopped = false;
    this.seen.clear();
    this.walk = undefined;
    this.hasPage = false;
    this.total = undefined;
    this.isLast = false;
    this.remaining = undefined;
    this.failure = undefined;
  }

  /** Starts over with another filter; undefined shows everything. */
  setFilter(filter: string | undefined): void {
    this.view = { ...this.view, filter };
    this.reset();
  }

  /** Starts over in another order; undefined is the usual one. */
  setSort(sort: SortOrder | undefined): void {
    this.view = { ...this.view, sort };
    this.reset();
  }

  /** Puts the rows read so far together differently; asks nobody. */
  setGrouping(grouping: Grouping | undefined): void {
    this.view = { ...this.view, grouping };
  }

  private giveUp(): void {
    this.controller.abort();
    this.controller = new AbortController();
    this.pending = undefined;
    if (!this.hasPage) this.walk = undefined;
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
    this.wasStopped = false;
    this.walk ??= this.open(this.view);
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
    this.remaining = page.remaining;
  }
}
