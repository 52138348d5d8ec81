/**
 * The test layers, in the order they run. Each is a program of its own that leaves a result file, so
 * that one which dies takes nothing with it.
 */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { inRepository } from "../support/folders.js";
import { FEW_RUNS } from "../support/propertyRuns.js";

/** A layer mocha runs in Node; folders that do not exist yet hold no tests. */
export interface MochaLayer {
  readonly folders: readonly string[];
  readonly reporter: "dot" | "spec";
  /**
   * For one test. Far off, because a busy machine is no fault of the code: nothing waits for it, and a test that hangs takes no
   * other with it.
   */
  readonly timeoutMs: number;
  /** Which of the files are run, where two processes share them. */
  readonly half?: Half;
}

/** Every second file from the first, or from the second: neighbours cost alike, so that both halves take about as long. */
type Half = "first" | "second";

/** How the runner starts a layer. */
export interface Layer {
  readonly name: string;
  readonly program: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const UNIT_LAYER: MochaLayer = {
  folders: ["test/unit", "test/corpus", "test/fuzz"],
  reporter: "dot",
  timeoutMs: 120_000,
};

const MOCHA_LAYERS: Readonly<Record<string, MochaLayer>> = {
  unit: UNIT_LAYER,
  "unit-first": { ...UNIT_LAYER, half: "first" },
  "unit-second": { ...UNIT_LAYER, half: "second" },
  lsp: { folders: ["test/lsp"], reporter: "spec", timeoutMs: 120_000 },
  weather: { folders: ["test/weather"], reporter: "dot", timeoutMs: 300_000 },
  contract: { folders: ["test/contract"], reporter: "spec", timeoutMs: 300_000 },
  ui: { folders: ["test/ui"], reporter: "spec", timeoutMs: 300_000 },
  web: { folders: ["test/web"], reporter: "spec", timeoutMs: 300_000 },
  package: { folders: ["test/package"], reporter: "spec", timeoutMs: 600_000 },
};

/** After which a layer is ended with everything it started: only what hangs altogether gets there. */
export const LAYER_DEADLINE_MS = 1_800_000;

const MOCHA_PROGRAM = "test/runner/mochaLayer.ts";

const EDITOR_PROGRAM = "test/runner/editorLayer.ts";

const CHECK_PROGRAM = "test/runner/checkLayer.ts";

/** Layers that follow each other because they share something: a processor, an editor. */
export type Lane = readonly Layer[];

/** Types, style and what is unused: fails cheaply and explains most, so it is first wherever it runs. */
const CHECK_LAYER: Layer = { name: "check", program: CHECK_PROGRAM };

/** Without an editor. */
const PLAIN_LANE: Lane = [
  { name: "unit", program: MOCHA_PROGRAM },
  { name: "lsp", program: MOCHA_PROGRAM },
];

/** In an editor, whose host runs the tests; and the package, which an editor installs. What needs none stands here because this lane is the shortest. */
const EDITOR_LANE: Lane = [
  CHECK_LAYER,
  { name: "editor", program: EDITOR_PROGRAM },
  {
    name: "editor-newest",
    program: EDITOR_PROGRAM,
    environment: { AEP_TEST_EDITOR: "newest", AEP_TEST_SCOPE: "editor" },
  },
  { name: "package", program: MOCHA_PROGRAM },
  { name: "weather", program: MOCHA_PROGRAM },
  { name: "contract", program: MOCHA_PROGRAM },
];

/** In a browser, by keyboard: an editor, pages without one, and the editor that runs in the browser itself. */
const BROWSER_LANE: Lane = [
  { name: "ui", program: MOCHA_PROGRAM },
  { name: "web", program: MOCHA_PROGRAM },
];

/**
 * Stages follow each other, the lanes of a stage run side by side. The build comes first because all others use it. There are more lanes
 * than the two processors that are usual, because those with an editor wait much of their time; all three take about as long.
 */
export const STAGES: readonly (readonly Lane[])[] = [
  [[{ name: "build", program: CHECK_PROGRAM }]],
  [EDITOR_LANE, BROWSER_LANE, PLAIN_LANE],
];

/** For the inner loop: what needs no build and no editor, on both processors, because somebody waits for it. */
export const QUICK_STAGES: readonly (readonly Lane[])[] = [
  [
    [{ name: "unit-first", program: MOCHA_PROGRAM, environment: FEW_RUNS }],
    [{ name: "unit-second", program: MOCHA_PROGRAM, environment: FEW_RUNS }],
    [CHECK_LAYER],
  ],
];

/** The mocha layer of that name; throws with the known names otherwise. */
export function getMochaLayer(name: string): MochaLayer {
  const layer = MOCHA_LAYERS[name];
  if (layer === undefined)
    throw new Error(`No layer "${name}"; there are ${Object.keys(MOCHA_LAYERS).join(", ")}.`);
  return layer;
}

/** The test files that the layer runs. */
export function listLayerFiles({ folders, half }: MochaLayer): readonly string[] {
  const files = listTestFiles(folders);
  return half === undefined ? files : files.filter((_, place) => place % 2 === (half === "first" ? 0 : 1));
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
