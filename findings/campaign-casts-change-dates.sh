#!/usr/bin/env bash
# @adobe/acc-js-sdk, Adobe's client for Campaign: its casts from what a program has to what a field of Campaign takes.
# Expected: a cast returns another value and leaves the one it was given, as the casts of texts and numbers do. Seen: the cast to a
# date sets the clock of the very date that it was given to midnight, so a moment that is written to a field with time and to one
# without keeps its time only if the one with time comes first; and the program's own date is midnight from then on.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @adobe/acc-js-sdk@1.2.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.cjs <<'PROBE'
const { XtkCaster } = require("@adobe/acc-js-sdk");
const show = (date) => date.toISOString();
for (const order of [["timestamp", "date"], ["date", "timestamp"]]) {
  const moment = new Date("2026-03-04T15:30:00Z");
  const cast = order.map((type) => `${type} ${show(XtkCaster.as(moment, type === "date" ? "date" : "datetime"))}`);
  console.log(`cast to ${cast.join(", then to ")}; the date that was given is now ${show(moment)}`);
}
PROBE
expected='cast to timestamp 2026-03-04T15:30:00.000Z, then to date 2026-03-04T00:00:00.000Z; the date that was given is now 2026-03-04T00:00:00.000Z
cast to date 2026-03-04T00:00:00.000Z, then to timestamp 2026-03-04T00:00:00.000Z; the date that was given is now 2026-03-04T00:00:00.000Z'
seen=$(node probe.cjs)
echo "@adobe/acc-js-sdk $(version @adobe/acc-js-sdk), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
