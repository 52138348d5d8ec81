/**
 * Installs a complete VS Code (server, web workbench and Node extension host) from the npm registry
 * into the tools folder, once. Downloads nothing from anywhere else and compiles nothing: without its
 * native modules the editor lacks terminals and file watching, which no test of ours needs.
 */
import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { toolsFolder } from "./folders.js";
import { runOrFail } from "./runProcess.js";

/** An editor on the registry, and the Node it is made for; it refuses others. */
interface Edition {
  readonly version: string;
  readonly nodeMajor: string;
  /** Since about 1.120 a built workbench ignores an extension under development without this. */
  readonly flags: readonly string[];
}

const EDITIONS: Readonly<Record<string, Edition>> = {
  /** VS Code 1.100.3, the oldest editor that `engines.vscode` admits. */
  oldest: { version: "4.100.3", nodeMajor: "20", flags: [] },
  /** VS Code 1.139.1. */
  newest: { version: "4.139.1", nodeMajor: "24", flags: ["--enable-smoke-test-driver"] },
};

const RIPGREP_VERSION = "1.18.0";
/** Without install scripts, which would compile and download. */
const QUIETLY = ["--ignore-scripts", "--no-audit", "--no-fund"];

/** An installed editor: run `serverScript` with `node` and the flags. */
export interface InstalledEditor {
  readonly node: string;
  readonly serverScript: string;
  readonly flags: readonly string[];
}

/** npm without its install scripts; the network is the npm registry only. */
async function npm(parameters: readonly string[], folder: string): Promise<void> {
  const isWindows = process.platform === "win32";
  await runOrFail(isWindows ? "npm.cmd" : "npm", parameters, { cwd: folder });
}

/**
 * Fills `target` by way of a folder beside it, so that an interrupted installation is never taken
 * for a finished one and two that run at once do not mix.
 */
async function installOnce(target: string, install: (folder: string) => Promise<void>): Promise<void> {
  if (existsSync(target)) return;
  const unfinished = `${target}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    await install(unfinished);
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

function getEdition(name: string): Edition {
  const edition = EDITIONS[name];
  if (edition === undefined)
    throw new Error(`No editor "${name}"; there are ${Object.keys(EDITIONS).join(", ")}.`);
  return edition;
}

/**
 * Files are found by ripgrep, whose older package fetches its program from elsewhere when it is
 * installed; the platform packages, like the newer one, carry it.
 */
async function installFileSearch(server: string): Promise<void> {
  const modules = path.join(server, "node_modules");
  const target = path.join(modules, "@vscode/ripgrep");
  if (!existsSync(target)) return;
  const name = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  await npm(["install", `${name}@${RIPGREP_VERSION}`, "--no-save", ...QUIETLY], server);
  await cp(path.join(modules, name, "bin"), path.join(target, "bin"), { recursive: true });
}

async function installServer(version: string, folder: string): Promise<void> {
  await npm(["pack", `code-server@${version}`, "--silent"], folder);
  const archive = `code-server-${version}.tgz`;
  await runOrFail("tar", ["-xzf", archive, "package/lib/vscode"], { cwd: folder });
  await rm(path.join(folder, archive));
  const server = path.join(folder, "package/lib/vscode");
  await npm(["install", "--omit=dev", ...QUIETLY], server);
  await installFileSearch(server);
}

async function installNode(major: string, folder: string): Promise<void> {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${platform}-${process.arch}`;
  await writeFile(path.join(folder, "package.json"), "{}");
  await npm(["install", `${name}@${major}`, ...QUIETLY], folder);
  await cp(path.join(folder, "node_modules", name, "bin"), path.join(folder, "bin"), { recursive: true });
}

/** The Node the editor runs on: the running one where it fits, else one from the npm registry. */
async function installEditorNode(major: string): Promise<string> {
  if (process.versions.node.split(".")[0] === major) return process.execPath;
  const folder = path.join(toolsFolder(), `node-${major}-${process.platform}-${process.arch}`);
  await installOnce(folder, (unfinished) => installNode(major, unfinished));
  return path.join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
}

/**
 * Installs an editor, "oldest" or "newest", where it is not there yet; takes about 15 s and 300 MB the
 * first time. The oldest unless AEP_TEST_EDITOR names the other.
 */
export async function installEditor(
  name = process.env.AEP_TEST_EDITOR ?? "oldest",
): Promise<InstalledEditor> {
  const { version, nodeMajor, flags } = getEdition(name);
  const folder = path.join(toolsFolder(), `editor-${version}`);
  const install = (unfinished: string) => installServer(version, unfinished);
  const [node] = await Promise.all([installEditorNode(nodeMajor), installOnce(folder, install)]);
  return { node, serverScript: path.join(folder, "package/lib/vscode/out/server-main.js"), flags };
}
