/**
 * The rules of the house, checked on the repository itself. The rules live in architecture/; their
 * own tests, on made-up trees, are in architecture/rules.test.ts.
 */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { inRepository } from "../support/folders.js";
import { findBrokenCitations, findBrokenLinks, findMissingPaths } from "./architecture/citations.js";
import { findRepeatedRefusals, findStrayConversation } from "./architecture/conversation.js";
import { findCycles, findFolderCycles } from "./architecture/cycles.js";
import { findForbiddenImports } from "./architecture/directions.js";
import {
  findTestOnlyExports,
  findUnusedExports,
  listExportedTypes,
  measureDocumentation,
} from "./architecture/exports.js";
import {
  findCommandsWithoutCode,
  findSettingsWithoutCode,
  findTextMismatches,
  findUnclearSettings,
} from "./architecture/manifest.js";
import {
  findFilesWithoutHeader,
  findLongFiles,
  findLongFunctions,
  findSpreadLiterals,
  findWideFunctions,
  medianLines,
} from "./architecture/measures.js";
import { findOddStyles, findRepeatedNames } from "./architecture/names.js";
import { readRepositoryTree } from "./architecture/sourceTree.js";

/** Folders of the repository that documents may point into. */
const TRACKED = [".ci", ".vscode", "client", "docs", "findings", "l10n", "server", "syntaxes", "test"];

function listFiles(): string[] {
  const folders = TRACKED.filter((folder) => existsSync(inRepository(folder)));
  const below = folders.flatMap((folder) =>
    readdirSync(inRepository(folder), { recursive: true }).map((name) => `${folder}/${name}`),
  );
  return [...readdirSync(inRepository()), ...below].map((file) => file.replaceAll("\\", "/"));
}

const DOCUMENTED_SHARE = 0.7;
const MEDIAN_FILE_LINES = 100;
const MEDIAN_FUNCTION_LINES = 15;
/** A request, a plan, a preview and a result for each thing that is written, and what they are made of. Only ever lowered. */
const TYPES_OF_WRITES = 26;

describe("the architecture", () => {
  const everything = readRepositoryTree(["client/src", "server/src", "test"]);
  const shipped = new Map([...everything].filter(([file]) => !file.startsWith("test/")));

  it("has imports only in the allowed directions", () => {
    assert.deepEqual(findForbiddenImports(everything), []);
  });

  it("has no circles of imports", () => {
    assert.deepEqual(findCycles(everything), []);
  });

  it("has folders of the client that stand above each other, not in circles", () => {
    assert.deepEqual(findFolderCycles(everything, "client/src/"), []);
    assert.deepEqual(findFolderCycles(everything, "client/src/pages/"), []);
  });

  it("has no file, function or list of parameters over its limit", () => {
    assert.deepEqual(findLongFiles(everything), []);
    assert.deepEqual(findLongFunctions(shipped), []);
    assert.deepEqual(findWideFunctions(everything), []);
    assert.deepEqual(findSpreadLiterals(everything), []);
  });

  it("has mostly small files and functions", () => {
    const { files, functions } = medianLines(shipped);
    assert.ok(files < MEDIAN_FILE_LINES, `half of the files have ${files} lines or more`);
    assert.ok(functions < MEDIAN_FUNCTION_LINES, `half of the functions have ${functions} lines or more`);
  });

  it("names each file once, and writes members and imports in one way", () => {
    assert.deepEqual(findRepeatedNames(shipped), []);
    assert.deepEqual(findOddStyles(shipped), []);
  });

  it("has no export that nobody uses", () => {
    assert.deepEqual(findUnusedExports(everything), []);
  });

  it("has no code that only tests use", () => {
    assert.deepEqual(findTestOnlyExports(everything), []);
  });

  it("has few words for a write on its way from request to result", () => {
    const types = listExportedTypes(shipped, "client/src/preview/");
    assert.ok(types.length <= TYPES_OF_WRITES, `${types.length} types: ${types.join(", ")}`);
  });

  it("says in each file why it exists, and explains most exports", () => {
    assert.deepEqual(findFilesWithoutHeader(everything), []);
    const { share, missing } = measureDocumentation(shipped);
    assert.ok(
      share >= DOCUMENTED_SHARE,
      `only ${Math.round(share * 100)} % are explained:\n${missing.join("\n")}`,
    );
  });

  it("talks to the user in client/src/ui only", () => {
    assert.deepEqual(findStrayConversation(shipped), []);
  });

  it("words each refusal once", () => {
    assert.deepEqual(findRepeatedRefusals(shipped), []);
  });

  it("cites only what stands in the repository, or in public", () => {
    const files = new Set(listFiles());
    const isOurs = (file: string) => /^(docs\/|findings\/|server\/|test\/|[^/]+$).*\.md$/.test(file);
    const paths = [...files].filter((file) => file.endsWith(".md") && isOurs(file));
    const documents = new Map(paths.map((file) => [file, readFileSync(inRepository(file), "utf8")]));
    const isCiting = (file: string) => !file.startsWith("test/unit/architecture/");
    const citing = new Map([...everything].filter(([file]) => isCiting(file)));
    assert.deepEqual(findBrokenCitations(citing, documents), []);
    assert.deepEqual(findBrokenLinks(documents, files), []);
    assert.deepEqual(findMissingPaths(documents, files), []);
  });

  it("keeps what the manifest promises", () => {
    const text = readFileSync(inRepository("package.json"), "utf8");
    const manifest = JSON.parse(text);
    assert.deepEqual(findCommandsWithoutCode(manifest, shipped), []);
    assert.deepEqual(findSettingsWithoutCode(manifest, shipped), []);
    assert.deepEqual(findUnclearSettings(manifest), []);
    const texts = inRepository("package.nls.json");
    assert.deepEqual(
      findTextMismatches(text, existsSync(texts) ? JSON.parse(readFileSync(texts, "utf8")) : {}),
      [],
    );
  });
});
