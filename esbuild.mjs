/**
 * Builds everything under dist/: what ships in parts that are shared, each other program as one file.
 * Builds what exists and then fails by naming the entries that are missing, so that a half-finished
 * tree still gives its author something to run. Never type-checks: `npm run check` does.
 */
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";
import { BundledPackages } from "./client/libraries/licences.mjs";
import { partsAsCommonJs } from "./client/libraries/parts.mjs";
import { writeTranslations } from "./client/libraries/translations.mjs";

const root = path.dirname(fileURLToPath(import.meta.url));
const minify = process.argv.includes("--minify");
const watch = process.argv.includes("--watch");

/** Folder under dist/ for what programs of the package share and what they load later. */
const PARTS = "parts";
/** Output name under dist/ → entry. */
const shippedEntries = {
  extension: "client/src/extension.ts",
  [`${PARTS}/browser`]: "client/src/browser/extension.ts",
  server: "server/src/serverMain.ts",
  mcp: "client/src/mcp/mcpMain.ts",
};
/** Hundreds of parts, each named twice in the package and once where it is asked for: what ships goes without what people read. */
const partName = minify ? "[hash]" : "[name]-[hash]";
/** Those that are not in the package. An optional entry may be absent. */
const programEntries = {
  pql: "server/src/cli/pqlMain.ts",
  sample: "client/src/sample/main.ts",
  aep: "client/src/pipeline/main.ts",
};
/** Everything present was built, but entries are missing; the test runner goes on with what there is. */
const EXIT_INCOMPLETE = 2;
const optionalEntries = new Set(["aep"]);

/** @returns {Record<string, string>} page scripts of the webviews, one per folder `name` that has a `namePage.ts`, and their common style */
function findPageEntries() {
  const pages = path.join(root, "client/src/pages");
  if (!existsSync(pages)) return {};
  const names = readdirSync(pages).filter((name) => existsSync(path.join(pages, name, `${name}Page.ts`)));
  const scripts = names.map((name) => [`pages/${name}`, `client/src/pages/${name}/${name}Page.ts`]);
  return Object.fromEntries([...scripts, ["pages/frame", "client/src/pages/frame/frame.css"]]);
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
    // Its parser is there twice, 70 KB each: for any processor, and for those with one more set of instructions.
    onResolve({ filter: /llhttp_simd-wasm\.js$/ }, () => ({
      // Where it really is: behind a link it would be another file than the one that others ask for, and be there twice again.
      path: realpathSync(path.join(root, "node_modules/undici/lib/llhttp/llhttp-wasm.js")),
    }));
  },
};

const PROTOCOL = ["vscode-jsonrpc", "vscode-languageserver-protocol", "vscode-languageserver-types"];

/**
 * The libraries of the language client and the language server each bring the protocol. Where it is in the same version, both are
 * given that of the server, so that it is shipped once.
 * @type {import("esbuild").Plugin}
 */
const oneProtocol = {
  name: "one protocol",
  setup({ onResolve, resolve }) {
    // Importers are named by where they really are, wherever a link to them stands.
    const packages = realpathSync(path.join(root, "node_modules"));
    const homeOf = (name) => path.join(packages, name, "node_modules");
    const versionIn = (home, name) => readFileSync(path.join(home, name, "package.json"), "utf8");
    const [client, server] = ["vscode-languageclient", "vscode-languageserver"].map(homeOf);
    const isNested = [client, server].every((home) =>
      PROTOCOL.every((name) => existsSync(path.join(home, name))),
    );
    if (!isNested || PROTOCOL.some((name) => versionIn(client, name) !== versionIn(server, name))) return;
    const filter = new RegExp(`^(?:${PROTOCOL.join("|")})(?:/|$)`);
    onResolve({ filter }, ({ path: name, importer, ...place }) => {
      const isOfClient = importer.includes(path.dirname(client));
      return isOfClient ? resolve(name, { ...place, importer: "", resolveDir: server }) : undefined;
    });
  },
};

/**
 * Leaves out what the library of the Model Context Protocol brings and we never come to; see the file.
 * @type {import("esbuild").Plugin}
 */
const partsOfMcp = {
  name: "parts of the library of the Model Context Protocol",
  setup({ onResolve }) {
    const file = path.join(root, "client/libraries/leftOutOfMcp.mjs");
    const filter = /validation\/ajv-provider\.js$|^zod\/v3$|^zod-to-json-schema$/;
    onResolve({ filter }, () => ({ path: file }));
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
 * Of the core, in which nothing does anything by being loaded, a bundle takes only what it uses: `server/src/pql/package.json` says so, since
 * the bundler cannot see it of tables that are built by a call.
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
    plugins: [partsOfUndici, browserPartsOfProtocol, oneProtocol, partsOfMcp],
    // Editors in a browser load the same parts, and this library's other file asks for streams of Node.
    alias: { papaparse: "papaparse/papaparse.min.js" },
    // The ES builds of some LSP packages use `require` in a way no bundler can follow; main is plain CommonJS.
    mainFields: ["module", "main"],
  };
}

/**
 * The programs in the package are split where they import dynamically, and share what more than one of them needs: loading the
 * extension reads a twentieth of it, and what the language server, the sample organisation and the language client have in common is
 * shipped once. Editors in a browser take the same parts; what only one of both has is in a part of its own.
 * @param {Record<string, string>} entries
 * @returns {import("esbuild").BuildOptions}
 */
function partedBuild(entries) {
  const options = nodeBuild(entries);
  return {
    ...options,
    format: "esm",
    splitting: true,
    chunkNames: `${PARTS}/${partName}`,
    sourcemap: minify ? false : "inline",
    sourcesContent: false,
    plugins: [...(options.plugins ?? []), partsAsCommonJs(path.join(root, "dist", PARTS))],
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
const missing = Object.entries(programEntries).filter(
  (entry) => !isPresent(entry) && !optionalEntries.has(entry[0]),
);
const programs = Object.fromEntries(Object.entries(programEntries).filter(isPresent));
const builds = [nodeBuild(programs), partedBuild(shippedEntries), libraryBuild, loaderBuild];
const pageEntries = findPageEntries();
if (Object.keys(pageEntries).length > 0) builds.push(pageBuild(pageEntries));

if (minify) await rm(path.join(root, "dist"), { recursive: true, force: true });
await writeTranslations(root, path.join(root, "dist", "l10n"));
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
