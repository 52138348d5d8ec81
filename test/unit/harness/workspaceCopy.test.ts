/**
 * What becomes of the copy of a workspace in which somebody may have written.
 */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { copyWorkspace, keepWhereWritten, removeWorkspaceCopy } from "../../support/workspaceCopy.js";

const WORKSPACE = "demo-workspace";
const RULE = path.join("audiences", "big-spenders.pql");

describe("the copy of a workspace that a person was given", () => {
  let folder: string;

  beforeEach(() => {
    folder = copyWorkspace(WORKSPACE);
  });

  afterEach(() => removeWorkspaceCopy(folder));

  it("is removed where no file differs", () => {
    mkdirSync(path.join(folder, "empty"));
    assert.equal(keepWhereWritten(folder, WORKSPACE), false);
    assert.equal(existsSync(path.dirname(folder)), false);
  });

  it("is kept where a file was changed, added or removed", () => {
    const rule = path.join(folder, RULE);
    const written = readFileSync(rule, "utf8");
    const added = path.join(folder, "audiences", "mine.pql");
    const deeds: readonly (() => void)[] = [
      () => writeFileSync(rule, written.replaceAll("a", "e")),
      () => rmSync(rule),
      () => writeFileSync(added, "mine"),
    ];
    for (const act of deeds) {
      act();
      assert.equal(keepWhereWritten(folder, WORKSPACE), true);
      writeFileSync(rule, written);
    }
    assert.equal(readFileSync(added, "utf8"), "mine");
  });

  it("is removed where the editor alone wrote: settings without any", () => {
    const settings = path.join(folder, ".vscode", "settings.json");
    mkdirSync(path.dirname(settings));
    writeFileSync(settings, '{ "editor.tabSize": 2 }');
    assert.equal(keepWhereWritten(folder, WORKSPACE), true);
    writeFileSync(settings, "{\n}");
    assert.equal(keepWhereWritten(folder, WORKSPACE), false);
  });

  it("leaves nothing behind where a person removed it", () => {
    rmSync(folder, { recursive: true });
    assert.equal(keepWhereWritten(folder, WORKSPACE), false);
    assert.equal(existsSync(path.dirname(folder)), false);
  });
});
