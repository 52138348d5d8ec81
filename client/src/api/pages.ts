/**
 * One way to walk every list of the platform, whatever of the seven paging styles it uses.
 * A walk is capped, cancellable, free of duplicates, and survives a failed page: asking again
 * repeats that page. Refuses to guess a total the service did not give.
 */
import { ApiError, isApiError, throwIfCancelled } from "./apiError";
import type { ApiRequest, ApiSession } from "./apiSession";
import {
  findNextPosition,
  type PagePosition,
  type PagingStyle,
  readPagingFacts,
  toFirstPosition,
  toSmallerPage,
} from "./pagingStyles";
import { findObject } from "./tolerantShapes";

/** One page of a list. */
export interface Page<Item> {
  /** Items not seen on an earlier page of this walk. */
  readonly items: readonly Item[];
  /** How many items this walk has returned so far, this page included. */
  readonly loaded: number;
  /** How many the service says there are; undefined when it does not say. */
  readonly total: number | undefined;
  /** Whether nothing follows. */
  readonly isLast: boolean;
  /** True when the walk ended at its cap although the service has more. */
  readonly isCapped: boolean;
  /** Entries that could not be read at all (no id, not an object); they are logged, not returned. */
  readonly skipped: number;
  /**
   * On the last page: how many entries there are that this walk did not return, by the service's own total, and at least
   * those that could not be read. 0 before, and where nothing can be told.
   */
  readonly missing: number;
  /** The service sent a page again instead of the next one, so that the walk ended too early. */
  readonly isBroken: boolean;
}

/** A list being walked page by page; also usable with `for await`. */
export interface PageWalk<Item> extends AsyncIterable<Page<Item>> {
  /** The next page, or undefined after the last. Rejects with `ApiError`; then the same page can be asked again. */
  nextPage(signal?: AbortSignal): Promise<Page<Item> | undefined>;
}

/** What a resource tells the walker about its list. */
export interface PageSource<Item> {
  readonly style: PagingStyle;
  readonly pageSize: number;
  /** Page size to fall back to when large pages time out or come back empty. */
  readonly smallerPageSize?: number | undefined;
  /** Base of the service, which its next links are relative to. */
  readonly basePath: string;
  /** The request for a position; of style `link` used for the first page only. */
  readonly toRequest: (position: PagePosition) => ApiRequest;
  /** The list inside an answer; undefined means the answer is not a list at all. */
  readonly findEntries: (body: unknown) => unknown;
  /** Reads one entry (of a map: the value, with the key second); undefined skips it. */
  readonly findItem: (entry: unknown, key: string | undefined) => Item | undefined;
  readonly getId: (item: Item) => string;
  /** Filters the service cannot be trusted with; totals are then unknown. */
  readonly isWanted?: ((item: Item) => boolean) | undefined;
  /** Default 20,000 pages. */
  readonly maxPages?: number | undefined;
  /** Default 200,000 items. */
  readonly maxItems?: number | undefined;
}

/** Only against a service that makes up pages without end: an organisation may hold 50,000 audiences, in pages of 20. */
const MAX_PAGES = 20_000;
const MAX_ITEMS = 200_000;

/** Starts a walk; nothing is sent before the first page is asked for. */
export function walkPages<Item>(session: ApiSession, source: PageSource<Item>): PageWalk<Item> {
  const walker = new PageWalker(session, source);
  return {
    nextPage: (signal) => walker.nextPage(signal),
    async *[Symbol.asyncIterator]() {
      for (let page = await walker.nextPage(); page !== undefined; page = await walker.nextPage()) yield page;
    },
  };
}

/**
 * All items of a walk, up to its cap. Rejects with `badResponse` when the service went in a circle before its total, or sent
 * nothing of what it says there is.
 */
export async function collectItems<Item>(
  walk: PageWalk<Item>,
  signal?: AbortSignal,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let page = await walk.nextPage(signal); page !== undefined; page = await walk.nextPage(signal)) {
    items.push(...page.items);
    if (page.isBroken || (page.isLast && page.loaded === 0 && page.missing > 0)) throw toBrokenList(page);
  }
  return items;
}

/** The error of a list that ended before its end. */
export function toBrokenList({ loaded, missing }: Pick<Page<unknown>, "loaded" | "missing">): ApiError {
  const total = loaded + missing;
  return new ApiError("badResponse", { reason: { kind: "brokenList", loaded, total } });
}

class PageWalker<Item> {
  private position: PagePosition | undefined;
  private pageCount = 0;
  private loaded = 0;
  private unread = 0;
  private readonly seenIds = new Set<string>();
  private readonly firstIds = new Set<string>();
  private inFlight: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly session: ApiSession,
    private readonly source: PageSource<Item>,
  ) {
    this.position = toFirstPosition(source.style, source.pageSize);
  }

  /** One page at a time: a second call while the first is under way waits for it. */
  nextPage(signal?: AbortSignal): Promise<Page<Item> | undefined> {
    const page = this.inFlight.then(() => this.readNextPage(signal));
    this.inFlight = page.catch(() => undefined);
    return page;
  }

  private async readNextPage(signal: AbortSignal | undefined): Promise<Page<Item> | undefined> {
    throwIfCancelled(signal);
    if (this.position === undefined) return undefined;
    const body = await this.fetchShrinking(signal);
    return this.accept(this.position, body);
  }

  /** Large organisations answer big pages with nothing or not at all; the smaller page then works. */
  private async fetchShrinking(signal: AbortSignal | undefined): Promise<unknown> {
    try {
      return await this.fetchBody(signal);
    } catch (error) {
      const smaller = this.source.smallerPageSize;
      const position = this.position;
      const canShrink = smaller !== undefined && position !== undefined && position.limit > smaller;
      if (!canShrink || !isApiError(error, "timeout", "badResponse", "network", "tooLarge")) {
        throw error;
      }
      this.session.log.write({ level: "info", message: `Asking again with ${smaller} entries per page.` });
      this.position = toSmallerPage(this.source.style, position, smaller);
      this.firstIds.clear();
      return this.fetchBody(signal);
    }
  }

  private async fetchBody(signal: AbortSignal | undefined): Promise<unknown> {
    const position = this.position ?? toFirstPosition(this.source.style, this.source.pageSize);
    const request = this.source.toRequest(position);
    const linked =
      position.link === undefined
        ? undefined
        : { query: undefined, ...this.session.toLinkedRequest(position.link, this.source.basePath) };
    const { body, requestId, status } = await this.session.send({ ...request, ...linked, signal });
    const entries = this.source.findEntries(body);
    if (Array.isArray(entries) || findObject(entries) !== undefined) return body;
    throw new ApiError("badResponse", { reason: { kind: "unlike", what: "a list" }, requestId, status });
  }

  private accept(position: PagePosition, body: unknown): Page<Item> {
    const entries = toKeyedEntries(this.source.findEntries(body));
    const read = entries.map(([key, entry]) => this.source.findItem(entry, key));
    const items = read.filter((item): item is Awaited<Item> & Item => item !== undefined);
    const facts = readPagingFacts(body);
    const repeats = this.isRepeat(items);
    const fresh = repeats ? [] : this.keepNew(items);
    const next = repeats
      ? undefined
      : findNextPosition(this.source.style, position, { facts, entryCount: entries.length });
    this.pageCount += 1;
    this.loaded += fresh.length;
    const isCapped = next !== undefined && this.isAtCap();
    this.position = isCapped ? undefined : next;
    this.unread += read.length - items.length;
    this.reportSkipped(read.length - items.length);
    const missing = this.position === undefined ? this.countMissing(facts.total) : 0;
    return {
      items: fresh,
      loaded: this.loaded,
      total: this.toTotal(facts.total, next === undefined),
      isLast: this.position === undefined,
      isCapped,
      skipped: read.length - items.length,
      missing,
      isBroken: repeats && missing > this.unread,
    };
  }

  /** A service that loops repeats whole pages; one that shifted by an insert repeats only some items. */
  private isRepeat(items: readonly Item[]): boolean {
    const first = items[0];
    if (first === undefined) return false;
    const id = this.source.getId(first);
    if (this.firstIds.has(id)) return true;
    this.firstIds.add(id);
    return false;
  }

  private keepNew(items: readonly Item[]): Item[] {
    return items.filter((item) => {
      const id = this.source.getId(item);
      if (this.seenIds.has(id)) return false;
      this.seenIds.add(id);
      return this.source.isWanted?.(item) ?? true;
    });
  }

  private toTotal(said: number | undefined, hasEnded: boolean): number | undefined {
    if (this.source.isWanted === undefined && said !== undefined) return Math.max(said, this.loaded);
    return hasEnded ? this.loaded : undefined;
  }

  /** What this walk saw is held against what the service says there is. */
  private countMissing(said: number | undefined): number {
    const missing = Math.max(this.unread, (said ?? 0) - this.seenIds.size);
    if (missing > this.unread)
      this.session.log.write({
        level: "warn",
        message: `The list ended ${missing} entries before its total.`,
      });
    return missing;
  }

  private isAtCap(): boolean {
    const { maxPages = MAX_PAGES, maxItems = MAX_ITEMS } = this.source;
    return this.pageCount >= maxPages || this.seenIds.size >= maxItems;
  }

  private reportSkipped(skipped: number): void {
    if (skipped === 0) return;
    this.session.log.write({ level: "warn", message: `Left out ${skipped} list entries without an id.` });
  }
}

function toKeyedEntries(entries: unknown): readonly (readonly [string | undefined, unknown])[] {
  if (Array.isArray(entries)) return entries.map((entry) => [undefined, entry] as const);
  return Object.entries(findObject(entries) ?? {});
}
