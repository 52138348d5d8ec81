/**
 * Bytes no client should send. Behind a header that is none nobody knows where the next message begins, so the server says
 * what it met and ends, and its client starts it anew; everything else it passes over and goes on.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { inRepository } from "../support/folders.js";
import { encodeMessage, MessageReader } from "../support/lspFraming.js";
import { Conversation } from "./conversation.js";

const UNKNOWN = { jsonrpc: "2.0", id: "after", method: "made/up" };

describe("garbage on the wire", () => {
  let client: Conversation;

  beforeEach(async () => {
    client = await Conversation.begin();
  });

  afterEach(() => client.end());

  async function isAlive(): Promise<void> {
    client.driver.sendRaw(encodeMessage(UNKNOWN));
    await client.driver.waitForMessage("an answer", ({ id }) => id === "after");
    assert.equal(await client.driver.shutdown(), 0);
  }

  const garbage: readonly (readonly [what: string, bytes: string | Uint8Array])[] = [
    ["text before a message", "hello, is anybody there?"],
    ["lines before a message", "one\r\ntwo\r\n\r\nthree\r\n"],
    ["a header without a length", "Content-Type: text/plain\r\n\r\n"],
    ["a length that is no number", "Content-Length: many\r\n\r\n"],
    ["bytes that are no text", Uint8Array.from({ length: 3000 }, (_, at) => (at * 7919) % 251)],
  ];
  for (const [what, bytes] of garbage) {
    it(`ends at ${what} and says why`, async () => {
      client.driver.sendRaw(bytes);
      client.driver.sendRaw(encodeMessage(UNKNOWN));
      assert.equal(await client.driver.exit, 1);
      assert.match(client.driver.stderr, /ends because it was sent bytes that are no message/);
    });
  }

  it("passes over a body that is no JSON, and notes it", async () => {
    client.driver.sendRaw("Content-Length: 5\r\n\r\n{oops");
    await isAlive();
    assert.match(client.driver.stderr, /passed over/);
  });

  it("takes a header with a type and letters of any case", async () => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: "typed", method: "made/up" });
    client.driver.sendRaw(
      `content-type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await client.driver.waitForMessage("an answer", ({ id }) => id === "typed");
    assert.equal(await client.driver.shutdown(), 0);
  });

  const oddities: readonly unknown[] = [
    7,
    "text",
    null,
    [],
    {},
    { jsonrpc: "2.0", id: { a: 1 }, method: "x" },
  ];
  for (const oddity of oddities) {
    it(`passes over ${JSON.stringify(oddity)}, which is no message`, async () => {
      client.driver.sendRaw(encodeMessage(oddity));
      await isAlive();
    });
  }

  it("survives parameters of another shape", async () => {
    client.driver.notify("textDocument/didOpen", { text: 7 });
    client.driver.notify("textDocument/didChange");
    client.driver.notify("aep/schemaChanged", null);
    client.driver.notify("$/cancelRequest");
    client.driver.notify("$/madeUp", {});
    await assert.rejects(client.driver.request("textDocument/hover", null));
    await isAlive();
  });
});

describe("the bytes of answers", () => {
  it("are ASCII whatever the text is, for clients that take the length for a number of characters", async () => {
    const server = spawn(process.execPath, [inRepository("dist/server.js"), "--stdio"]);
    const uri = "file:///größe.pql";
    const text = 'person.name.lastName = "Größe “𝕏” \u2028" and person.naïve = 1';
    const messages = [
      { id: 1, method: "initialize", params: { capabilities: {} } },
      {
        method: "textDocument/didOpen",
        params: { textDocument: { uri, languageId: "pql", version: 1, text } },
      },
      { id: 2, method: "textDocument/documentSymbol", params: { textDocument: { uri } } },
      { id: 3, method: "workspace/symbol", params: { query: "" } },
      { id: 4, method: "shutdown" },
      { method: "exit" },
    ];
    for (const message of messages) server.stdin.write(encodeMessage({ jsonrpc: "2.0", ...message }));
    const chunks: Buffer[] = [];
    for await (const chunk of server.stdout) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    assert.deepEqual([...new Set(bytes.filter((byte) => byte > 127))], []);
    const told: unknown[] = [];
    new MessageReader((message) => told.push(message)).push(bytes);
    assert.match(JSON.stringify(told), /Größe “𝕏”/);
    assert.match(JSON.stringify(told), /größe\.pql/);
  });
});
