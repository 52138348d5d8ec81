/**
 * What the language server says by phrases: hovers, documentation, explanations and hints. Nothing goes past the translation, and the
 * German phrases hold together. A reader of a language without letters tells what goes past: words that were in no rule and no schema.
 */
import assert from "node:assert/strict";
import { describeField } from "../../../server/src/pql/features/fieldDocumentation.js";
import { findHover } from "../../../server/src/pql/features/hoverText.js";
import { allFunctions } from "../../../server/src/pql/language/functionCatalogue.js";
import { KEYWORDS } from "../../../server/src/pql/language/keywords.js";
import {
  describeFunction,
  describeKeyword,
  describeOperator,
} from "../../../server/src/pql/language/languageDocumentation.js";
import { OPERATORS } from "../../../server/src/pql/language/operatorLevels.js";
import { TIME_UNITS } from "../../../server/src/pql/language/timeUnits.js";
import { describeRule } from "../../../server/src/pql/plainWords/describeRule.js";
import { printPlainLine } from "../../../server/src/pql/plainWords/plainLine.js";
import { readSchema } from "../../../server/src/pql/schema/readSchema.js";
import { createEnvironment } from "../../../server/src/pql/semantics/checkEnvironment.js";
import { parseQuery } from "../../../server/src/pql/syntax/parser.js";
import { fillPhrase, type SayPhrase } from "../../../server/src/pql/text/phrases.js";
import { toSentenceKey } from "../../../server/src/protocol/sentenceKeys.js";
import { readServerBundle } from "../../languages/bundles.js";
import { collectPhrases, collectTexts } from "../../languages/phrases.js";
import { listGaps } from "../../languages/sentences.js";
import { readRepositoryTree } from "../architecture/sourceTree.js";
import { readCorpora } from "../pql/corpora.js";
import { documentOf, NOTHING_KNOWN } from "../pql/features/exampleWorld.js";

const { phrases } = readServerBundle("de");

/** Phrases that were asked for. */
const asked = new Set<string>();

const withoutLetters: SayPhrase = (phrase, ...parts) => {
  asked.add(phrase);
  return fillPhrase(phrase.replaceAll(/\p{L}/gu, "·"), parts);
};

/** Calendar intervals, and their units as they are counted. */
function listIntervals(): readonly string[] {
  return TIME_UNITS.flatMap(({ singular, plural }) => [
    ...["this", "last", "next"].map((word) => `${word} ${singular}`),
    singular,
    plural,
  ]);
}

/** Words that a person reads, outside code. */
function listWords(markdown: string): readonly string[] {
  return markdown.replace(/```[\s\S]*?```|`[^`]*`/g, "").match(/\p{L}{2,}/gu) ?? [];
}

/** Every 20th expression; together they hold each construct. */
const RULES = readCorpora().filter((_, place) => place % 20 === 0);

describe("phrases of the language server", () => {
  it("are all there is in the documentation of the language", () => {
    for (const markdown of [
      ...allFunctions().map((entry) => describeFunction(entry, withoutLetters)),
      ...KEYWORDS.map((keyword) => describeKeyword(keyword, withoutLetters)),
      ...OPERATORS.map((operator) => describeOperator(operator, withoutLetters)),
    ])
      assert.deepEqual(listWords(markdown), [], markdown);
  });

  it("are all there is in the documentation of a field", () => {
    const details = {
      format: "A",
      pattern: "B",
      default: "C",
      minimum: 1,
      maximum: 2,
      maxLength: 3,
      minLength: 4,
    };
    const values = {
      "meta:enum": Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`V${at}`, "T"])),
    };
    const node = {
      type: "string",
      title: "T",
      description: "D",
      "meta:status": "deprecated",
      ...details,
      ...values,
    };
    const { index } = readSchema({ type: "object", properties: { f: node } });
    const start = createEnvironment({ profile: index }).profile?.field ?? 0;
    const field = index.findChild(index.record(start), "f");
    assert.notEqual(field, 0);
    for (const root of ["profile", "event"] as const)
      assert.deepEqual(listWords(describeField({ schema: index, field, root }, withoutLetters)), []);
  });

  it("are all there is in hovers and explanations but the words of the rule", () => {
    const environment = NOTHING_KNOWN;
    for (const text of RULES) {
      const document = documentOf(text, environment);
      const own = new Set(text.match(/\p{L}{2,}/gu)?.map((word) => word.toLowerCase()));
      const query = parseQuery(document.text);
      const told = [printPlainLine(describeRule(query, { environment, say: withoutLetters }))];
      for (const { index } of document.text.matchAll(/\b\w/g))
        told.push(findHover(document, index, withoutLetters)?.markdown ?? "");
      for (const words of told.map(listWords))
        assert.deepEqual(
          words.filter((word) => !own.has(word.toLowerCase())),
          [],
          text,
        );
    }
  });

  it("have a German translation each, and none is left over", () => {
    const tree = readRepositoryTree(["server/src"]);
    const said = [...collectPhrases(tree), ...asked, ...listIntervals()];
    assert.deepEqual(
      said.filter((phrase) => !(phrase in phrases)),
      [],
      "not translated",
    );
    const all = new Set([...said, ...collectTexts(tree)]);
    assert.deepEqual(
      Object.keys(phrases).filter((phrase) => !all.has(phrase)),
      [],
      "no longer said",
    );
  });

  it("keep their gaps, their PQL and a key of their own in German", () => {
    const marks = (text: string) => text.match(/`[^`]+`/g)?.sort() ?? [];
    const keys = new Set(Object.keys(phrases).map(toSentenceKey));
    assert.equal(keys.size, Object.keys(phrases).length);
    for (const [phrase, translation] of Object.entries(phrases)) {
      assert.deepEqual(listGaps(translation), listGaps(phrase), phrase);
      assert.deepEqual(marks(translation), marks(phrase), phrase);
    }
  });
});
