/**
 * What the built server tells of a rule that is handed over: the same as the core tells programs, with the titles of the schema it
 * was given.
 */
import assert from "node:assert/strict";
import { accountRule, readEnvironment } from "../../server/src/pql/service.js";
import { ACCOUNT_RULE, type AccountedRule } from "../../server/src/protocol/ruleMessages.js";
import { Conversation } from "./conversation.js";

const PROFILE = {
  type: "object",
  properties: {
    person: {
      type: "object",
      properties: { birthYear: { type: "integer", title: "Year of birth" } },
    },
  },
};

describe("a rule that is handed over", () => {
  let talk: Conversation;
  before(async () => {
    talk = await Conversation.begin({ initializationOptions: { schemas: { profile: PROFILE } } });
  });
  after(() => talk.driver.kill());

  const ask = async (format: string, value: string): Promise<AccountedRule> =>
    (await talk.driver.request(ACCOUNT_RULE, { uri: "file:///a.pql", format, value })) as AccountedRule;

  it("is told with its text, its words, and its fields by title and type", async () => {
    const rule = { format: "pql/text", value: "person.birthYear >= 1980 and `odd name`.x = 1" };
    const { account } = await ask(rule.format, rule.value);
    assert.deepEqual(
      account,
      accountRule(rule, readEnvironment({ profile: PROFILE, experienceEvent: undefined })),
    );
    assert.deepEqual(account?.fields, [
      { path: "odd name.x" },
      { path: "person.birthYear", title: "Year of birth", type: "long" },
    ]);
    assert.match(account.words, /Year of birth/);
  });

  it("has no account where it is a tree that no text stands for", async () => {
    assert.deepEqual(await ask("pql/json", '{"nodeType":"nothing"}'), {});
  });
});
