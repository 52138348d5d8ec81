/**
 * Builds everything that ships, each entry into one file under dist/.
 * Builds what exists and then fails by naming the entries that are missing, so that a half-finished
 * tree still gives its author something to run. Never type-checks: `npm run check` does.
 */
import { existsSync, readdirSync } from "node:fs";
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, context, transform } from "esbuild";
import { BundledPackages } from "./client/libraries/licences.mjs";

const root = path.dirname(fileURLToPath(import.meta.url));
const minify = process.argv.includes("--minify");
const watch = process.argv.includes("--watch");

/** Output name under dist/ → entry. An optional entry may be absent. */
const nodeEntries = {
  extension: "client/src/extension.ts",
  server: "server/src/serverMain.ts",
  pql: "server/src/cli/pqlMain.ts",
  sample: "client/src/sample/main.ts",
  aep: "client/src/pipeline/main.ts",
  mcp: "client/src/mcp/mcpMain.ts",
};
/** Everything present was built, but entries are missing; the test runner goes on with what there is. */
const EXIT_INCOMPLETE = 2;
const optionalEntries = new Set(["aep"]);
/** Folder under dist/ for what the extension loads later. */
const CHUNKS = "extension";
const CHUNK_LIFETIME_MS = 3_600_000;

/** @returns {Record<string, string>} page scripts of the webviews, one per folder `name` that has a `namePage.ts` */
function findPageEntries() {
  const pages = path.join(root, "client/src/pages");
  if (!existsSync(pages)) return {};
  const names = readdirSync(pages).filter((name) => existsSync(path.join(pages, name, `${name}Page.ts`)));
  return Object.fromEntries(
    names.map((name) => [`pages/${name}`, `client/src/pages/${name}/${name}Page.ts`]),
  );
}

/** @type {import("esbuild").BuildOptions} */
const shared = {
  absWorkingDir: root,
  outdir: "dist",
  bundle: true,
  minify,
  sourcemap: minify ? false : "linked",
  legalComments: "none",
  logLevel: "warning",
};

/**
 * Takes of undici only what the extension uses; see the file.
 * @type {import("esbuild").Plugin}
 */
const partsOfUndici = {
  name: "parts of undici",
  setup({ onResolve }) {
    onResolve({ filter: /^undici$/ }, () => ({ path: path.join(root, "client/libraries/undici.cjs") }));
  },
};

const CORE = path.join(root, "server/src/pql") + path.sep;

/**
 * Nothing in the core does anything by being loaded, so a bundle takes of it only what it uses. The bundler cannot see that
 * of tables that are built by a call.
 * @type {import("esbuild").Plugin}
 */
const pureCore = {
  name: "pure core",
  setup(builder) {
    builder.onResolve(
      { filter: /^\.\.?\// },
      async ({ path: wanted, importer, resolveDir, kind, pluginData }) => {
        if (pluginData === pureCore || !path.join(resolveDir, wanted).startsWith(CORE)) return undefined;
        const found = await builder.resolve(wanted, { importer, resolveDir, kind, pluginData: pureCore });
        return found.errors.length > 0 ? undefined : { path: found.path, sideEffects: false };
      },
    );
  },
};

/**
 * The libraries of the protocol name their parts for browsers only to those who build for nothing else; our programs hold both.
 * @type {import("esbuild").Plugin}
 */
const browserPartsOfProtocol = {
  name: "browser parts of the protocol",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^vscode-[\w-]+\/browser$/ }, async ({ path: name, ...place }) => {
      // Beside the common part that the same importer would get: there may be several versions.
      const found = await resolve(path.dirname(name), place);
      return { path: found.path.replace(/common[\\/]api\.js$/, path.join("browser", "main.js")) };
    });
  },
};

/**
 * @param {Record<string, string>} entries
 * @returns {import("esbuild").BuildOptions}
 */
function nodeBuild(entries) {
  return {
    ...shared,
    entryPoints: entries,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
    plugins: [partsOfUndici, pureCore, browserPartsOfProtocol],
    // Editors in a browser load the same parts, and this library's other file asks for streams of Node.
    alias: { papaparse: "papaparse/papaparse.min.js" },
    // The ES builds of some LSP packages use `require` in a way no bundler can follow; main is plain CommonJS.
    mainFields: ["module", "main"],
  };
}

/** Removes chunks of former builds, but not of recent ones: an editor that runs loads its chunks when it needs them. */
async function removeOldChunks() {
  const folder = path.join(root, "dist", CHUNKS);
  for (const name of await readdir(folder)) {
    const { mtimeMs } = await stat(path.join(folder, name));
    if (Date.now() - mtimeMs > CHUNK_LIFETIME_MS) await rm(path.join(folder, name));
  }
}

/** How esbuild writes a dynamic import as CommonJS. */
const DYNAMIC_IMPORT = /Promise\.resolve\(\)\.then\(\(\)\s*=>\s*([\w$]+)\(require\(("\.[^"]+")\)/g;

/**
 * Has a dynamic import ask `require.later` first, where there is one: in a browser a part is read before it can be required
 * (client/src/browser/loader.ts). Written so that only what is needed at once reads `require("…")`.
 */
function askLater(code) {
  return code.replace(DYNAMIC_IMPORT, "Promise.resolve(require.later?.($2)).then(()=>$1((0,require)($2)");
}

/**
 * Writes what esbuild split as CommonJS, which is what every supported editor loads. Splitting needs ES modules, hence
 * the two steps.
 * @type {import("esbuild").Plugin}
 */
const splitAsCommonJs = {
  name: "split as CommonJS",
  setup(builder) {
    builder.onEnd(async ({ outputFiles = [] }) => {
      await mkdir(path.join(root, "dist", CHUNKS), { recursive: true });
      await removeOldChunks();
      for (const file of outputFiles) {
        const { code } = await transform(file.text, {
          format: "cjs",
          platform: "node",
          target: "node20",
          supported: { "dynamic-import": false },
          sourcemap: minify ? false : "inline",
          sourcesContent: false,
          minify,
          legalComments: "none",
        });
        await writeFile(file.path, askLater(code));
      }
    });
  },
};

/**
 * The extension is split where it imports dynamically: loading it reads and compiles a twentieth of the whole, and the
 * platform client, the sample organisation and the language client come when they are first needed. Editors in a browser take the same
 * parts; what only one of both has is in a part of its own.
 * @param {string} entry
 * @returns {import("esbuild").BuildOptions}
 */
function extensionBuild(entry) {
  const options = nodeBuild({ extension: entry, [`${CHUNKS}/browser`]: "client/src/browser/extension.ts" });
  return {
    ...options,
    format: "esm",
    splitting: true,
    chunkNames: `${CHUNKS}/[name]-[hash]`,
    sourcemap: minify ? false : "inline",
    write: false,
    plugins: [...(options.plugins ?? []), splitAsCommonJs],
  };
}

/**
 * @param {Record<string, string>} entries
 * @returns {import("esbuild").BuildOptions}
 */
function pageBuild(entries) {
  // Pages share the libraries that draw them, in parts of their own, so that these are shipped once.
  const sharing = { format: "esm", splitting: true, chunkNames: "pages/shared-[hash]" };
  return { ...shared, ...sharing, entryPoints: entries, platform: "browser", target: "chrome132" };
}

/**
 * The core in one file, for a page that has no bundler; `npm run library` makes the package.
 * @type {import("esbuild").BuildOptions}
 */
const libraryBuild = {
  ...shared,
  entryPoints: { pql: "server/src/pql/service.ts" },
  outExtension: { ".js": ".mjs" },
  format: "esm",
  platform: "neutral",
  mainFields: ["module", "main"],
  target: "es2022",
};

/**
 * What an editor in a browser loads first, and what loads the rest.
 * @type {import("esbuild").BuildOptions}
 */
const loaderBuild = {
  ...shared,
  entryPoints: { browser: "client/src/browser/loader.ts" },
  platform: "browser",
  format: "cjs",
  target: "es2022",
  external: ["vscode"],
};

const isPresent = ([, entry]) => existsSync(path.join(root, entry));
const missing = Object.entries(nodeEntries).filter(
  (entry) => !isPresent(entry) && !optionalEntries.has(entry[0]),
);
const { extension, ...others } = Object.fromEntries(Object.entries(nodeEntries).filter(isPresent));
const builds = [nodeBuild(others), libraryBuild, loaderBuild];
if (extension !== undefined) builds.push(extensionBuild(extension));
const pageEntries = findPageEntries();
if (Object.keys(pageEntries).length > 0) builds.push(pageBuild(pageEntries));

if (minify) await rm(path.join(root, "dist"), { recursive: true, force: true });
if (watch) {
  // The background problem matcher in .vscode/tasks.json waits for these two lines.
  process.stdout.write("building\n");
  for (const options of builds) await (await context(options)).watch();
  process.stdout.write("watching\n");
} else {
  const packages = new BundledPackages(root);
  await Promise.all(
    builds.map((options) => build({ ...options, plugins: [...(options.plugins ?? []), packages.plugin] })),
  );
  await packages.write(path.join(root, "dist", "licences.txt"));
}
if (missing.length > 0) {
  process.stderr.write(
    `Missing entries: ${missing.map(([name, entry]) => `${name} (${entry})`).join(", ")}\n`,
  );
  process.exitCode = EXIT_INCOMPLETE;
}
