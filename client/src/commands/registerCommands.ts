/**
 * The one table of all commands. What package.json promises is registered here; a test compares the two.
 */
import * as vscode from "vscode";
import type { Services } from "../services";
import { AUDIENCE_COMMANDS } from "./audienceCommands";
import { AUDIT_COMMANDS } from "./auditCommands";
import type { Command } from "./command";
import { COMPARE_COMMANDS } from "./compareCommands";
import { CONFLICT_COMMANDS } from "./conflictCommands";
import { CONNECTION_COMMANDS } from "./connectionCommands";
import { CONNECTION_SETUP_COMMANDS } from "./connectionSetup";
import { DRAFT_COMMANDS } from "./draftCommands";
import { FIND_COMMANDS } from "./findCommands";
import { LANGUAGE_COMMANDS } from "./languageCommands";
import { PAGE_COMMANDS } from "./pageCommands";
import { PREVIEW_COMMANDS } from "./previewCommands";
import { RESOURCE_COMMANDS } from "./resourceCommands";
import { runCommand } from "./runCommand";
import { SANDBOX_COMMANDS } from "./sandboxCommands";
import { TREE_COMMANDS } from "./treeCommands";
import { WHERE_USED_COMMANDS } from "./whereUsedCommands";

/** Commands that are loaded with the extension. */
const COMMANDS: readonly Command[] = [
  ...CONNECTION_COMMANDS,
  ...CONNECTION_SETUP_COMMANDS,
  ...SANDBOX_COMMANDS,
  ...TREE_COMMANDS,
  ...FIND_COMMANDS,
  ...COMPARE_COMMANDS,
  ...WHERE_USED_COMMANDS,
  ...RESOURCE_COMMANDS,
  ...PAGE_COMMANDS,
  ...DRAFT_COMMANDS,
  ...AUDIENCE_COMMANDS,
  ...PREVIEW_COMMANDS,
  ...CONFLICT_COMMANDS,
  ...AUDIT_COMMANDS,
  ...LANGUAGE_COMMANDS,
];

/** Commands that are loaded with the first call of one of them, so that starting the editor does not wait for them. */
interface LateCommands {
  readonly ids: readonly string[];
  readonly load: () => Promise<readonly Command[]>;
}

const LATE_COMMANDS: readonly LateCommands[] = [
  {
    ids: [
      "aep.audience.rename",
      "aep.audience.duplicate",
      "aep.audience.publish",
      "aep.audience.deactivate",
      "aep.audience.delete",
    ],
    load: async () => (await import("./audienceOperations")).AUDIENCE_OPERATIONS,
  },
  {
    ids: ["aep.audience.activate", "aep.audience.removeFromDestination", "aep.audience.exportNow"],
    load: async () => (await import("./activationCommands")).ACTIVATION_COMMANDS,
  },
  {
    ids: ["aep.content.edit", "aep.content.update", "aep.content.publish"],
    load: async () => (await import("./contentCommands")).CONTENT_COMMANDS,
  },
  {
    ids: ["aep.content.prepareCopy"],
    load: async () => (await import("./messageCopyCommands")).MESSAGE_COPY_COMMANDS,
  },
  {
    ids: [
      "aep.files.pull",
      "aep.files.push",
      "aep.files.promote",
      "aep.files.refresh",
      "aep.files.compare",
      "aep.files.discard",
    ],
    load: async () => (await import("./fileCommands")).FILE_COMMANDS,
  },
];

/** Registers all commands until disposed. */
export function registerCommands(services: Services): vscode.Disposable {
  const register = (id: string, find: () => Promise<Command>): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) =>
      runCommand(services, await find(), args),
    );
  return vscode.Disposable.from(
    ...COMMANDS.map((command) => register(command.id, async () => command)),
    ...LATE_COMMANDS.flatMap(({ ids, load }) =>
      ids.map((id) => register(id, async () => getCommand(await load(), id))),
    ),
  );
}

function getCommand(commands: readonly Command[], id: string): Command {
  const found = commands.find((command) => command.id === id);
  if (found === undefined) throw new Error(`The command ${id} is not where the table says.`);
  return found;
}
