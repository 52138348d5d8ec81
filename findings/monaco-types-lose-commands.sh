#!/usr/bin/env bash
# monaco-languageserver-types, with which language services turn what LSP says into what Monaco takes: completions and fixes.
# Expected: what both sides have a place for arrives: a fix's `command`, and the text to insert that stands beside a range which the
# items of a list share. Seen: the range and the form of the shared defaults are taken and `textEditText` is not, so the label is
# inserted, and read as a snippet; a fix that is a command, or has one beside its edit, loses it, so choosing it does nothing or half.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts monaco-languageserver-types@0.4.1
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { toCodeAction, toCompletionList } from "monaco-languageserver-types";
const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } };
const monacoRange = { startLineNumber: 1, startColumn: 1, endLineNumber: 1, endColumn: 3 };
const insertTextFormat = 2;
const own = { label: "count(list)", insertTextFormat, textEdit: { range, newText: "count($1)" } };
const shared = { label: "count(list)", textEditText: "count($1)" };
const lists = {
  "a range of its own": { isIncomplete: false, items: [own] },
  "a shared range": { isIncomplete: false, itemDefaults: { editRange: range, insertTextFormat }, items: [shared] },
};
for (const [name, list] of Object.entries(lists)) {
  const { insertText, insertTextRules } = toCompletionList(list, { range: monacoRange }).suggestions[0];
  console.log(`completion with ${name}: inserts ${insertText}, ${insertTextRules === 4 ? "as a snippet" : "as it is"}`);
}
const command = { title: "Reload", command: "schema.reload" };
const edit = { changes: { "file:///rule.pql": [{ range, newText: "x" }] } };
for (const [name, parts] of Object.entries({ "an edit": { edit }, "a command": { command }, both: { edit, command } })) {
  const action = toCodeAction({ title: "Mend", kind: "quickfix", ...parts });
  const kept = ["edit", "command"].filter((part) => action[part] !== undefined);
  console.log(`fix with ${name}: ${kept.length === 0 ? "nothing" : kept.join(" and ")} arrives`);
}
PROBE
expected='completion with a range of its own: inserts count($1), as a snippet
completion with a shared range: inserts count(list), as a snippet
fix with an edit: edit arrives
fix with a command: nothing arrives
fix with both: edit arrives'
seen=$(node probe.mjs)
echo "monaco-languageserver-types $(version monaco-languageserver-types), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
