/**
 * Commands of the sidebar itself: read again, read more, filter, sort, group.
 */
import * as vscode from "vscode";
import { describeKind, type Grouping, type SortOrder } from "../model/resourceKinds";
import { Cancelled } from "../model/userError";
import { readText } from "../model/values";
import type { Services } from "../services";
import { toGroupingText } from "../tree/listView";
import { ACTIVATE_COMMAND, findRowAction } from "../tree/rowActions";
import type { Choice } from "../ui/prompts";
import { say } from "../words/say";
import { findNode, findNodeData } from "./arguments";
import type { Command, CommandCall } from "./command";

/** The commands of this file. */
export const TREE_COMMANDS: readonly Command[] = [
  { id: ACTIVATE_COMMAND, run: activate },
  { id: "aep.tree.refresh", run: refresh },
  { id: "aep.tree.loadMore", run: loadMore },
  { id: "aep.tree.retry", run: retry },
  { id: "aep.tree.filter", run: filter },
  { id: "aep.tree.clearFilter", run: clearFilter },
  { id: "aep.tree.sort", run: sort },
  { id: "aep.tree.group", run: group },
];

/** Does what a click on a row does. */
async function activate({ sidebar }: Services, call: CommandCall): Promise<void> {
  const node = findNode(call) ?? (await sidebar.findActivated());
  const action = node === undefined ? undefined : findRowAction(node);
  if (action !== undefined) await vscode.commands.executeCommand(action.command, action.argument);
}

async function refresh({ tree, fieldIndex, lists }: Services, call: CommandCall): Promise<void> {
  fieldIndex.outdate();
  (await lists()).forget();
  tree.refresh(findNode(call));
}

async function loadMore({ tree }: Services, call: CommandCall): Promise<void> {
  const node = findNode(call);
  if (node !== undefined) await tree.loadMore(node);
}

async function retry({ tree }: Services, call: CommandCall): Promise<void> {
  const node = findNode(call);
  if (node !== undefined) await tree.retry(node);
}

async function filter({ tree, prompts }: Services, call: CommandCall): Promise<void> {
  const node = findNode(call);
  const data = findNodeData(call, "kind");
  if (node === undefined || data === undefined) throw new Cancelled();
  const text = await prompts.ask({
    title: say("Filter {0}", say(describeKind(data.kind).title)),
    prompt: say("Text the name contains; empty shows everything"),
    value: data.progress.filter ?? "",
  });
  tree.filter(node, readText(text));
}

async function clearFilter({ tree }: Services, call: CommandCall): Promise<void> {
  const node = findNode(call);
  if (node !== undefined) tree.filter(node, undefined);
}

async function sort({ tree, prompts }: Services, call: CommandCall): Promise<void> {
  const node = findNode(call);
  const data = findNodeData(call, "kind");
  const orders = data && describeKind(data.kind).sort;
  if (node === undefined || data === undefined || orders === undefined) throw new Cancelled();
  const choices = SORT_CHOICES.filter(({ value = "changed" }) => value in orders);
  tree.sort(node, await prompts.pick(say("Sort {0}", say(describeKind(data.kind).title)), choices));
}

const SORT_CHOICES: readonly Choice<SortOrder | undefined>[] = [
  { label: say("Last changed first"), value: undefined },
  { label: say("By name"), value: "name" },
  { label: say("Largest first"), value: "size" },
];

async function group({ tree, prompts }: Services, call: CommandCall): Promise<void> {
  const node = findNode(call);
  const data = findNodeData(call, "kind");
  if (node === undefined || data === undefined) throw new Cancelled();
  const choices: readonly Choice<Grouping | undefined>[] = [
    { label: say("Not grouped"), value: undefined },
    ...describeKind(data.kind).groupings.map((grouping) => ({
      label: toGroupingLabel(grouping),
      value: grouping,
    })),
  ];
  tree.group(node, await prompts.pick(say("Group {0}", say(describeKind(data.kind).title)), choices));
}

/** "Grouped by folder". */
function toGroupingLabel(grouping: Grouping): string {
  const text = toGroupingText(grouping);
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
