/**
 * The one table of all commands. What package.json promises is registered here; a test compares the two.
 */
import * as vscode from "vscode";
import type { Services } from "../services";
import { ACTIVATION_COMMANDS } from "./activationCommands";
import { AUDIENCE_COMMANDS } from "./audienceCommands";
import { AUDIENCE_OPERATIONS } from "./audienceOperations";
import { AUDIT_COMMANDS } from "./auditCommands";
import type { Command } from "./command";
import { COMPARE_COMMANDS } from "./compareCommands";
import { CONFLICT_COMMANDS } from "./conflictCommands";
import { CONNECTION_COMMANDS } from "./connectionCommands";
import { CONNECTION_SETUP_COMMANDS } from "./connectionSetup";
import { CONTENT_COMMANDS } from "./contentCommands";
import { DRAFT_COMMANDS } from "./draftCommands";
import { FILE_COMMANDS } from "./fileCommands";
import { FIND_COMMANDS } from "./findCommands";
import { LANGUAGE_COMMANDS } from "./languageCommands";
import { PAGE_COMMANDS } from "./pageCommands";
import { PREVIEW_COMMANDS } from "./previewCommands";
import { RESOURCE_COMMANDS } from "./resourceCommands";
import { runCommand } from "./runCommand";
import { SANDBOX_COMMANDS } from "./sandboxCommands";
import { TREE_COMMANDS } from "./treeCommands";
import { WHERE_USED_COMMANDS } from "./whereUsedCommands";

/** Every command of the extension. */
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
  ...AUDIENCE_OPERATIONS,
  ...ACTIVATION_COMMANDS,
  ...CONTENT_COMMANDS,
  ...PREVIEW_COMMANDS,
  ...CONFLICT_COMMANDS,
  ...AUDIT_COMMANDS,
  ...LANGUAGE_COMMANDS,
  ...FILE_COMMANDS,
];

/** Registers all commands until disposed. */
export function registerCommands(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    ...COMMANDS.map((command) =>
      vscode.commands.registerCommand(command.id, (...args: unknown[]) =>
        runCommand(services, command, args),
      ),
    ),
  );
}
