/**
 * Console lines of the editor itself that say nothing about us, by exact text (addresses replaced).
 * Anything else that the console calls an error fails the test that caused it.
 */

const KNOWN_NOISE: readonly string[] = [];

/** The line without what changes from run to run: origins, ports, query strings, ids. */
export function toStableText(line: string): string {
  return line
    .replaceAll(/(https?|vscode-remote):\/\/[^/\s)'"]+/g, "$1://HOST")
    .replaceAll(/\?[^\s)'"]*/g, "")
    .trim();
}

/** Whether the line is the editor's own noise. */
export function isKnownNoise(line: string): boolean {
  return KNOWN_NOISE.includes(toStableText(line));
}
