/**
 * What pages are called. Loaded with the extension, so it needs no library.
 */
import { PAGE_KINDS, type PageKind } from "../../model/resourceKinds";

/** Pages that are of no kind of thing: changed content as it will look, reports, and what was found about many rules. */
const OTHER_PAGES = ["rendered", "report", "families", "impact"] as const;

/** Which pages there are: those, and one for each kind of thing that has a page. */
export const PAGE_NAMES = [...PAGE_KINDS, ...OTHER_PAGES] as const;
export type PageName = (typeof PAGE_NAMES)[number];

/** In the place of a connection, of pages about files alone. */
export const NO_CONNECTION = "";

/** Whether a page is that of a kind of thing. */
export function isPageOfKind(page: PageName): page is PageKind {
  return PAGE_KINDS.some((kind) => kind === page);
}
