/**
 * What package.json says is there in German, whole: no text is missing, and what is not language stays as it is.
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
