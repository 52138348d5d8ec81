/**
 * The extension for editors in a browser builds for a browser: nothing of Node is reached, neither at once nor later.
 */
import assert from "node:assert/strict";
import { build } from "esbuild";

async function buildForBrowsers(entry: string, external: string[]): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "browser",
    format: "esm",
    external,
    // As the build has it.
    alias: { papaparse: "papaparse/papaparse.min.js" },
    mainFields: ["module", "main"],
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

describe("the extension in a browser", () => {
  it("reaches nothing of Node", async () => {
    const text = await buildForBrowsers("client/src/browser/extension.ts", ["vscode"]);
    const own = text
      .split(/^\/\/ (?=client|server|node_modules)/m)
      .filter((part) => !part.startsWith("node_modules"));
    const strangers = own.filter((part) => /\b(Buffer|setImmediate|__dirname|__filename)\b[.(]/.test(part));
    assert.deepEqual(
      strangers.map((part) => part.slice(0, part.indexOf("\n"))),
      [],
    );
  });

  it("has a server that reaches nothing of Node in a worker", async () => {
    const text = await buildForBrowsers("server/src/browser/serveInWorker.ts", []);
    assert.doesNotMatch(text, /\bBuffer\./);
  });
});
