/**
 * The extension host of a browser from inside: every command of the manifest, and tests of the desktop editor once more, one for each
 * kind of work that test/web/webExtension.test.ts does not show from outside.
 */
import assert from "node:assert/strict";
import { runBrowserSuite } from "../support/browserSuite.js";

/** Files of the editor's tests that need nothing of Node, and which of their tests are told apart by an editor in a browser. */
const SUITE = {
  files: [
    "test/web/host/everyCommand.ts",
    "test/web/host/everyTool.ts",
    "test/editor/contentConflict.test.ts",
    "test/editor/messageCopy.test.ts",
    "test/editor/reports.test.ts",
    "test/editor/undo.test.ts",
    "test/editor/queryService.test.ts",
    "test/editor/agents.test.ts",
  ],
  // What differs where there is no Node: storage, files, the worker, pages, models. The rest is the desktop's to prove.
  grep: [
    "^every (command|tool)",
    "a conflict of content",
    "an updated copy of a message",
    "reports run, with",
    "how a journey does",
    "undo .* gives a template",
    "a rule in Query Service runs after",
    "agents in the editor (draft in|explain|answer with)",
  ].join("|"),
};

/** What a host says of code that misses something, or that nobody waited for. Of hundreds of editors it says more, which is its own. */
const MISTAKE =
  /rejected promise not handled|is not (?:a function|a constructor|defined)|Cannot (?:find module|read propert)/;

describe("the extension host of a browser", () => {
  it("runs every command, and the work that desktop editors do", async () => {
    const { result, consoleErrors } = await runBrowserSuite(SUITE);
    assert.deepEqual(result.failures, []);
    assert.deepEqual(result.skippedTitles, []);
    assert.ok(result.passed > 10, `${result.passed} tests ran`);
    assert.deepEqual(
      consoleErrors.filter((line) => MISTAKE.test(line)),
      [],
    );
  });
});
