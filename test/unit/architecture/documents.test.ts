/**
 * The documents say what the code says: parts that are made from it are fresh, paths exist, the grammar is whole, and every
 * problem code has a text that draws it and one that does not. `npm run docs` writes the parts anew.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { CODES } from "../../../server/src/pql/problems/problemCodes.js";
import { checkText, readEnvironment } from "../../../server/src/pql/service.js";
import { makeDocuments } from "../../documents/generatedParts.js";
import { inRepository } from "../../support/folders.js";
import { draws, listCodeExamples } from "../pql/features/codeExamples.js";

function readDocument(file: string): string {
  return readFileSync(inRepository(file), "utf8");
}

/** The text below a heading, up to the next heading of its level. */
function readSection(file: string, title: string): string {
  const [, below = ""] = readDocument(file).split(`\n## ${title}\n`);
  return below.split("\n## ")[0] ?? "";
}

/** The rows of a section's tables, cell by cell, without heads. */
function readRows(file: string, title: string): string[][] {
  const lines = readSection(file, title).split("\n");
  const isRule = (line: string | undefined): boolean => /^\|[-| ]+\|$/.test(line ?? "");
  const rows = lines.filter(
    (line, index) => line.startsWith("|") && !isRule(line) && !isRule(lines[index + 1]),
  );
  return rows.map((row) => row.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "")));
}

describe("what is made from the code", () => {
  for (const [file, text] of makeDocuments()) {
    it(`is fresh in ${file}`, () => {
      const isFresh = readDocument(file) === text;
      assert.ok(isFresh, `${file} is out of date: run \`npm run docs\` and commit what it wrote.`);
    });
  }
});

describe("the table of problem codes", () => {
  const examples = listCodeExamples();

  for (const { code } of CODES) {
    it(`has a text that draws ${code} and one that does not`, () => {
      const example = examples.get(code);
      assert.ok(example, `${code} needs a row in test/unit/pql/features/codeExamples.ts`);
      assert.ok(draws(code, example.failing), example.failing);
      assert.ok(!draws(code, example.mended), example.mended);
    });
  }
});

describe("the grammar", () => {
  const [, notation = ""] = readSection("docs/grammar.md", "Grammar").split(/```ebnf\n([^`]*)```/);
  const rules = Array.from(notation.matchAll(/^(\w+) *=/gm), ([, name = ""]) => name);
  const rows = readRows("docs/grammar.md", "Rules and their sources");

  it("says of each rule where it comes from, and of nothing else", () => {
    assert.deepEqual(rows.map(([name = ""]) => name.replaceAll("`", "")).sort(), [...rules].sort());
  });

  it("defines every name it uses", () => {
    const tokens = Array.from(
      readSection("docs/grammar.md", "Words and signs").matchAll(/^\| `(\w+)`/gm),
      ([, name = ""]) => name,
    );
    const used = notation.replace(/"[^"]*"/g, "").match(/\w+/g) ?? [];
    const known = new Set([...rules, ...tokens, "MethodName"]);
    assert.deepEqual(
      used.filter((name) => !known.has(name)),
      [],
    );
  });

  it("has examples that are PQL", () => {
    const nothingKnown = readEnvironment({});
    for (const [, example = ""] of rows) {
      const text = example.slice(1, -1);
      const { problems } = checkText(text, nothingKnown);
      const errors = problems.filter(({ severity }) => severity === "error");
      assert.deepEqual(
        errors.map(({ message }) => message),
        [],
        text,
      );
    }
  });
});

describe("the map of the code", () => {
  it("names a test for each thing that never happens", () => {
    const rows = readRows("docs/architecture.md", "What never happens");
    assert.ok(rows.length >= 20, `${rows.length} rows`);
    for (const [absence, holder = ""] of rows) assert.match(holder, /`test\/[\w./]+\.ts`/, absence);
  });

  it("names a test for each threat", () => {
    const rows = readRows("docs/threats.md", "Threat by threat");
    assert.ok(rows.length >= 15, `${rows.length} rows`);
    for (const [threat, , , holder = ""] of rows) assert.match(holder, /`test\/[\w./]+\.ts`/, threat);
  });

  it("names files for at least twenty changes", () => {
    const rows = readRows("docs/architecture.md", "Where do I…");
    assert.ok(rows.length >= 20, `${rows.length} rows`);
    for (const [change, files = ""] of rows) assert.match(files, /`[\w./-]+`/, change);
  });

  it("names every folder of the core where the core is explained", () => {
    const core = "server/src/pql";
    const folders = readdirSync(inRepository(core), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const named = new Set(readDocument(`${core}/README.md`).match(/(?<=`)\w+(?=`)/g));
    assert.deepEqual(
      folders.map(({ name }) => name).filter((name) => !named.has(name)),
      [],
    );
  });
});
