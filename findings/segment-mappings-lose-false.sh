#!/usr/bin/env bash
# @segment/actions-core, which makes what a destination of Segment gets out of an event by a mapping: its choices and its merging.
# Expected: both branches of `@if` may be any value of JSON, as its README says of values; 0 and false are values; and a field that an
# object does not have is no change when it is merged into another. Seen: a second branch that is false, 0 or an empty text is left out,
# where the first is written; `blank` takes 0 and false for blank; and merging in a field whose source is missing deletes the one that
# was there. The destination is told nothing where it was to be told "no". (liquidjs, which it needs, is none of its dependencies.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @segment/actions-core@3.170.0 liquidjs@10.30.1
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.cjs <<'PROBE'
const { transform } = require("@segment/actions-core/mapping-kit");
const event = { userId: "anna", properties: { consent: false, total: 0, city: "", coupon: "x" } };
const read = (name) => ({ "@path": `$.properties.${name}` });
const mappings = {
  "if it exists, true, else false": { "@if": { exists: read("coupon"), then: true, else: false } },
  "if it exists, false, else true": { "@if": { exists: read("coupon"), then: false, else: true } },
  "missing: true, else false": { "@if": { exists: read("nothing"), then: true, else: false } },
  "missing: 1, else 0": { "@if": { exists: read("nothing"), then: 1, else: 0 } },
  "blank of x": { "@if": { blank: read("coupon"), then: "then", else: "else" } },
  "blank of an empty text": { "@if": { blank: read("city"), then: "then", else: "else" } },
  "blank of 0": { "@if": { blank: read("total"), then: "then", else: "else" } },
  "blank of false": { "@if": { blank: read("consent"), then: "then", else: "else" } },
  "merged, both there": { "@merge": { direction: "right", objects: [{ tier: "silver" }, { tier: read("coupon") }] } },
  "merged, one missing": { "@merge": { direction: "right", objects: [{ tier: "silver" }, { tier: read("nothing") }] } },
};
for (const [name, mapping] of Object.entries(mappings))
  console.log(`${name}: ${JSON.stringify(transform({ sent: mapping }, event))}`);
PROBE
expected='if it exists, true, else false: {"sent":true}
if it exists, false, else true: {"sent":false}
missing: true, else false: {}
missing: 1, else 0: {}
blank of x: {"sent":"then"}
blank of an empty text: {"sent":"else"}
blank of 0: {"sent":"else"}
blank of false: {"sent":"else"}
merged, both there: {"sent":{"tier":"x"}}
merged, one missing: {"sent":{}}'
seen=$(node probe.cjs)
echo "@segment/actions-core $(version @segment/actions-core), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
