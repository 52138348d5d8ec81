/**
 * Completes the tooltip of an audience when somebody looks at it: merge policy by name, size, last evaluation. What cannot be
 * read is left out; the row's own facts are always shown.
 */
import type * as vscode from "vscode";
import type { Log } from "../log";
import type { ResourceRow, RowFact } from "../model/rows";
import { say } from "../words/say";
import type { TreeNode } from "./nodes";
import type { PlatformDetails } from "./relations";
import { toTooltip } from "./resourceItems";

/** What tooltips are completed with. */
export interface TooltipSources {
  readonly details: () => Promise<PlatformDetails>;
  readonly log: Log;
}

/** Returns the item with its whole tooltip. */
export async function completeTooltip(
  item: vscode.TreeItem,
  node: TreeNode,
  sources: TooltipSources,
): Promise<vscode.TreeItem> {
  if (node.data.type !== "resource" || node.data.row.kind !== "audience") return item;
  const { target, row } = node.data;
  const tooltip = toTooltip(row.name, withLateFacts(row, await findFacts(sources, { target, row })));
  if (row.hasExpression !== false)
    tooltip.appendMarkdown(
      `\n${say("A click opens its rule; the (i) beside it opens its page, as Find does.")}`,
    );
  item.tooltip = tooltip;
  return item;
}

async function findFacts(
  { details, log }: TooltipSources,
  place: Parameters<PlatformDetails["fetchFacts"]>[0],
): Promise<readonly RowFact[]> {
  try {
    return await (await details()).fetchFacts(place);
  } catch (error) {
    log.error("The rest of a tooltip could not be read", error);
    return [];
  }
}

/** Late facts replace those of the same name; new ones stand before the id, which comes last. */
function withLateFacts(row: ResourceRow, late: readonly RowFact[]): readonly RowFact[] {
  const replaced = row.facts.map((fact) => late.find(([label]) => label === fact[0]) ?? fact);
  const added = late.filter(([label]) => !row.facts.some(([known]) => known === label));
  return [...replaced.slice(0, -1), ...added, ...replaced.slice(-1)];
}
