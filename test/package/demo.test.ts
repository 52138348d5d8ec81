/**
 * The first command of the README, as a newcomer without desktop VS Code sees it.
 */
import assert from "node:assert/strict";
import { testResultsFolder, toolsFolder } from "../support/folders.js";
import { runProcess } from "../support/runProcess.js";
import { copyRepository, removeRepositoryCopy } from "./repositoryCopy.js";

describe("npm run demo", () => {
  const copy = copyRepository();

  after(() => removeRepositoryCopy(copy));

  it("prints an address under which a newcomer finds the walkthrough, repairs an expression and previews a change", async () => {
    const parameters = ["test/run.mjs", "--build", "test/runner/demo.ts", "--check"];
    const env = { ...process.env, AEP_TEST_TOOLS: toolsFolder(), AEP_TEST_RESULTS: testResultsFolder() };
    const { code, output } = await runProcess(process.execPath, parameters, { cwd: copy, env });
    assert.equal(code, 0, output);
    assert.match(output, /The demo works/);
  });
});
