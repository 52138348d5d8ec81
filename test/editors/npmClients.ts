/**
 * Installs packages of a client from the npm registry into a folder of their own, without running their scripts.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runProcess } from "../support/runProcess.js";

/** Installs the packages, each as `name@version`, and returns the version of the first. */
export async function installNpm(folder: string, packages: readonly string[]): Promise<string> {
  writeFileSync(path.join(folder, "package.json"), '{"private":true}');
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--legacy-peer-deps", "--prefer-offline"];
  const { code } = await runProcess("npm", ["install", ...options, ...packages], { cwd: folder });
  const first = packages[0] ?? "";
  if (code !== 0) throw new Error(`npm could not install ${first}`);
  const name = first.slice(0, first.lastIndexOf("@"));
  const manifest = path.join(folder, "node_modules", name, "package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}
