/**
 * Console lines of the editor itself that say nothing about us, by exact text (addresses replaced).
 * Anything else that the console calls an error fails the test that caused it.
 */

const KNOWN_NOISE: readonly string[] = [
  // Files the package leaves out.
  "Failed to load resource: the server responded with a status of 404 (Not Found) http://HOST/_static/src/browser/media/favicon.ico",
  "Failed to load resource: the server responded with a status of 404 (Not Found) http://HOST/_static/src/browser/media/favicon-dark-support.svg",
  "Failed to load resource: the server responded with a status of 404 (Not Found) http://HOST/stable-409c64e0df4d53530e59c16acc2b5d5766f717b0/static/node_modules/vsda/rust/web/vsda_bg.wasm",
  "Failed to load resource: the server responded with a status of 404 (Not Found) http://HOST/stable-409c64e0df4d53530e59c16acc2b5d5766f717b0/static/node_modules/vsda/rust/web/vsda.js",
  "Failed to load resource: the server responded with a status of 404 (Not Found) http://HOST/update/check",
  "A bad HTTP response code (404) was received when fetching the script.",
  "[Service Worker] registration TypeError: Failed to register a ServiceWorker for scope ('http://HOST/') with script ('http://HOST/_static/out/browser/serviceWorker.js'): A bad HTTP response code (404) was received when fetching the script.",
  // Native modules that were not compiled.
  "Cannot find module './build/Release/watchdog'",
  "Error: Could not locate the bindings file. Tried:",
];

/** A missing resource is only told apart by its address, which the text does not carry. */
const MISSING_RESOURCE = "Failed to load resource";

/** The first line, without colours and what changes from run to run: host, port, query string. */
export function toStableText(text: string, address: string): string {
  const [line = ""] = text.split("\n");
  const told = line.startsWith(MISSING_RESOURCE) ? `${line} ${address}` : line;
  return told
    .replaceAll(/%c( +ERR )?|\[Extension Host\]|color: \S+/g, "")
    .replaceAll(/(https?|vscode-remote):\/\/[^/\s)'"]+/g, "$1://HOST")
    .replaceAll(/\?[^\s)'"]*/g, "")
    .trim();
}

/** Whether a stable line is the editor's own noise. */
export function isKnownNoise(line: string): boolean {
  return KNOWN_NOISE.includes(line);
}
