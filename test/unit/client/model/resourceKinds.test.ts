/**
 * The table of kinds against what follows from it: the menus of package.json, the pages that are built, the icons of commands.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import {
  describeKind,
  describePage,
  PAGE_KINDS,
  RESOURCE_KINDS,
  type ResourceKind,
} from "../../../../client/src/model/resourceKinds.js";
import { NOTHING_READ, toContextValue } from "../../../../client/src/tree/nodes.js";

interface MenuEntry {
  readonly command: string;
  readonly when: string;
}
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const rowMenu: readonly MenuEntry[] = manifest.contributes.menus["view/item/context"];
const commands: readonly { readonly command: string; readonly icon?: string }[] =
  manifest.contributes.commands;

const TARGET = { connection: "Acme", sandbox: "dev" };
const toThing = (kind: ResourceKind): string =>
  toContextValue({
    type: "resource",
    target: TARGET,
    row: { kind, id: "1", name: "one", state: "x", facts: [] },
  });
const toList = (kind: ResourceKind): string =>
  toContextValue({ type: "kind", target: TARGET, kind, progress: NOTHING_READ });

/** The kinds on whose rows the menu has a command. */
function findOffered(command: string, toRow: (kind: ResourceKind) => string): readonly ResourceKind[] {
  const patterns = rowMenu
    .filter((entry) => entry.command === command)
    .map(({ when }) => new RegExp(/viewItem =~ \/(.*?)\/i?$/.exec(when)?.[1] ?? "never", "i"));
  return RESOURCE_KINDS.filter((kind) => patterns.some((pattern) => pattern.test(toRow(kind))));
}

describe("the table of kinds", () => {
  it("decides what the menus of the sidebar offer", () => {
    const kindsThat = (holds: (facts: ReturnType<typeof describeKind>) => boolean) =>
      RESOURCE_KINDS.filter((kind) => holds(describeKind(kind)));
    const opening = kindsThat(({ opens }) => opens !== "nothing");
    const comparable = kindsThat(({ isComparable }) => isComparable === true);
    const expected: readonly (readonly [string, typeof toThing, readonly ResourceKind[]])[] = [
      ["aep.resource.copyId", toThing, RESOURCE_KINDS],
      ["aep.resource.open", toThing, ["audience"]],
      ["aep.resource.openDetails", toThing, opening],
      ["aep.resource.compare", toThing, comparable],
      ["aep.resource.compareSandbox", toThing, comparable],
      ["aep.resource.compareVersions", toThing, kindsThat(({ hasVersions }) => hasVersions === true)],
      ["aep.tree.filter", toList, RESOURCE_KINDS],
      ["aep.tree.sort", toList, kindsThat(({ sort }) => sort !== undefined)],
      ["aep.tree.group", toList, kindsThat(({ groupings }) => groupings.length > 0)],
    ];
    const only = (...names: readonly ResourceKind[]) => RESOURCE_KINDS.filter((kind) => names.includes(kind));
    const reports: typeof expected = [
      ["aep.report.new", toThing, only("dataView")],
      ["aep.report.abandonment", toThing, only("audience", "journey")],
      ["aep.report.audiencePerformance", toThing, only("audience")],
      ["aep.report.journeyPerformance", toThing, only("journey")],
      ["aep.report.combined", toThing, only("audience")],
      ["aep.journey.showPerformance", toThing, only("journey")],
      ["aep.campaign.showPerformance", toThing, only("campaign")],
      ["aep.handOff.make", toThing, only("audience", "journey", "campaign")],
    ];
    for (const [command, toRow, kinds] of [...expected, ...reports])
      assert.deepEqual(findOffered(command, toRow), kinds, command);
  });

  it("gives each page one command on the rows of its kind, and on no others", () => {
    for (const kind of PAGE_KINDS) {
      const command = describePage(kind).command ?? "aep.resource.openPage";
      const kinds = findOffered(command, toThing);
      assert.ok(kinds.includes(kind), `${command} is offered on ${kind}`);
      if (describePage(kind).command !== undefined) assert.deepEqual(kinds, [kind], command);
    }
  });

  it("offers lists their commands whatever the state of a thing is called", () => {
    const row = { kind: "audience", id: "1", name: "one", state: "kind.sort", facts: [] } as const;
    assert.doesNotMatch(toContextValue({ type: "resource", target: TARGET, row }), /^kind\./);
  });

  it("names pages that are built and commands that exist", () => {
    const folders = readdirSync("client/src/pages");
    for (const kind of PAGE_KINDS) {
      const { script, command = "aep.resource.openPage" } = describePage(kind);
      assert.ok(folders.includes(script), `${kind}: client/src/pages/${script}`);
      assert.ok(
        commands.some((one) => one.command === command),
        `${kind}: ${command}`,
      );
    }
  });

  it("calls every kind by words that fit into sentences", () => {
    for (const kind of RESOURCE_KINDS) {
      const { title, noun, plural } = describeKind(kind);
      assert.equal(plural, title.toLowerCase(), kind);
      assert.match(noun, /^[a-z ]+$/, kind);
    }
  });
});
