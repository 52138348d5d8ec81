/** The values of a chosen profile beside a rule, over stdio: as the extension asks for them, and as other clients can. */
import { deepEqual, equal, match } from "node:assert/strict";
import {
  CHOOSE_PROFILE,
  CHOOSE_PROFILE_COMMAND,
  CLIENT_COMMANDS,
  GENERATE_TESTS,
  type MadeTests,
  type ProfileAnswer,
} from "../../server/src/protocol/clientMessages";
import { Conversation } from "./conversation.js";

const URI = "file:///cart.pql";
const RULE = 'tier = "gold"\nand xEvent.exists(kind = "buy" and timestamp occurs < 3 days before now)';
const TESTS = JSON.stringify({
  now: "2031-05-09T12:00:00Z",
  tests: [
    {
      name: "buyer",
      profile: { tier: "gold" },
      events: [{ timestamp: "-2d", kind: "buy" }],
      qualifies: true,
    },
    { name: "broken", profile: {}, qualifies: "perhaps" },
  ],
});

describe("values of a profile beside a rule", () => {
  let talk: Conversation;

  const hints = async (text: string) => {
    const lines = text.split("\n");
    const end = { line: lines.length - 1, character: (lines[lines.length - 1] ?? "").length };
    const range = { start: { line: 0, character: 0 }, end };
    const found = (await talk.driver.request("textDocument/inlayHint", {
      textDocument: { uri: URI },
      range,
    })) as readonly { label: string; position: { line: number } }[];
    return found.map(({ label, position }) => `${position.line}: ${label}`);
  };
  const choose = async (choice: object) =>
    (await talk.driver.request(CHOOSE_PROFILE, { uri: URI, ...choice })) as ProfileAnswer;

  beforeEach(async () => {
    talk = await Conversation.begin({ initializationOptions: { commands: Object.values(CLIENT_COMMANDS) } });
    talk.driver.notify("textDocument/didOpen", {
      textDocument: { uri: URI, languageId: "pql", version: 1, text: RULE },
    });
  });

  afterEach(() => talk.driver.kill());

  it("stand behind every condition, and change as the text does", async () => {
    deepEqual(await hints(RULE), []);
    equal((await choose({ tests: TESTS, name: "buyer" })).value, "true");
    deepEqual(await hints(RULE), ["0: true", "1: true", "1: true", "1: true, 1 event", "1: ⇒ true"]);
    const text = RULE.replace("gold", "silver");
    talk.driver.notify("textDocument/didChange", {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ text }],
    });
    deepEqual(
      (await hints(text)).filter((label) => !label.endsWith(" true")),
      ["0: false", "1: true, 1 event", "1: ⇒ false"],
    );
  });

  it("say why something is unknown", async () => {
    await choose({ profile: '{"tier":"gold","xEvent":[]}', now: "2031-05-09T12:00:00Z" });
    const text = "tier + 1 = 2";
    talk.driver.notify("textDocument/didChange", {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ text }],
    });
    match((await hints(text)).join("\n"), /unknown: \w+/);
  });

  it("go when the choice is taken back, and with the document", async () => {
    await choose({ tests: TESTS, name: "buyer" });
    await choose({});
    deepEqual(await hints(RULE), []);
    await choose({ tests: TESTS, name: "buyer" });
    talk.driver.notify("textDocument/didClose", { textDocument: { uri: URI } });
    talk.driver.notify("textDocument/didOpen", {
      textDocument: { uri: URI, languageId: "pql", version: 1, text: RULE },
    });
    deepEqual(await hints(RULE), []);
  });

  it("are refused with a reason where there is no such test or no profile", async () => {
    match((await choose({ tests: TESTS, name: "nobody" })).problems.join(), /no test “nobody”/);
    match((await choose({ tests: TESTS, name: "broken" })).problems.join(), /qualifies/);
    match((await choose({ profile: "{" })).problems.join(), /not JSON/);
    match((await choose({ profile: { xEvent: [{}] } })).problems.join(), /xEvent\/0.*timestamp/);
    deepEqual(await hints(RULE), []);
  });

  it("are a command of the server for clients that name none of their own", async () => {
    const other = await Conversation.begin({});
    other.driver.notify("textDocument/didOpen", {
      textDocument: { uri: URI, languageId: "pql", version: 1, text: RULE },
    });
    const answer = (await other.driver.request("workspace/executeCommand", {
      command: CHOOSE_PROFILE_COMMAND,
      arguments: [{ uri: URI, tests: TESTS, name: "buyer" }],
    })) as ProfileAnswer;
    equal(answer.value, "true");
    match(answer.why ?? "", /✔ tier = "gold"/);
    other.driver.kill();
  });

  it("can be tried on tests the server makes", async () => {
    const made = (await talk.driver.request(GENERATE_TESTS, { uri: URI, rule: RULE })) as MadeTests;
    deepEqual(made.uncovered, []);
    const { tests } = JSON.parse(made.text) as { tests: { name: string; qualifies: boolean }[] };
    for (const { name, qualifies } of tests)
      equal((await choose({ tests: made.text, name })).value, String(qualifies));
  });
});
