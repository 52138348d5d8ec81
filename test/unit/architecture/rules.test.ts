/**
 * The architecture rules on made-up trees: each must be able to fail, and to stay quiet.
 */
import assert from "node:assert/strict";
import { findBrokenCitations, findBrokenLinks, findMissingPaths } from "./citations.js";
import { findRepeatedRefusals, findStrayConversation } from "./conversation.js";
import { findCycles, findFolderCycles } from "./cycles.js";
import { findForbiddenImports } from "./directions.js";
import { findUnusedExports, listExportedTypes, measureDocumentation } from "./exports.js";
import {
  findCommandsWithoutCode,
  findSettingsWithoutCode,
  findTextMismatches,
  findUnclearSettings,
} from "./manifest.js";
import {
  findFilesWithoutHeader,
  findLongFiles,
  findLongFunctions,
  findSpreadLiterals,
  findWideFunctions,
} from "./measures.js";
import { findOddStyles, findRepeatedNames } from "./names.js";
import { readSourceTree } from "./sourceTree.js";

const CORE = "server/src/pql";
const WRITES = { "client/src/api/audienceWrites.ts": "export const createAudience = 1;" };

describe("the architecture rules", () => {
  it("allow the core what stands below it and nothing else", () => {
    const tree = readSourceTree({
      [`${CORE}/text/span.ts`]: "",
      [`${CORE}/syntax/lexer.ts`]: 'import { Span } from "../text/span.js";',
      [`${CORE}/text/up.ts`]: 'import "../syntax/lexer";',
      [`${CORE}/syntax/files.ts`]: 'import fs from "node:fs";',
      [`${CORE}/features/hover.ts`]: 'import { Hover } from "vscode-languageserver-types";',
    });
    assert.deepEqual(findForbiddenImports(tree), [
      `${CORE}/text/up.ts may not import ${CORE}/syntax/lexer.ts`,
      `${CORE}/syntax/files.ts may not import the package node:fs`,
      `${CORE}/features/hover.ts may not import the package vscode-languageserver-types`,
    ]);
  });

  it("find citations that lead nowhere", () => {
    const documents = new Map([
      ["docs/a.md", "# One\n\n## What is, so\n\n[here](#one) [there](b.md) [file](../client/a.ts)"],
    ]);
    const tree = readSourceTree({
      "client/a.ts":
        "// see docs/a.md#what-is-so, docs/a.md, contract 9.2, reference sections 3, docs/b.md and docs/a.md#two",
    });
    assert.deepEqual(findBrokenCitations(tree, documents), [
      "client/a.ts: contract 9.2",
      "client/a.ts: reference sections 3",
      "client/a.ts: docs/b.md",
      "client/a.ts: docs/a.md#two",
    ]);
    assert.deepEqual(findBrokenLinks(documents, new Set(["docs/a.md", "client/a.ts"])), [
      "docs/a.md: ](b.md)",
    ]);
  });

  it("find paths in documents that do not exist", () => {
    const documents = new Map([
      ["docs/a.md", "`client/a.ts`, `client/`, `client/b.ts`, `name.pql` and `dist/a.js`"],
    ]);
    assert.deepEqual(findMissingPaths(documents, new Set(["client", "client/a.ts"])), [
      "docs/a.md: client/b.ts",
    ]);
  });

  it("see through types, re-exports and dynamic imports", () => {
    const spellings = [
      'import type { A } from "vscode";',
      'export { A } from "vscode";',
      'export * from "vscode";',
      'const a = await import("vscode");',
      'type A = import("vscode").Uri;',
      'const a = require("vscode");',
    ];
    for (const text of spellings) {
      const objections = findForbiddenImports(readSourceTree({ "client/src/api/a.ts": text }));
      assert.deepEqual(objections, ["client/src/api/a.ts may not import the package vscode"], text);
    }
  });

  it("keep client and server apart but for the seam", () => {
    const tree = readSourceTree({
      "server/src/protocol/clientMessages.ts": "",
      [`${CORE}/service.ts`]: "",
      "client/src/language/client.ts": 'import "../../../server/src/protocol/clientMessages";',
      "client/src/sample/pql.ts": 'import "../../../server/src/pql/service";',
      "client/src/tree/nodes.ts": 'import "../../../server/src/pql/service";',
      "server/src/languageServer.ts": 'import "../../client/src/tree/nodes";',
    });
    assert.deepEqual(findForbiddenImports(tree), [
      `client/src/tree/nodes.ts may not import ${CORE}/service.ts`,
      "server/src/languageServer.ts may not import client/src/tree/nodes.ts",
    ]);
  });

  it("let only the preview change the platform", () => {
    const uses = 'import { createAudience } from "../api/audienceWrites";';
    const only = "may not import client/src/api/audienceWrites.ts: only the preview changes the platform";
    const tree = readSourceTree({
      ...WRITES,
      "client/src/preview/session.ts": uses,
      "client/src/tree/nodes.ts": uses,
      "client/src/pipeline/apply.ts": uses,
      "client/src/services.ts": 'import { createAudience } from "./api/audienceWrites";',
      "client/src/tree/types.ts": 'import type { createAudience } from "../api/audienceWrites";',
    });
    assert.deepEqual(findForbiddenImports(tree), [
      `client/src/tree/nodes.ts ${only}`,
      `client/src/pipeline/apply.ts ${only}`,
      `client/src/services.ts ${only}`,
    ]);
  });

  it("let only the preview confirm a write", () => {
    const makes = 'import { Confirmation } from "../api/confirmation";';
    const tree = readSourceTree({
      "client/src/api/confirmation.ts": "export class Confirmation {}",
      "client/src/api/writeGate.ts": 'import { Confirmation } from "./confirmation";',
      "client/src/api/audienceWrites.ts": 'import { Confirmation } from "./confirmation";',
      "client/src/api/flowWrites.ts": 'import type { Confirmation } from "./confirmation";',
      "client/src/preview/session.ts": makes,
      "client/src/commands/push.ts": makes,
      "client/src/services.ts": 'const { Confirmation } = await import("./api/confirmation");',
    });
    const only = "may not import client/src/api/confirmation.ts: only the preview confirms";
    assert.deepEqual(findForbiddenImports(tree), [
      `client/src/api/audienceWrites.ts ${only}`,
      `client/src/commands/push.ts ${only}`,
      `client/src/services.ts ${only}`,
    ]);
  });

  it("name imports of files that do not exist", () => {
    const tree = readSourceTree({ "client/src/a.ts": 'import "./gone";' });
    assert.deepEqual(findForbiddenImports(tree), ["client/src/a.ts imports ./gone, which does not exist"]);
  });

  it("find a circle once, and no circle where two paths meet", () => {
    const circle = readSourceTree({
      "a.ts": 'import "./b";',
      "b.ts": 'import "./c";',
      "c.ts": 'import "./a";',
    });
    assert.deepEqual(findCycles(circle), ["a.ts → b.ts → c.ts → a.ts"]);
    const diamond = readSourceTree({
      "a.ts": 'import "./b"; import "./c";',
      "b.ts": 'import "./d";',
      "c.ts": 'import "./d";',
      "d.ts": "",
    });
    assert.deepEqual(findCycles(diamond), []);
  });

  it("finds folders that import each other, and files beside folders, but no circle inside one", () => {
    const tree = readSourceTree({
      "x/a/one.ts": 'import "../b/two";',
      "x/b/two.ts": 'import "../log";',
      "x/b/three.ts": 'import "./two"; import "../a/one";',
      "x/log.ts": "",
    });
    assert.deepEqual(findFolderCycles(tree, "x/"), ["a → b → a"]);
  });

  it("find names of files that repeat, and odd ways to write members and imports", () => {
    const tree = readSourceTree({
      "client/src/a/host.ts": 'import "./b.js"; class A { run() { this.#go(); } }',
      "client/src/b/host.ts": 'import "./b";',
      "client/src/b/main.ts": "",
      "server/src/main.ts": "",
    });
    assert.deepEqual(findRepeatedNames(tree), ["client/src/a/host.ts client/src/b/host.ts"]);
    assert.deepEqual(findOddStyles(tree), [
      "client/src/a/host.ts imports with an ending",
      "client/src/a/host.ts has #members",
    ]);
  });

  it("measure files, functions and parameters at their limits", () => {
    const lines = (count: number) => "//\n".repeat(count);
    const body = (count: number) => `function f(a, b, c) {\n${"a;\n".repeat(count)}}`;
    const literal = (count: number) => `function f() { g({\n${"a,\n".repeat(count)}}); }`;
    const chain = (count: number) => `function f() { return a\n${".b()\n".repeat(count - 2)}; }`;
    const tree = readSourceTree({
      "a.ts": lines(400),
      "b.ts": lines(401),
      "c.ts": `${body(50)} ${literal(80)} ${chain(60)}`,
      "d.ts": `${body(51)} ${chain(61)}`,
      "e.ts": "const g = (a, b, c, d) => 1; class H { m(this: H, a, b, c) {} }",
      [`${CORE}/syntax/f.ts`]: "const g = (a, b, c, d) => 1;",
    });
    assert.deepEqual(findLongFiles(tree), ["b.ts: 401 lines"]);
    assert.deepEqual(findLongFunctions(tree), ["d.ts:1 f: 51 statements", "d.ts:53 f: 61 lines"]);
    assert.deepEqual(findWideFunctions(tree), ["e.ts:1: 4 parameters"]);
  });

  it("find literals that are spread for the sake of their lines", () => {
    const tree = readSourceTree({
      "a.ts": "f({\n...{ a, b },\nc });",
      "b.ts": "f({ ...a, ...(b ? { b } : {}) }); g([...a, ...(b ? [b] : [])]);",
      "c.ts": "f([...[a, b], c]);",
    });
    assert.deepEqual(findSpreadLiterals(tree), ["a.ts:2", "c.ts:1"]);
  });

  it("want a header comment first", () => {
    const tree = readSourceTree({
      "a.ts": "/** Why. */",
      "b.ts": "#!/usr/bin/env node\n// Why.",
      "c.ts": 'import "x";\n/** Late. */',
    });
    assert.deepEqual(findFilesWithoutHeader(tree), ["c.ts"]);
  });

  it("find exports that nobody uses", () => {
    const tree = readSourceTree({
      "client/src/a.ts":
        "export const used = 1, unused = 2; export function alsoUnused() {} export class Whole {}",
      "client/src/b.ts": 'import { used } from "./a"; import * as rest from "./c";',
      "client/src/c.ts": "export const taken = 1;",
      "client/src/d.ts": "export interface Options {} function f(options: Options) {} export type Alone = 1;",
      "client/src/extension.ts": "export function activate() {}",
      "test/unit/a.test.ts": 'import { Whole } from "../../client/src/a.js";',
    });
    assert.deepEqual(findUnusedExports(tree), [
      "client/src/a.ts: unused",
      "client/src/a.ts: alsoUnused",
      "client/src/d.ts: Alone",
    ]);
  });

  it("list the types a folder offers", () => {
    const tree = readSourceTree({
      "a/b.ts": "export interface Plan {} export type Result = 1; interface Own {} export class Session {}",
      "c/d.ts": "export interface Elsewhere {}",
    });
    assert.deepEqual(listExportedTypes(tree, "a/"), ["Plan", "Result"]);
  });

  it("count the exports that are explained", () => {
    const tree = readSourceTree({ "a.ts": "/** Yes. */\nexport const a = 1;\n// No.\nexport const b = 2;" });
    assert.deepEqual(measureDocumentation(tree), { share: 0.5, missing: ["a.ts: b"] });
  });

  it("hear who talks to the user", () => {
    const tree = readSourceTree({
      "client/src/ui/prompts.ts": "vscode.window.showErrorMessage(a)",
      "client/src/tree/a.ts":
        "vscode.window.showErrorMessage(a); window.createTreeView(b); this.window.showQuickPick(c)",
    });
    assert.deepEqual(findStrayConversation(tree), [
      "client/src/tree/a.ts: vscode.window.showErrorMessage",
      "client/src/tree/a.ts: this.window.showQuickPick",
    ]);
  });

  it("find refusals that are worded twice, whatever they are about", () => {
    const refuse = (what: string) => `throw new UserError("gone", \`“\${${what}}” is gone.\`);`;
    const tree = readSourceTree({
      "a.ts": `${refuse("name")} throw new UserError("gone", text);`,
      "b.ts": `${refuse("this.file")} throw new UserError("badFile", text);`,
      "c.ts": 'throw new UserError("gone", "It is gone."); throw new Error("It is gone.");',
    });
    assert.deepEqual(findRepeatedRefusals(tree), ["“…” is gone. a.ts, b.ts"]);
  });

  it("compare the manifest with the code", () => {
    const tree = readSourceTree({ "client/src/a.ts": 'register("aep.one"); get("tree.pageSize");' });
    const clear = { scope: "window", description: "Rows per page." };
    const configuration = { properties: { "aep.tree.pageSize": clear, "aep.gone": { description: "?" } } };
    const manifest = {
      contributes: { commands: [{ command: "aep.one" }, { command: "aep.two" }], configuration },
    };
    assert.deepEqual(findCommandsWithoutCode(manifest, tree), ["aep.two"]);
    assert.deepEqual(findSettingsWithoutCode(manifest, tree), ["aep.gone"]);
    assert.deepEqual(findUnclearSettings(manifest), ["aep.gone"]);
    assert.deepEqual(findTextMismatches('{"title": "%a%", "other": "%b%"}', { a: "A", c: "C" }), [
      "%b% has no text",
      "c is not used",
    ]);
  });
});
