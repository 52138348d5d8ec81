/** `aep/runAudienceTests` of the built server: tests are listed and run, with places in both files. */
import assert from "node:assert/strict";
import { type AudienceTestReport, RUN_AUDIENCE_TESTS } from "../../server/src/protocol/clientMessages";
import { Conversation } from "./conversation.js";

const RULE = 'city = "Oslo"\nand points > 10';
const test = (name: string, profile: object, qualifies: boolean) => ({ name, profile, qualifies });
const TESTS = JSON.stringify(
  {
    now: "2031-05-09T12:00:00Z",
    tests: [
      test("both", { city: "Oslo", points: 11 }, true),
      test("no points", { city: "Oslo" }, true),
      { name: "no profile", qualifies: true },
    ],
  },
  null,
  1,
);

describe("tests of audiences over the wire", () => {
  let server: Conversation;
  beforeEach(async () => {
    server = await Conversation.begin();
  });
  afterEach(() => server.end());

  const ask = async (names?: readonly string[]) =>
    (await server.driver.request(RUN_AUDIENCE_TESTS, {
      tests: TESTS,
      rule: RULE,
      names,
    })) as AudienceTestReport;

  it("lists without a rule, runs all or the named ones, and tells what decided where", async () => {
    const listed = (await server.driver.request(RUN_AUDIENCE_TESTS, { tests: TESTS })) as AudienceTestReport;
    assert.deepEqual(
      listed.tests.map(({ name, outcome, range }) => [name, outcome, range.start.line]),
      [
        ["both", undefined, 3],
        ["no points", undefined, 11],
        ["no profile", undefined, 18],
      ],
    );
    const { tests, coverage, conditions } = await ask();
    assert.deepEqual(
      tests.map(({ outcome, expected, actual }) => [outcome, expected, actual]),
      [
        ["passed", "true", "true"],
        ["failed", "true", "false"],
        ["broken", undefined, undefined],
      ],
    );
    assert.deepEqual(tests[1]?.deciders, [
      { start: { line: 1, character: 4 }, end: { line: 1, character: 15 } },
    ]);
    assert.deepEqual(conditions, { covered: 1, total: 2 });
    assert.match(tests[1]?.why ?? "", /→ {3}✘ points > 10 {2}\(.*missing: points\)/);
    const [why, wanted] = [tests[1]?.why ?? "", tests[1]?.wanted ?? ""].map((text) => text.split("\n"));
    assert.equal(wanted?.length, why?.length, "both sides of the difference have the same lines");
    assert.deepEqual(
      wanted?.filter((line, index) => line !== why?.[index]),
      ["→   ✔ points > 10"],
    );
    assert.match(tests[2]?.problems[0]?.message ?? "", /no `profile`/);
    assert.deepEqual(
      coverage.map(({ times, decided }) => [times, decided]),
      [
        [
          { true: 2, false: 0, unknown: 0 },
          { true: 1, false: 0 },
        ],
        [
          { true: 1, false: 1, unknown: 0 },
          { true: 1, false: 1 },
        ],
      ],
    );
    const named = await ask(["both"]);
    assert.deepEqual(
      named.tests.map(({ outcome }) => outcome),
      ["passed", undefined, undefined],
    );
  });

  it("tells what is wrong in the file of tests and in the rule at their places, and runs the tests that are whole", async () => {
    const tests = `{"tests":[{"name":"a","now":"2031-05-09T12:00:00Z","profile":{"city":"x"},"qualifies":false}],\n"now":"soon", oops}`;
    const [said, refused] = (await Promise.all(
      [RULE, "city ="].map((rule) => server.driver.request(RUN_AUDIENCE_TESTS, { tests, rule })),
    )) as AudienceTestReport[];
    assert.deepEqual(
      said?.tests.map(({ outcome }) => outcome),
      ["passed"],
    );
    assert.deepEqual(
      said?.problems.map(({ range }) => range.start),
      [
        { line: 1, character: 14 },
        { line: 1, character: 6 },
      ],
    );
    assert.deepEqual(said?.ruleErrors, []);
    assert.deepEqual(refused?.ruleErrors[0]?.range.start, { line: 0, character: 6 });
  });
});
