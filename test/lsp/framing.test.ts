/**
 * Bytes no client should send: the server skips them, says so once, and goes on.
 */
import assert from "node:assert/strict";
import { encodeMessage } from "../support/lspFraming.js";
import { Conversation } from "./conversation.js";

const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;
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
    ["a length beyond all reason", "Content-Length: 99999999999999\r\n\r\n"],
    ["bytes that are no text", Uint8Array.from({ length: 3000 }, (_, at) => (at * 7919) % 251)],
    ["more bytes than a header may have", "x".repeat(100_000)],
  ];
  for (const [what, bytes] of garbage) {
    it(`skips ${what}`, async () => {
      client.driver.sendRaw(bytes);
      await isAlive();
      assert.match(client.driver.stderr, /skipped/);
    });
  }

  it("answers a body that is no JSON with a parse error", async () => {
    client.driver.sendRaw("Content-Length: 5\r\n\r\n{oops");
    const answer = await client.driver.waitForMessage("the error", ({ id }) => id === null);
    assert.equal(answer.error?.code, PARSE_ERROR);
    await isAlive();
  });

  it("finds the message behind a length that was too long", async () => {
    client.driver.sendRaw("Content-Length: 60\r\n\r\n{}");
    await isAlive();
  });

  it("finds the message behind a length that was too short", async () => {
    client.driver.sendRaw('Content-Length: 5\r\n\r\n{"jsonrpc":"2.0","id":1,"method":"made/up"}');
    await isAlive();
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
    it(`refuses ${JSON.stringify(oddity)}, which is no message`, async () => {
      client.driver.sendRaw(encodeMessage(oddity));
      const answer = await client.driver.waitForMessage("the error", ({ id }) => id === null);
      assert.equal(answer.error?.code, INVALID_REQUEST);
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
