/** Paths as PQL writes them, with backticks exactly where a name needs them. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { needsBackticks, toPathStep } from "../../../../server/src/pql/schema/pathText";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import { kindOfWord } from "../../../../server/src/pql/syntax/keywordLookup";
import { lex } from "../../../../server/src/pql/syntax/lexer";
import { isReservedWord, TokenKind } from "../../../../server/src/pql/syntax/tokenKinds";
import { runsOf } from "../../../support/propertyRuns";

const WORDS = (
  "and or not in notIn like occurs select from where exists forall let true false null on between this last next " +
  "millisecond milliseconds second seconds minute minutes hour hours day days week weeks month months year years decade " +
  "decades century centuries millennium millennia millenium matches before after over sum average min max chain what when " +
  "count now today yesterday tomorrow if name value xEvent order"
).split(" ");

describe("paths of fields", () => {
  const { index } = readSchema({
    properties: {
      channels: { properties: { "direct-mail": {}, last: {}, Day: {}, größe: {}, "2nd": {}, count: {} } },
      today: { properties: { today: {} } },
      items: { type: "array", items: { properties: { "id3:Audio": {} } } },
    },
  });
  const child = (parent: number, name: string) => index.findChild(index.record(parent), name);

  it("put backticks around names that are no identifiers or are reserved", () => {
    const channels = child(0, "channels");
    const steps = ["direct-mail", "last", "Day", "größe", "2nd", "count"];
    assert.deepEqual(
      steps.map((name) => index.path(child(channels, name))),
      ["`direct-mail`", "`last`", "`Day`", "größe", "`2nd`", "count"].map((step) => `channels.${step}`),
    );
    assert.equal(index.path(child(child(0, "items"), "id3:Audio")), "items.`id3:Audio`");
    assert.equal(index.path(child(child(0, "today"), "today")), "`today`.today");
    assert.equal(index.path(0), "");
  });

  it("begin at an ancestor where one is given", () => {
    const items = child(0, "items");
    const audio = child(items, "id3:Audio");
    assert.equal(index.relativePath(audio, items), "`id3:Audio`");
    assert.equal(index.relativePath(audio, index.element(items)), "`id3:Audio`");
    assert.equal(index.relativePath(audio, 0), "items.`id3:Audio`");
    assert.equal(index.relativePath(audio, child(0, "channels")), undefined);
    assert.equal(index.relativePath(audio, audio), "");
  });

  it("reserve the words that the lexer reserves", () => {
    for (const word of [...WORDS, ...WORDS.map((each) => each.toUpperCase())]) {
      assert.equal(needsBackticks(word, false), isReservedWord(kindOfWord(word)), word);
    }
  });

  it("are read by the lexer as one name per step, whatever the names", () => {
    const letters = fc.constantFrom(..."abZ_09-:.é Ωñ中😀\u0301\u00aa\u2118²½", "𝒳", "and", "L");
    const names = fc.oneof(
      fc.string({ unit: letters, minLength: 1 }),
      fc.string({ unit: "grapheme", minLength: 1 }),
    );
    fc.assert(
      fc.property(names, fc.boolean(), (name, isFirst) => {
        // Names do not go on behind the end of a line.
        fc.pre(!/[`\n\r\u2028\u2029]/.test(name));
        const step = toPathStep(name, isFirst);
        const { kinds, starts, ends } = lex(step);
        assert.deepEqual([starts[0], ends[0]], [0, step.length], step);
        assert.equal(kinds[0] === TokenKind.QuotedName, needsBackticks(name, isFirst), step);
        assert.ok((kinds[0] ?? 0) >= TokenKind.Identifier && kinds[0] !== TokenKind.DigitName, step);
      }),
      { numRuns: runsOf(1000) },
    );
  });
});
