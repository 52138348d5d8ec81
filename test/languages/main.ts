/**
 * `npm run languages`: writes the sentences of the code into l10n/, takes what is no longer said out of each translation, puts new
 * sentences into it with nothing beside them, and names these.
 */
import { writeFileSync } from "node:fs";
import { inRepository } from "../support/folders.js";
import {
  type Bundle,
  collectClientSentences,
  ENGLISH_BUNDLE,
  listTranslations,
  readBundle,
} from "./bundles.js";

const sentences = collectClientSentences();

function write(file: string, bundle: Bundle): void {
  writeFileSync(inRepository(file), `${JSON.stringify(bundle, undefined, 2)}\n`);
}

write(ENGLISH_BUNDLE, Object.fromEntries(sentences.map((sentence) => [sentence, sentence])));
for (const file of listTranslations()) {
  const known = readBundle(file);
  write(file, Object.fromEntries(sentences.map((sentence) => [sentence, known[sentence] ?? ""])));
  const missing = sentences.filter((sentence) => (known[sentence] ?? "") === "");
  process.stdout.write(`${file}: ${missing.length} of ${sentences.length} sentences have no translation\n`);
  for (const sentence of missing) process.stdout.write(`  ${sentence}\n`);
}
