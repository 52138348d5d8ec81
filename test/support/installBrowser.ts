/**
 * Finds a Chromium or Chrome that is installed, or installs Debian's.
 * Never downloads a browser build of its own.
 */
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { runProcess } from "./runProcess.js";

const COMMAND_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const WELL_KNOWN_PATHS = [
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Whether the file is there and may be run. */
function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first program of that name on the PATH, or undefined. */
export function findOnPath(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable);
}

/** An installed browser (CHROME_PATH first), or undefined. */
export function findBrowser(): string | undefined {
  const chosen = process.env.CHROME_PATH;
  if (chosen !== undefined && chosen !== "") {
    if (isExecutable(chosen)) return chosen;
    throw new Error(`CHROME_PATH names ${chosen}, which cannot be run.`);
  }
  return findOnPath(...COMMAND_NAMES) ?? WELL_KNOWN_PATHS.find(isExecutable);
}

/** What stands before apt-get so that it may install: nothing as root, else sudo without a question. */
function findPrivilege(): readonly string[] | undefined {
  if (process.getuid?.() === 0) return [];
  return findOnPath("sudo") === undefined ? undefined : ["sudo", "-n"];
}

const HOW_TO_HELP = "Install Chromium or Chrome, or set CHROME_PATH to one.";

async function installDebianChromium(): Promise<void> {
  const privilege = findPrivilege();
  if (findOnPath("apt-get") === undefined || privilege === undefined) {
    throw new Error(`No Chromium or Chrome was found, and none can be installed here. ${HOW_TO_HELP}`);
  }
  process.stdout.write("Installing Chromium from Debian's packages…\n");
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const parameters of [["update"], ["install", "--yes", "--no-install-recommends", "chromium"]]) {
    const [command = "apt-get", ...rest] = [...privilege, "apt-get", ...parameters];
    const { code, output } = await runProcess(command, rest, { env: environment });
    if (code !== 0) throw new Error(`apt-get could not install Chromium. ${HOW_TO_HELP}\n${output.trim()}`);
  }
}

/** The path of a browser, after installing Debian's where none was found. Rejects with what to do. */
export async function installBrowser(): Promise<string> {
  const installed = findBrowser();
  if (installed !== undefined) return installed;
  await installDebianChromium();
  const browser = findBrowser();
  if (browser === undefined) throw new Error(`Chromium was installed but not found. ${HOW_TO_HELP}`);
  return browser;
}
