/**
 * What package.json says is there in German, whole: no text is missing, and what is not language stays as it is. In both languages the
 * search is what the palette offers first to whoever types its title.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

type Texts = Readonly<Record<string, string>>;

const readTexts = (file: string): Texts => JSON.parse(readFileSync(file, "utf8"));
const english = readTexts("package.nls.json");
const german = readTexts("package.nls.de.json");

/** Links to commands, code and addresses: the parts of a text that no language changes. */
function listUntranslated(text: string): readonly string[] {
  return (text.match(/\(command:[\w.]+\)|\]\([^)]+\)|`[^`]+`|\{\d+\}/g) ?? []).sort();
}

describe("the German texts of package.json", () => {
  it("are all there, and no others", () => {
    assert.deepEqual(Object.keys(german).sort(), Object.keys(english).sort());
  });

  it("keep links to commands, code and placeholders", () => {
    for (const [key, text] of Object.entries(english))
      assert.deepEqual(listUntranslated(german[key] ?? ""), listUntranslated(text), key);
  });

  it("are in German", () => {
    const same = Object.keys(english).filter((key) => german[key] === english[key]);
    assert.deepEqual(same, []);
  });

  it("keep the dots that say a question follows", () => {
    for (const [key, text] of Object.entries(english).filter(([name]) => name.startsWith("command.")))
      assert.equal(german[key]?.endsWith("…"), text.endsWith("…"), key);
  });
});

/** Titles of commands in the order of the palette, which sorts what holds the typed words by the alphabet. */
function listOffered(texts: Texts, typed: string): readonly string[] {
  const titles = Object.keys(texts).filter((key) => key.startsWith("command."));
  const words = new RegExp(typed.replaceAll(" ", ".*\\b"), "i");
  const holds = (text: string | undefined) => words.test(`AEP: ${text}`);
  return titles
    .filter((key) => holds(texts[key]) || holds(english[key]))
    .sort((one, other) => (texts[one] ?? "").localeCompare(texts[other] ?? ""));
}

describe("the palette", () => {
  for (const [texts, typed] of [
    [english, "AEP: Find"],
    [german, "AEP: Suchen"],
    [german, "AEP: Find"],
  ] as const)
    it(`offers the search first to whoever types ${typed} where it is called ${texts["command.aep.find"]}`, () => {
      assert.equal(listOffered(texts, typed)[0], "command.aep.find");
    });

  for (const typed of ["AEP: Publish", "AEP: Deactivate", "AEP: Rename", "AEP: Activate"])
    it(`offers what is done to audiences first to whoever types ${typed}`, () => {
      assert.match(listOffered(english, typed)[0] ?? "", /^command\.aep\.audience\./);
    });
});
