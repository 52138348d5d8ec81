/**
 * What each page's host side does: read what the page shows, answer what it asks. Knows neither panels nor messages, and
 * nothing of the editor, so that it can be tried without one.
 */
import type { Inspection, InspectionRequest } from "../../../../server/src/protocol/clientMessages";
import type { ApiSession } from "../../api/apiSession";
import type { Audience } from "../../api/audiences";
import type { DocumentAddress } from "../../content/messageDocuments";
import type { Log } from "../../log";
import type { UserKind } from "../../model/audienceUsers";
import type { ResourceRow } from "../../model/rows";
import type { PagePlace } from "./protocol";

/** What a page may have the editor do. */
export interface PageEditor {
  /** Inserts a path where PQL was last written; the document's name, or undefined when nothing fits. */
  insert(text: string): Promise<string | undefined>;
  open(address: DocumentAddress): Promise<void>;
  /** Asks which change of a field of the place is meant, and shows what it would break. */
  askWhatBreaks(path: string): Promise<void>;
  /** Opens `text` as a new document. */
  create(text: string, language: string): Promise<void>;
}

/** What a host works with during one page load or one question. */
export interface PageContext {
  readonly place: PagePlace;
  readonly session: ApiSession;
  /** Aborted when the page is closed, or read again. */
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly editor: PageEditor;
  /** What a command worked out for this page, as it was handed over; a host that knows what to do with it checks it. */
  readonly handed?: unknown;
  /** The same for another page of the place, open or not. */
  readonly findHanded?: (page: Pick<PagePlace, "page" | "id">) => unknown;
  /** Told of each audience that was read, so that what is known of it elsewhere stays fresh. */
  readonly noteAudience: (audience: Audience) => void;
  /** The things of a kind that use an audience; what the sidebar has read of them serves here too. */
  readonly findUsers: (user: UserKind, audienceId: string) => Promise<readonly ResourceRow[]>;
  /** What the language says of an expression of this sandbox; undefined where it does not answer. */
  readonly inspect: (expression: Omit<InspectionRequest, "uri">) => Promise<Inspection | undefined>;
}

/** Reads one part of a page; called again for each retry. */
export type PartReader = () => Promise<unknown>;

/** What a page shows, ready to be sent to it. */
export interface PageContent {
  /** Becomes the title of the tab. */
  readonly title: string;
  /** What stands at once: everything but the parts. */
  readonly content: object;
  /** What is read on its own and arrives when it is there, by its name in the content. */
  readonly parts?: Readonly<Record<string, PartReader>>;
}

/** The host side of one kind of page. */
export interface PageHost {
  load(context: PageContext): Promise<PageContent>;
  /** Answers a question of the page; undefined when the question is not one of this page. */
  answer?(context: PageContext, request: unknown): Promise<unknown>;
}

/** Asks once for all parts of a page that ask at the same time. Keeps no answer: who asks later asks anew. */
export function shareAnswer<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let asking: Promise<Value> | undefined;
  return () => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}

/** The type with undefined members made optional. */
type Known<Value> = { [Name in keyof Value]?: Exclude<Value[Name], undefined> };

/** The members of `value` that are not undefined: messages between host and page have no word for it. */
export function withoutAbsent<Value extends object>(value: Value): Known<Value> {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as Known<Value>;
}
