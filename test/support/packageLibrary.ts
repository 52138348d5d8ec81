/**
 * Makes the folder of the library: the core as ES modules with types and a manifest of its own, as it would be published.
 * One module for each file of `answers`, so that a bundler takes along what is used and no more. Publishes nothing.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { inRepository, makeTemporaryFolder, repositoryFolder } from "./folders.js";
import { runOrFail } from "./runProcess.js";

const CORE = "server/src/pql";
const ENTRY = `${CORE}/service.ts`;
const TYPE_COMPILER = "node_modules/typescript-native/bin/tsc";
/** The path of a relative import, without its quotes. */
const RELATIVE_IMPORT = /(?<=(?:from|import\()\s*")\.{1,2}\/[^"]+(?=")/g;

/** What the manifest of the library says besides name, version and licence. */
const MANIFEST = {
  description:
    "Profile Query Language: check, format, convert, explain and evaluate, in Node and in browsers.",
  type: "module",
  sideEffects: false,
  exports: { ".": { types: "./pql.d.ts", default: "./pql.mjs" } },
  types: "./pql.d.ts",
  engines: { node: ">=20.19" },
};

async function buildModules(folder: string): Promise<void> {
  const answers = readdirSync(inRepository(CORE, "answers")).map((file) => file.replace(/\.ts$/, ""));
  await build({
    absWorkingDir: repositoryFolder(),
    entryPoints: {
      pql: ENTRY,
      ...Object.fromEntries(answers.map((name) => [`modules/${name}`, `${CORE}/answers/${name}.ts`])),
    },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    chunkNames: "modules/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    // Neither Node nor a browser: whatever only one of them has does not build.
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    legalComments: "none",
    logLevel: "warning",
  });
}

/**
 * Writes the declarations of all files of the core below the folder. TypeScript 7 does it in a tenth of the time of TypeScript 5; that the
 * types are right is held by the check of the whole repository.
 */
async function emitDeclarations(folder: string): Promise<void> {
  const compilerOptions = {
    noEmit: false,
    noCheck: true,
    incremental: false,
    declaration: true,
    emitDeclarationOnly: true,
    // The types of Node must not be needed.
    types: [],
    lib: ["es2023", "dom"],
    outDir: folder,
    rootDir: inRepository(CORE),
  };
  const project = path.join(folder, "tsconfig.json");
  const files = [inRepository(ENTRY)];
  writeFileSync(
    project,
    JSON.stringify({ extends: inRepository("tsconfig.json"), compilerOptions, files, include: [] }),
  );
  await runOrFail(process.execPath, [inRepository(TYPE_COMPILER), "-p", project]);
}

/** Writes the declarations that `pql.d.ts` leads to; the others would be read by nobody. */
async function writeTypes(folder: string): Promise<void> {
  const emitted = makeTemporaryFolder("types");
  await emitDeclarations(emitted);
  const wanted = ["service.d.ts"];
  for (const file of wanted) {
    const text = readFileSync(path.join(emitted, file), "utf8").replace(RELATIVE_IMPORT, (target) => {
      const used = path.posix.join(path.posix.dirname(file), `${target}.d.ts`);
      if (!wanted.includes(used)) wanted.push(used);
      return `${target}.js`;
    });
    const place = path.join(folder, "types", file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  writeFileSync(path.join(folder, "pql.d.ts"), 'export * from "./types/service.js";\n');
  rmSync(emitted, { recursive: true });
}

/** Makes the folder anew and returns its path. */
export async function packageLibrary(): Promise<string> {
  const folder = inRepository("dist", "library");
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([buildModules(folder), writeTypes(folder)]);
  const { version, license } = JSON.parse(readFileSync(inRepository("package.json"), "utf8")) as Record<
    string,
    string
  >;
  const manifest = { name: "aep-pql", version, license, ...MANIFEST };
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  copyFileSync(inRepository("LICENSE"), path.join(folder, "LICENSE"));
  copyFileSync(inRepository("docs", "library.md"), path.join(folder, "README.md"));
  return folder;
}
