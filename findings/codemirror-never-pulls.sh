#!/usr/bin/env bash
# @codemirror/lsp-client, the official LSP client of CodeMirror 6: where problems come from.
# Expected: a client that declares `textDocument.diagnostic`, the capability to pull problems, pulls them from a server that offers it.
# Seen: it declares the capability, never sends the request, and shows only what is pushed. A server that follows the declaration and
# stops pushing shows no problem, ever.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @codemirror/lsp-client@6.3.0 @codemirror/view@6 @codemirror/state@6 jsdom@26
cat >probe.mjs <<'PROBE'
import { JSDOM } from "jsdom";
const { window } = new JSDOM("<div id=editor></div>", { pretendToBeVisual: true });
for (const name of ["document", "MutationObserver", "Node", "HTMLElement", "Element", "Range", "getComputedStyle"])
  globalThis[name] = window[name];
Object.assign(globalThis, { window, requestAnimationFrame: () => 0, cancelAnimationFrame: () => undefined });
Object.defineProperty(globalThis, "navigator", { value: window.navigator, configurable: true });
const { LSPClient, languageServerExtensions } = await import("@codemirror/lsp-client");
const { EditorView } = await import("@codemirror/view");
const requests = [];
const capabilities = { textDocumentSync: 2, diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } };
let answer;
const transport = {
  subscribe: (handler) => (answer = handler),
  unsubscribe: () => undefined,
  send(text) {
    const { id, method, params } = JSON.parse(text);
    requests.push(method);
    if (method === "initialize") console.log(`declares textDocument.diagnostic: ${"diagnostic" in params.capabilities.textDocument}`);
    if (id !== undefined)
      queueMicrotask(() => answer(JSON.stringify({ jsonrpc: "2.0", id, result: method === "initialize" ? { capabilities } : null })));
  },
};
const client = new LSPClient({ extensions: languageServerExtensions() }).connect(transport);
await client.initializing;
const view = new EditorView({
  doc: "a = 1",
  parent: window.document.getElementById("editor"),
  extensions: [client.plugin("file:///query.pql", "pql")],
});
for (const insert of ["b", "c"]) {
  view.dispatch({ changes: { from: 0, insert } });
  client.sync();
}
// A later request of its own: what it would have asked before this has been asked by now.
await client.request("workspace/symbol", { query: "" });
console.log(requests.join(", "));
process.exit(0);
PROBE
expected='declares textDocument.diagnostic: true
initialize, initialized, textDocument/didOpen, textDocument/didChange, textDocument/didChange, workspace/symbol'
seen=$(node probe.mjs)
echo "@codemirror/lsp-client $(node -p "require('$folder/node_modules/@codemirror/lsp-client/package.json').version"), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
