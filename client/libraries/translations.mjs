/**
 * Writes the translations as they are shipped: each of l10n/bundle.l10n.<language>.json with short keys in the place of the English
 * sentences, which the code holds already, and so the phrases of the language server. The English bundle is for translators and is not shipped.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const TRANSLATION = /^bundle\.l10n\.[\w-]+\.json$/;

/** @returns {Promise<(sentence: string) => string>} the way in which the extension makes keys */
async function loadKeyMaker(root) {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, "server/src/protocol/sentenceKeys.ts")],
    bundle: true,
    format: "esm",
    write: false,
  });
  const { toSentenceKey } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return toSentenceKey;
}

/**
 * @param {string} root the repository
 * @param {string} target folder of the shipped bundles
 */
export async function writeTranslations(root, target) {
  const toKey = await loadKeyMaker(root);
  const folder = path.join(root, "l10n");
  await mkdir(target, { recursive: true });
  for (const name of (await readdir(folder)).filter((each) => TRANSLATION.test(each))) {
    const bundle = JSON.parse(await readFile(path.join(folder, name), "utf8"));
    await writeFile(path.join(target, name), JSON.stringify(withKeys(bundle, toKey)));
  }
  // The language server tells a sentence by its English words, and knows its phrases.
  for (const name of (await readdir(folder)).filter((each) => each.startsWith("server.l10n."))) {
    const { sentences, phrases } = JSON.parse(await readFile(path.join(folder, name), "utf8"));
    const shipped = { sentences, phrases: withKeys(phrases, toKey) };
    await writeFile(path.join(target, name), JSON.stringify(shipped));
  }
}

/** Like beside like, which packs smaller. */
function withKeys(bundle, toKey) {
  const sorted = Object.entries(bundle).sort(([, one], [, other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.map(([sentence, translation]) => [toKey(sentence), translation]));
}
