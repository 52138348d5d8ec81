/**
 * Where the next page is, for each of the platform's seven paging styles (docs/platform.md#paging). Pure: reads an
 * answer, decides a position. Refuses to trust one signal alone where the services are known to lie.
 */
import { findNumber, findObject, findText, type JsonObject } from "./tolerantShapes";

/**
 * - `pageIndex`: a page number called `start`, `_page.next` as text (audiences).
 * - `offset`: add the page length, stop at a short page.
 * - `pageFromZero`, `pageFromOne`: page numbers.
 * - `token`: pass the service's token on unchanged.
 * - `link`: follow `_links.next`.
 * - `map`: an object keyed by id, no paging information; offsets.
 */
export type PagingStyle = "pageIndex" | "offset" | "pageFromZero" | "pageFromOne" | "token" | "link" | "map";

/** What to ask for next. Which member a request uses depends on the style. */
export interface PagePosition {
  /** Page number as the service counts (from one for `pageFromOne`). */
  readonly index: number;
  /** Entries before this page. */
  readonly offset: number;
  readonly limit: number;
  /** Token of the service; undefined on the first page. */
  readonly token: string | undefined;
  /** Link of the service; undefined on the first page. */
  readonly link: string | undefined;
}

/** What an answer says about paging, wherever it says it. */
export interface PagingFacts {
  readonly total: number | undefined;
  readonly pages: number | undefined;
  readonly isLast: boolean | undefined;
  /** `next` as text; undefined when missing, null or empty. */
  readonly next: string | undefined;
  readonly link: string | undefined;
}

/** The first position of a walk. */
export function toFirstPosition(style: PagingStyle, limit: number): PagePosition {
  return { index: firstIndex(style), offset: 0, limit, token: undefined, link: undefined };
}

/** The same place in the list with a smaller page; may overlap what was already read. */
export function toSmallerPage(style: PagingStyle, position: PagePosition, limit: number): PagePosition {
  return { ...position, limit, index: firstIndex(style) + Math.floor(position.offset / limit) };
}

/** Collects totals, tokens and links from the places services put them. */
export function readPagingFacts(body: unknown): PagingFacts {
  const top = findObject(body) ?? {};
  const page = findPagePart(top);
  const links = findObject(top["_links"]) ?? {};
  const isLast = top["lastPage"];
  return {
    total: findNumber(page["totalCount"] ?? top["totalElements"] ?? top["totalCount"]),
    pages: findNumber(page["totalPages"] ?? top["pages"] ?? top["totalPages"]),
    isLast: typeof isLast === "boolean" ? isLast : undefined,
    next: findText(page["next"] ?? top["continuationToken"] ?? undefined) || undefined,
    link: findLink(links["next"]),
  };
}

/** The position after `current`, or undefined when the list has ended. */
export function findNextPosition(
  style: PagingStyle,
  current: PagePosition,
  answer: { readonly facts: PagingFacts; readonly entryCount: number },
): PagePosition | undefined {
  const { facts, entryCount } = answer;
  const after = { ...current, index: current.index + 1, offset: current.offset + entryCount };
  if (style === "token") return facts.next === undefined ? undefined : { ...after, token: facts.next };
  if (style === "link") return facts.link === undefined ? undefined : { ...after, link: facts.link };
  if (entryCount === 0) return undefined;
  const byNumber = { ...after, offset: current.offset + current.limit };
  if (style === "pageIndex") return isAudienceEnd(current, answer) ? undefined : byNumber;
  if (style === "offset" || style === "map") return isShortPage(current, answer) ? undefined : after;
  return isLastNumber(style, current, answer) ? undefined : byNumber;
}

function firstIndex(style: PagingStyle): number {
  return style === "pageFromOne" ? 1 : 0;
}

function findPagePart(top: JsonObject): JsonObject {
  for (const name of ["_page", "_pages", "page", "pagination"]) {
    const found = findObject(top[name]);
    if (found !== undefined) return found;
  }
  return {};
}

function findLink(link: unknown): string | undefined {
  return (typeof link === "string" ? link : findText(findObject(link)?.["href"])) || undefined;
}

interface Answer {
  readonly facts: PagingFacts;
  readonly entryCount: number;
}

/** `next` is sometimes missing although a total says there is more; a full page is then worth a look. */
function isAudienceEnd(current: PagePosition, { facts, entryCount }: Answer): boolean {
  if (facts.pages !== undefined) return current.index + 1 >= facts.pages;
  if (facts.next !== undefined && facts.next !== "0") return false;
  if (facts.total === undefined) return true;
  return entryCount < current.limit || current.offset + entryCount >= facts.total;
}

function isShortPage(current: PagePosition, { facts, entryCount }: Answer): boolean {
  if (facts.total !== undefined) return current.offset + entryCount >= facts.total;
  return entryCount < current.limit;
}

function isLastNumber(style: PagingStyle, current: PagePosition, { facts, entryCount }: Answer): boolean {
  if (facts.isLast !== undefined) return facts.isLast;
  const pageNumber = style === "pageFromOne" ? current.index : current.index + 1;
  if (facts.pages !== undefined) return pageNumber >= facts.pages;
  if (facts.total !== undefined) return current.offset + entryCount >= facts.total;
  return entryCount < current.limit;
}
