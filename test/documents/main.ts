/** `npm run docs`: writes what of the documents is made from the code. */
import { writeFileSync } from "node:fs";
import { inRepository } from "../support/folders.js";
import { makeDocuments } from "./generatedParts.js";

for (const [file, text] of makeDocuments()) {
  writeFileSync(inRepository(file), text);
  process.stdout.write(`${file}\n`);
}
