/**
 * Writes the translations as they are shipped: each of l10n/bundle.l10n.<language>.json with short keys in the place of the English
 * sentences, which the code holds already. The English bundle is for translators and is not shipped.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const TRANSLATION = /^bundle\.l10n\.[\w-]+\.json$/;

/** @returns {Promise<(sentence: string) => string>} the way in which the extension makes keys */
async function loadKeyMaker(root) {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, "client/src/words/say.ts")],
    bundle: true,
    format: "esm",
    write: false,
  });
  const { toKey } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return toKey;
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
    const shipped = Object.fromEntries(
      Object.entries(bundle).map(([sentence, translation]) => [toKey(sentence), translation]),
    );
    await writeFile(path.join(target, name), JSON.stringify(shipped));
  }
  // The language server tells a sentence by its English words.
  for (const name of (await readdir(folder)).filter((each) => each.startsWith("server.l10n."))) {
    const translations = JSON.parse(await readFile(path.join(folder, name), "utf8"));
    await writeFile(path.join(target, name), JSON.stringify(translations));
  }
}
