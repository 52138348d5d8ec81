/** What the editor takes for a word and when it indents, without the language server. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as z from "zod";
import { inRepository } from "../../../support/folders";

const configuration = z
  .object({
    wordPattern: z.object({ pattern: z.string(), flags: z.string() }),
    indentationRules: z.object({ increaseIndentPattern: z.string(), decreaseIndentPattern: z.string() }),
    comments: z.never().optional(),
  })
  .loose()
  .parse(JSON.parse(readFileSync(inRepository("language-configuration.json"), "utf8")));

function wordsIn(text: string): string[] {
  const { pattern, flags } = configuration.wordPattern;
  return Array.from(text.matchAll(new RegExp(pattern, `g${flags}`)), ([word]) => word);
}

describe("the language configuration", () => {
  it("keeps tenant names, non-ASCII letters and parameters whole", () => {
    assert.deepEqual(wordsIn("_acme.größe = $1.名前 - x_1"), ["_acme", "größe", "$1", "名前", "x_1"]);
  });

  it("takes numbers whole and stops words at hyphens", () => {
    assert.deepEqual(wordsIn("12.5 a-b 2.02E-12"), ["12.5", "a", "b", "2.02E-12"]);
  });

  it("indents after an opening bracket but not after one inside a string", () => {
    const increases = new RegExp(configuration.indentationRules.increaseIndentPattern);
    for (const line of ["chain(xEvent, timestamp, [", '  a = "x" and (', "f("])
      assert.ok(increases.test(line), line);
    for (const line of ['a = "x ("', "f(x)", 'a = "open (']) assert.ok(!increases.test(line), line);
  });

  it("has no comments, as the language has none", () => {
    assert.equal(configuration.comments, undefined);
  });
});
