/**
 * Builds the page on which a visitor tries PQL: one document with its style, its script and the language server inside, so that it
 * opens from a disk and needs no network. Its policy names the script by its digest and forbids every connection.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Script } from "node:vm";
import { type BuildOptions, build } from "esbuild";
import { inRepository, repositoryFolder } from "./folders.js";

const OPTIONS = {
  absWorkingDir: repositoryFolder(),
  bundle: true,
  write: false,
  minify: true,
  format: "iife",
  platform: "browser",
  target: "chrome123",
  mainFields: ["module", "main"],
  legalComments: "none",
  logLevel: "warning",
} satisfies BuildOptions;

async function bundle(options: BuildOptions): Promise<string> {
  const { outputFiles = [] } = await build({ ...OPTIONS, ...options });
  return outputFiles[0]?.text ?? "";
}

/** The program of the worker; the extension ships the same session in dist/server.js. */
async function bundleServer(): Promise<string> {
  const contents = 'import { serveInWorker } from "./server/src/browser/serveInWorker"; serveInWorker(self);';
  return await bundle({ stdin: { contents, resolveDir: repositoryFolder(), loader: "ts" } });
}

/** The code as an element holds it, which nothing in it ends early. Throws where that made it something else. */
function toScriptText(code: string): string {
  const text = code.replaceAll(/<(?=!--|\/script)/gi, (sign) => `${sign}\\`);
  new Script(text);
  return text;
}

function toDocument({
  style,
  script,
  server,
}: Readonly<Record<"style" | "script" | "server", string>>): string {
  const code = toScriptText(script);
  const digest = createHash("sha256").update(code).digest("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${digest}' blob:`,
    "worker-src blob:",
    // CodeMirror writes its styles while it runs.
    "style-src 'unsafe-inline'",
    "img-src data:",
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Try PQL</title>
<style>${style}</style>
</head>
<body>
<div id="demo"></div>
<script id="server" type="application/json">${JSON.stringify(server).replaceAll("<", "\\u003c")}</script>
<script>${code}</script>
</body>
</html>
`;
}

/** Builds the page, and the worker beside it for pages of others; returns the path of its document. */
export async function buildDemoPage(): Promise<string> {
  const [script, server] = await Promise.all([
    bundle({ entryPoints: ["client/src/demo/demoPage.ts"] }),
    bundleServer(),
  ]);
  const style = readFileSync(inRepository("client", "src", "demo", "demo.css"), "utf8");
  const folder = inRepository("dist", "demo");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "server.js"), server);
  const file = path.join(folder, "index.html");
  writeFileSync(file, toDocument({ style, script, server }));
  return file;
}
