/**
 * What goes into and comes out of previews: requests, what is shown, and reports. Types only.
 */
import type { Log } from "../../log";
import type { DefinitionField } from "../../model/audienceDefinition";
import type { AudiencePlan } from "../../model/changePlan";
import type { PermissionLevel } from "../../model/permissions";
import type { SandboxTarget } from "../../model/resource";
import type { Sides } from "../../ui/editors";
import type { PreviewSession } from "./previewSession";
import type { SideTexts, WritePlan, WriteTask } from "./writeTask";

/** What is shown at once, and how slower facts are found. */
export interface Presentation {
  readonly texts: SideTexts;
  /** Calls `show` whenever there is more to show, until the preview ends. */
  readonly follow: (show: (texts: SideTexts) => void, signal: AbortSignal) => Promise<void>;
}

/** A write to preview, and what to do with its end. */
export interface WriteRequest<Item, Change extends WritePlan = AudiencePlan> {
  readonly task: WriteTask<Item, Change>;
  /** What it was asked for from, such as the address of a file: of the same origin and verb only one preview stays open. */
  readonly origin?: string | undefined;
  /** Last guards and the texts to show, before the diff opens. Missing: the task's own texts. */
  readonly present?: (change: Change, signal: AbortSignal) => Promise<Presentation>;
  /** Called once after the platform holds the change; returns the id it is remembered by. Its failure is not a failure of the write. */
  readonly onApplied: (id: string, now: Item | undefined, change: Change) => Promise<string>;
  /** Called when the platform's copy changed while the diff was open; nothing was sent. */
  readonly onConflict: (session: PreviewSession<Item, Change>, now: Item | undefined) => void;
}

/** One write of a batch, as what can be done with it. */
export interface BatchStep {
  readonly subject: string;
  /** Compares again, sends once and reads back. */
  readonly apply: (signal: AbortSignal) => Promise<StepResult>;
  readonly discard: () => boolean;
  /** False once it was sent or given up. */
  readonly isOpen: () => boolean;
}

/** What a batch needs to know of how one write ended. */
type StepResult = Pick<WriteResult, "outcome" | "id" | "isAsPlanned"> &
  Partial<Pick<WriteResult, "isFoundLate">>;

/** One write of a batch, ready to be shown and applied. */
interface BatchPlan {
  readonly step: BatchStep;
  readonly needs: PermissionLevel;
  readonly target: SandboxTarget;
  readonly presentation: Presentation;
  readonly request: BatchRequest;
}

/** What was left out of a batch before anything was shown. */
interface LeftOut {
  readonly subject: string;
  readonly reason: string;
}

/** A request with the types of its item hidden, so that different kinds can stand in one batch. */
export interface BatchRequest {
  /** Plans anew; or says why it is left out. Rejects only when the person gave up. */
  planInto(context: {
    readonly id: string;
    readonly log: Log;
    readonly signal: AbortSignal;
  }): Promise<BatchPlan | LeftOut>;
}

/** What became of a request to preview many. */
export type BatchPreview =
  | {
      readonly kind: "batch";
      /** Whose comparison is open. */
      readonly batch: {
        readonly id: string;
        readonly title: string;
        readonly count: number;
        readonly sides: readonly Sides[];
      };
      readonly leftOut: readonly LeftOut[];
    }
  | { readonly kind: "unplanned"; readonly leftOut: readonly LeftOut[] };

/** How applying ended, for reports and automation. */
export interface WriteResult {
  readonly outcome: "applied" | "conflict";
  readonly id: string | undefined;
  /** False when the platform holds something other than what was sent. */
  readonly isAsPlanned: boolean;
  /** The connection broke while sending; that it was done was found by reading again. */
  readonly isFoundLate: boolean;
  readonly target: SandboxTarget;
  readonly subject: string;
  readonly verb: string;
  /** What was written: "audience", "destination", "template", "fragment". */
  readonly kind: string;
  /** What to say, where the verb and the name would not say enough. */
  readonly done: string | undefined;
  /** What `aep.audit.undo` takes back; undefined where the change could not be remembered. */
  readonly change: string | undefined;
}

/** How one write of a batch ended. `notSent`: the batch stopped before it. */
export interface ItemResult {
  readonly subject: string;
  readonly id: string | undefined;
  readonly outcome: "applied" | "conflict" | "failed" | "unknown" | "notSent";
  /** False when the platform holds something other than what was sent. */
  readonly isAsPlanned: boolean;
  /** What went wrong, in words for people. */
  readonly message: string | undefined;
}

/** How a batch ended; `incomplete` can be resumed. */
export interface BatchResult {
  readonly outcome: "applied" | "incomplete";
  readonly batch: string;
  readonly title: string;
  readonly target: SandboxTarget;
  readonly results: readonly ItemResult[];
  readonly leftOut: readonly LeftOut[];
}

/** Where asking for a preview led, whatever is written: for messages and automation. */
export type Preview =
  | {
      readonly kind: "open";
      /** The sentence says what will happen. */
      readonly preview: { readonly id: string; readonly sentence?: string };
    }
  | { readonly kind: "nothing"; readonly carried?: readonly DefinitionField[] }
  | { readonly kind: "conflict"; readonly conflict: string; readonly fields: readonly string[] };
