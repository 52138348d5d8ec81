/**
 * Parts ask the host for the editor once, whichever kind of module they are made of.
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { runInNewContext } from "node:vm";
import { build, type Plugin } from "esbuild";
import { inRepository, makeTemporaryFolder } from "../../../support/folders.js";

interface Parts {
  partsAsCommonJs(folder: string): Plugin;
}

describe("parts", () => {
  it("hand the editor to modules that require it and to modules that import it", async () => {
    const folder = makeTemporaryFolder("parts");
    try {
      const { href } = pathToFileURL(inRepository("client/libraries/parts.mjs"));
      const { partsAsCommonJs } = (await import(href)) as Parts;
      const parts = path.join(folder, "parts");
      mkdirSync(parts);
      writeFileSync(path.join(folder, "old.cjs"), 'exports.old = () => require("vscode").name;');
      writeFileSync(
        path.join(folder, "whole.mjs"),
        'import * as vscode from "vscode"; import { name } from "vscode"; import { old } from "./old.cjs"; export const told = [vscode.name, name, old()];',
      );
      await build({
        absWorkingDir: folder,
        entryPoints: ["whole.mjs"],
        outdir: folder,
        bundle: true,
        splitting: true,
        format: "esm",
        platform: "node",
        external: ["vscode"],
        plugins: [partsAsCommonJs(parts)],
      });
      const exports: { told?: readonly string[] } = {};
      const require = (name: string) => ({ name });
      runInNewContext(readFileSync(path.join(folder, "whole.js"), "utf8"), { exports, require });
      assert.deepEqual([...(exports.told ?? [])], ["vscode", "vscode", "vscode"]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
