/**
 * The translations that are shipped beside the server, by the language that a client names. English needs none.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { ServerWords } from "../convert/translatedTexts";

/** What a language is called, so that a name from outside is no path. */
const LANGUAGE = /^[a-z]{2,3}(?=$|[-_])/i;

/** How to find them, for a server whose script stands in this folder. */
export function findTranslationsIn(folder: string): (locale: string) => ServerWords | undefined {
  return (locale) => {
    const language = LANGUAGE.exec(locale)?.[0].toLowerCase();
    if (language === undefined || language === "en") return undefined;
    try {
      return JSON.parse(readFileSync(path.join(folder, "l10n", `server.l10n.${language}.json`), "utf8"));
    } catch {
      // There are none, and English is understood.
      return undefined;
    }
  };
}
