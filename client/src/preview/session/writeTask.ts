/**
 * What a kind of object must bring to be written through a preview. One implementation per kind; the session that runs
 * it knows nothing about audiences. Implementations send only what `send` is told to.
 */
import type { WriteOptions } from "../../api/apiSession";
import type { AudiencePlan, ChangePlan } from "../../model/changePlan";
import type { PermissionLevel } from "../../model/permissions";
import type { SandboxTarget } from "../../model/resource";

/** The least a change must say to be previewed and guarded. */
export interface WritePlan {
  readonly kind: "change";
  readonly needs: PermissionLevel;
}

/** Why there is nothing to preview. */
export type Unplanned =
  | Exclude<ChangePlan, AudiencePlan | { readonly kind: "conflict" }>
  | {
      readonly kind: "conflict";
      /** What changed on both sides: fields, or files of content. */
      readonly fields: readonly string[];
    };

/** Both sides of a diff. */
export interface SideTexts {
  readonly before: string;
  readonly after: string;
}

/** What is written where, and how. An item is what the platform holds at one moment; undefined means that it is not there. */
export interface WriteTask<Item, Change extends WritePlan = AudiencePlan> {
  readonly target: SandboxTarget;
  /** What is written: "audience", "destination", "template", "fragment". */
  readonly kind: string;
  /** What is written, for titles and messages: the name of the object. */
  readonly subject: string;
  /** What is done, for titles and messages: "Create", "Update", "Delete". */
  readonly verb: string;
  /** What to say once it is done, where the verb and the name would not say enough. */
  readonly toDone?: (change: Change, place: string) => string | undefined;
  /** Reads what the platform holds now. Only consistent reads; lists lag. */
  fetchFresh(signal: AbortSignal): Promise<Item | undefined>;
  /** Pure: what would change. */
  plan(fresh: Item | undefined): Change | Unplanned;
  /** Whether two readings say the same, apart from what the platform owns. */
  isSame(one: Item | undefined, other: Item | undefined): boolean;
  /** Whether the platform holds what the change wanted. */
  isFulfilled(change: Change, now: Item | undefined): boolean;
  /** The readable form of both sides, for the diff; an empty text where there is nothing. */
  toTexts(change: Change): SideTexts;
  /**
   * Sends the change once, on top of what was just read; returns the id of what was written. The only method that writes:
   * it alone is given the confirmation without which nothing leaves.
   */
  send(change: Change, now: Item | undefined, options: WriteOptions): Promise<string>;
  /**
   * After the connection broke while sending: what was written, if the platform turns out to have taken the change.
   * Undefined when it has not, or not yet.
   */
  findWritten(
    change: Change,
    signal: AbortSignal,
  ): Promise<{ readonly id: string; readonly now: Item | undefined } | undefined>;
  /** Reads back what was written. */
  reread(id: string, signal: AbortSignal): Promise<Item | undefined>;
}
