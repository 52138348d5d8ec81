/**
 * The one table of all commands. What package.json promises is registered here; a test compares the two.
 */
import * as vscode from "vscode";
import { CLIENT_COMMANDS } from "../../../server/src/protocol/clientMessages";
import { describePage, OPEN_DOCUMENT_COMMAND, OPEN_PAGE_COMMAND, PAGE_KINDS } from "../model/resourceKinds";
import type { Services } from "../services";
import type { Command } from "./command";
import { runCommand } from "./runCommand";
import { TREE_COMMANDS } from "./treeCommands";

/** Commands that are loaded with the extension. */
const COMMANDS = TREE_COMMANDS;

/** Commands that are loaded with the first call of one of them, so that starting the editor does not wait for them. */
interface LateCommands {
  readonly ids: readonly string[];
  readonly load: () => Promise<readonly Command[]>;
}

const LATE_COMMANDS: readonly LateCommands[] = [
  {
    ids: ["aep.sandbox.select"],
    load: async () => (await import("./sandboxCommands")).SANDBOX_COMMANDS,
  },
  {
    ids: [OPEN_DOCUMENT_COMMAND, "aep.resource.openDetails", "aep.resource.copyId", "aep.resource.refresh"],
    load: async () => (await import("./resourceCommands")).RESOURCE_COMMANDS,
  },
  {
    ids: [
      "aep.preview.apply",
      "aep.preview.discard",
      "aep.preview.applyInTitle",
      "aep.preview.discardInTitle",
      "aep.preview.resume",
      "aep.conflict.compare",
      "aep.conflict.resolve",
      "aep.conflict.previewResolution",
      "aep.conflict.previewAgain",
    ],
    load: async () => (await import("./previewCommands")).PREVIEW_COMMANDS,
  },
  {
    ids: [
      "aep.connections.addSample",
      "aep.connections.add",
      "aep.connections.remove",
      "aep.connections.enterSecret",
      "aep.connections.setPermissions",
      "aep.connections.reconnect",
      "aep.connections.edit",
    ],
    load: async () => (await import("./connectionCommands")).CONNECTION_COMMANDS,
  },
  {
    ids: [
      CLIENT_COMMANDS.refreshSchema,
      "aep.server.restart",
      CLIENT_COMMANDS.explainEvaluation,
      "aep.log.show",
    ],
    load: async () => (await import("./languageCommands")).LANGUAGE_COMMANDS,
  },
  {
    ids: ["aep.connections.import", "aep.connections.test"],
    load: async () => (await import("./connectionSetup")).CONNECTION_SETUP_COMMANDS,
  },
  {
    ids: ["aep.find", "aep.find.definition"],
    load: async () => (await import("./find")).FIND_COMMANDS,
  },
  {
    ids: ["aep.resource.compare", "aep.resource.compareSandbox", "aep.resource.compareVersions"],
    load: async () => (await import("./compare")).COMPARE_COMMANDS,
  },
  {
    ids: ["aep.field.whereUsed", "aep.audience.whereUsed"],
    load: async () => (await import("./whereUsed")).WHERE_USED_COMMANDS,
  },
  {
    ids: ["aep.audiences.findFamilies"],
    load: async () => (await import("./familyCommands")).FAMILY_COMMANDS,
  },
  {
    ids: ["aep.schema.whatWouldBreak"],
    load: async () => (await import("./schemaChangeCommands")).SCHEMA_CHANGE_COMMANDS,
  },
  {
    ids: [OPEN_PAGE_COMMAND, ...PAGE_KINDS.flatMap((kind) => describePage(kind).command ?? [])],
    load: async () => (await import("./pageCommands")).PAGE_COMMANDS,
  },
  {
    ids: [
      "aep.audience.edit",
      "aep.pql.new",
      CLIENT_COMMANDS.compareAudience,
      CLIENT_COMMANDS.estimateAudience,
    ],
    load: async () => (await import("./draftCommands")).DRAFT_COMMANDS,
  },
  {
    ids: ["aep.audience.draft", "aep.audience.build", "aep.audienceNames.learn"],
    load: async () => (await import("./draftingCommands")).DRAFTING_COMMANDS,
  },
  {
    ids: ["aep.clause.edit"],
    load: async () => (await import("./clauseEditing")).CLAUSE_COMMANDS,
  },
  {
    ids: ["aep.audience.openAsSql", "aep.audience.countByQuery"],
    load: async () => (await import("./queryCommands")).QUERY_COMMANDS,
  },
  {
    ids: ["aep.journey.showPerformance", "aep.campaign.showPerformance"],
    load: async () => (await import("./journeyPerformance")).JOURNEY_PERFORMANCE_COMMANDS,
  },
  {
    ids: ["aep.audience.new", "aep.audience.update", CLIENT_COMMANDS.previewAudience],
    load: async () => (await import("./audienceCommands")).AUDIENCE_COMMANDS,
  },
  {
    ids: ["aep.tests.generate"],
    load: async () => (await import("./testGenerationCommands")).TEST_GENERATION_COMMANDS,
  },
  {
    ids: ["aep.profile.choose", "aep.profile.clear", "aep.profile.tryOnPlatform"],
    load: async () => (await import("./profileCommands")).PROFILE_COMMANDS,
  },
  {
    ids: ["aep.audit.show", "aep.audit.undo"],
    load: async () => (await import("./auditCommands")).AUDIT_COMMANDS,
  },
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
    load: async () => (await import("./destinationCommands")).DESTINATION_COMMANDS,
  },
  {
    ids: ["aep.content.edit", "aep.content.update", "aep.content.publish", "aep.preview.showRendered"],
    load: async () => (await import("./contentCommands")).CONTENT_COMMANDS,
  },
  {
    ids: [
      "aep.report.new",
      "aep.report.run",
      "aep.report.abandonment",
      "aep.report.audiencePerformance",
      "aep.report.journeyPerformance",
      "aep.report.combined",
    ],
    load: async () => (await import("./reportCommands")).REPORT_COMMANDS,
  },
  {
    ids: ["aep.handOff.make"],
    load: async () => (await import("./handOffCommands")).HAND_OFF_COMMANDS,
  },
  {
    ids: ["aep.inventory.take"],
    load: async () => (await import("./inventoryCommands")).INVENTORY_COMMANDS,
  },
  {
    ids: ["aep.problemReport.copy"],
    load: async () => (await import("./problemReportCommands")).PROBLEM_REPORT_COMMANDS,
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
      "aep.files.showMore",
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
