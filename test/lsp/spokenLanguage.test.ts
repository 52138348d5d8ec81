/**
 * The server speaks the language its client names, as far as it is translated; codes and PQL stay as they are.
 */
import assert from "node:assert/strict";
import {
  type AudienceTestReport,
  CONVERT_TO_SQL,
  type ConvertedSql,
  INSPECT_EXPRESSION,
  type Inspection,
  RUN_AUDIENCE_TESTS,
} from "../../server/src/protocol/clientMessages.js";
import { RELATE_RULES, type RelatedRules } from "../../server/src/protocol/relationMessages.js";
import { Conversation } from "./conversation.js";
import { schemaWith } from "./smallSchemas.js";

const URI = "file:///audience.pql";
const RULE = 'person.nickNam = "x"';
const SCHEMAS = { schemas: { profile: schemaWith("nickName") } };
const ACTIONS = { textDocument: { codeAction: { codeActionLiteralSupport: {} } } };

describe("a server whose client speaks", () => {
  let client: Conversation | undefined;

  afterEach(() => client?.end());

  const begin = async (locale: string): Promise<Conversation> => {
    client = await Conversation.begin({ capabilities: ACTIONS, initializationOptions: SCHEMAS, locale });
    client.open(URI, RULE);
    return client;
  };

  /** What is told of the rule, and the titles of its fixes. */
  const tell = async (locale: string): Promise<readonly (string | undefined)[]> => {
    const { driver, published } = await begin(locale).then((begun) => ({
      driver: begun.driver,
      published: begun.published(URI),
    }));
    const [problem] = (await published).diagnostics;
    assert.equal(problem?.code, "pql.unknownField");
    const actions = (await driver.request("textDocument/codeAction", {
      textDocument: { uri: URI },
      range: problem.range,
      context: { diagnostics: [problem], only: ["quickfix"] },
    })) as readonly { readonly title: string }[];
    return [problem.message, ...actions.map(({ title }) => title)];
  };

  it("German tells problems and fixes in German", async () => {
    assert.deepEqual(await tell("de"), [
      "Das Feld `nickNam` gibt es in `person` nicht. Meinten Sie `nickName`?",
      "Zu nickName ändern",
    ]);
  });

  it("German hears in German what is under the cursor, what can be written and what the rule says", async () => {
    const { driver } = await begin("de");
    const ask = (method: string, offset: number) =>
      driver.request(`textDocument/${method}`, {
        textDocument: { uri: URI },
        position: { line: 0, character: offset },
      });
    const hover = JSON.stringify(await ask("hover", RULE.indexOf("=")));
    for (const words of ["Beispiel:", "Bindet stärker als", 'In dieser Regel: person.nickNam ist "x"'])
      assert.ok(hover.replaceAll("\\\\", "").replaceAll('\\"', '"').includes(words), `${words}\n${hover}`);
    const { items } = (await ask("completion", 0)) as {
      readonly items: readonly { readonly label: string; readonly detail?: string }[];
    };
    assert.equal(items.find(({ label }) => label === "exists")?.detail, "ein Element erfüllt eine Bedingung");
    const rule = { uri: URI, format: "pql/text", value: 'person.nickName = "x"' };
    const { plainWords } = (await driver.request(INSPECT_EXPRESSION, rule)) as Inspection;
    assert.match(plainWords?.join("\n") ?? "", /person\.nickName\) ist "x"|person\.nickName ist "x"/);
  });

  it("German hears in German what is wrong with tests, and why one failed", async () => {
    const { driver } = await begin("de");
    const run = async (tests: object) =>
      (await driver.request(RUN_AUDIENCE_TESTS, {
        tests: JSON.stringify(tests),
        rule: RULE,
      })) as AudienceTestReport;
    const { problems } = await run({});
    assert.deepEqual(
      problems.map(({ message }) => message),
      ["`tests` fehlt oder ist keine Liste."],
    );
    const test = { name: "a", profile: {}, qualifies: true };
    const { tests } = await run({ now: "2031-05-09T12:00:00Z", tests: [test] });
    assert.match(tests[0]?.why ?? "", /\(fehlt gegen "x"/);
  });

  it("German hears names as they are, whatever words of English are in them", async () => {
    const { driver } = await begin("de");
    const rule = { format: "pql/text", value: 'person.nickName = "x"' };
    const names = ["“Gold and silver”", "“Hearts and sparks”"];
    const request = { uri: URI, first: rule, second: rule, names };
    const { sentence } = (await driver.request(RELATE_RULES, request)) as RelatedRules;
    assert.equal(sentence, "“Gold and silver” und “Hearts and sparks” lassen dieselben Profile zu.");
  });

  it("German hears in German why a rule has no SQL", async () => {
    const { driver } = await begin("de");
    const rule = { uri: URI, format: "pql/text", value: "person.nickName > 1" };
    const { problems } = (await driver.request(CONVERT_TO_SQL, {
      ...rule,
      profileTable: "p",
      eventTables: [],
      now: 0,
    })) as ConvertedSql;
    assert.deepEqual(problems, [
      {
        clause: "person.nickName > 1",
        reason:
          "Die beiden Seiten des Vergleichs haben verschiedene Typen, und die Dokumentation ist uneins, ob sie umgewandelt werden.",
      },
    ]);
  });

  for (const locale of ["en-GB", "xx", "../de"]) {
    it(`${locale} tells them in English`, async () => {
      assert.deepEqual(await tell(locale), [
        "There is no field `nickNam` in `person`. Did you mean `nickName`?",
        "Change to nickName",
      ]);
    });
  }
});
