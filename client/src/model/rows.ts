/**
 * What a list shows of a thing: enough for a row and its tooltip, in the words people use. Made from platform answers
 * elsewhere; nothing here fetches or guesses. A missing value is unknown, never zero or empty.
 */
import type { SandboxTarget } from "./resource";
import type { ResourceKind } from "./resourceKinds";

/** One sandbox in the list of a connection. */
export interface SandboxRow {
  /** The technical name. */
  readonly name: string;
  readonly title: string;
  /** `production`, `development`, or whatever the platform says. */
  readonly type: string | undefined;
  readonly state: string | undefined;
  readonly region: string | undefined;
}

/** One thing in a list. */
export interface ResourceRow {
  readonly kind: ResourceKind;
  readonly id: string;
  readonly name: string;
  readonly state?: string | undefined;
  /** How an audience is evaluated: `edge`, `streaming`, `batch`. */
  readonly evaluation?: string | undefined;
  /** Where it was made. */
  readonly origin?: string | undefined;
  readonly folderId?: string | undefined;
  readonly tags?: readonly RowTag[] | undefined;
  /** Members of an audience at its last evaluation. */
  readonly size?: number | undefined;
  /** Milliseconds since 1970 of the last change, as the platform says. */
  readonly changedAt?: number | undefined;
  /** Whether opening it shows an expression; otherwise its details are shown. */
  readonly hasExpression?: boolean | undefined;
  /** Label and value, in the order of the tooltip. */
  readonly facts: readonly RowFact[];
}

/** A label and a value of a tooltip. */
export type RowFact = readonly [label: string, value: string];

/** A tag of a thing; the name is often missing and has to be looked up. */
export interface RowTag {
  readonly id: string | undefined;
  readonly name: string | undefined;
}

export interface RowPage {
  readonly rows: readonly ResourceRow[];
  /** How many there are on the platform; undefined when it does not say. */
  readonly total: number | undefined;
  readonly isLast: boolean;
  /** What alone is left, where that takes longer than a page: audiences that the platform's list leaves out. */
  readonly remaining?: "inactive" | undefined;
}

/** A list being read page by page. A failed page can be asked for again. */
export interface RowWalk {
  nextPage(signal: AbortSignal): Promise<RowPage>;
}

/** What the tree asks of the platform. */
export interface PlatformLists {
  fetchSandboxes(connection: string, signal?: AbortSignal): Promise<readonly SandboxRow[]>;
  openList(request: ListRequest): Promise<RowWalk>;
  /** Reads anew what is kept for some time: of one sandbox after something was written there, or of all. */
  forget(target?: SandboxTarget): void;
  /** Audiences by id, in this order, whatever their state; those that are gone are missing. */
  findAudiences(
    target: SandboxTarget,
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly ResourceRow[]>;
}

/** In which order the platform is asked for a list. */
export type SortOrder = "changed" | "name" | "size";

/** Which list, and how much of it. */
export interface ListRequest {
  readonly connection: string;
  readonly sandbox: string;
  readonly kind: ResourceKind;
  /** The id of the thing the list stands below, for kinds that stand below one. */
  readonly owner?: string | undefined;
  readonly pageSize: number;
  /** Text the name must contain; the platform does the searching. */
  readonly filter: string | undefined;
  /** Undefined leaves the order to the platform, or to what is usual for the kind. */
  readonly sort?: SortOrder | undefined;
  /**
   * The platform's list of audiences leaves out inactive ones: `last` adds them at its end, `only` lists no others. Undefined
   * is the list as it is.
   */
  readonly inactive?: "last" | "only" | undefined;
}
