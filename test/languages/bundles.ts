/** The translations under l10n/, and what of the code they have to hold. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { inRepository } from "../support/folders.js";
import { readRepositoryTree } from "../unit/architecture/sourceTree.js";
import { collectSentences } from "./sentences.js";

/** The bundle that translators begin with: each sentence stands for itself. */
export const ENGLISH_BUNDLE = "l10n/bundle.l10n.json";

/** Translations by English sentence. */
export type Bundle = Readonly<Record<string, string>>;

/** The sentences of the client, as they are to be translated. */
export function collectClientSentences(): readonly string[] {
  return collectSentences(readRepositoryTree(["client/src"]));
}

/** Paths of the translations. */
export function listTranslations(): readonly string[] {
  return readdirSync(inRepository("l10n"))
    .filter((name) => /^bundle\.l10n\.[\w-]+\.json$/.test(name))
    .map((name) => `l10n/${name}`);
}

/** The language server: sentences its texts are told by, and phrases that it says. */
export function readServerBundle(language: string): { readonly sentences: Bundle; readonly phrases: Bundle } {
  return JSON.parse(readFileSync(inRepository(`l10n/server.l10n.${language}.json`), "utf8"));
}

/** Reads a bundle; one that is not there yet is empty. */
export function readBundle(file: string): Bundle {
  return existsSync(inRepository(file)) ? JSON.parse(readFileSync(inRepository(file), "utf8")) : {};
}
