#!/usr/bin/env bash
# @adobe/adobe-client-data-layer, the data layer that Adobe's tags and Web SDK read a page's facts from.
# Expected: the state is what was pushed, and a date is a date, or the text in which JSON writes it. Seen: who listens is told the date,
# and in the state, which is asked whenever a tag or an event wants the value later, it is an empty object, so the moment is gone
# without a word. Texts and numbers stay.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @adobe/adobe-client-data-layer@3.0.1
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.cjs <<'PROBE'
globalThis.window = globalThis;
require("./node_modules/@adobe/adobe-client-data-layer/dist/adobe-client-data-layer.min.js");
const { adobeDataLayer: layer } = window;
const show = (value) => JSON.stringify(value);
const placed = new Date("2026-03-04T12:00:00Z");
layer.push((of) => of.addEventListener("ordered", ({ order }) => console.log(`a listener is told: ${show(order)}`)));
layer.push({ event: "ordered", order: { total: 10, placed, placedAsText: placed.toISOString() } });
console.log(`the state: ${show(layer.getState("order"))}`);
PROBE
expected='a listener is told: {"total":10,"placed":"2026-03-04T12:00:00.000Z","placedAsText":"2026-03-04T12:00:00.000Z"}
the state: {"total":10,"placed":{},"placedAsText":"2026-03-04T12:00:00.000Z"}'
seen=$(node probe.cjs)
echo "@adobe/adobe-client-data-layer $(version @adobe/adobe-client-data-layer), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
