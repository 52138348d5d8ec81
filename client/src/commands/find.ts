/**
 * `AEP: Find…`: searches the sandbox in use while the person types, then opens, reveals or copies what was found.
 */
import * as vscode from "vscode";
import { type FoundThing, toWholePath } from "../find/finder";
import { OPEN_DOCUMENT_COMMAND, toPageCommand } from "../model/resourceKinds";
import { UserError } from "../model/userError";
import { readText } from "../model/values";
import type { Services } from "../services";
import { kindNodeId, resourceNode, type TreeNode } from "../tree/nodes";
import type { ChoiceButton } from "../ui/searches";
import { say } from "../words/say";
import { getRecord, getTarget } from "./arguments";
import type { Command, CommandCall } from "./command";

/** The commands of this file. */
export const FIND_COMMANDS: readonly Command[] = [
  { id: "aep.find", run: find },
  { id: "aep.find.definition", run: async ({ prompts }) => prompts.pressButton() },
];

/** The editor's own key for definitions. Enter is none for it: with whatever other key, it accepts the row. */
const DEFINITION_KEY = "F12";

/** The key of the definition stands in package.json. */
const BUTTONS: readonly ChoiceButton[] = [
  { id: "reveal", icon: "list-tree", title: say("Reveal in the AEP View") },
  { id: "definition", icon: "go-to-file", title: say("Open Definition ({0})", DEFINITION_KEY), hasKey: true },
  { id: "copy", icon: "copy", title: say("Copy Id or Path") },
];

/** For a program with `{text}`: returns ids and paths without asking. */
async function find(services: Services, call: CommandCall): Promise<unknown> {
  const target = getTarget(services, getRecord(call));
  const finder = await services.finder();
  const text = readText(getRecord(call)["text"]);
  if (call.isAutomated && text !== undefined) {
    let found: readonly FoundThing[] = [];
    await finder.search({ target, text, signal: call.signal }, (choices) => {
      found = choices.flatMap(({ value }) => value ?? []);
    });
    return found.map(toReport);
  }
  const { value, button } = await services.prompts.search<FoundThing>({
    title: say("Find in {0}", target.sandbox),
    placeholder: say("Part of a name; {0} opens the definition instead of the page", DEFINITION_KEY),
    isOfferedAtOnce: true,
    toNothing: (typed) =>
      typed === ""
        ? say("Type part of a name")
        : say("Nothing in {0} contains “{1}” in its name", target.sandbox, typed),
    buttons: BUTTONS,
    search: (typed, signal, report) => finder.search({ target, text: typed, signal }, report),
  });
  await act(services, value, button);
  return toReport(value);
}

async function act(services: Services, found: FoundThing, button: string | undefined): Promise<void> {
  if (button === "copy" || found.type === "field") return await copy(services, found);
  if (button === "reveal") return await reveal(services, found);
  const { target, row } = found;
  const node: TreeNode = { parent: undefined, ...resourceNode(kindNodeId(target, row.kind), target, row) };
  const page = button === "definition" ? OPEN_DOCUMENT_COMMAND : toPageCommand(row.kind);
  await vscode.commands.executeCommand(page, node);
}

async function copy({ prompts }: Services, found: FoundThing): Promise<void> {
  const text = found.type === "field" ? toWholePath(found.field) : found.row.id;
  await vscode.env.clipboard.writeText(text);
  void prompts.tell({ severity: "information", text: say("Copied {0}", text) });
}

async function reveal({ tree, sidebar }: Services, found: FoundThing & { type: "resource" }): Promise<void> {
  const node = await tree.locate(found.target, found.row.kind, found.row);
  if (node === undefined)
    throw new UserError(
      "gone",
      say("“{0}” is not in the list any more. Refresh the AEP view.", found.row.name),
    );
  await sidebar.reveal(node, { focus: true });
}

function toReport(found: FoundThing): object {
  if (found.type === "field") return { kind: "field", path: toWholePath(found.field) };
  const { kind, id, name } = found.row;
  return { kind, id, name };
}
