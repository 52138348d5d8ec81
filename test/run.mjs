/**
 * First step of every harness command: installs the npm dependencies where they are missing or
 * stale, builds with `--build` or `--build-minified`, then runs the named TypeScript entry.
 * Plain Node on purpose, because it starts on a fresh clone, before anything is installed.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, peer?: boolean }>} packages by install path
 */
function readLockedPackages(file) {
  if (!existsSync(file)) return {};
  const { "": _project, ...packages } = JSON.parse(readFileSync(file, "utf8")).packages ?? {};
  return packages;
}

/** Whether node_modules holds the versions of package-lock.json; npm records what it installed in a hidden lock file. */
function areDependenciesCurrent() {
  const installed = readLockedPackages(path.join(root, "node_modules/.package-lock.json"));
  const wanted = Object.entries(readLockedPackages(path.join(root, "package-lock.json")));
  return wanted.every(
    ([name, entry]) => entry.optional === true || installed[name]?.version === entry.version,
  );
}

/** Installs without scripts: nothing we use needs them, and one would like to download a binary. */
function installDependencies() {
  process.stdout.write("Installing the npm dependencies…\n");
  const parameters = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
  const result = spawnSync("npm", parameters, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/**
 * Room for what tests make and drop, in MB: with the little that is usual, a fifth of the unit tests' time went to clearing it away.
 * Layers are started with the parameters this program was.
 */
const ROOM = ["--min-semi-space-size=64", "--max-semi-space-size=64"];

if (!areDependenciesCurrent()) installDependencies();
let [entry = "", ...parameters] = process.argv.slice(2);
if (entry === "--build" || entry === "--build-minified") {
  const options = entry === "--build" ? [] : ["--minify"];
  const build = spawnSync(process.execPath, [path.join(root, "esbuild.mjs"), ...options], {
    stdio: "inherit",
  });
  // 2 is a build that lacks entries: the tests of what there is can still run.
  if (build.status !== 0 && build.status !== 2) process.exit(build.status ?? 1);
  [entry = "", ...parameters] = parameters;
}
const loader = pathToFileURL(path.join(root, "node_modules/tsx/dist/loader.mjs")).href;
const child = spawn(process.execPath, [...ROOM, "--import", loader, path.join(root, entry), ...parameters], {
  cwd: root,
  stdio: "inherit",
});
// The terminal sends Ctrl-C to both; the child decides when it has cleaned up.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
