/**
 * The frame of pages: a document that allows nothing but its own script, and messages that are read before they are believed.
 */
import assert from "node:assert/strict";
import { toPageDocument } from "../../../../client/src/pages/frame/pageDocument.js";
import {
  commonRequestShape,
  placeShape,
  toHostShape,
  toPageShape,
} from "../../../../client/src/pages/frame/protocol.js";

const PLACE = { page: "audience", connection: 'A "b" <c> & d', sandbox: "dev", id: "x" } as const;

const documentOf = (showsMarkup: boolean) =>
  toPageDocument({
    place: PLACE,
    title: "</title><script>alert(1)</script>",
    language: undefined,
    nonce: "abc",
    source: "https://files.example",
    script: "https://files.example/a.js",
    styles: ["https://files.example/frame.css", "https://files.example/a.css"],
    showsMarkup,
  });

describe("the document of a page", () => {
  it("runs only scripts of the extension, and fetches nothing", () => {
    const html = documentOf(false);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    assert.match(
      policy,
      /default-src 'none'; script-src 'nonce-abc' https:\/\/files\.example; style-src https:\/\/files\.example;/,
    );
    assert.doesNotMatch(policy, /unsafe|connect-src|https:;/);
    assert.equal([...html.matchAll(/<script/g)].length, 1);
    assert.doesNotMatch(html, /\son\w+=|\sstyle=/);
  });

  it("allows inline styles only where foreign mark-up is shown in a frame, and scripts not even there", () => {
    const html = documentOf(true);
    assert.match(html, /style-src https:\/\/files\.example 'unsafe-inline'/);
    assert.doesNotMatch(html, /script-src[^;]*unsafe/);
  });

  it("hands the page its place unharmed by what a connection is called", () => {
    const data = /data-place="([^"]*)"/.exec(documentOf(false))?.[1] ?? "";
    const text = data
      .replaceAll("&quot;", '"')
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
    assert.deepEqual(placeShape.parse(JSON.parse(text)), PLACE);
  });
});

describe("messages between a page and its host", () => {
  it("are refused unless they are of the agreed form", () => {
    for (const bad of [
      undefined,
      null,
      1,
      "ready",
      {},
      { type: "run" },
      { type: "ask" },
      { type: "wayOut", index: "0" },
    ]) {
      assert.equal(toHostShape.safeParse(bad).success, false);
      assert.equal(toPageShape.safeParse(bad).success, false);
    }
    assert.equal(toHostShape.safeParse({ type: "ask", id: 1, request: { any: "thing" } }).success, true);
  });

  it("lead only to places the host knows", () => {
    assert.equal(
      commonRequestShape.safeParse({ type: "openPage", page: "settings", id: "x" }).success,
      false,
    );
    assert.equal(commonRequestShape.safeParse({ type: "executeCommand", command: "x" }).success, false);
    assert.equal(commonRequestShape.safeParse({ type: "copy", text: "x" }).success, true);
  });
});
