/** The table of codes and the code that raises them stay together. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CODES, findCode, type ProblemCode } from "../../../../server/src/pql/problems/problemCodes";
import { createEnvironment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { checkText, codesIn } from "./checking";
import { SHOP, SHOP_EVENT, SHOP_PROFILE } from "./shopSchemas";

const CORE = join(__dirname, "..", "..", "..", "..", "server", "src", "pql");

function codesInSources(folder: string): Set<string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((file) => file.endsWith(".ts") && !file.endsWith("problemCodes.ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
  return new Set(texts.flatMap((text) => Array.from(text.matchAll(/"(pql\.\w+)"/g), ([, code]) => code)));
}

describe("the table of problem codes", () => {
  const raised = new Set([
    ...codesInSources(join(CORE, "syntax")),
    ...codesInSources(join(CORE, "semantics")),
    ...codesInSources(join(CORE, "wrapping")),
    ...codesInSources(join(CORE, "relations")),
  ]);

  it("has every code that is raised", () => {
    for (const code of raised) assert.ok(findCode(code) !== undefined, code);
  });

  it("has no code that nothing raises", () => {
    for (const { code } of CODES) assert.ok(raised.has(code), code);
  });

  it("has each code once, with a sentence", () => {
    assert.equal(new Set(CODES.map(({ code }) => code)).size, CODES.length);
    for (const { summary } of CODES) assert.match(summary, /^[A-Z`].*\.$/);
  });
});

describe("severity switches", () => {
  function withSwitch(code: ProblemCode, severity: "off" | "error" | "hint") {
    return createEnvironment({
      profile: SHOP_PROFILE,
      event: SHOP_EVENT,
      severities: new Map([[code, severity]]),
    });
  }

  it("silence a code", () => {
    assert.deepEqual(codesIn('homeAddress.city != "x"', withSwitch("pql.missingValues", "off")), []);
  });

  it("switch on what is off by default", () => {
    const text = 'homeAddress.city = "Aarhus" and _acme.orders.total > 3';
    assert.deepEqual(codesIn(text, SHOP), []);
    assert.deepEqual(codesIn(text, withSwitch("pql.caseSensitive", "hint")), ["pql.caseSensitive"]);
    assert.deepEqual(codesIn(text, withSwitch("pql.arrayPath", "hint")), ["pql.arrayPath"]);
  });

  it("have the last word over variants that weigh less", () => {
    const [problem] = checkText(
      "_acme.visits and testProfile",
      withSwitch("pql.booleanPlace", "error"),
    ).problems;
    assert.equal(problem.severity, "error");
  });
});
