/**
 * What each page's host side does: read what the page shows, answer what it asks. Knows neither panels nor messages.
 */
import type { ApiSession } from "../../api/apiSession";
import type { Log } from "../../log";
import { describeError } from "../../ui/messages";
import type { PagePlace, Section } from "./protocol";

/** What a host works with during one page load or one question. */
export interface PageContext {
  readonly place: PagePlace;
  readonly session: ApiSession;
  /** Aborted when the page is closed, or read again. */
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly now: () => number;
  /** Where a path is inserted when a page offers one; undefined when nothing fits. */
  readonly insert: (text: string) => Promise<string | undefined>;
}

/** What a page shows, ready to be sent to it. */
export interface PageContent {
  /** Becomes the title of the tab. */
  readonly title: string;
  readonly content: unknown;
}

/** The host side of one kind of page. */
export interface PageHost {
  load(context: PageContext): Promise<PageContent>;
  /** Answers a question of the page; undefined when the question is not one of this page. */
  answer?(context: PageContext, request: unknown): Promise<unknown>;
}

/** Reads one part of a page; its failure becomes a text, and giving up stays giving up. */
export async function readSection<Value>(
  { log, signal }: Pick<PageContext, "log" | "signal">,
  what: string,
  read: () => Promise<Value>,
): Promise<Section<Value>> {
  try {
    return { value: await read() };
  } catch (error) {
    const described = describeError(error);
    if (described === undefined || signal.aborted) throw error;
    log.error(`${what} could not be read for a page`, error);
    return { failure: described.text };
  }
}
