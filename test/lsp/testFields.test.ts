/** Fields of the schemas in the profiles and events of tests (`name.audience-test.json`), completed by the built server. */
import assert from "node:assert/strict";
import { type CompletionAnswer, Conversation } from "./conversation.js";

const text = { type: "string" };
const PROFILE = {
  "meta:class": "https://ns.adobe.com/xdm/context/profile",
  type: "object",
  properties: {
    homeAddress: { type: "object", properties: { city: { ...text, title: "City" }, stateProvince: text } },
    tier: { ...text, enum: ["gold", "silver"], "meta:enum": { gold: "Gold", silver: "Silver" } },
    optedIn: { type: "boolean" },
    tags: { type: "array", items: { ...text, enum: ["new", "old"] } },
    stores: { type: "array", items: { type: "object", properties: { name: text } } },
    scores: {
      type: "object",
      additionalProperties: { type: "object", properties: { points: { type: "integer" } } },
    },
    oldTier: { ...text, "meta:status": "deprecated" },
  },
};
const EVENT = {
  "meta:class": "https://ns.adobe.com/xdm/context/experienceevent",
  type: "object",
  properties: {
    timestamp: { ...text, format: "date-time" },
    eventType: { ...text, enum: ["purchase", "view"] },
  },
};

describe("fields in tests of audiences over stdio", () => {
  let talk: Conversation;
  let version = 0;
  const uri = "file:///a%20b/cart.audience-test.json";

  before(async () => {
    talk = await Conversation.begin({
      initializationOptions: { schemas: { profile: PROFILE, experienceEvent: EVENT } },
    });
    talk.driver.notify("textDocument/didOpen", {
      textDocument: { uri, languageId: "json", version: 0, text: "" },
    });
  });

  after(() => talk.end());

  /** What is offered at the bar in one test of a file. */
  const complete = async (test: string, around = (one: string) => `{"tests":[${one}]}`) => {
    const marked = around(test);
    const character = marked.indexOf("|");
    const whole = marked.replace("|", "");
    talk.driver.notify("textDocument/didChange", {
      textDocument: { uri, version: ++version },
      contentChanges: [{ text: whole }],
    });
    const answer = await talk.ask("textDocument/completion", uri, { line: 0, character });
    const { items } = (answer ?? { items: [] }) as CompletionAnswer;
    return items.map((item) => {
      const { range, newText } = item.textEdit as {
        range: { start: { character: number }; end: { character: number } };
        newText: string;
      };
      const after = whole.slice(0, range.start.character) + newText + whole.slice(range.end.character);
      return { label: item.label, after };
    });
  };
  const labels = async (test: string, around?: (one: string) => string) =>
    (await complete(test, around)).map(({ label }) => label);

  it("are those of the place, the ones that stand there and deprecated ones never first", async () => {
    const top = ["homeAddress", "optedIn", "scores", "stores", "tags", "tier", "oldTier"];
    assert.deepEqual(await labels('{"profile":{|}}'), top);
    assert.deepEqual(
      await labels('{"profile":{"tags":[],"|":1,"tier":"gold"}}'),
      top.filter((name) => name !== "tags" && name !== "tier"),
    );
    assert.deepEqual(await labels('{"profile":{"homeAddress":{"city":"x",|}}}'), ["stateProvince"]);
    assert.deepEqual(await labels('{"profile":{"stores":[{},{"|'), ["name"]);
    assert.deepEqual(await labels('{"profile":{"scores":{"any":{|}}}}'), ["points"]);
    assert.deepEqual(await labels('{"events":[{"timestamp":"-3d",|}]}'), ["eventType"]);
  });

  it("are written as JSON that holds, whatever stands around", async () => {
    for (const [test, wanted] of [
      ['{"profile":{|}}', '{"profile":{"tier": ""}}'],
      ['{"profile":{ti|}}', '{"profile":{"tier": ""}}'],
      ['{"profile":{"ti|"}}', '{"profile":{"tier": ""}}'],
      ['{"profile":{"ti|":"gold"}}', '{"profile":{"tier":"gold"}}'],
      ['{"profile":{| "optedIn":true}}', '{"profile":{"tier": "", "optedIn":true}}'],
    ] as const) {
      const found = (await complete(test)).find(({ label }) => label === "tier");
      assert.equal(found?.after, `{"tests":[${wanted}]}`, test);
    }
  });

  it("have the values that the schema lists", async () => {
    assert.deepEqual(await labels('{"profile":{"tier":|}}'), ["gold", "silver"]);
    assert.deepEqual(await labels('{"profile":{"optedIn":|}}'), ["true", "false"]);
    assert.deepEqual(await labels('{"profile":{"tags":["new",|]}}'), ["new", "old"]);
    const [purchase] = await complete('{"events":[{"eventType":"pur|"}]}');
    assert.equal(purchase?.after, '{"tests":[{"events":[{"eventType":"purchase"}]}]}');
    assert.deepEqual(await complete('{"profile":{"tier":"gold" |}}'), []);
  });

  it("are offered nowhere else: not beside the profile, not in other files", async () => {
    for (const test of [
      "{|}",
      '{"name":"|"}',
      '{"profile":|}',
      '{"qualifies":|}',
      '{"profile":{"homeAddress":[{|}]}}',
      '{"events":{|}}',
    ])
      assert.deepEqual(await labels(test), [], test);
    assert.deepEqual(await labels('{"profile":{|}}', (one) => one), []);
    const other = "file:///body.json";
    const body = '{"tests":[{"profile":{}}]}';
    talk.driver.notify("textDocument/didOpen", {
      textDocument: { uri: other, languageId: "json", version: 1, text: body },
    });
    assert.equal(
      await talk.ask("textDocument/completion", other, { line: 0, character: body.indexOf("}") }),
      null,
    );
  });
});

describe("members of profiles in tests that no schema has, over stdio", () => {
  const uri = "file:///cart.audience-test.json";
  const time = '"now":"2031-05-09T12:00:00Z"';
  const text = `{${time},"tests":[{"name":"a","profile":{"teir":"gold"},"events":[{"timestamp":"-2d","eventTyp":"a"}],"qualifies":true}]}`;
  let talk: Conversation;

  before(async () => {
    talk = await Conversation.begin({
      locale: "de",
      capabilities: {
        textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
      },
      initializationOptions: { key: "a", schemas: { profile: PROFILE, experienceEvent: EVENT } },
    });
  });

  after(() => talk.end());

  const open = (languageId: string, address = uri) =>
    talk.driver.notify("textDocument/didOpen", {
      textDocument: { uri: address, languageId, version: 1, text },
    });
  const messages = async (version: number) =>
    (await talk.published(uri, version)).diagnostics.map(({ message }) => message);

  it("are underlined at their keys with a fix, in tests only, until the text or the schema has them", async () => {
    open("json", "file:///body.json");
    assert.deepEqual((await talk.published("file:///body.json", 1)).diagnostics, []);
    open("json");
    const { diagnostics } = await talk.published(uri, 1);
    assert.deepEqual(
      diagnostics.map(({ range, severity, message }) => [
        text.slice(range.start.character, range.end.character),
        severity,
        message,
      ]),
      [
        [
          '"teir"',
          2,
          "Das Schema hat hier kein Feld `teir`, deshalb liest es keine Regel. Meinten Sie `tier`?",
        ],
        [
          '"eventTyp"',
          2,
          "Das Schema hat hier kein Feld `eventTyp`, deshalb liest es keine Regel. Meinten Sie `eventType`?",
        ],
      ],
    );
    const [first] = diagnostics;
    const actions = await talk.driver.request("textDocument/codeAction", {
      textDocument: { uri },
      range: first.range,
      context: { diagnostics: [first] },
    });
    const [{ edit, diagnostics: repaired }] = actions as {
      edit: { changes: Record<string, unknown> };
      diagnostics: unknown[];
    }[];
    assert.deepEqual(edit.changes[uri], [{ range: first.range, newText: '"tier"' }]);
    assert.deepEqual(repaired, [first]);
    talk.driver.notify("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: first.range, text: '"tier"' }],
    });
    assert.equal((await messages(2)).length, 1);
    talk.driver.notify("aep/schemaChanged", { key: "a", schemas: {} });
    assert.deepEqual(await messages(2), []);
    talk.driver.notify("aep/schemaChanged", {
      key: "a",
      schemas: { profile: PROFILE, experienceEvent: EVENT },
    });
    assert.equal((await messages(2)).length, 1);
    assert.equal((await talk.pull(uri)).items?.length, 1);
  });
});
