#!/usr/bin/env bash
# luxon and a time with offset and zone, `2026-02-28T12:00:00Z[Europe/Oslo]`, the form of RFC 9557 that Temporal and Java write.
# Expected: luxon takes the form and gives the same instant as Temporal, because `Z` says which instant it is and the name in brackets
# only how to show it. Seen: the `Z` is passed over and the clock time is read as one of the zone: an hour, in summer two, beside the
# instant that was written, without a sign.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts luxon@3.7.2 temporal-polyfill@1.0.8
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { DateTime } from "luxon";
import { Temporal } from "temporal-polyfill";
const times = ["2026-02-28T12:00:00Z[Europe/Oslo]", "2026-07-28T12:00:00Z[Europe/Oslo]", "2026-02-28T12:00:00+00:00[Europe/Oslo]", "2026-02-28T12:00:00Z"];
for (const text of times) {
  const ofLuxon = DateTime.fromISO(text, { setZone: true }).toUTC().toISO({ suppressMilliseconds: true });
  console.log(`${text}: Temporal ${Temporal.Instant.from(text)}, luxon ${ofLuxon}`);
}
PROBE
expected='2026-02-28T12:00:00Z[Europe/Oslo]: Temporal 2026-02-28T12:00:00Z, luxon 2026-02-28T11:00:00Z
2026-07-28T12:00:00Z[Europe/Oslo]: Temporal 2026-07-28T12:00:00Z, luxon 2026-07-28T10:00:00Z
2026-02-28T12:00:00+00:00[Europe/Oslo]: Temporal 2026-02-28T12:00:00Z, luxon 2026-02-28T11:00:00Z
2026-02-28T12:00:00Z: Temporal 2026-02-28T12:00:00Z, luxon 2026-02-28T12:00:00Z'
seen=$(node probe.mjs)
echo "luxon $(version luxon), temporal-polyfill $(version temporal-polyfill), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
