/**
 * The translations of the sentences in the code: whole, with the same gaps, and what the built extension says with them.
 */
import assert from "node:assert/strict";
import { toSentenceKey } from "../../../../server/src/protocol/sentenceKeys.js";
import {
  collectClientSentences,
  ENGLISH_BUNDLE,
  listTranslations,
  readBundle,
} from "../../../languages/bundles.js";
import { listGaps } from "../../../languages/sentences.js";

describe("the translations", () => {
  const sentences = collectClientSentences();

  it("begin with the sentences of the code", () => {
    assert.deepEqual(Object.keys(readBundle(ENGLISH_BUNDLE)), sentences, "run npm run languages");
  });

  it("have German among them", () => {
    assert.ok(listTranslations().includes("l10n/bundle.l10n.de.json"));
  });

  for (const file of listTranslations()) {
    const bundle = readBundle(file);

    it(`are whole in ${file}`, () => {
      assert.deepEqual(Object.keys(bundle), sentences, "run npm run languages");
      assert.deepEqual(
        sentences.filter((sentence) => bundle[sentence]?.trim() === ""),
        [],
      );
    });

    it(`leave the gaps of the sentences in ${file}`, () => {
      for (const sentence of sentences)
        assert.deepEqual(listGaps(bundle[sentence] ?? ""), listGaps(sentence), sentence);
    });

    it(`keep what is no language in ${file}`, () => {
      const marks = (text: string) => text.match(/\$\([\w-]+\)|`[^`]+`|https?:\/\/\S*/g)?.sort() ?? [];
      for (const sentence of sentences)
        assert.deepEqual(marks(bundle[sentence] ?? ""), marks(sentence), sentence);
    });
  }

  it("have a key of their own each", () => {
    const keys = new Map<string, string>();
    for (const sentence of sentences) {
      assert.equal(
        keys.get(toSentenceKey(sentence)),
        undefined,
        `${sentence} has the key of another; word it otherwise`,
      );
      keys.set(toSentenceKey(sentence), sentence);
    }
  });
});
