/**
 * Regular expressions against Java's own verdicts: nothing that Java takes is refused, and what it refuses is found.
 * The table was made by `java.util.regex.Pattern.compile` of Java 17.0.15 over every sign, escape, group and repetition in
 * turn and 700 random patterns; a row is the pattern and what Java said of it, null where it had nothing to say.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findPatternFault } from "../../../../server/src/pql/semantics/rules/patternFault";
import { codesIn } from "./checking";
import { SHOP } from "./shopSchemas";

interface Verdict {
  readonly pattern: string;
  readonly refusal: string | null;
}

function readVerdicts(): Verdict[] {
  const file = join(__dirname, "..", "..", "..", "fixtures", "javaPatterns.jsonl");
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [pattern, refusal]: [string, string | null] = JSON.parse(line);
      return { pattern, refusal };
    });
}

/** Names of classes that only the lists of Java and of Unicode hold. */
const ONLY_JAVA_KNOWS = /^Unknown character property name \{I[ns]/;

describe("patterns", () => {
  const verdicts = readVerdicts();

  it("pass where Java takes them", () => {
    const refused = verdicts.filter(
      ({ pattern, refusal }) => refusal === null && findPatternFault(pattern) !== undefined,
    );
    assert.deepEqual(refused, []);
    assert.ok(verdicts.length > 2000);
  });

  it("are refused where Java refuses them", () => {
    const missed = verdicts.filter(
      ({ pattern, refusal }) =>
        refusal !== null && !ONLY_JAVA_KNOWS.test(refusal) && findPatternFault(pattern) === undefined,
    );
    assert.deepEqual(missed, []);
  });

  it("are judged as the text holds them, escapes and all", () => {
    const codes = (pattern: string) =>
      codesIn(`personalEmail.address.matches(${JSON.stringify(pattern)})`, SHOP);
    for (const pattern of ["(?x) a b # a comment with ( and [", "\\d{2,3}", "[a-z&&[^m-p]]", "\\Q*\\E+"])
      assert.deepEqual(codes(pattern), [], pattern);
    for (const pattern of ["[z-a]", "a{2,1}", "a**", "\\y", "(?<n>a)(?<n>b)"])
      assert.deepEqual(codes(pattern), ["pql.badPattern"], pattern);
  });
});
