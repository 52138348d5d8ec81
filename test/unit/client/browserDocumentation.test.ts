/**
 * What package.json offers against the table of docs/browser.md: whoever adds something says what becomes of it in a browser. That it
 * is true is tried in test/web/browserHost.test.ts.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { listUnable, readBrowserTable } from "../../support/browserTable.js";

interface Entry {
  readonly command: string;
  readonly when?: string;
}

const { contributes } = JSON.parse(readFileSync("package.json", "utf8"));
const rows = readBrowserTable(readFileSync("docs/browser.md", "utf8"));

/** Everything of the manifest that somebody can use, by its id. */
function listOffered(): readonly string[] {
  return [
    ...contributes.commands.map(({ command }: Entry) => command),
    ...Object.values(contributes.views).flatMap((views) => (views as { id: string }[]).map(({ id }) => id)),
    ...contributes.languageModelTools.map(({ name }: { name: string }) => name),
    ...["chatParticipants", "mcpServerDefinitionProviders", "authentication", "languages", "walkthroughs"]
      .flatMap((point) => contributes[point])
      .map(({ id }: { id: string }) => id),
  ];
}

describe("docs/browser.md", () => {
  it("says of everything in the manifest what becomes of it in a browser, once, and of nothing else", () => {
    const told = rows.flatMap(({ ids }) => ids);
    assert.deepEqual([...told].sort(), [...listOffered()].sort());
  });

  it("gives a reason for what is not there in full", () => {
    for (const { ids, isThere, text } of rows) assert.equal(text === "", isThere === "yes", ids.join());
  });

  it("names the commands that no menu offers in a browser", () => {
    const menus = Object.values(contributes.menus as Record<string, readonly Entry[]>).flat();
    const hidden = new Set(
      menus.filter(({ when = "" }) => when.includes("!aep.inBrowser")).map(({ command }) => command),
    );
    const unable = listUnable(rows).map(({ id }) => id);
    assert.deepEqual([...hidden].sort(), unable.sort());
    for (const id of unable) {
      const entries = menus.filter(({ command }) => command === id);
      assert.ok(
        contributes.menus.commandPalette.some(({ command }: Entry) => command === id),
        id,
      );
      for (const { when = "" } of entries) assert.match(when, /!aep\.inBrowser/, id);
    }
  });

  it("has one sentence for each of them", () => {
    for (const { id, sentence } of listUnable(rows)) assert.match(sentence, /^[A-Z][^|]+\.$/, id);
  });
});
