/**
 * The first command of the README, as a newcomer without desktop VS Code sees it.
 */
import assert from "node:assert/strict";
import { inRepository } from "../support/folders.js";
import { runProcess } from "../support/runProcess.js";

describe("npm run demo", () => {
  it("prints an address under which a newcomer finds the walkthrough, repairs an expression and previews a change", async () => {
    const parameters = ["test/run.mjs", "--build", "test/runner/demo.ts", "--check"];
    const { code, output } = await runProcess(process.execPath, parameters, { cwd: inRepository() });
    assert.equal(code, 0, output);
    assert.match(output, /The demo works/);
  });
});
