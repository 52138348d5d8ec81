/**
 * Opens the place a write goes to, with the facts about it and after asking the platform for the right. Sends nothing.
 */
import { type AccessVerb, fetchEffectiveAccess, judgeAccess } from "../../api/access";
import type { ApiSession } from "../../api/apiSession";
import type { AuditTrail } from "../../audit/auditTrail";
import type { KeptStates } from "../../audit/keptStates";
import type { SandboxDirectory } from "../../auth/sandboxDirectory";
import type { Sessions } from "../../auth/sessions";
import { unreachedSandbox } from "../../model/refusals";
import type { SandboxTarget } from "../../model/resource";
import { UserError } from "../../model/userError";
import { say } from "../../words/say";
import type { Previews } from "./previews";

/** Where writes go, who sends them, and what is remembered of them. */
export interface WriteSources {
  readonly sessions: Sessions;
  readonly sandboxes: SandboxDirectory;
  readonly previews: Previews;
  readonly audit: AuditTrail;
  readonly keptStates: KeptStates;
  readonly createId: () => string;
  readonly now: () => number;
}

/** Where a write goes. */
export interface WritePlace {
  readonly target: SandboxTarget;
  readonly session: ApiSession;
  /** Facts about the place, one line each; they stand above both sides of the diff. */
  readonly heading: readonly string[];
  /** The id of an audience written here a moment ago under this name; lists may not show it yet. */
  readonly findRecentId?: ((name: string) => string | undefined) | undefined;
}

/** The place. Without `access` the platform has no name to ask for. Throws `noSandbox` or `notAllowed` before anything is planned that could not be sent. */
export async function openPlace(
  { sessions, sandboxes }: Pick<WriteSources, "sessions" | "sandboxes">,
  target: SandboxTarget,
  { access, signal }: { readonly access?: NeededAccess; readonly signal: AbortSignal },
): Promise<WritePlace> {
  const row = await sandboxes.find(target);
  if (row === undefined) throw unreachedSandbox(target);
  const session = await sessions.open(target.connection, target.sandbox);
  if (access !== undefined) await checkAccess(session, access, signal);
  const type = row.type === undefined ? say("of unknown type, treated as production") : say(row.type);
  return {
    target,
    session,
    heading: [say("Sandbox **{0}** ({1}) of {2}", row.name, type, target.connection)],
  };
}

/** The right a write needs. */
interface NeededAccess {
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
  const message = say(
    verb === "delete"
      ? "The credential of “{0}” may not delete {1} in {2}. Ask an administrator for the permission (Permissions → Roles). Nothing was sent."
      : "The credential of “{0}” may not change {1} in {2}. Ask an administrator for the permission (Permissions → Roles). Nothing was sent.",
    session.connection,
    say(what),
    session.sandbox ?? say("this sandbox"),
  );
  throw new UserError("notAllowed", message);
}
