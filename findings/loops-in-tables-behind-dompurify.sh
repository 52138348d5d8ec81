#!/usr/bin/env bash
# DOMPurify on an e-mail of Journey Optimizer whose loop stands between the rows of a table, where a list of products is written.
# Expected: text is harmless and stays where it is. Seen: text may not stand between rows, so the two marks of the loop leave the table
# together, and the row that was to be repeated stands alone; what the sanitizer gives back is another template. A loop inside a cell or
# in a list stays as it is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts dompurify@3.5.0 jsdom@26.1.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.cjs <<'PROBE'
const createPurifier = require("dompurify");
const { JSDOM } = require("jsdom");
const purifier = createPurifier(new JSDOM("").window);
const places = {
  "between rows": "<table><tbody>{{#each items as |item|}}<tr><td>{{item.name}}</td></tr>{{/each}}</tbody></table>",
  "inside a cell": "<table><tbody><tr><td>{{#each items as |item|}}{{item.name}}{{/each}}</td></tr></tbody></table>",
  "in a list": "<ul>{{#each items as |item|}}<li>{{item.name}}</li>{{/each}}</ul>",
};
for (const [place, mail] of Object.entries(places)) {
  const clean = purifier.sanitize(mail);
  const order = clean.match(/#each|item\.name|\/each/g).join(" ");
  console.log(`${place}: ${clean === mail ? "unchanged" : `changed, in the order ${order}`}`);
}
PROBE
expected='between rows: changed, in the order item.name #each /each
inside a cell: unchanged
in a list: unchanged'
seen=$(node probe.cjs)
echo "dompurify $(version dompurify), jsdom $(version jsdom), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
