/**
 * What the server loads to greet a client: of the language only what kinds of tokens there are. And to complete for the first time:
 * the language, and not what evaluates, compares or translates rules, which is as large again and comes when it is asked for.
 */
import assert from "node:assert/strict";
import { build, type Metafile } from "esbuild";

const ENTRY = "server/src/node/streamServer.ts";
const OPENING = "server/src/sessionOpening.ts";
const COMPLETION = "server/src/handlers/completionRoutes.ts";
/** Which kinds of tokens there are is told with the greeting. */
const KINDS = /\/(?:tokenClasses|tokenKinds|nodeKinds)\.ts$/;
const LATER =
  /^server\/src\/pql\/(?:answers|audienceTests|evaluate|plainWords|relations|schemaChanges|sql|testProfiles)\//;

async function readImports(): Promise<Metafile["inputs"]> {
  const { metafile } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    platform: "node",
    mainFields: ["module", "main"],
    metafile: true,
    logLevel: "silent",
  });
  return metafile.inputs;
}

/** The files that are loaded with these, and what they import when it is needed. */
function follow(inputs: Metafile["inputs"], files: Iterable<string>): Set<string> {
  const loaded = new Set(files);
  for (const file of loaded) {
    for (const { path, kind } of inputs[file]?.imports ?? [])
      if (kind === "import-statement") loaded.add(path);
  }
  return loaded;
}

describe("starting the server", () => {
  it("loads nothing of the language before the greeting is answered", async () => {
    const loaded = follow(await readImports(), [ENTRY]);
    assert.deepEqual(
      [...loaded].filter((file) => file.startsWith("server/src/pql/") && !KINDS.test(file)),
      [],
    );
  });

  it("loads nothing that a greeting and a completion do without", async () => {
    const inputs = await readImports();
    const atCompletion = inputs[COMPLETION]?.imports.filter(({ kind }) => kind === "dynamic-import") ?? [];
    assert.ok(atCompletion.length > 2, "completion loads its parts when it is first asked for");
    const loaded = follow(inputs, [ENTRY, OPENING, ...atCompletion.map(({ path }) => path)]);
    assert.deepEqual(
      [...loaded].filter((file) => LATER.test(file)),
      [],
    );
  });
});
