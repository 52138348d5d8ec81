/**
 * Every feature over stdio, once: it is announced, it answers, and its places are those of the document.
 * What a feature says in which case is proven in test/unit/pql/features.
 */
import assert from "node:assert/strict";
import {
  CLIENT_COMMANDS,
  EDGE_STATE_CHANGED,
  type ExplainedReason,
} from "../../server/src/protocol/clientMessages";
import { Conversation, type Place } from "./conversation.js";

const URI = "file:///features.pql";
const OTHER = "file:///other.pql";

const PROFILE = {
  "meta:class": "https://ns.adobe.com/xdm/context/profile",
  type: "object",
  properties: {
    homeAddress: {
      type: "object",
      properties: { city: { type: "string", title: "City" }, countryCode: { type: "string" } },
    },
    orders: { type: "array", items: { type: "object", properties: { total: { type: "number" } } } },
  },
};

const AUDIENCES = [
  { id: "id-1", name: "Big spenders", uri: "aep:/c/s/audience/id-1/Big spenders.pql" },
  { id: "id-2", name: "Loyal" },
];

const CAPABILITIES = {
  textDocument: {
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
    definition: { linkSupport: true },
    hover: { contentFormat: ["markdown"] },
  },
  workspace: { textDocumentContent: {} },
};

type Json = Record<string, unknown>;

describe("features over stdio", () => {
  let talk: Conversation;

  before(async () => {
    talk = await Conversation.begin({
      capabilities: CAPABILITIES,
      initializationOptions: {
        schemas: { profile: PROFILE },
        audiences: AUDIENCES,
        commands: Object.values(CLIENT_COMMANDS),
      },
    });
  });

  after(() => talk.driver.kill());

  /** Opens a text in which `|` is the cursor and asks a question about that place. */
  async function ask<R>(method: string, marked: string, more: Json = {}): Promise<R> {
    const offset = marked.indexOf("|");
    const text = marked.replace("|", "");
    const before = text.slice(0, offset).split("\n");
    const position: Place = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    talk.open(URI, text);
    const params = { textDocument: { uri: URI }, position, ...more };
    return (await talk.driver.request(method, params)) as R;
  }

  function whole(lines: number): Json {
    return { range: { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } } };
  }

  it("announces what it can do", () => {
    const { capabilities } = talk.greeting;
    const providers = [
      "completion",
      "hover",
      "signatureHelp",
      "definition",
      "typeDefinition",
      "references",
      "documentHighlight",
      "rename",
      "linkedEditingRange",
      "documentSymbol",
      "workspaceSymbol",
      "foldingRange",
      "selectionRange",
      "semanticTokens",
      "inlayHint",
      "codeLens",
      "codeAction",
      "documentFormatting",
      "documentRangeFormatting",
      "documentOnTypeFormatting",
      "documentLink",
      "callHierarchy",
    ];
    for (const name of providers) assert.ok(capabilities[`${name}Provider`], name);
  });

  it("completes and documents what it completes", async () => {
    const { items } = await ask<{ items: { label: string }[] }>("textDocument/completion", "homeAddress.|");
    const city = items.find(({ label }) => label === "city");
    assert.ok(city);
    const resolved = (await talk.driver.request("completionItem/resolve", city)) as {
      documentation?: { value: string };
    };
    assert.match(resolved.documentation?.value ?? "", /City/);
  });

  it("helps with signatures", async () => {
    const help = await ask<{ signatures: { label: string }[]; activeParameter: number }>(
      "textDocument/signatureHelp",
      'homeAddress.city.contains("a", |)',
    );
    assert.match(help.signatures[0]?.label ?? "", /contains/);
    assert.equal(help.activeParameter, 1);
  });

  it("leads to definitions in the text, in the schema, and in other documents", async () => {
    const [here] = await ask<Json[]>("textDocument/definition", "exists O from orders where O|.total > 1");
    assert.equal(here?.["targetUri"], URI);
    const [field] = await ask<{ targetUri: string; targetRange: { start: Place } }[]>(
      "textDocument/definition",
      'homeAddress.cit|y = "x"',
    );
    assert.equal(field?.targetUri, "aep-schema:/profile/homeAddress.yaml");
    const { text } = (await talk.driver.request("workspace/textDocumentContent", {
      uri: field.targetUri,
    })) as { text: string };
    assert.equal(text.split("\n")[field.targetRange.start.line], "  city: string # City");
    const [audience] = await ask<Json[]>("textDocument/definition", 'inSegment("id|-1")');
    assert.equal(audience?.["targetUri"], AUDIENCES[0]?.uri);
    const [type] = await ask<Json[]>(
      "textDocument/typeDefinition",
      "exists O from orders where O|.total > 1",
    );
    assert.equal(type?.["targetUri"], "aep-schema:/profile/orders.yaml");
  });

  it("finds references in every open document", async () => {
    talk.open(OTHER, 'a = 1 and homeAddress.city = "z"');
    const found = await ask<{ uri: string }[]>(
      "textDocument/references",
      'homeAddress.city| = "x" or homeAddress.city = "y"',
      {
        context: { includeDeclaration: true },
      },
    );
    assert.deepEqual(found.map(({ uri }) => uri).sort(), [URI, URI, OTHER]);
  });

  it("highlights, links and renames a variable", async () => {
    const text = "exists O from orders where O|.total > 1";
    assert.equal((await ask<Json[]>("textDocument/documentHighlight", text)).length, 2);
    assert.equal((await ask<{ ranges: Json[] }>("textDocument/linkedEditingRange", text)).ranges.length, 2);
    assert.equal((await ask<{ placeholder: string }>("textDocument/prepareRename", text)).placeholder, "O");
    const edit = await ask<{ changes: Record<string, Json[]> }>("textDocument/rename", text, {
      newName: "Order",
    });
    assert.equal(edit.changes[URI]?.length, 2);
    await assert.rejects(
      ask("textDocument/rename", "homeAddress.city| = 1", { newName: "x" }),
      /Only variables/,
    );
  });

  it("shows the structure", async () => {
    const text = "exists O from orders where\n  O.total > 1 and (\n  a\n  or b\n  )|";
    const symbols = await ask<{ name: string; children?: { name: string }[] }[]>(
      "textDocument/documentSymbol",
      text,
    );
    assert.equal(symbols[0]?.children?.[0]?.name ?? symbols[0]?.name, "O");
    const folds = await ask<{ startLine: number; endLine: number }[]>("textDocument/foldingRange", text);
    assert.ok(folds.some(({ startLine, endLine }) => startLine === 1 && endLine === 3));
    const selections = await ask<{ parent?: object }[]>("textDocument/selectionRange", text, {
      positions: [{ line: 2, character: 2 }],
    });
    assert.ok(selections[0]?.parent);
    const found = (await talk.driver.request("workspace/symbol", { query: "o" })) as { name: string }[];
    assert.ok(found.some(({ name }) => name === "O"));
  });

  it("colours, and tells what changed in colour", async () => {
    const full = await ask<{ resultId: string; data: number[] }>(
      "textDocument/semanticTokens/full",
      "a = 1 and b = 2|",
    );
    assert.equal(full.data.length % 5, 0);
    const change = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 }, text: "ab" };
    talk.edit(URI, 2, change);
    const delta = (await talk.driver.request("textDocument/semanticTokens/full/delta", {
      textDocument: { uri: URI },
      previousResultId: full.resultId,
    })) as { edits: { start: number; deleteCount: number; data: number[] }[] };
    let { data } = full;
    for (const { start, deleteCount, data: inserted } of delta.edits) {
      data = [...data.slice(0, start), ...inserted, ...data.slice(start + deleteCount)];
    }
    const again = await ask<{ data: number[] }>("textDocument/semanticTokens/full", "ab = 1 and b = 2|");
    assert.deepEqual(data, again.data);
    const range = await ask<{ data: number[] }>(
      "textDocument/semanticTokens/range",
      "a = 1 and b = 2|",
      whole(1),
    );
    assert.deepEqual(range.data, full.data);
  });

  it("writes hints, lenses and links", async () => {
    const text = 'inSegment("id-1") and (exists O from orders where O.total > 1)|';
    const hints = await ask<{ label: string }[]>("textDocument/inlayHint", text, whole(1));
    assert.deepEqual(
      hints.map(({ label }) => label),
      ["Big spenders", ": OBJECT"],
    );
    const lenses = await ask<{ command: { title: string; command: string } }[]>(
      "textDocument/codeLens",
      text,
    );
    assert.match(lenses[0]?.command.title ?? "", /^Evaluation: /);
    assert.deepEqual(
      lenses.slice(1).map(({ command }) => command.command),
      [CLIENT_COMMANDS.estimateAudience, CLIENT_COMMANDS.previewAudience, CLIENT_COMMANDS.compareAudience],
    );
    const copy = { uri: "aep:/Acme/dev/audience/id-1/expression/Copy.pql" };
    talk.open(copy.uri, 'inSegment("id-1")');
    const ofCopy = await talk.driver.request("textDocument/codeLens", { textDocument: copy });
    assert.deepEqual(
      (ofCopy as typeof lenses).slice(1).map(({ command }) => command.command),
      [CLIENT_COMMANDS.estimateAudience],
    );
    const tree = { uri: "aep:/Acme/dev/audience/id-2/expression/Tree.pql" };
    talk.open(tree.uri, '{ "nodeType": "of a later version", "params": [] }');
    assert.deepEqual(await talk.driver.request("textDocument/codeLens", { textDocument: tree }), []);
    const report = await talk.driver.request("textDocument/diagnostic", { textDocument: tree });
    assert.deepEqual((report as { items: readonly Json[] }).items, []);
    const links = await ask<{ target: string }[]>("textDocument/documentLink", text);
    assert.deepEqual(
      links.map(({ target }) => target),
      [AUDIENCES[0]?.uri],
    );
  });

  it("tells the reasons of the evaluation with the lens, and nothing of it while the text has errors", async () => {
    interface Lens {
      readonly command: { readonly title: string; readonly command: string; readonly arguments: Json[] };
    }
    const [lens] = await ask<Lens[]>("textDocument/codeLens", 'count(orders) > 1 and inSegment("id-1")|');
    assert.equal(lens?.command.command, CLIENT_COMMANDS.explainEvaluation);
    const reasons = lens?.command.arguments[1] as unknown as readonly ExplainedReason[];
    assert.deepEqual([...new Set(reasons.map(({ engine }) => engine))], ["edge", "streaming", "batch"]);
    assert.ok(reasons.some(({ position }) => position !== undefined));
    const broken = await ask<Lens[]>("textDocument/codeLens", "count(orders) > |");
    assert.deepEqual(
      broken.map(({ command }) => command.title),
      ["Estimate size", "Preview", "Compare"],
    );
  });

  it("holds the evaluation against the merge policy once the client has told of it", async () => {
    const readLens = async (isActiveOnEdge?: boolean | null): Promise<readonly (string | undefined)[]> => {
      if (isActiveOnEdge !== undefined) talk.driver.notify(EDGE_STATE_CHANGED, { uri: URI, isActiveOnEdge });
      const [lens] = await ask<{ command: { title: string; tooltip?: string } }[]>(
        "textDocument/codeLens",
        'homeAddress.city = "Oslo"|',
      );
      return [lens?.command.title, lens?.command.tooltip];
    };
    const open = ["Evaluation: edge is possible, if the merge policy is active on edge", undefined];
    assert.deepEqual(await readLens(), open);
    assert.deepEqual(await readLens(true), ["Evaluation: edge is possible", undefined]);
    assert.deepEqual(await readLens(false), [
      "Evaluation: batch · not streaming",
      "not streaming: The merge policy of this audience is not active on edge.",
    ]);
    assert.deepEqual(await readLens(null), open);
  });

  it("repairs and reshapes", async () => {
    const actions = await ask<{ title: string; kind: string }[]>("textDocument/codeAction", "a =|= 1", {
      range: { start: { line: 0, character: 3 }, end: { line: 0, character: 3 } },
      context: { diagnostics: [] },
    });
    assert.ok(actions.some(({ kind }) => kind === "quickfix"));
    const unknown = await ask<{ command?: { command: string } }[]>(
      "textDocument/codeAction",
      "homeAddress.town| = 1",
      {
        range: { start: { line: 0, character: 14 }, end: { line: 0, character: 14 } },
        context: { diagnostics: [], only: ["quickfix"] },
      },
    );
    assert.ok(unknown.some(({ command }) => command?.command === CLIENT_COMMANDS.refreshSchema));
    const fixAll = await ask<{ edit: { changes: Record<string, Json[]> } }[]>(
      "textDocument/codeAction",
      "a == 1 && b == 2|",
      {
        ...whole(1),
        context: { diagnostics: [], only: ["source.fixAll"] },
      },
    );
    assert.equal(fixAll[0]?.edit.changes[URI]?.length, 3);
  });

  it("formats a document, a range, and what was just typed", async () => {
    const options = { tabSize: 2, insertSpaces: true };
    assert.equal((await ask<Json[]>("textDocument/formatting", "a=1|", { options })).length, 2);
    assert.equal(
      (await ask<Json[]>("textDocument/rangeFormatting", "a=1|", { ...whole(1), options })).length,
      2,
    );
    assert.equal(
      (await ask<Json[]>("textDocument/onTypeFormatting", "b and (a  = 1)|", { ch: ")", options })).length,
      1,
    );
  });

  it("tells which audience names which", async () => {
    talk.open(OTHER, 'inSegment("id-2")');
    const [item] = await ask<{ name: string }[]>(
      "textDocument/prepareCallHierarchy",
      'inSegment("id|-2") and inSegment("id-1")',
    );
    assert.equal(item?.name, "Loyal");
    const incoming = (await talk.driver.request("callHierarchy/incomingCalls", { item })) as {
      from: { uri: string };
    }[];
    assert.deepEqual(incoming.map(({ from }) => from.uri).sort(), [URI, OTHER]);
    const [document] = await ask<Json[]>(
      "textDocument/prepareCallHierarchy",
      '|inSegment("id-2") and inSegment("id-1")',
    );
    const outgoing = (await talk.driver.request("callHierarchy/outgoingCalls", { item: document })) as {
      to: { name: string };
    }[];
    assert.deepEqual(
      outgoing.map(({ to }) => to.name),
      ["Loyal", "Big spenders"],
    );
  });

  it("has nothing to say about documents that are not open, and does not fail", async () => {
    const textDocument = { uri: "file:///closed.pql" };
    const position = { line: 0, character: 0 };
    for (const method of [
      "hover",
      "completion",
      "definition",
      "references",
      "codeLens",
      "inlayHint",
      "foldingRange",
    ]) {
      const params = { textDocument, position, ...whole(1), context: { includeDeclaration: true } };
      assert.equal(await talk.driver.request(`textDocument/${method}`, params), null, method);
    }
  });

  it("offers a client that carries no commands out neither lenses nor fixes that need them", async () => {
    const plain = await Conversation.begin();
    assert.equal(plain.greeting.capabilities["codeLensProvider"], undefined);
    assert.equal(plain.greeting.capabilities["codeActionProvider"], undefined);
    assert.equal(await plain.driver.shutdown(), 0);
  });
});
