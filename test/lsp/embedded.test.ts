/**
 * Expressions inside JSON bodies and Markdown over stdio: checked, repaired, explained and completed where they stand.
 */
import assert from "node:assert/strict";
import { type CompletionAnswer, Conversation } from "./conversation.js";

const PROFILE = {
  "meta:class": "https://ns.adobe.com/xdm/context/profile",
  type: "object",
  properties: { homeAddress: { type: "object", properties: { city: { type: "string", title: "City" } } } },
};

describe("expressions inside other texts over stdio", () => {
  let talk: Conversation;

  before(async () => {
    talk = await Conversation.begin({
      capabilities: {
        textDocument: {
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
          hover: { contentFormat: ["markdown"] },
        },
      },
      initializationOptions: {
        schemas: { profile: PROFILE },
        audiences: [{ id: "id-1", name: "Big spenders" }],
      },
    });
  });

  after(() => talk.driver.kill());

  it("checks expressions in JSON bodies and Markdown, and repairs them there", async () => {
    const uri = "file:///body.json";
    const text =
      '{"name": "x",\n "expression": {"format": "pql/text", "value": "homeAddress.city == \\"x\\""}}';
    talk.driver.notify("textDocument/didOpen", {
      textDocument: { uri, languageId: "json", version: 1, text },
    });
    const { diagnostics } = await talk.published(uri, 1);
    const [problem] = diagnostics;
    const start = (text.split("\n")[1] ?? "").indexOf("==");
    assert.deepEqual(problem?.range, {
      start: { line: 1, character: start },
      end: { line: 1, character: start + 2 },
    });
    const actions = (await talk.driver.request("textDocument/codeAction", {
      textDocument: { uri },
      range: problem.range,
      context: { diagnostics: [problem] },
    })) as { edit: { changes: Record<string, { newText: string }[]> } }[];
    assert.equal(actions[0]?.edit.changes[uri]?.[0]?.newText, "=");
    const hover = (await talk.driver.request("textDocument/hover", {
      textDocument: { uri },
      position: { line: 1, character: start - 3 },
    })) as { contents: { value: string } };
    assert.match(hover.contents.value, /City/);
    const markdown = "file:///notes.md";
    const fence = '# x\n```pql\nhomeAddress.city == "x"\n```\n';
    talk.driver.notify("textDocument/didOpen", {
      textDocument: { uri: markdown, languageId: "markdown", version: 1, text: fence },
    });
    assert.equal((await talk.published(markdown, 1)).diagnostics[0]?.range.start.line, 2);
    talk.driver.notify("textDocument/didChange", {
      textDocument: { uri: markdown, version: 2 },
      contentChanges: [
        { range: { start: { line: 2, character: 17 }, end: { line: 2, character: 19 } }, text: "=" },
      ],
    });
    assert.deepEqual((await talk.published(markdown, 2)).diagnostics, []);
  });

  it("completes and helps inside JSON bodies and Markdown, with the escapes of the text around", async () => {
    const uri = "file:///typing.json";
    const text = '{"format": "pql/text", "value": "homeAddress."}';
    const change = (version: number, newText: string) =>
      talk.driver.notify("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ text: newText }],
      });
    talk.driver.notify("textDocument/didOpen", {
      textDocument: { uri, languageId: "json", version: 1, text },
    });
    const atEnd = (value: string) => ({ line: 0, character: value.indexOf('"}') });
    assert.ok((await talk.labels(uri, atEnd(text))).includes("city"));
    const members = '{"format": "pql/text", "value": "inSegment(\\"\\")"}';
    change(2, members);
    const place = { line: 0, character: members.indexOf('\\")') };
    const answer = (await talk.ask("textDocument/completion", uri, place)) as CompletionAnswer;
    const item = answer.items.find(({ label }) => label === "Big spenders");
    assert.deepEqual(item?.textEdit, {
      range: { start: place, end: place },
      newText: "id-1",
    });
    const help = (await talk.ask("textDocument/signatureHelp", uri, place)) as {
      signatures: { label: string }[];
    };
    assert.match(help.signatures[0]?.label ?? "", /inSegment/);
    const notes = "file:///typing.md";
    talk.driver.notify("textDocument/didOpen", {
      textDocument: {
        uri: notes,
        languageId: "markdown",
        version: 1,
        text: "# x\n```pql\nhomeAddress.\n```\n",
      },
    });
    assert.ok((await talk.labels(notes, { line: 2, character: 12 })).includes("city"));
    assert.equal(await talk.ask("textDocument/completion", notes, { line: 0, character: 1 }), null);
  });

  it("asks a client that can be asked to tell of JSON and Markdown, for what it answers about them", async () => {
    const dynamic = { dynamicRegistration: true };
    const textDocument = {
      synchronization: dynamic,
      diagnostic: dynamic,
      hover: dynamic,
      codeAction: dynamic,
      completion: dynamic,
      signatureHelp: dynamic,
    };
    const able = await Conversation.begin({ capabilities: { textDocument } });
    const { params } = await able.driver.waitForMessage(
      "a registration",
      ({ method }) => method === "client/registerCapability",
    );
    const { registrations } = params as { registrations: { method: string; registerOptions: object }[] };
    assert.deepEqual(
      registrations.map(({ method }) => method.replace("textDocument/", "")),
      [
        "didOpen",
        "didChange",
        "didClose",
        "hover",
        "codeAction",
        "completion",
        "signatureHelp",
        "diagnostic",
      ],
    );
    await able.end();
  });
});
