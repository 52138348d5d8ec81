/**
 * The built server as any editor meets it: a process that is greeted, spoken to and sent home.
 */
import assert from "node:assert/strict";
import { LspDriver, LspError } from "../support/lspDriver.js";
import { encodeMessage } from "../support/lspFraming.js";

const METHOD_NOT_FOUND = -32601;
const GREETING = { processId: process.pid, rootUri: null, capabilities: {} };

describe("the language server's life", () => {
  let server: LspDriver;

  beforeEach(() => {
    server = LspDriver.start();
  });

  afterEach(() => server.kill());

  it("greets a client that can do nothing and says what it offers", async () => {
    const answer = (await server.request("initialize", GREETING)) as { capabilities?: object };
    assert.equal(typeof answer.capabilities, "object");
  });

  it("ends with code 0 after shutdown and exit", async () => {
    await server.request("initialize", GREETING);
    server.notify("initialized", {});
    assert.equal(await server.shutdown(), 0);
  });

  it("ends with code 1 after exit without shutdown", async () => {
    await server.request("initialize", GREETING);
    server.notify("exit");
    assert.equal(await server.exit, 1);
  });

  it("refuses a request it does not know and goes on", async () => {
    await server.request("initialize", GREETING);
    const refusal = (error: unknown) => error instanceof LspError && error.code === METHOD_NOT_FOUND;
    await assert.rejects(server.request("made/up", {}), refusal);
    assert.equal(await server.shutdown(), 0);
  });

  it("reads messages however the bytes are cut", async () => {
    const greeting = encodeMessage({ jsonrpc: "2.0", id: "cut", method: "initialize", params: GREETING });
    for (const byte of greeting) server.sendRaw(Uint8Array.of(byte));
    await server.waitForMessage("the greeting's answer", (message) => message.id === "cut");
    assert.equal(await server.shutdown(), 0);
  });
});
