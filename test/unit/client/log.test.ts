/**
 * The log's sink: whatever a caller hands over, no secret gets through, and stacks only when somebody traces.
 */
import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { Log } from "../../../client/src/log.js";

const LEVELS = { trace: 1, info: 3 } as const;

/** An output channel that keeps its lines. */
function openLog(logLevel: number): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const keep = (line: string): void => {
    lines.push(line);
  };
  const channel = {
    logLevel,
    trace: keep,
    debug: keep,
    info: keep,
    warn: keep,
    error: keep,
    show: () => undefined,
  };
  return { log: new Log(channel as unknown as vscode.LogOutputChannel), lines };
}

describe("the log", () => {
  it("masks secrets wherever they stand", () => {
    const { log, lines } = openLog(LEVELS.info);
    const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJl";
    log.info(`Bearer ${token}`, { client_secret: "p8e-canary-canary-canary", body: { access_token: token } });
    log.error(
      "failed",
      new Error(`Authorization: Bearer ${token}`, { cause: new Error(`client_secret=canary-secret`) }),
    );
    log.write({ level: "debug", message: "call", url: `https://x/?access_token=${token}`, status: 200 });
    for (const line of lines) assert.doesNotMatch(line, /eyJ|canary/);
    assert.equal(lines.length, 3);
  });

  it("keeps its last lines for a problem report, redacted and without the bodies of a trace", () => {
    const { log } = openLog(LEVELS.trace);
    log.write({ level: "trace", message: "body", body: "Ada Lovelace" });
    for (let at = 0; at < 1000; at++) log.info(`line ${at}`, { client_secret: "p8e-canary-canary-canary" });
    assert.ok(log.recentLines.length < 500);
    assert.match(log.recentLines.at(-1) ?? "", /^info: line 999/);
    assert.doesNotMatch(log.recentLines.join(), /canary|Ada/);
  });

  it("tells the chain of causes, and stacks only when tracing", () => {
    const error = new Error("outer", { cause: new Error("inner") });
    const calm = openLog(LEVELS.info);
    calm.log.error("failed", error);
    assert.match(calm.lines[0] ?? "", /failed error=Error: outer ← Error: inner$/);
    const tracing = openLog(LEVELS.trace);
    tracing.log.error("failed", error);
    assert.match(tracing.lines[0] ?? "", /log\.test/);
    assert.deepEqual([calm.log.isTracing, tracing.log.isTracing], [false, true]);
  });
});
