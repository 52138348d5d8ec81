/**
 * Requests nobody waits for any more: each still gets its answer, but no work.
 */
import assert from "node:assert/strict";
import { LspError } from "../support/lspDriver.js";
import { Conversation, changeOf } from "./conversation.js";
import { longQuery } from "./longQuery.js";

const REQUEST_CANCELLED = -32800;
const SERVER_CANCELLED = -32802;
const URI = "file:///audience.pql";
const START = { line: 0, character: 0 };
const PULLING = { textDocument: { diagnostic: {} } };
/** Long enough that checking it takes several portions. */
const LONG = longQuery(1_500_000);

const pull = (id: string) => ({
  id,
  method: "textDocument/diagnostic",
  params: { textDocument: { uri: URI } },
});
const cancel = (id: string) => ({ method: "$/cancelRequest", params: { id } });

describe("cancellation", () => {
  let client: Conversation;

  beforeEach(async () => {
    client = await Conversation.begin({ capabilities: PULLING });
  });

  afterEach(() => client.end());

  it("answers a request that was cancelled while it waited with RequestCancelled", async () => {
    client.open(URI, "true");
    client.sendTogether([pull("first"), cancel("first"), pull("second")]);
    const first = await client.driver.waitForMessage("the first answer", ({ id }) => id === "first");
    assert.equal(first.error?.code, REQUEST_CANCELLED);
    const second = await client.driver.waitForMessage("the second answer", ({ id }) => id === "second");
    assert.equal(second.error, undefined);
  });

  it("stops a check under way", async () => {
    client.open(URI, LONG);
    const { id, answer } = client.driver.startRequest("textDocument/diagnostic", {
      textDocument: { uri: URI },
    });
    client.driver.notify("$/cancelRequest", { id });
    await assert.rejects(answer, (error) => error instanceof LspError && error.code === REQUEST_CANCELLED);
    assert.equal((await client.pull(URI)).kind, "full");
  });

  for (const method of ["formatting", "semanticTokens/full"]) {
    it(`stops ${method} under way`, async () => {
      client.open(URI, LONG.replaceAll(" = ", "="));
      const params = { textDocument: { uri: URI }, options: { tabSize: 2, insertSpaces: true } };
      const { id, answer } = client.driver.startRequest(`textDocument/${method}`, params);
      client.driver.notify("$/cancelRequest", { id });
      await assert.rejects(answer, (error) => error instanceof LspError && error.code === REQUEST_CANCELLED);
    });
  }

  it("ignores the cancellation of what is answered or was never asked", async () => {
    client.open(URI, "true");
    await client.pull(URI);
    client.driver.notify("$/cancelRequest", { id: 1 });
    client.driver.notify("$/cancelRequest", { id: "made up" });
    assert.equal((await client.pull(URI)).kind, "full");
  });
});

describe("stale versions", () => {
  let client: Conversation;

  afterEach(() => client.end());

  it("publishes only the newest of versions that came together", async () => {
    client = await Conversation.begin();
    client.open(URI, "a and ");
    await client.published(URI, 1);
    client.sendTogether([
      { method: "textDocument/didChange", params: changeOf(URI, 2, { start: START, text: "or " }) },
      { method: "textDocument/didChange", params: changeOf(URI, 3, { start: START, text: "and " }) },
    ]);
    const next = await client.published(URI);
    assert.equal(next.version, 3);
  });

  it("gives up a pull when the document changes under it, and asks to be asked again", async () => {
    client = await Conversation.begin({ capabilities: PULLING });
    client.open(URI, LONG);
    const stale = client.driver.startRequest("textDocument/diagnostic", { textDocument: { uri: URI } });
    client.edit(URI, 2, { start: START, text: "not " });
    const message = client.driver.waitForMessage("the refusal", ({ id }) => id === stale.id);
    await assert.rejects(
      stale.answer,
      (error) => error instanceof LspError && error.code === SERVER_CANCELLED,
    );
    void message.catch(() => undefined);
    assert.equal((await client.pull(URI)).kind, "full");
  });

  it("answers about the version a request was sent for, not about a later one", async () => {
    client = await Conversation.begin({ capabilities: PULLING });
    client.open(URI, "and");
    client.sendTogether([
      pull("early"),
      { method: "textDocument/didChange", params: changeOf(URI, 2, { start: START, text: "true " }) },
      pull("late"),
    ]);
    const early = await client.driver.waitForMessage("the early answer", ({ id }) => id === "early");
    const late = await client.driver.waitForMessage("the late answer", ({ id }) => id === "late");
    assert.notDeepEqual(early.result, late.result);
  });
});
