/**
 * What people are told of a run, on the command line and in an editor: how far it is, and what came of it. Pure.
 */
import { describeKind } from "../model/resourceKinds";
import type { InventoryProgress, InventoryReport } from "./takeInventory";

/** What is worked on, such as `journeys`. */
export function toPhaseWords({ phase }: InventoryProgress): string {
  return phase === "write" ? "pages" : describeKind(phase).plural;
}

/** How far the run is, such as `reading audiences: 120`. */
export function toProgressWords(progress: InventoryProgress): string {
  const { phase, done, total } = progress;
  const verb = phase === "write" ? "writing" : "reading";
  const count = total === undefined ? `${done}` : `${done} of ${total}`;
  return `${verb} ${toPhaseWords(progress)}${done === 0 ? "" : `: ${count}`}`;
}

/** What came of it, a sentence or two each. */
export function toReportSentences(report: InventoryReport, sandbox: string): readonly string[] {
  const { count, api, hand, blocked, changes, resumed, failures } = report;
  return [
    ...(resumed > 0 ? [`Went on from a run that was stopped: ${resumed} objects were there.`] : []),
    `Inventory of ${sandbox}: ${count} objects; ${api} can be carried by API, ${hand} rebuilt by hand, ${blocked} blocked.`,
    ...(changes === undefined
      ? []
      : [`Since the last inventory: ${changes.length} changed, see changes.md.`]),
    ...(failures.length === 0 ? [] : [`Incomplete: ${failures.length} could not be read.`]),
  ];
}
