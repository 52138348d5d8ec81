/**
 * Where something is used: a field in the expressions of audiences, an audience in audiences, journeys, campaigns and
 * destinations. The answer is a list to choose from; choosing opens.
 */
import * as vscode from "vscode";
import { type FieldName, type IndexProgress, readFieldName } from "../find/fieldIndex";
import { type FoundThing, toWholePath } from "../find/finder";
import type { SandboxTarget } from "../model/resource";
import { describeKind, toOpeningCommand } from "../model/resourceKinds";
import type { ResourceRow } from "../model/rows";
import { Cancelled, UserError } from "../model/userError";
import { readText } from "../model/values";
import type { Services } from "../services";
import { kindNodeId, resourceNode } from "../tree/nodes";
import { later, say, sayNumber } from "../words/say";
import { findNodeData, findRow, getRecord, getTarget } from "./arguments";
import type { Command, CommandCall } from "./command";
import { getMeantAudience } from "./meantAudiences";

/** The commands of this file. */
export const WHERE_USED_COMMANDS: readonly Command[] = [
  { id: "aep.field.whereUsed", run: findFieldUses },
  { id: "aep.audience.whereUsed", run: findAudienceUses },
];

/** The audiences that read a field; returns their ids. */
async function findFieldUses(services: Services, call: CommandCall): Promise<readonly string[]> {
  const node = findNodeData(call, "field");
  const target = node?.target ?? getTarget(services, getRecord(call));
  const field = node === undefined ? await readGiven(services, call, target) : toName(node.field);
  const title = say("Where {0} is read", field.steps.join("."));
  const rows = await services.prompts.showProgress(
    say("Reading the audiences of {0}", target.sandbox),
    async (signal, report) => {
      const onProgress: IndexProgress = (read, total) => report(toProgressText(read, total));
      return await services.fieldIndex.find(target, field, { signal, onProgress });
    },
  );
  const none = say("No audience of {0} reads {1}.", target.sandbox, field.steps.join("."));
  return await offer(services, call, { target, rows, title, none });
}

/** "1,200 of 3,900 audiences": what a person waits for, and how long it will still take. */
function toProgressText(read: number, total: number | undefined): string {
  const done = sayNumber(read);
  return total === undefined ? done : say("{0} of {1} audiences", done, sayNumber(total));
}

const USERS = ["dependents", "journeys", "campaigns", "destinations"] as const;

/** What uses an audience: the one that is meant, else the one a person chooses; returns the ids. */
async function findAudienceUses(services: Services, call: CommandCall): Promise<readonly string[]> {
  const { target, id, name } = await getMeantAudience(services, call, { verb: later("Find What Uses") });
  const reference = { ...target, kind: "audience" as const, id };
  const row: ResourceRow = findRow(call, reference) ?? { kind: "audience", id, name, facts: [] };
  const rows = await services.prompts.showProgress(
    say("Finding what uses “{0}”", row.name),
    async (signal, report) => {
      const details = await services.details();
      const onProgress: IndexProgress = (read, total) => report(toProgressText(read, total));
      const found = await Promise.all([
        ...USERS.map((user) => details.fetchRelated({ target, row }, user, signal)),
        services.fieldIndex.findNaming(target, id, { signal, onProgress }),
      ]);
      return [...new Map(found.flat().map((one) => [`${one.kind} ${one.id}`, one])).values()];
    },
  );
  const title = say("What uses “{0}”", row.name);
  const none = say("No audience, journey, campaign or destination uses “{0}”.", row.name);
  return await offer(services, call, { target, rows, title, none });
}

/** A program gets the ids; a person chooses what to open. */
async function offer(
  services: Services,
  call: CommandCall,
  answer: {
    readonly target: SandboxTarget;
    readonly rows: readonly ResourceRow[];
    readonly title: string;
    /** What is said where nothing was found. */
    readonly none: string;
  },
): Promise<readonly string[]> {
  const { target, rows, title, none } = answer;
  const ids = rows.map(({ id }) => id);
  if (call.isAutomated) return ids;
  if (rows.length === 0) {
    void services.prompts.tell({ severity: "information", text: none });
    return ids;
  }
  const choices = rows.map((row) => ({
    label: `$(${describeKind(row.kind).icon}) ${row.name}`,
    description: [describeKind(row.kind).noun, row.state]
      .flatMap((text) => (text === undefined ? [] : [say(text)]))
      .join(" · "),
    detail: row.id,
    value: row,
  }));
  const chosen = await services.prompts.pick(title, choices);
  const node = { parent: undefined, ...resourceNode(kindNodeId(target, chosen.kind), target, chosen) };
  await vscode.commands.executeCommand(toOpeningCommand(chosen.kind), node);
  return ids;
}

function toName({ path, root }: { readonly path: string; readonly root: string }): FieldName {
  return readFieldName(path, root === "event" ? "event" : "profile");
}

/** A path: of a program, or under the cursor of the PQL editor in front; else the one a person chooses. */
async function readGiven(services: Services, call: CommandCall, target: SandboxTarget): Promise<FieldName> {
  const path = readText(getRecord(call)["path"]) ?? findPathAtCursor();
  if (path !== undefined) return readFieldName(path);
  if (call.isAutomated) throw new UserError("badArguments", "Name the field: pass its `path`.");
  const finder = await services.finder();
  const { value } = await services.prompts.search<FoundThing>({
    title: say("Find a field in {0}", target.sandbox),
    placeholder: say("Part of its name or path"),
    toNothing: (text) => say("Nothing in {0} contains “{1}” in its name", target.sandbox, text),
    buttons: [],
    search: async (text, signal, report) => report(await finder.searchFields({ target, text, signal })),
  });
  if (value.type !== "field") throw new Cancelled();
  return readFieldName(toWholePath(value.field));
}

/** The path under the cursor of the PQL editor in front. */
export function findPathAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== "pql") return undefined;
  const path = /(?:`[^`\n]*`|[\p{L}_][\p{L}\p{N}_]*)(?:\.(?:`[^`\n]*`|[\p{L}_][\p{L}\p{N}_]*))*/u;
  const range = editor.document.getWordRangeAtPosition(editor.selection.active, path);
  return range && editor.document.getText(range);
}
