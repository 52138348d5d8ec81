#!/usr/bin/env bash
# The language client that monaco-editor brings (`monaco.lsp`): under which address a document is opened.
# Expected: `textDocument/didOpen` and every later request name the document by the same address, the one of its model.
# Seen: it is opened and changed under its address in small letters, while requests about it name the address as it is. A document with a
# capital in its path is one that the server never saw opened, so nothing is answered about it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts monaco-editor@0.57.0 esbuild@0.28 jsdom@26
node node_modules/esbuild/install.js
cat >probe.mjs <<'PROBE'
import * as monaco from "monaco-editor";
const uri = "file:///Folder/query.txt";
const capabilities = { textDocumentSync: 2, hoverProvider: true };
const transport = {
  state: { value: { state: "open" }, onChange: () => ({ dispose() {} }) },
  setListener: (listener) => (transport.listener = listener),
  async send({ id, method, params }) {
    const document = params?.textDocument?.uri;
    if (document !== undefined) console.log(`${method}: ${document}`);
    if (id === undefined) return;
    const result = method === "initialize" ? { capabilities } : null;
    queueMicrotask(() => transport.listener({ jsonrpc: "2.0", id, result }));
  },
};
monaco.languages.register({ id: "query" });
const model = monaco.editor.createModel("a = 1", "query", monaco.Uri.parse(uri));
new monaco.lsp.MonacoLspClient(transport);
for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
console.log(`model: ${model.uri}`);
process.exit(0);
PROBE
cat >dom.cjs <<'DOM'
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("", { pretendToBeVisual: true, url: "http://localhost/" });
window.matchMedia = () => ({ matches: false, addEventListener() {}, addListener() {} });
window.document.queryCommandSupported = () => false;
Object.defineProperty(globalThis, "navigator", { value: window.navigator, configurable: true });
for (const name of Object.getOwnPropertyNames(window)) if (!(name in globalThis)) globalThis[name] = window[name];
for (const name of ["addEventListener", "removeEventListener", "dispatchEvent", "postMessage"]) globalThis[name] = window[name].bind(window);
globalThis.CSS = { escape: (text) => text };
Object.assign(globalThis, { window, self: window, document: window.document });
DOM
node_modules/.bin/esbuild probe.mjs --bundle --format=esm --platform=browser --outfile=out.mjs --loader:.ttf=empty --loader:.css=empty --log-level=error
expected='textDocument/didOpen: file:///folder/query.txt
model: file:///Folder/query.txt'
seen=$(node --require ./dom.cjs out.mjs)
echo "monaco-editor $(node -p "require('$folder/node_modules/monaco-editor/package.json').version"), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
