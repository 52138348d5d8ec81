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

/** VS Code 1.100.3, the oldest editor that `engines.vscode` admits. */
const EDITOR_VERSION = "4.100.3";
/** That editor is made for this Node and refuses others. */
const EDITOR_NODE_MAJOR = "20";

const RIPGREP_VERSION = "1.18.0";
/** Without install scripts, which would compile and download. */
const QUIETLY = ["--ignore-scripts", "--no-audit", "--no-fund"];

/** An installed editor: run `serverScript` with `node`. */
export interface InstalledEditor {
  readonly node: string;
  readonly serverScript: string;
}

/** npm without its install scripts; the network is the npm registry only. */
async function npm(parameters: readonly string[], folder: string): Promise<void> {
  const isWindows = process.platform === "win32";
  await runOrFail(isWindows ? "npm.cmd" : "npm", parameters, { cwd: folder, deadlineMs: 300_000 });
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

/** Files are found by ripgrep, whose package fetches its program from elsewhere; its platform packages carry it. */
async function installFileSearch(server: string): Promise<void> {
  const name = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  await npm(["install", `${name}@${RIPGREP_VERSION}`, "--no-save", ...QUIETLY], server);
  const modules = path.join(server, "node_modules");
  await cp(path.join(modules, name, "bin"), path.join(modules, "@vscode/ripgrep/bin"), { recursive: true });
}

async function installServer(folder: string): Promise<void> {
  const archive = `code-server-${EDITOR_VERSION}.tgz`;
  await npm(["pack", `code-server@${EDITOR_VERSION}`, "--silent"], folder);
  await runOrFail("tar", ["-xzf", archive, "package/lib/vscode"], { cwd: folder });
  await rm(path.join(folder, archive));
  const server = path.join(folder, "package/lib/vscode");
  await npm(["install", "--omit=dev", ...QUIETLY], server);
  await installFileSearch(server);
}

async function installNode(folder: string): Promise<void> {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${platform}-${process.arch}`;
  await writeFile(path.join(folder, "package.json"), "{}");
  await npm(
    ["install", `${name}@${EDITOR_NODE_MAJOR}`, "--ignore-scripts", "--no-audit", "--no-fund"],
    folder,
  );
  await cp(path.join(folder, "node_modules", name, "bin"), path.join(folder, "bin"), { recursive: true });
}

/** The Node the editor runs on: the running one where it fits, else one from the npm registry. */
async function installEditorNode(): Promise<string> {
  if (process.versions.node.split(".")[0] === EDITOR_NODE_MAJOR) return process.execPath;
  const folder = path.join(toolsFolder(), `node-${EDITOR_NODE_MAJOR}-${process.platform}-${process.arch}`);
  await installOnce(folder, installNode);
  return path.join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
}

/** Installs the editor where it is not there yet; takes about 15 s and 270 MB the first time. */
export async function installEditor(): Promise<InstalledEditor> {
  const folder = path.join(toolsFolder(), `editor-${EDITOR_VERSION}`);
  const [node] = await Promise.all([installEditorNode(), installOnce(folder, installServer)]);
  return { node, serverScript: path.join(folder, "package/lib/vscode/out/server-main.js") };
}
