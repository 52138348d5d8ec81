/**
 * The base protocol as the test driver speaks it.
 */
import assert from "node:assert/strict";
import { encodeMessage, MessageReader } from "../../support/lspFraming.js";

function readAll(chunks: readonly Uint8Array[]): unknown[] {
  const messages: unknown[] = [];
  const reader = new MessageReader((message) => messages.push(message));
  for (const chunk of chunks) reader.push(chunk);
  return messages;
}

describe("the base protocol", () => {
  const messages = [{ text: "ä😀" }, { text: "" }];
  const bytes = Buffer.concat(messages.map(encodeMessage));

  it("gives back what was encoded, in one piece or byte by byte", () => {
    assert.deepEqual(readAll([bytes]), messages);
    assert.deepEqual(readAll([...bytes].map((byte) => Uint8Array.of(byte))), messages);
  });

  it("reads a header with other fields", () => {
    const header = "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}";
    assert.deepEqual(readAll([Buffer.from(header)]), [{}]);
  });

  it("refuses a header without a length", () => {
    assert.throws(() => readAll([Buffer.from("Nothing: 1\r\n\r\n{}")]), /without a length/);
  });
});
