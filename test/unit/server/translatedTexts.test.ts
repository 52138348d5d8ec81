/**
 * Texts of the core in another language: told by their sentence, said with the same parts; and the German ones hold together.
 */
import assert from "node:assert/strict";
import { createTranslate } from "../../../server/src/convert/translatedTexts.js";
import { toWholeKey } from "../../../server/src/protocol/sentenceKeys.js";
import { readServerBundle } from "../../languages/bundles.js";
import { findBareWords, listGaps } from "../../languages/sentences.js";
import { readRepositoryTree } from "../architecture/sourceTree.js";

describe("texts of the core", () => {
  const translate = createTranslate({
    "There is no `{0}` {1}.{2}": "`{0}` gibt es {1} nicht.{2}",
    "There is no `{0}` {1}.": "Kein `{0}` {1}.",
    "in the profile": "im Profil",
    " Did you mean `{0}`?": " Meinten Sie `{0}`?",
    "Remove it": "Entfernen",
  });

  it("are said with their parts, which may be sentences themselves", () => {
    assert.equal(
      translate("There is no `a.b` in the profile. Did you mean `$c`?"),
      "`a.b` gibt es im Profil nicht. Meinten Sie `$c`?",
    );
    assert.equal(translate("Remove it"), "Entfernen");
  });

  it("are told by a key as well, which is how sentences without gaps are shipped", () => {
    const shipped = createTranslate(
      { "Not {0}.": "Nicht {0}." },
      { [toWholeKey("in the profile")]: "im Profil" },
    );
    assert.equal(shipped("Not in the profile."), "Nicht im Profil.");
    const sentences = Object.keys(readServerBundle("de").sentences);
    assert.equal(new Set(sentences.map(toWholeKey)).size, sentences.length, "a key of its own each");
  });

  it("stay as they are where nobody translated them", () => {
    assert.equal(translate("Nothing like it."), "Nothing like it.");
    assert.equal(translate("constructor"), "constructor");
  });
});

/** Put together of pieces where they are made. */
const COMPOSED =
  /^(?:Expected \{0\}, found|Evaluation: |not \{0\}: |\{0\} depends|\{0\} more problem|a value$|(?:at least )?\{0\} (?:days|hours|arguments?)$|\{0\} to \{1\} arguments$|(?:Write|Remove) \{0\}$|`\{0\}` takes \{1\}, not|Compare$|Preview$)/;

/** Where what is told of a rule is worded. */
const TOLD =
  /^server\/src\/(?:convert|pql\/(?:audienceTests\/testFile|evaluate\/(?:profileReader|verdict)|features\/(?:nameReferences|refactorings)|relations\/(?:clauseRedundancy|relationText)|semantics|sql\/(?!ruleSql|ruleStatement|sqlDialects|writeSql)\w+|syntax|wrapping)(?:\/|\.ts))/;

/** Pieces of PQL, and words of people that are looked for in rules. */
const NO_SENTENCE =
  /^(?:not \(|WHEN\(| ?before now$|millisecond second|inSegment equals|(?:does not|is|starts|begins|ends|less|fewer|more|greater|at) [a-z ]+$)/;

describe("the German of the language server", () => {
  const { sentences: bundle } = readServerBundle("de");
  const found = findBareWords(readRepositoryTree(["server/src"]));
  const words = found.map(({ text }) => text);

  it("has only sentences that the server says", () => {
    const said = new Set(words);
    const lost = Object.keys(bundle).filter((sentence) => !said.has(sentence) && !COMPOSED.test(sentence));
    assert.deepEqual(lost, [], "the code says them otherwise");
  });

  it("has every problem, fix and refactoring, and what is told of tests", () => {
    const missing = found.filter(
      ({ path, text }) => TOLD.test(path) && !NO_SENTENCE.test(text) && bundle[text] === undefined,
    );
    assert.deepEqual(missing, []);
  });

  it("says what is missing in a rule wholly in German", () => {
    assert.equal(
      createTranslate(bundle)("Expected a value, found `)`."),
      "Erwartet wird ein Wert, hier steht `)`.",
    );
    assert.equal(
      createTranslate(bundle)("This window reaches back 30 days; the limit is 24 hours."),
      "Dieses Fenster reicht 30 Tage zurück; die Grenze sind 24 Stunden.",
    );
  });

  it("says fixes and numbers of arguments wholly in German", () => {
    const translate = createTranslate(bundle);
    const texts = [
      "Write loyalty.tier.isNotNull()",
      "Remove `vip = true`",
      "`replace` takes at least 1 argument, not 0.",
      "`contains` takes 1 to 2 arguments, not 3.",
    ];
    assert.deepEqual(texts.map(translate), [
      "loyalty.tier.isNotNull() schreiben",
      "`vip = true` entfernen",
      "`replace` nimmt mindestens 1 Argument, nicht 0.",
      "`contains` nimmt 1 bis 2 Argumente, nicht 3.",
    ]);
  });

  it("has the same gaps and the same PQL", () => {
    const marks = (text: string) => text.match(/`[^`]+`/g)?.sort() ?? [];
    for (const [sentence, translation] of Object.entries(bundle)) {
      assert.deepEqual(listGaps(translation), listGaps(sentence), sentence);
      assert.deepEqual(marks(translation), marks(sentence), sentence);
    }
  });
});
