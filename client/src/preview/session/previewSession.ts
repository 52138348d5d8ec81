/**
 * One write from plan to result: fetch fresh → plan → diff → confirm → compare again → send → re-read → report.
 * A state machine that sends at most once and only from `previewing`; shows nothing and asks nobody.
 */
import { isApiError } from "../../api/apiError";
import { Confirmation } from "../../api/confirmation";
import type { AudiencePlan } from "../../model/changePlan";
import { endedPreview } from "../../model/refusals";
import { UserError } from "../../model/userError";
import { say } from "../../words/say";
import type { Unplanned, WritePlan, WriteTask } from "./writeTask";

/** Where a session stands. `previewing` is the only state from which anything is sent. */
type PreviewState = "previewing" | "comparing" | "sending" | "applied" | "discarded" | "conflict" | "failed";

/** How long to look for a change whose sending broke off. */
const SETTLE_MS = 20_000;

/** How applying ended. */
type SessionResult<Item> =
  | {
      readonly outcome: "applied";
      readonly id: string;
      readonly now: Item | undefined;
      readonly isAsPlanned: boolean;
      /** The connection broke while sending; that it was done was found by reading again. */
      readonly isFoundLate: boolean;
    }
  | { readonly outcome: "conflict"; readonly now: Item | undefined };

/** A previewed write. Made by `planPreview`. */
export class PreviewSession<Item, Change extends WritePlan = AudiencePlan> {
  private current: PreviewState = "previewing";

  constructor(
    /** Names the session in document paths and commands. */
    readonly id: string,
    readonly task: WriteTask<Item, Change>,
    readonly basis: { readonly fresh: Item | undefined; readonly change: Change },
  ) {}

  get state(): PreviewState {
    return this.current;
  }

  /** Gives up before anything was sent. Returns false when it is too late. */
  discard(): boolean {
    if (this.current !== "previewing") return false;
    this.current = "discarded";
    return true;
  }

  /**
   * Compares the platform's version again and sends the change once. A changed base ends in `conflict` with nothing sent.
   * Rejects with what went wrong; after `unknownOutcome` the platform may or may not have taken the change.
   */
  async apply(signal: AbortSignal): Promise<SessionResult<Item>> {
    if (this.current !== "previewing") throw endedPreview();
    const now = await this.fetchAgain(signal);
    if (!this.task.isSame(this.basis.fresh, now)) {
      this.current = "conflict";
      return { outcome: "conflict", now };
    }
    this.current = "sending";
    try {
      const id = await this.send(now, signal);
      return await this.report(id, signal);
    } catch (error) {
      if (this.current !== "sending") throw error;
      if (isApiError(error, "staleEtag")) return await this.stopAtStale(signal);
      this.current = "failed";
      if (!isOutcomeUnknown(error)) throw error;
      return await this.settle(error);
    }
  }

  /** The one place that lets a change leave: for as long as it is sent, under this preview's id. */
  private async send(now: Item | undefined, signal: AbortSignal): Promise<string> {
    const confirmation = new Confirmation(this.id);
    try {
      return await this.task.send(this.basis.change, now, { signal, confirmation });
    } finally {
      confirmation.end();
    }
  }

  /** The platform itself saw that somebody was faster; it took nothing. */
  private async stopAtStale(signal: AbortSignal): Promise<SessionResult<Item>> {
    this.current = "conflict";
    return { outcome: "conflict", now: await this.task.fetchFresh(signal) };
  }

  /** What the platform holds now. When that cannot be read nothing was sent, and applying may be tried again. */
  private async fetchAgain(signal: AbortSignal): Promise<Item | undefined> {
    this.current = "comparing";
    try {
      const now = await this.task.fetchFresh(signal);
      signal.throwIfAborted();
      return now;
    } catch (error) {
      this.current = "previewing";
      throw error;
    }
  }

  /** The connection broke while sending: looks whether the platform took the change before saying that nobody knows. */
  private async settle(cause: unknown): Promise<SessionResult<Item>> {
    const { task, basis } = this;
    const written = await task
      .findWritten(basis.change, AbortSignal.timeout(SETTLE_MS))
      .catch(() => undefined);
    if (written === undefined) {
      const message = say(
        "The connection broke while sending “{0}”, and the platform does not show the change. It may still arrive; look before trying again.",
        task.subject,
      );
      throw new UserError("unknownOutcome", message, { cause });
    }
    this.current = "applied";
    return { outcome: "applied", ...written, isAsPlanned: true, isFoundLate: true };
  }

  /** The change is made; failing to read it back must not look like failing to write it. */
  private async report(id: string, signal: AbortSignal): Promise<SessionResult<Item>> {
    this.current = "applied";
    const now = await this.task.reread(id, signal).catch((cause: unknown) => {
      const message = say("“{0}” was sent and accepted, but could not be read back.", this.task.subject);
      throw new UserError("unknownOutcome", message, { cause });
    });
    const isAsPlanned = this.task.isFulfilled(this.basis.change, now);
    return { outcome: "applied", id, now, isAsPlanned, isFoundLate: false };
  }
}

/** Fetches fresh and plans; a session when there is something to preview, otherwise why there is not. */
export async function planPreview<Item, Change extends WritePlan = AudiencePlan>(
  id: string,
  task: WriteTask<Item, Change>,
  signal: AbortSignal,
): Promise<
  PreviewSession<Item, Change> | { readonly unplanned: Unplanned; readonly fresh: Item | undefined }
> {
  const fresh = await task.fetchFresh(signal);
  signal.throwIfAborted();
  const plan = task.plan(fresh);
  return plan.kind === "change"
    ? new PreviewSession(id, task, { fresh, change: plan })
    : { unplanned: plan, fresh };
}

/** After these the request may have been carried out although no answer arrived. */
function isOutcomeUnknown(error: unknown): boolean {
  return isApiError(error, "timeout", "network", "unavailable", "badResponse", "cancelled", "tooLarge");
}
