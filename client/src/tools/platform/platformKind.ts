/**
 * What is known of a kind of thing that tools read by table: which service has it, how it is asked, and which fields of it are handed
 * on. Data only; a kind that is not in the tables is read nowhere, and a field that is not named in its row is never handed on.
 */
import type { PagingStyle } from "../../api/pagingStyles";

/** A service and its habits. What they answer names people here and there, so that none of it reaches a log. */
export interface PlatformService {
  /** What addresses and links of the service are relative to. */
  readonly base: string;
  readonly style: PagingStyle;
  /** Parameter for the length of a page; default `limit`. */
  readonly limit?: string;
  /** Parameter for the place in the list; default by style. */
  readonly cursor?: string;
  /** Default Experience Platform itself. */
  readonly host?: "cja";
  /** Of the organisation, not of a sandbox. */
  readonly isOfOrganisation?: boolean;
}

/** A kind of thing. Names stand in one text, with a space between them. */
export interface PlatformKind {
  readonly service: PlatformService;
  /** Of the list, below the service; `{of}` is the thing it stands below, `{owner}` whose collection. */
  readonly path: string;
  /** Of one of them; default the list's with its id behind. `list` where only the list tells of one. */
  readonly one?: string;
  /** The collections it lies in, each asked in turn. */
  readonly owners?: string;
  /** What is always asked along. */
  readonly query?: Readonly<Record<string, string>>;
  /** The media types of the list and of one, where the service wants them named. */
  readonly accept?: readonly [list: string, one: string];
  /** Filters that are parameters of the service. */
  readonly parameters?: string;
  /** Filters that its parameter `property` takes, each with its operator behind where that is not `==`. */
  readonly properties?: string;
  /** The filter without which the service does not answer. */
  readonly needs?: string;
  /** Member with the entries, where there are several lists; `self` where the answer is the only one. */
  readonly entries?: string;
  /** Whether it comes in one piece and knows no pages. */
  readonly isWhole?: boolean;
  /** Whether the service says 404 where there is none. */
  readonly isMissingWhereEmpty?: boolean;
  /**
   * What is handed on, called as the platform calls it, or `name=path`. `id` is one of them. `[]` goes through a list, a star at the
   * end takes a whole definition.
   */
  readonly fields: string;
  /** What one of them tells besides. */
  readonly moreFields?: string;
  /** A field that may name a person, where another one says that the thing is of such a kind. */
  readonly hides?: { readonly field: string; readonly where: string; readonly holds: RegExp };
}
