/**
 * Opens the place a write goes to, with the facts about it and after asking the platform for the right. Sends nothing.
 */
import type { SandboxDirectory } from "../auth/sandboxDirectory";
import type { Sessions } from "../auth/sessions";
import type { SandboxTarget } from "../model/resource";
import { UserError } from "../model/userError";
import { checkAccess, type NeededAccess } from "./access";
import type { WritePlace } from "./audienceWrite";

/** What places are opened from. */
export interface PlaceSources {
  readonly sessions: Sessions;
  readonly sandboxes: SandboxDirectory;
}

/** The place. Without `access` the platform has no name to ask for. Throws `noSandbox` or `notAllowed` before anything is planned that could not be sent. */
export async function openPlace(
  { sessions, sandboxes }: PlaceSources,
  target: SandboxTarget,
  { access, signal }: { readonly access?: NeededAccess; readonly signal: AbortSignal },
): Promise<WritePlace> {
  const row = await sandboxes.find(target);
  if (row === undefined) {
    throw new UserError(
      "noSandbox",
      `“${target.connection}” does not reach a sandbox named “${target.sandbox}”.`,
    );
  }
  const session = await sessions.open(target.connection, target.sandbox);
  if (access !== undefined) await checkAccess(session, access, signal);
  const type = row.type ?? "of unknown type, treated as production";
  return { target, session, heading: [`Sandbox **${row.name}** (${type}) of ${target.connection}`] };
}
