/**
 * What the server gives depends on what the client can take; one that can do nothing still gets everything that matters.
 */
import assert from "node:assert/strict";
import { type CompletionAnswer, Conversation } from "./conversation.js";
import { schemaWith } from "./smallSchemas.js";

const URI = "file:///audience.pql";
const SCHEMAS = { schemas: { profile: schemaWith("nickName") } };
const ABLE_CLIENT = {
  workspace: { configuration: true, diagnostics: { refreshSupport: true } },
  textDocument: {
    diagnostic: {},
    hover: { contentFormat: ["markdown", "plaintext"] },
    completion: {
      completionItem: { snippetSupport: true, documentationFormat: ["markdown"] },
      completionList: { itemDefaults: ["editRange"] },
    },
  },
};

describe("a client that can do nothing", () => {
  let client: Conversation;

  beforeEach(async () => {
    client = await Conversation.begin({ initializationOptions: SCHEMAS });
  });

  afterEach(() => client.end());

  it("is told problems without asking, with the version they belong to", async () => {
    client.open(URI, "person.nickName = ");
    const { version, diagnostics } = await client.published(URI);
    assert.equal(version, 1);
    assert.equal(diagnostics.length, 1);
    assert.equal(diagnostics[0]?.severity, 1);
    assert.match(String(diagnostics[0]?.code), /^pql\./);
  });

  it("is not offered to pull", () => {
    assert.equal(client.greeting.capabilities["diagnosticProvider"], undefined);
  });

  it("gets hovers as plain text", async () => {
    client.open(URI, 'person.nickName = "x"');
    const hover = await client.ask("textDocument/hover", URI, { line: 0, character: 9 });
    const { contents } = hover as { contents: { kind: string; value: string } };
    assert.equal(contents.kind, "plaintext");
    assert.match(contents.value, /The nickName/);
    assert.doesNotMatch(contents.value, /[*`]/);
  });

  it("gets completions whose edits say what they replace", async () => {
    client.open(URI, "person.");
    const answer = await client.ask("textDocument/completion", URI, { line: 0, character: 7 });
    const { items, itemDefaults } = answer as CompletionAnswer;
    assert.equal(itemDefaults, undefined);
    assert.ok(items.some(({ label }) => label === "nickName"));
    assert.ok(items.every(({ textEdit }) => textEdit !== undefined));
  });

  it("has its problems taken away when a document is closed", async () => {
    client.open(URI, "and");
    await client.published(URI, 1);
    client.driver.notify("textDocument/didClose", { textDocument: { uri: URI } });
    assert.deepEqual((await client.published(URI)).diagnostics, []);
  });
});

describe("a client that can do much", () => {
  let client: Conversation;

  beforeEach(async () => {
    client = await Conversation.begin({ capabilities: ABLE_CLIENT, initializationOptions: SCHEMAS });
  });

  afterEach(() => client.end());

  it("pulls problems, and hears `unchanged` when nothing changed", async () => {
    assert.notEqual(client.greeting.capabilities["diagnosticProvider"], undefined);
    client.open(URI, "person.nickName = ");
    const first = await client.pull(URI);
    assert.equal(first.kind, "full");
    assert.equal(first.items?.length, 1);
    const second = await client.pull(URI, first.resultId);
    assert.deepEqual(second, { kind: "unchanged", resultId: first.resultId });
    client.edit(URI, 2, { start: { line: 0, character: 18 }, text: '"x"' });
    assert.deepEqual((await client.pull(URI, first.resultId)).items, []);
  });

  it("gets another result id when a document is closed and opened again", async () => {
    client.open(URI, "and");
    const { resultId } = await client.pull(URI);
    client.driver.notify("textDocument/didClose", { textDocument: { uri: URI } });
    client.open(URI, "true");
    assert.equal((await client.pull(URI, resultId)).kind, "full");
  });

  it("gets hovers in Markdown and shares what completions have in common", async () => {
    client.open(URI, "person.nickName");
    const hover = await client.ask("textDocument/hover", URI, { line: 0, character: 9 });
    assert.equal((hover as { contents: { kind: string } }).contents.kind, "markdown");
    const answer = await client.ask("textDocument/completion", URI, { line: 0, character: 10 });
    const { items, itemDefaults } = answer as CompletionAnswer;
    assert.deepEqual(itemDefaults, {
      editRange: { start: { line: 0, character: 7 }, end: { line: 0, character: 10 } },
    });
    assert.ok(items.length > 0 && items.every(({ textEdit }) => textEdit === undefined));
  });

  it("gets documentation for the item it looks at", async () => {
    client.open(URI, "person.");
    const answer = await client.ask("textDocument/completion", URI, { line: 0, character: 7 });
    const item = (answer as CompletionAnswer).items.find(({ label }) => label === "nickName");
    const resolved = await client.driver.request("completionItem/resolve", item);
    assert.match(JSON.stringify(resolved), /The nickName/);
  });
});
