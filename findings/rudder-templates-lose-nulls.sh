#!/usr/bin/env bash
# @rudderstack/json-template-engine, in whose templates RudderStack's transformations say what a destination gets.
# Expected: what a path finds is what stands there: null, with which platforms are told to clear a field, is null, and a list is a list.
# Seen: null is read as if there were nothing, so a field that is named one by one is not cleared but left out, though the whole object
# around it keeps its null; such a value is not even `=== null`. In the list of a field of many items it is left out, so the lists of two
# fields no longer belong together; and where one is left, the list is no list any more but that one value.
# What the product does in the same place is held by test/unit/pql/evaluate/lists.test.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @rudderstack/json-template-engine@0.20.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import engine from "@rudderstack/json-template-engine";
const event = {
  traits: { city: null, name: "Anna" },
  items: [{ sku: "a", price: null }, { sku: "b", price: 5 }, { sku: "c", price: 7 }],
  order: [{ sku: "a", price: null }, { sku: "b", price: 5 }],
};
for (const template of [
  "{ traits: .traits }",
  "{ city: null, name: .traits.name }",
  "{ city: .traits.city, name: .traits.name }",
  ".traits.city === null",
  "{ skus: .items.sku, prices: .items.price }",
  "{ skus: .order.sku, prices: .order.price }",
])
  console.log(`${template}: ${JSON.stringify(await engine.JsonTemplateEngine.create(template).evaluate(event))}`);
PROBE
expected='{ traits: .traits }: {"traits":{"city":null,"name":"Anna"}}
{ city: null, name: .traits.name }: {"city":null,"name":"Anna"}
{ city: .traits.city, name: .traits.name }: {"name":"Anna"}
.traits.city === null: false
{ skus: .items.sku, prices: .items.price }: {"skus":["a","b","c"],"prices":[5,7]}
{ skus: .order.sku, prices: .order.price }: {"skus":["a","b"],"prices":5}'
seen=$(node probe.mjs)
echo "@rudderstack/json-template-engine $(version @rudderstack/json-template-engine), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
