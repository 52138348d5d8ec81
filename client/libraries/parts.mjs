/**
 * Writes what esbuild split into parts as CommonJS, which every supported editor loads. esbuild splits
 * ES modules only, and its own way back to CommonJS puts half a kilobyte of the same text before each of hundreds of parts and
 * an indirection before each name. So only the statements that join modules are rewritten here, as esbuild writes them; a part in
 * which one is left is no script, and the build fails.
 */
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import path from "node:path";
import { Script } from "node:vm";
import { writeInHandedOn } from "./handedOnParts.mjs";
import { joinSmallParts } from "./joinedParts.mjs";
import { shortenPartNames } from "./partNames.mjs";

const PART_LIFETIME_MS = 3_600_000;

/** What joins modules in the text of esbuild; names in braces may stand on lines of their own. */
const OUTSIDE = ["vscode", ...builtinModules].join("|");
const IMPORT = new RegExp(
  String.raw`\bimport\s*(?:([\w$]+)\s*,?\s*)?(?:\*\s*as\s+([\w$]+)\s*|\{([^{}]*)\}\s*)?(?:from\s*)?"((?:\.\.?/|node:)[^"]+|${OUTSIDE})";`,
  "g",
);
const DYNAMIC_IMPORT = /\bimport\("(\.[^"]+)"\)/g;
/** Not what esbuild calls `__require`, which asks the host as well. */
const ASKED = /(?<![\w$.])require\("vscode"\)/g;
/** How esbuild begins the function that makes a namespace of what a CommonJS module exports. */
const TO_NAMESPACE = /=\s*(\((\w+),\s*(\w+),\s*(\w+)\)\s*=>\s*)(\(\s*\4\s*=\s*\2\s*!=\s*null)/;
const EXPORTS = /\bexport\s*\{([^{}]*)\};\s*((?:\/\/# .*\s*)?)$/;
const DEFAULT_EXPORT = /\bexport default ([\w$]+\(\));\s*((?:\/\/# .*\s*)?)$/;

/**
 * @param {string} folder where parts are written that more than one program takes, relative to the repository
 * @returns {import("esbuild").Plugin}
 */
export function partsAsCommonJs(folder) {
  return {
    name: "parts as CommonJS",
    setup(builder) {
      builder.initialOptions.write = false;
      builder.onEnd(async ({ outputFiles = [] }) => {
        await mkdir(folder, { recursive: true });
        await removeOldParts(folder);
        const isPackage = builder.initialOptions.minify === true;
        const rename = isPackage ? shortenPartNames(outputFiles.map((file) => file.path)) : (text) => text;
        const files = new Map(outputFiles.map((file) => [rename(file.path), rename(toCommonJs(file.text))]));
        for (const [filename, text] of isPackage ? joinSmallParts(writeInHandedOn(files), folder) : files) {
          new Script(text, { filename });
          await writeFile(filename, text);
        }
      });
    },
  };
}

/** Removes parts of former builds, but not of recent ones: a program that runs loads its parts when it needs them. */
async function removeOldParts(folder) {
  for (const name of await readdir(folder)) {
    const { mtimeMs } = await stat(path.join(folder, name));
    if (Date.now() - mtimeMs > PART_LIFETIME_MS) await rm(path.join(folder, name));
  }
}

/**
 * The text of a part. A dynamic import asks `require.later` first, where there is one: in a browser a part is read before it can be
 * required (client/src/browser/loader.ts). It is written so that only what is needed at once reads `require("…")`.
 */
function toCommonJs(text) {
  return askEditorOnce(
    text
      // Where the module says that it was an ES module it is its own namespace. A copy for each file that imports the protocol, of some
      // five hundred names, was a tenth of the server's start.
      .replace(TO_NAMESPACE, "=$1$2?.__esModule&&!$3?$2:$5")
      .replace(DEFAULT_EXPORT, "exports.default=$1;\n$2")
      .replace(EXPORTS, (_, names, rest) => `${assignExports(names)}\n${rest}`)
      .replace(IMPORT, (statement, whole, namespace, names, from) => {
        const lines = "\n".repeat(statement.split("\n").length - 1);
        return `${requireAll({ whole, namespace, names, from })}${lines}`;
      })
      .replace(DYNAMIC_IMPORT, 'Promise.resolve(require.later?.("$1")).then(()=>(0,require)("$1"))'),
  );
}

/** A part is made of many modules that each import the editor, and a host finds out anew for each who asks. */
function askEditorOnce(text) {
  if ((text.match(ASKED)?.length ?? 0) < 2) return text;
  return `var __vscode=require("vscode");${text.replaceAll(ASKED, "__vscode")}`;
}

/** What one import brings. Another part that is only to be loaded is not: no part does anything by being loaded. */
function requireAll({ whole, namespace, names, from }) {
  const found = `require("${from}")`;
  const targets = [whole, namespace].filter((name) => name !== undefined).map((name) => `${name}=${found}`);
  if (names !== undefined) {
    const taken = splitNames(names).map(([exported, local]) => `${exported}:${local}`);
    targets.push(`{${taken.join(",")}}=${found}`);
  }
  return targets.length === 0 ? "" : `var ${targets.join(",")};`;
}

function assignExports(names) {
  return splitNames(names)
    .map(([local, exported]) => `exports.${exported}=${local};`)
    .join("");
}

/** `a as b, c` as pairs. */
function splitNames(names) {
  return names
    .split(",")
    .map((each) => each.trim().split(/\s+as\s+/))
    .filter(([name]) => name !== "")
    .map(([name, other = name]) => [name, other]);
}
