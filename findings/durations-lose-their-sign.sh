#!/usr/bin/env bash
# iso8601-duration, the widespread reader of durations such as the `PT72H` of a step that waits, against luxon and Temporal.
# Expected: the sign before a duration, which XML Schema and the second part of ISO 8601 have for "a day before", is obeyed or refused, as
# the package refuses other forms it does not know. Seen: it is read and dropped, so the day before is the day after, a window of the
# past lies in the future; and a month from the end of January is the third of March, where the others end in February.
# What the product does in the same place is held by test/unit/client/inventory/texts.test.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts iso8601-duration@2.1.4 luxon@3.7.2 temporal-polyfill@1.0.8
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { end, parse, toSeconds } from "iso8601-duration";
import { DateTime, Duration } from "luxon";
import { Temporal } from "temporal-polyfill";
const start = "2026-01-31T12:00:00.000Z";
const libraries = {
  "iso8601-duration": (written) => end(parse(written), new Date(start)).toISOString(),
  luxon: (written) => DateTime.fromISO(start, { zone: "utc" }).plus(Duration.fromISO(written)).toISO(),
  "temporal-polyfill": (written) => Temporal.Instant.from(start).toZonedDateTimeISO("UTC").add(written).toInstant().toString(),
};
const ask = (add, written) => {
  try {
    return add(written).slice(0, 13);
  } catch {
    return "refused";
  }
};
for (const written of ["P1D", "-P1D", "-PT36H", "P1M", "P1.5D"])
  console.log(`${written}: ${Object.entries(libraries).map(([name, add]) => `${name} ${ask(add, written)}`).join(", ")}`);
console.log(`seconds of -P1D: ${toSeconds(parse("-P1D"))}`);
PROBE
expected='P1D: iso8601-duration 2026-02-01T12, luxon 2026-02-01T12, temporal-polyfill 2026-02-01T12
-P1D: iso8601-duration 2026-02-01T12, luxon 2026-01-30T12, temporal-polyfill 2026-01-30T12
-PT36H: iso8601-duration 2026-02-02T00, luxon 2026-01-30T00, temporal-polyfill 2026-01-30T00
P1M: iso8601-duration 2026-03-03T12, luxon 2026-02-28T12, temporal-polyfill 2026-02-28T12
P1.5D: iso8601-duration refused, luxon 2026-02-02T00, temporal-polyfill refused
seconds of -P1D: 86400'
seen=$(node probe.mjs)
echo "iso8601-duration $(version iso8601-duration), luxon $(version luxon), temporal-polyfill $(version temporal-polyfill), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
