/**
 * Writes the translations as they are shipped: each of l10n/bundle.l10n.<language>.json with short keys in the place of the English
 * sentences, which the code holds already, and so the phrases of the language server. The English bundle is for translators and is not shipped.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const TRANSLATION = /^bundle\.l10n\.[\w-]+\.json$/;

/** @returns {Promise<Record<"toSentenceKey" | "toWholeKey", (sentence: string) => string>>} the ways in which the programs make keys */
async function loadKeyMakers(root) {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, "server/src/protocol/sentenceKeys.ts")],
    bundle: true,
    format: "esm",
    write: false,
  });
  return await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

/**
 * @param {string} root the repository
 * @param {string} target folder of the shipped bundles
 */
export async function writeTranslations(root, target) {
  const { toSentenceKey, toWholeKey } = await loadKeyMakers(root);
  const folder = path.join(root, "l10n");
  await mkdir(target, { recursive: true });
  for (const name of (await readdir(folder)).filter((each) => TRANSLATION.test(each))) {
    const bundle = JSON.parse(await readFile(path.join(folder, name), "utf8"));
    await writeFile(path.join(target, name), JSON.stringify(withKeys(bundle, toSentenceKey)));
  }
  // The language server tells a sentence with gaps by its English words, and knows its phrases.
  for (const name of (await readdir(folder)).filter((each) => each.startsWith("server.l10n."))) {
    const { sentences, phrases } = JSON.parse(await readFile(path.join(folder, name), "utf8"));
    const hasGap = ([sentence]) => /\{\d+\}/.test(sentence);
    const entries = Object.entries(sentences);
    const shipped = {
      sentences: Object.fromEntries(entries.filter(hasGap)),
      whole: withKeys(Object.fromEntries(entries.filter((entry) => !hasGap(entry))), toWholeKey),
      phrases: withKeys(phrases, toSentenceKey),
    };
    await writeFile(path.join(target, name), JSON.stringify(shipped));
  }
}

/** Like beside like, which packs smaller. */
function withKeys(bundle, toKey) {
  const sorted = Object.entries(bundle).sort(([, one], [, other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.map(([sentence, translation]) => [toKey(sentence), translation]));
}
