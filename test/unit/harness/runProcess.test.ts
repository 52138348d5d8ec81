/**
 * Programs the harness runs: their output, their end, their deadline.
 */
import assert from "node:assert/strict";
import { runOrFail, runProcess } from "../../support/runProcess.js";

const script = (text: string) => ["-e", text];

describe("a program the harness runs", () => {
  it("tells its code and everything it said", async () => {
    const text = "console.log('out'); console.error('err'); process.exitCode = 3";
    const { code, output } = await runProcess(process.execPath, script(text));
    assert.equal(code, 3);
    assert.deepEqual(output.trim().split("\n").sort(), ["err", "out"]);
  });

  it("is ended at its deadline, and says so", async () => {
    const { code, output } = await runProcess(process.execPath, script("setInterval(() => {}, 1000)"), {
      deadlineMs: 300,
    });
    assert.equal(code, undefined);
    assert.match(output, /Did not end within 0\.3 s/);
  });

  it("fails with its output when it must not fail", async () => {
    await assert.rejects(runOrFail(process.execPath, script("throw new Error('so it was')")), /so it was/);
  });
});
