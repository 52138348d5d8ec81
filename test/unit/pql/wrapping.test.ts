/** A whole text in the wrapping of another language is one problem with one fix; what is PQL, or a text like any other, is left alone. */
import assert from "node:assert/strict";
import { planFixAll, problemsAt } from "../../../server/src/pql/features/quickFixes";
import { applyEdits } from "../../../server/src/pql/printer/queryPrinter";
import { checkText, convertToJson, printTree } from "../../../server/src/pql/service";
import { findWrapping } from "../../../server/src/pql/wrapping/wrapping";
import { documentOf } from "./features/exampleWorld";
import { NO_SCHEMA } from "./semantics/shopSchemas";

const CITY = 'homeAddress.city = "Oslo"';
const IN_JSON = '{"type":"PQL","format":"pql/text","value":"homeAddress.city = \\"Oslo\\""}';

const LARGE = convertToJson("a = 9007199254740993 or a = 1.50 or a = 1e400").node ?? { nodeType: "none" };
const LARGE_IN_JSON = printTree(LARGE);

const WRAPPED: readonly (readonly [text: string, condition: string])[] = [
  ['"homeAddress.city = \\"Oslo\\""', CITY],
  ["'homeAddress.city = \"Oslo\"'", CITY],
  ['“homeAddress.city = "Oslo"”', CITY],
  ['`homeAddress.city = "Oslo"`', CITY],
  ['"""\nhomeAddress.city = "Oslo"\n"""', CITY],
  ['"homeAddress.city = \\"Oslo\\" " +\n  "and testProfile"', `${CITY} and testProfile`],
  ['homeAddress.city = \\"Oslo\\"', CITY],
  ['homeAddress.city = \\"Oslo\\" and a = \\"b\\"', `${CITY} and a = "b"`],
  [IN_JSON, CITY],
  [`{"name": "Oslo", "expression": ${IN_JSON}, "mergePolicyId": "x"}`, CITY],
  [JSON.stringify(IN_JSON), CITY],
  [`[{"expression": ${IN_JSON}}]`, CITY],
  ['"value": "homeAddress.city = \\"Oslo\\"",', CITY],
  [`"expression": ${IN_JSON}`, CITY],
  ['{"predicateType": "pql/text", "predicateExpression": "testProfile = true"}', "testProfile = true"],
  [`\`\`\`pql\n${CITY}\n\`\`\``, CITY],
  [`\`\`\`\n${CITY}`, CITY],
  [`Here is your rule:\n\n\`\`\`sql\nhomeAddress.city == 'Oslo'\n\`\`\`\nIt asks for the city.`, CITY],
  ["SELECT * FROM profiles WHERE homeAddress.city = 'Oslo'", CITY],
  ["select p.id from acme.profile p where p.homeAddress.city = 'Oslo';", CITY],
  [
    "SELECT id, name FROM users WHERE homeAddress.city = 'Oslo' AND x IS NOT NULL ORDER BY id LIMIT 5",
    `${CITY} AND x.isNotNull()`,
  ],
  ["SELECT COUNT(*) FROM xEvent WHERE eventType IN ('a', 'b')", 'xEvent[eventType IN ["a", "b"]]'],
  ['WHERE homeAddress.city = "Oslo"', CITY],
  ['if homeAddress.city = "Oslo" then true else false', CITY],
  ["case when homeAddress.city = 'Oslo' then 1 else 0 end", CITY],
  ['query = "homeAddress.city = \\"Oslo\\""', CITY],
  ["const pql = 'homeAddress.city = \"Oslo\"';", CITY],
  ['pql = """homeAddress.city = "Oslo" """', CITY],
  ["const isLocal = homeAddress.city === 'Oslo' && testProfile;", `${CITY} and testProfile`],
  ['let x = homeAddress.city == "Oslo"', CITY],
  ['["homeAddress.city = \\"Oslo\\""]', CITY],
  [
    "WITH p AS (SELECT * FROM profile WHERE a = 1) SELECT p.id FROM p WHERE p.homeAddress.city = 'Oslo'",
    CITY,
  ],
  [LARGE_IN_JSON, "a = 9007199254740993 or a = 1.50 or a = 1e400"],
  ['return homeAddress.city = "Oslo";', CITY],
  ['PQL: homeAddress.city = "Oslo"', CITY],
  ['{%= homeAddress.city = "Oslo" %}', CITY],
  ["{{profile.homeAddress.city}}", "profile.homeAddress.city"],
  ["homeAddress.city = &quot;Oslo&quot; &amp;&amp; a &lt; 3", `${CITY} and a < 3`],
  ["homeAddress.city%20%3D%20%22Oslo%22", CITY],
  ["<![CDATA[a < 3]]>", "a < 3"],
  ['"homeAddress.city = \\"Oslo\\"",', CITY],
  ['profile => profile.homeAddress.city === "Oslo"', CITY],
  ["(p) => { return p.homeAddress.city === 'Oslo' && p.a < 3; }", `${CITY} and a < 3`],
  ["function (p) { return p.homeAddress.city == 'Oslo'; }", CITY],
  ["lambda p: p.homeAddress.city == 'Oslo'", CITY],
  ["if (homeAddress.city == 'Oslo') { return true; } else { return false; }", CITY],
  ["$" + '{homeAddress.city = "Oslo"}', CITY],
  ['pql`homeAddress.city = "Oslo"`', CITY],
  ["r\"homeAddress.city = 'Oslo'\"", CITY],
  ['> homeAddress.city = "Oslo"\n> and testProfile', `${CITY}\nand testProfile`],
  ['* homeAddress.city = "Oslo"', CITY],
  ['1. homeAddress.city = "Oslo"', CITY],
  ["export RULE='homeAddress.city = \"Oslo\"'", CITY],
  ["--expression 'homeAddress.city = \"Oslo\"'", CITY],
  [`curl -X POST https://example.com/preview -d '{"expression": ${IN_JSON}}'`, CITY],
  [`POST /audiences HTTP/1.1\nAccept: */*\n\n{"expression": ${IN_JSON}}`, CITY],
  ['expression: |\n  homeAddress.city = "Oslo"', CITY],
  ["SELECT p FROM profile AS p WHERE p.homeAddress.city = 'Oslo'", CITY],
  [
    "CREATE AUDIENCE oslo WITH (primary_identity = id) AS (SELECT id, name FROM profiles WHERE homeAddress.city = 'Oslo');",
    CITY,
  ],
  ["DELETE FROM profiles WHERE homeAddress.city = 'Oslo'", CITY],
];

const LEFT_ALONE = [
  '"pizza"',
  '"rock and roll"',
  "`homeAddress`",
  'value = "Oslo"',
  'query = "rock and roll"',
  "select E from xEvent where E.a = 1",
  "select id from xEvent where id.a == 1",
  "a%20 = 5",
  '"x" in tags',
  '["a"].includes(b)',
  '{"orders": xEvent.count()}',
  'a = "say \\"hi\\"" and b = "c"',
  'a = "```x```" and b == 1',
  'a = "&quot;"',
  "homeAddress.city = 'Oslo'",
  "if(a = 1, 1, 2) = 1",
  "let value = 1 in a = value",
  "(P) => P.a = 1",
  "-a = 3",
  "f = 1 and r = 2",
  "set = 1",
  "post.a = {}",
];

describe("a text that is wrapped as a whole", () => {
  for (const [text, condition] of WRAPPED) {
    it(text.replaceAll("\n", "⏎"), () => {
      const { problems } = checkText(text, NO_SCHEMA);
      assert.deepEqual(
        problems.map(({ code, severity }) => `${severity} ${code}`),
        ["error pql.wrapped"],
      );
      const [fix] = problems[0]?.fixes ?? [];
      assert.equal(applyEdits(text, fix?.edits ?? []), condition);
      const document = documentOf(text);
      assert.deepEqual(
        problemsAt(document, { start: 0, end: 1 }).map(({ code }) => code),
        ["pql.wrapped"],
      );
      assert.equal(applyEdits(text, planFixAll(document)), condition);
    });
  }

  it("keeps the white space around it", () => {
    const text = '\n  "a = 1"\n';
    assert.equal(applyEdits(text, planFixAll(documentOf(text))), "\n  a = 1\n");
  });

  it("may be a tree in pql/json", () => {
    const value = JSON.stringify(convertToJson(CITY).node);
    const text = JSON.stringify({ format: "pql/json", value });
    assert.equal(applyEdits(text, planFixAll(documentOf(text))), CITY);
  });

  it("is told where nothing in it can be a rule, without a fix", () => {
    const [problem] = checkText("SELECT * FROM profiles", NO_SCHEMA).problems;
    assert.equal(problem?.code, "pql.wrapped");
    assert.deepEqual(problem?.fixes, []);
  });
});

describe("a text that is not wrapped", () => {
  for (const text of LEFT_ALONE) {
    it(text, () => assert.equal(findWrapping(text), undefined));
  }
});
