/**
 * What the editor loads to activate the extension: our own light modules, and nothing that opens sockets or weighs much.
 */
import assert from "node:assert/strict";
import { build, type Metafile } from "esbuild";

/**
 * Bytes of source that activation may load, before minification, a twelfth of them the sentences of all failures. The platform
 * client alone is four times that.
 */
const MOST_BYTES = 290_000;

async function buildSplit(): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: { extension: "client/src/extension.ts" },
    outdir: "out/activation",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    external: ["vscode"],
    mainFields: ["module", "main"],
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  return metafile;
}

/** The entry, and what it loads at once as soon as it has handed on the editor's language. */
function listBegun({ outputs }: Metafile, name: string): readonly string[] {
  return [name, ...(outputs[name]?.imports ?? []).map(({ path }) => path)];
}

/** The outputs that are loaded with these, following static imports only. */
function listLoaded({ outputs }: Metafile, names: readonly string[]): readonly string[] {
  const loaded = new Set(names);
  for (const output of loaded) {
    for (const { path, kind } of outputs[output]?.imports ?? []) {
      if (kind === "import-statement" && outputs[path] !== undefined) loaded.add(path);
    }
  }
  return [...loaded];
}

describe("activating the extension", () => {
  it("loads no library and little code", async () => {
    const metafile = await buildSplit();
    const loaded = listLoaded(metafile, listBegun(metafile, "out/activation/extension.js"));
    assert.ok(loaded.length > 3, loaded.join(", "));
    const inputs = loaded.flatMap((output) => Object.keys(metafile.outputs[output]?.inputs ?? {}));
    assert.deepEqual(
      inputs.filter((input) => input.includes("node_modules")),
      [],
    );
    const bytes = loaded.reduce((sum, output) => sum + (metafile.outputs[output]?.bytes ?? 0), 0);
    assert.ok(bytes < MOST_BYTES, `${bytes} bytes are loaded at activation`);
  });
});
