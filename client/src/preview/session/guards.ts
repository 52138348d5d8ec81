/**
 * What stands between a plan and the platform: the connection's permission level, and the typed name of a production
 * sandbox. Both are asked of the platform's facts, not of names. Sends nothing.
 */
import type { Connections } from "../../auth/connections";
import type { SandboxDirectory } from "../../auth/sandboxDirectory";
import { includesPermission, needsTypedConfirmation, type PermissionLevel } from "../../model/permissions";
import { mistypedSandbox, unknownConnection } from "../../model/refusals";
import type { SandboxTarget } from "../../model/resource";
import { UserError } from "../../model/userError";
import type { Prompts } from "../../ui/prompts";
import { later, say } from "../../words/say";

/** What guards look at. */
export interface GuardSources {
  readonly connections: Connections;
  readonly sandboxes: SandboxDirectory;
  readonly prompts: Prompts;
}

/** A write that wants to pass. */
export interface GuardedWrite {
  readonly target: SandboxTarget;
  readonly needs: PermissionLevel;
  /** For the question: "Update “Loyal shoppers”". */
  readonly title: string;
  /** The sandbox's name as given by automation; then nobody is asked. */
  readonly confirmation?: string | undefined;
}

/** Throws `notPermitted`, saying where to change it, when the connection's level does not include the write. */
export function checkPermission(
  { connections }: Pick<GuardSources, "connections">,
  { target, needs }: { readonly target: Pick<SandboxTarget, "connection">; readonly needs: PermissionLevel },
): void {
  const name = target.connection;
  const connection = connections.find(name);
  if (connection === undefined) {
    throw unknownConnection(name);
  }
  if (includesPermission(connection.permissions, needs)) return;
  const words =
    connection.permissions === "read"
      ? later(
          "The connection “{0}” is read-only; this needs the permission level “{1}”. Change it with “AEP: Change Permission Level…”. Nothing was sent.",
        )
      : later(
          "The connection “{0}” is for drafts only; this needs the permission level “{1}”. Change it with “AEP: Change Permission Level…”. Nothing was sent.",
        );
  throw new UserError("notPermitted", say(words, name, needs), {
    waysOut: [{ title: say("Change…"), command: "aep.connections.setPermissions", args: [name] }],
  });
}

/** Asks for the name of a production sandbox where the write goes beyond drafts. Throws `notConfirmed` on another text. */
export async function confirmProduction(sources: GuardSources, write: GuardedWrite): Promise<void> {
  const { sandbox } = write.target;
  const row = await sources.sandboxes.find(write.target);
  if (!needsTypedConfirmation(row?.type, write.needs)) return;
  const typed =
    write.confirmation ??
    (await sources.prompts.ask({
      title: write.title,
      prompt: say("This changes production. Type the name of the sandbox, “{0}”, to confirm.", sandbox),
      placeholder: sandbox,
      check: (text) =>
        text.trim() === sandbox ? undefined : say("Type {0} to confirm, or press Escape.", sandbox),
    }));
  if (typed.trim() === sandbox) return;
  throw mistypedSandbox(typed);
}
