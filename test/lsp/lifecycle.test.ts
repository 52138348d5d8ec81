/**
 * The built server as any editor meets it: a process that is greeted, spoken to and sent home.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { inRepository } from "../support/folders.js";
import { LspDriver, LspError } from "../support/lspDriver.js";
import { encodeMessage } from "../support/lspFraming.js";

const METHOD_NOT_FOUND = -32601;
const INVALID_REQUEST = -32600;
const NOT_INITIALIZED = -32002;
const REQUEST_CANCELLED = -32800;
const GREETING = { processId: process.pid, rootUri: null, capabilities: {} };

function isError(code: number): (error: unknown) => boolean {
  return (error) => error instanceof LspError && error.code === code;
}

async function outputOf(parameter: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [inRepository("dist/server.js"), parameter]);
  return stdout;
}

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

  it("answers in order what is said together with the greeting", async () => {
    const uri = "file:///together.pql";
    const greeted = server.startRequest("initialize", GREETING);
    server.notify("initialized", {});
    server.notify("textDocument/didOpen", {
      textDocument: { uri, languageId: "pql", version: 1, text: "inS" },
    });
    const position = { line: 0, character: 3 };
    const givenUp = server.startRequest("textDocument/completion", { textDocument: { uri }, position });
    server.notify("$/cancelRequest", { id: givenUp.id });
    const refused = assert.rejects(givenUp.answer, isError(REQUEST_CANCELLED));
    server.notify("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: "dat" }],
    });
    const asked = server.startRequest("textDocument/completion", { textDocument: { uri }, position });
    await greeted.answer;
    await refused;
    const labels = JSON.stringify(await asked.answer);
    assert.match(labels, /"date"/);
    assert.doesNotMatch(labels, /"inSegment"/);
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
    await assert.rejects(server.request("made/up", {}), isError(METHOD_NOT_FOUND));
    assert.equal(await server.shutdown(), 0);
  });

  it("reads messages however the bytes are cut", async () => {
    const greeting = encodeMessage({ jsonrpc: "2.0", id: "cut", method: "initialize", params: GREETING });
    for (const byte of greeting) server.sendRaw(Uint8Array.of(byte));
    await server.waitForMessage("the greeting's answer", (message) => message.id === "cut");
    assert.equal(await server.shutdown(), 0);
  });

  it("refuses requests before it was greeted, and a second greeting", async () => {
    await assert.rejects(server.request("textDocument/hover", {}), isError(NOT_INITIALIZED));
    await server.request("initialize", GREETING);
    await assert.rejects(server.request("initialize", GREETING), isError(INVALID_REQUEST));
  });

  it("ends with code 0 where something is asked between shutdown and exit", async () => {
    await server.request("initialize", GREETING);
    await server.request("shutdown");
    await assert.rejects(server.request("made/up", {}), isError(METHOD_NOT_FOUND));
    server.notify("exit");
    assert.equal(await server.exit, 0);
  });

  it("ends with code 1 after exit without a greeting", async () => {
    server.notify("exit");
    assert.equal(await server.exit, 1);
  });

  it("ends when its input ends, with code 1 because nobody said shutdown", async () => {
    await server.request("initialize", GREETING);
    server.closeInput();
    assert.equal(await server.exit, 1);
  });

  it("ends with code 0 when its input ends after shutdown", async () => {
    await server.request("initialize", GREETING);
    await server.request("shutdown");
    server.closeInput();
    assert.equal(await server.exit, 0);
  });

  it("answers everything that was asked before shutdown", async () => {
    await server.request("initialize", GREETING);
    const pending = server.startRequest("made/up", {});
    const down = server.startRequest("shutdown");
    await assert.rejects(pending.answer, isError(METHOD_NOT_FOUND));
    assert.equal(await down.answer, null);
    server.notify("exit");
    assert.equal(await server.exit, 0);
  });
});

describe("the language server on the command line", () => {
  it("tells its version and its usage", async () => {
    assert.match(await outputOf("--version"), /^\d+\.\d+\.\d+\n$/);
    assert.match(await outputOf("--help"), /--stdio/);
  });

  it("refuses a transport it does not speak", async () => {
    const server = LspDriver.start("dist/server.js", ["--socket=7000"]);
    assert.equal(await server.exit, 2);
    assert.match(server.stderr, /--stdio/);
  });
});
