/**
 * Patterns: Java's language as far as it is run, searched in the text, in time that grows with the text.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { runProgram } from "../../../../server/src/pql/evaluate/pattern/patternMachine";
import { parsePattern } from "../../../../server/src/pql/evaluate/pattern/patternParser";
import { compileProgram } from "../../../../server/src/pql/evaluate/pattern/patternProgram";
import { runsOf } from "../../../support/propertyRuns";
import { answerOf, checkRows } from "./answers";

function search(pattern: string, text: string): string | null | undefined {
  const parsed = parsePattern(pattern);
  const program = parsed && compileProgram(parsed);
  const found = program && runProgram(program, { text, isWhole: false, spend: () => undefined });
  return found && text.slice(found[0], found[1]);
}

describe("patterns", () => {
  it("search the text, with regard to case unless (?i) stands in front", () => {
    checkRows([
      ['name.matches("(?i)^John")', { name: "johnny" }, true],
      ['name.matches("^John")', { name: "johnny" }, false],
      ['name matches "^J.*n$"', { name: "Jonathan" }, true],
      ['name matches "^J.*n$"', { name: "Johnny" }, false],
      ['name matches "^J.*n$"', { name: "UpJohn" }, false],
      ['name matches "J.hn"', { name: "UpJohnny" }, true],
      ["name.matches(pattern)", { name: "abc", pattern: "b+" }, true],
      ['code matches "\\\\d{3}"', { code: "a123" }, true],
    ]);
    assert.equal(answerOf('name matches "John"', { name: "Johnny" }, { matches: "whole" }), false);
    assert.equal(answerOf('name matches "John.*"', { name: "Johnny" }, { matches: "whole" }), true);
  });

  it("give the group that is asked for, null without a match", () => {
    checkRows([
      ['a.regexGroup("@(\\\\w+)", 1) = "work"', { a: "joe@work.example" }, true],
      ['a.regexGroup("@(\\\\w+)", 0) = "@work"', { a: "joe@work.example" }, true],
      ['a.regexGroup("@(\\\\w+)", 1).isNull()', { a: "joe" }, true],
      ['a.regexGroup("@(\\\\w+)", 1) = "work"', {}, false],
      ['a.regexGroup("(x)", 2) = "x"', { a: "x" }, "pattern"],
    ]);
  });

  it("refuse what a machine of linear time cannot tell, and what is no pattern", () => {
    for (const pattern of [
      "(?=a)",
      "(?<!a)b",
      "(a)\\\\1",
      "a++",
      "(?>a)",
      "(?x)a",
      "[",
      "(",
      "a{2",
      "\\\\G",
      "*a",
      "[z-a]",
      "\\\\p{IsGreek}",
    ]) {
      checkRows([[`a matches "${pattern}"`, { a: "ab" }, "pattern"]]);
    }
  });

  it("read classes as Java does", () => {
    const rows: [string, string, string | null][] = [
      ["[a-c&&[^b]]+", "abcac", "a"],
      ["[^a-c]+", "abxyc", "xy"],
      ["[\\w&&[^\\d]]+", "1ab2", "ab"],
      ["\\Qa.b\\E", "axb a.b", "a.b"],
      ["\\p{Upper}+", "abCDe", "CD"],
      ["[]a]+", "x]a]", "]a]"],
      ["(?i)straSSe", "STRASSE", "STRASSE"],
      ["(?i)ö", "Ö", null],
      [".+", "ab\u2028c", "ab"],
      ["(?s).+", "ab\nc", "ab\nc"],
      ["a$", "a\n", "a"],
      ["a$", "a\nb", null],
      ["(?m)^b$", "a\nb\nc", "b"],
      ["\\bfoo\\b", "a foo b", "foo"],
      ["\\w+", "größe", "gr"],
      ["\\u00f6", "ö", "ö"],
      ["a|ab", "ab", "a"],
      ["(a|ab)(c|bcd)", "abcd", "abcd"],
      ["x*?y", "xxy", "xxy"],
      ["a{2,3}", "aaaa", "aaa"],
      ["a{2,3}?", "aaaa", "aa"],
    ];
    for (const [pattern, text, found] of rows) assert.equal(search(pattern, text), found, pattern);
  });

  it("find what JavaScript finds where both languages mean the same", () => {
    const atom = fc.constantFrom(
      "a",
      "b",
      "c",
      ".",
      "[ab]",
      "[^a]",
      "\\d",
      "\\w",
      "(a|b)",
      "(?:bc)",
      "ab",
      "^",
      "$",
    );
    const part = fc.tuple(atom, fc.constantFrom("", "", "*", "+", "?", "*?", "+?", "{1,2}"));
    const pattern = fc
      .array(part, { minLength: 1, maxLength: 5 })
      .map((parts) =>
        parts.map(([text, repeat]) => (text === "^" || text === "$" ? text : text + repeat)).join(""),
      );
    const choice = fc.tuple(pattern, pattern).map(([left, right]) => `${left}|${right}`);
    fc.assert(
      fc.property(
        fc.oneof(pattern, choice),
        fc.string({ unit: fc.constantFrom("a", "b", "c", "1", " "), maxLength: 12 }),
        (source, text) => {
          const expected = new RegExp(source).exec(text);
          const parsed = parsePattern(source);
          const program = parsed && compileProgram(parsed);
          assert.ok(program !== undefined, source);
          const found = runProgram(program, { text, isWhole: false, spend: () => undefined });
          assert.equal(found === null, expected === null, `${source} in ${text}`);
          if (found && expected)
            assert.equal(text.slice(found[0], found[1]), expected[0], `${source} in ${text}`);
        },
      ),
      { numRuns: runsOf(2000) },
    );
  });

  it("end on patterns that hang other engines", () => {
    const text = "a".repeat(5000);
    checkRows([
      ['a matches "^(a+)+$"', { a: `${text}b` }, false],
      ['a matches "(a|aa)+$"', { a: `${text}b` }, false],
    ]);
    assert.equal(answerOf('a matches "(x+x+)+y"', { a: "x".repeat(20_000) }, { steps: 1000 }), "stepLimit");
  });
});
