/**
 * Questions about rules as the built server answers them for agents: the same as the core, over the schemas of the sandbox.
 */
import assert from "node:assert/strict";
import { createEventUnion, createProfileUnion } from "../../client/src/sample/data/xdm/unions.js";
import {
  answerRuleQuestion,
  type RuleAnswerOf,
  type RuleInputOf,
  type RuleQuestionName,
  readEnvironment,
} from "../../server/src/pql/service.js";
import { Conversation } from "./conversation.js";

const FILE = "file:///audience.pql";
const SCHEMAS = { profile: createProfileUnion(false), experienceEvent: createEventUnion() };
const GOLD = '_acme.loyalty.tier = "gold"';
const RULE = `homeAddress.city = "Oslo"\nand ${GOLD} or chain(xEvent, timestamp, [E: WHAT(eventType = "commerce.purchases")])`;

describe("questions about rules", () => {
  let client: Conversation;
  before(async () => {
    client = await Conversation.begin({ initializationOptions: { schemas: SCHEMAS } });
  });
  after(() => client.end());

  async function ask<Name extends RuleQuestionName>(
    question: Name,
    input: RuleInputOf<Name>,
  ): Promise<RuleAnswerOf<Name>> {
    const reply = await client.driver.request("aep/askAboutRules", { uri: FILE, question, input });
    return (reply as { answer: RuleAnswerOf<Name> }).answer;
  }

  const environment = readEnvironment(SCHEMAS);
  const now = "2031-05-09T12:00:00Z";
  const tests = JSON.stringify({ now, tests: [{ name: "one", profile: {}, qualifies: true }] });
  const QUESTIONS: { readonly [Name in RuleQuestionName]: RuleInputOf<Name> } = {
    fields: {},
    readRules: {
      expressions: [
        { format: "pql/text", value: RULE },
        { format: "pql/json", value: "{}" },
      ],
    },
    check: { rule: '_acme.loyalty.tear = "gold"' },
    explain: { rule: RULE },
    evaluate: { rule: GOLD, profile: { _acme: { loyalty: { tier: "gold" } } }, now },
    runTests: { rule: GOLD, tests },
    relate: { first: GOLD, second: `${GOLD} and homeAddress.city = "Oslo"` },
    relateToMany: { rule: GOLD, others: [GOLD, "true", "("] },
    judge: { rule: GOLD },
    clauseAt: { rule: RULE, offset: 40 },
  };

  for (const [name, input] of Object.entries(QUESTIONS) as [RuleQuestionName, never][]) {
    it(`are answered as the core answers: ${name}`, async () => {
      const own = answerRuleQuestion(name, input, { environment, isCancelled: () => false });
      assert.deepEqual(await ask(name, input), JSON.parse(JSON.stringify(own)));
    });
  }

  it("find the clause at each place of a rule", async () => {
    const at = async (offset: number) => (await ask("clauseAt", { rule: RULE, offset }))?.text;
    assert.equal(await at(0), 'homeAddress.city = "Oslo"');
    assert.equal(await at(RULE.indexOf("tier")), GOLD);
    assert.match((await at(RULE.length)) ?? "", /^chain\(/);
    assert.equal((await ask("clauseAt", { rule: "", offset: 0 })) ?? undefined, undefined);
  });

  it("have names: another one is refused", async () => {
    await assert.rejects(
      client.driver.request("aep/askAboutRules", { uri: FILE, question: "constructor", input: {} }),
      /Nobody knows the question/,
    );
  });
});
