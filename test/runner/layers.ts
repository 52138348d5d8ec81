/**
 * The test layers, in the order they run. Each is a program of its own that leaves a result file, so
 * that one which dies takes nothing with it.
 */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { inRepository } from "../support/folders.js";

/** A layer mocha runs in Node; folders that do not exist yet hold no tests. */
export interface MochaLayer {
  readonly folders: readonly string[];
  readonly reporter: "dot" | "spec";
  /** For one test. A driven editor is allowed what a slow machine needs; nothing waits for it. */
  readonly timeoutMs: number;
}

/** How the runner starts a layer; ended with everything it started after `deadlineMs`. */
export interface Layer {
  readonly name: string;
  readonly program: string;
  readonly deadlineMs: number;
  readonly environment?: Readonly<Record<string, string>>;
}

const MOCHA_LAYERS: Readonly<Record<string, MochaLayer>> = {
  unit: { folders: ["test/unit", "test/corpus", "test/fuzz"], reporter: "dot", timeoutMs: 20_000 },
  lsp: { folders: ["test/lsp"], reporter: "spec", timeoutMs: 30_000 },
  contract: { folders: ["test/contract"], reporter: "spec", timeoutMs: 60_000 },
  ui: { folders: ["test/ui"], reporter: "spec", timeoutMs: 90_000 },
  package: { folders: ["test/package"], reporter: "spec", timeoutMs: 90_000 },
};

const MOCHA_PROGRAM = "test/runner/mochaLayer.ts";

const EDITOR_PROGRAM = "test/runner/editorLayer.ts";

/** In order: what fails cheaply and explains most comes first. */
export const LAYERS: readonly Layer[] = [
  { name: "check", program: "test/runner/checkLayer.ts", deadlineMs: 180_000 },
  { name: "unit", program: MOCHA_PROGRAM, deadlineMs: 180_000 },
  { name: "lsp", program: MOCHA_PROGRAM, deadlineMs: 120_000 },
  { name: "contract", program: MOCHA_PROGRAM, deadlineMs: 240_000 },
  { name: "editor", program: EDITOR_PROGRAM, deadlineMs: 300_000 },
  {
    name: "editor-newest",
    program: EDITOR_PROGRAM,
    deadlineMs: 300_000,
    environment: { AEP_TEST_EDITOR: "newest" },
  },
  { name: "ui", program: MOCHA_PROGRAM, deadlineMs: 300_000 },
  { name: "package", program: MOCHA_PROGRAM, deadlineMs: 180_000 },
];

/** The mocha layer of that name; throws with the known names otherwise. */
export function getMochaLayer(name: string): MochaLayer {
  const layer = MOCHA_LAYERS[name];
  if (layer === undefined)
    throw new Error(`No layer "${name}"; there are ${Object.keys(MOCHA_LAYERS).join(", ")}.`);
  return layer;
}

/** All test files below the folders, as absolute paths in a stable order. */
export function listTestFiles(folders: readonly string[]): string[] {
  return folders
    .map((folder) => inRepository(folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
    )
    .filter((file) => file.endsWith(".test.ts"))
    .sort();
}
