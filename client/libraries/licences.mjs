/**
 * Tells which packages of others are bundled into what ships, with their licence texts. Reads esbuild's account of its outputs, so
 * that it cannot forget one; fails where a package comes without a licence.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

/** Outputs that are in the package; the programs of the command line are not. */
const SHIPPED = /^dist\/(?:(?:extension|server|browser|mcp)\w*\.js|parts\/|pages\/)/;

/** The folder of a package in a path below node_modules, the innermost where they are nested. */
const PACKAGE_FOLDER = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** Files that hold a licence, whatever their spelling. */
const LICENCE_FILE = /^(?:licen[cs]e|copying)(?:[.-].*)?$/i;

/** Collects over several builds. */
export class BundledPackages {
  #folders = new Set();
  #root;

  /** @param {string} root folder of the repository */
  constructor(root) {
    this.#root = root;
  }

  /** @returns {import("esbuild").Plugin} notes what a build has put into its outputs */
  get plugin() {
    return {
      name: "bundled packages",
      setup: ({ initialOptions, onEnd }) => {
        initialOptions.metafile = true;
        onEnd(({ metafile }) => {
          for (const [output, { inputs }] of Object.entries(metafile?.outputs ?? {})) {
            if (!SHIPPED.test(output)) continue;
            for (const input of Object.keys(inputs)) this.#note(input);
          }
        });
      },
    };
  }

  #note(input) {
    const folder = PACKAGE_FOLDER.exec(input)?.[1];
    if (folder !== undefined) this.#folders.add(folder);
  }

  /** Writes the list: a heading for each package, its licence below. */
  async write(file) {
    // The same version may lie in several folders.
    const entries = new Map([...this.#folders].map((folder) => this.#describe(folder)));
    const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
    const text = sorted.map(([title, licence]) => `${title}\n${"-".repeat(title.length)}\n\n${licence}\n`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(
      file,
      `This package bundles the software below, each under its own licence.\n\n${text.join("\n")}`,
    );
  }

  #describe(folder) {
    const place = path.join(this.#root, folder);
    const { name, version, license } = JSON.parse(readFileSync(path.join(place, "package.json"), "utf8"));
    const names = existsSync(place) ? readdirSync(place).filter((each) => LICENCE_FILE.test(each)) : [];
    const [found] = names.sort();
    const text = found === undefined ? "" : readFileSync(path.join(place, found), "utf8").trim();
    if (text === "" && typeof license !== "string")
      throw new Error(`${name} has no licence that could be told.`);
    const spdx = typeof license === "string" ? license : "see below";
    return [
      `${name} ${version} (${spdx})`,
      text === "" ? `Licence: ${spdx}.` : withoutWrapping(this.#withoutOwn(text)),
    ];
  }

  /** Some stand under the licence of this package, whose text is not packed twice. */
  #withoutOwn(text) {
    const words = readFileSync(path.join(this.#root, "LICENSE"), "utf8").trim().split(/\s+/);
    const own = new RegExp(words.map((word) => word.replaceAll(/\W/g, "\\$&")).join("\\s+"));
    return text.replace(own, "Apache License, Version 2.0: the text is that of LICENSE.txt in this package.");
  }
}

/** A paragraph a line, lists as they are: texts that differ in their line breaks alone are then packed as one. */
function withoutWrapping(text) {
  const paragraphs = text.replaceAll("\r", "").split(/\n\s*\n/);
  return paragraphs
    .map((each) => (/^\s*[-*\d#]/m.test(each) ? each : each.trim().replace(/\s*\n\s*/g, " ")))
    .join("\n\n");
}
