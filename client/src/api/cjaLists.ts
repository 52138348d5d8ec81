/**
 * How lists of Customer Journey Analytics are walked: pages from zero in one envelope, or everything at once. They belong to the
 * organisation: no call names a sandbox.
 */
import * as z from "zod";
import type { ApiSession } from "./apiSession";
import { type PageWalk, walkPages } from "./pages";
import { findObject, part, text } from "./tolerantShapes";

/** Who made something; the name may be missing. */
export const ownerShape = part(z.object({ id: text, name: text }));

/** What a list is asked for. */
interface AnalyticsList<Item extends { readonly id: string }> {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly pageSize: number;
  /** The service usually sends the whole list at once and documents no paging parameters. */
  readonly isWhole?: boolean;
  readonly findItem: (entry: unknown) => Item | undefined;
}

export function walkAnalyticsList<Item extends { readonly id: string }>(
  session: ApiSession,
  { path, query = {}, pageSize, isWhole = false, findItem }: AnalyticsList<Item>,
): PageWalk<Item> {
  return walkPages(session, {
    style: "pageFromZero",
    pageSize,
    basePath: "",
    toRequest: ({ index, limit }) => ({
      host: "cja",
      scope: "organisation",
      path,
      query: isWhole ? { page: index === 0 ? undefined : index } : { ...query, limit, page: index },
    }),
    findEntries: (body) => (Array.isArray(body) ? body : findObject(body)?.["content"]),
    findItem,
    getId: (item) => item.id,
  });
}
