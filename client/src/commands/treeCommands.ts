/**
 * Commands of the sidebar itself: read again, read more, filter.
 */
import { Cancelled } from "../model/userError";
import { readText } from "../model/values";
import type { Services } from "../services";
import { toKindTitle } from "../tree/nodes";
import { findNode, findNodeData } from "./arguments";
import type { Command, CommandCall } from "./command";

/** The commands of this file. */
export const TREE_COMMANDS: readonly Command[] = [
  { id: "aep.tree.refresh", run: async ({ tree }, call) => tree.refresh(findNode(call)) },
  { id: "aep.tree.loadMore", run: loadMore },
  { id: "aep.tree.retry", run: retry },
  { id: "aep.tree.filter", run: filter },
  { id: "aep.tree.clearFilter", run: clearFilter },
];

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
    title: `Filter ${toKindTitle(data.kind)}`,
    prompt: "Text the name contains; empty shows everything",
    value: data.progress.filter ?? "",
  });
  tree.filter(node, readText(text));
}

async function clearFilter({ tree }: Services, call: CommandCall): Promise<void> {
  const node = findNode(call);
  if (node !== undefined) tree.filter(node, undefined);
}
