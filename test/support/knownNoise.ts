/**
 * Console lines of the editor itself that say nothing about us, by exact text (addresses replaced).
 * Anything else that the console calls an error fails the test that caused it.
 */

const KNOWN_NOISE: readonly string[] = [
  // Files the package leaves out.
  "Failed to load resource: the server responded with a status of 404 (Not Found) http://HOST/_static/src/browser/media/favicon.ico",
  "Failed to load resource: the server responded with a status of 404 (Not Found) http://HOST/_static/src/browser/media/favicon-dark-support.svg",
  "Failed to load resource: the server responded with a status of 404 (Not Found) http://HOST/_static/src/browser/media/templates.png",
  "Failed to load resource: the server responded with a status of 404 (Not Found) http://HOST/stable-COMMIT/static/node_modules/vsda/rust/web/vsda_bg.wasm",
  "Failed to load resource: the server responded with a status of 404 (Not Found) http://HOST/stable-COMMIT/static/node_modules/vsda/rust/web/vsda.js",
  "Failed to load resource: the server responded with a status of 404 (Not Found) http://HOST/update/check",
  "A bad HTTP response code (404) was received when fetching the script.",
  "[Service Worker] registration TypeError: Failed to register a ServiceWorker for scope ('http://HOST/') with script ('http://HOST/_static/out/browser/serviceWorker.js'): A bad HTTP response code (404) was received when fetching the script.",
  // Native modules that were not compiled.
  "Cannot find module './build/Release/watchdog'",
  "Error: Cannot find module './build/Release/watchdog'",
  "Error: Could not locate the bindings file. Tried:",
  // Its own extensions that offer tasks, on a slow machine.
  ...["typescript", "npm", "gulp", "grunt", "jake"].map(
    (provider) => `Timed out getting tasks from  ${provider}`,
  ),
  // Its word to extensions before a save, of which we ask none, on a slow machine.
  "Error: Aborted onWillSaveTextDocument-event after 1750ms",
  // What it shows as an error it also writes there: refusals that tests ask for.
  "No sandbox is in use. Choose one with “AEP: Choose Sandbox…”.",
  "There is no connection yet. Add one, or try the sample organisation.",
  "Another audience is built on “Employees”; the platform does not delete it. Built on it: “VIP suppression”.",
  // What a window that is loaded again says in a browser, once for each of its own parts.
  "[lifecycle] Long running operations during shutdown are unsupported in the web (id: PART)",
];

/** A console line as a person needs it: a missing resource is only told apart by its address. */
export function describeConsoleLine(text: string, address: string): string {
  return text.startsWith("Failed to load resource") ? `${text} ${address}` : text;
}

/** The first line, without colours and what changes from run to run: host, port, query string, build. */
function toStableText(line: string): string {
  const [first = ""] = line.split("\n");
  return first
    .replaceAll(/%c( +ERR )?|\[Extension Host\]|color: \S+/g, "")
    .replaceAll(/(https?|vscode-remote):\/\/[^/\s)'"]+/g, "$1://HOST")
    .replaceAll(/\(id: [\w.]+\)/g, "(id: PART)")
    .replaceAll(/\bstable-[0-9a-f]{40}\b/g, "stable-COMMIT")
    .replaceAll(/\?[^\s)'"]*/g, "")
    .trim();
}

/** Whether a described line is the editor's own noise. */
export function isKnownNoise(line: string): boolean {
  return KNOWN_NOISE.includes(toStableText(line));
}

/** Errors that the editor throws in code of its own, by what they say and where. */
const KNOWN_FAULTS: readonly (readonly [message: string, place: string])[] = [
  // Its frame around a webview that is closed while it loads.
  ["Error: Found unexpected null", "/contrib/webview/browser/pre/index.html"],
  // A virtual document that is closed while the difference to its new text is worked out.
  ["Error: Model is disposed!", "$onVirtualDocumentChange"],
  // A comparison that is closed before it is drawn.
  ["Error: Model is disposed!", "setDiffModel"],
  // A folder that went between the look at it and the search in it, which begins where the folder was.
  ["A system error occurred (spawn ", "ripgrep/bin/rg ENOENT"],
  // Its search for words of its own extensions in another language.
  ["No extension gallery service configured", "getBuiltInExtensionTranslationsUri"],
  // Its own log, where a window is loaded again while it is written.
  ["IndexedDB database 'vscode-web-db' is closed", "workbench.js"],
  ["Error: Throttler is disposed", "workbench.js"],
];

/** Whether an error with its stack is the editor's own. */
export function isKnownFault(stack: string): boolean {
  return KNOWN_FAULTS.some(([message, place]) => stack.includes(message) && stack.includes(place));
}
