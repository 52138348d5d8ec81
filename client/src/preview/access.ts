/**
 * Asks the platform what the credential may do, before anything is previewed that would be refused. Where the platform
 * does not say, nothing is refused: not knowing is not forbidden.
 */
import { type AccessVerb, fetchEffectiveAccess, judgeAccess } from "../api/access";
import type { ApiSession } from "../api/apiSession";
import { UserError } from "../model/userError";

/** The right a write needs. */
export interface NeededAccess {
  /** As access control calls it, e.g. "/resource-types/segments". */
  readonly name: string;
  readonly verb: AccessVerb;
  /** For the message: "audiences". */
  readonly what: string;
}

/** Throws `notAllowed` when the platform says that this credential may not. */
export async function checkAccess(
  session: ApiSession,
  { name, verb, what }: NeededAccess,
  signal: AbortSignal,
): Promise<void> {
  const access = await fetchEffectiveAccess(session, [name], { signal }).catch(() => {
    signal.throwIfAborted();
    return { rights: undefined };
  });
  if (judgeAccess(access, name, verb) !== "forbidden") return;
  const action = verb === "delete" ? "delete" : "change";
  const message = `The credential of “${session.connection}” may not ${action} ${what} in ${session.sandbox ?? "this sandbox"}. Ask for the permission in Adobe’s Permissions; nothing was sent.`;
  throw new UserError("notAllowed", message);
}
