#!/usr/bin/env bash
# codemirror-languageserver, a language client for CodeMirror 6: a completion whose `insertText` differs from its `label`.
# Expected: the text to insert is inserted; the label is only what the list shows. Seen: `insertText` is never read, so without a
# `textEdit` the label is inserted, decoration and all; only what a `textEdit` says is taken.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts codemirror-languageserver@1.22.1 @codemirror/view@6 @codemirror/state@6 @codemirror/autocomplete@6 jsdom@26.1.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { JSDOM } from "jsdom";
const { window } = new JSDOM("<div id=editor></div>", { pretendToBeVisual: true });
for (const name of ["document", "MutationObserver", "Node", "HTMLElement", "Element", "Range", "getComputedStyle"])
  globalThis[name] = window[name];
Object.assign(globalThis, { window, requestAnimationFrame: () => 0, cancelAnimationFrame: () => undefined });
Object.defineProperty(globalThis, "navigator", { value: window.navigator, configurable: true });
const { LanguageServerClient, languageServerPlugin, languageServerWithTransport } = await import("codemirror-languageserver");
const { EditorView } = await import("@codemirror/view");
const { CompletionContext } = await import("@codemirror/autocomplete");
const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } };
const items = [
  { label: "count(list)", insertText: "count()" },
  { label: "count(list) by edit", textEdit: { range, newText: "count()" } },
];
const answers = { initialize: { capabilities: { completionProvider: {} } }, "textDocument/completion": items };
let answer;
const transport = {
  onMessage: (handler) => (answer = handler),
  onClose: () => undefined,
  onError: () => undefined,
  close: () => undefined,
  send(text) {
    const { id, method } = JSON.parse(text);
    if (id !== undefined) queueMicrotask(() => answer(JSON.stringify({ jsonrpc: "2.0", id, result: answers[method] ?? null })));
  },
};
const client = new LanguageServerClient({ transport, rootUri: null, workspaceFolders: null });
const extensions = languageServerWithTransport({ client, documentUri: "file:///query.pql", languageId: "pql" });
await client.initializePromise;
for (const [index, { label }] of items.entries()) {
  const view = new EditorView({ doc: "co", extensions, parent: window.document.getElementById("editor") });
  const context = new CompletionContext(view.state, 2, true, view);
  const trigger = { triggerKind: 1, triggerCharacter: undefined };
  const { from, options } = await view.plugin(languageServerPlugin).requestCompletion(context, { line: 0, character: 2 }, trigger);
  options[index].apply(view, options[index], from, 2);
  console.log(`${label}: the text becomes ${view.state.doc}`);
}
process.exit(0);
PROBE
expected='count(list): the text becomes count(list)
count(list) by edit: the text becomes count()'
seen=$(node probe.mjs)
echo "codemirror-languageserver $(version codemirror-languageserver), @codemirror/view $(version @codemirror/view), @codemirror/state $(version @codemirror/state), @codemirror/autocomplete $(version @codemirror/autocomplete), jsdom $(version jsdom), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
