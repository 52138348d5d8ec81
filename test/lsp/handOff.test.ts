/**
 * The built dist/aep.js hands one thing over to the next system: a folder, a sentence, and nothing sent.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openPipelineBench, type PipelineBench } from "./pipelineRun.js";

describe("aep handoff", function () {
  // Each test starts several processes.
  this.timeout(120_000);

  let bench: PipelineBench;
  before(async () => {
    bench = await openPipelineBench();
  });
  after(() => bench.end());

  it("writes a journey for the next system, and sends nothing", async () => {
    const folder = join(bench.folder, "packet");
    const parameters = ["handoff", "--to", "sfmc", "--journey", "Welcome series", folder];
    const { code, out, err } = await bench.run("dev", parameters);
    assert.equal(code, 0, out + err);
    assert.match(
      out,
      /Welcome series: a packet for Salesforce Marketing Cloud, see hand-off\.md\. \d+ places/,
    );
    const page = readFileSync(join(folder, "hand-off.md"), "utf8");
    for (const [, number = ""] of page.matchAll(/^\| \[[^\]]*\]\([^)]*\) \| (\d+) \|/gm))
      assert.ok(Number(number) > 0);
    assert.equal(await bench.countWrites(), 0);
    const again = await bench.run("dev", parameters);
    assert.equal(again.code, 1);
    assert.match(again.err, /The folder is not empty/);
  });

  it("says what it needs to know", async () => {
    const folder = join(bench.folder, "nothing");
    for (const [parameters, reason] of [
      [["handoff", "--journey", "Welcome series", folder], /--to is one of sfmc, marketo, sandbox/],
      [["handoff", "--to", "sfmc", folder], /Give one of --audience, --journey and --campaign/],
      [["handoff", "--to", "sfmc", "--journey", "a", "--audience", "b", folder], /Give one of/],
    ] as const) {
      const { code, err } = await bench.run("dev", [...parameters]);
      assert.equal(code, 2);
      assert.match(err, reason);
    }
    assert.ok(!existsSync(folder));
  });
});
