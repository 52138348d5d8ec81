#!/usr/bin/env bash
# DuckDB and one time with an offset, `2026-07-01T23:30:00-05:00`, read as a TIMESTAMP on the ways by which profiles come in.
# Expected: a TIMESTAMP that is read from such a text is its instant in UTC, or the clock time as written, but one of them, as the zone
# of the session plays no part. Seen: a cast and a declared column drop the offset, a column that was found by itself in JSON applies
# it, and so does a cast to TIMESTAMP_NS. The same file is five hours apart by whether its columns were declared.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @duckdb/node-api@1.5.6-r.1
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
const connection = await (await DuckDBInstance.create()).connect();
const time = "2026-07-01T23:30:00-05:00";
writeFileSync("events.json", JSON.stringify({ timestamp: time }));
const ways = {
  "cast to TIMESTAMP": `SELECT '${time}'::TIMESTAMP AS t`,
  "cast to TIMESTAMP_NS": `SELECT '${time}'::TIMESTAMP_NS AS t`,
  "cast to TIMESTAMPTZ": `SELECT '${time}'::TIMESTAMPTZ AS t`,
  "JSON, column found": "SELECT timestamp AS t FROM read_json('events.json')",
  "JSON, column declared": "SELECT timestamp AS t FROM read_json('events.json', columns = {timestamp: 'TIMESTAMP'})",
  "JSON, column declared with zone": "SELECT timestamp AS t FROM read_json('events.json', columns = {timestamp: 'TIMESTAMPTZ'})",
};
for (const zone of ["UTC", "Europe/Oslo"]) {
  await connection.run(`SET TimeZone = '${zone}'`);
  for (const [name, query] of Object.entries(ways)) {
    const [[type, seconds]] = (await connection.runAndReadAll(`SELECT typeof(t), epoch(t) FROM (${query})`)).getRowsJS();
    console.log(`${zone}, ${name}: ${type} ${new Date(seconds * 1_000).toISOString().slice(0, 16)}`);
  }
}
PROBE
expected='UTC, cast to TIMESTAMP: TIMESTAMP 2026-07-01T23:30
UTC, cast to TIMESTAMP_NS: TIMESTAMP_NS 2026-07-02T04:30
UTC, cast to TIMESTAMPTZ: TIMESTAMP WITH TIME ZONE 2026-07-02T04:30
UTC, JSON, column found: TIMESTAMP 2026-07-02T04:30
UTC, JSON, column declared: TIMESTAMP 2026-07-01T23:30
UTC, JSON, column declared with zone: TIMESTAMP WITH TIME ZONE 2026-07-02T04:30
Europe/Oslo, cast to TIMESTAMP: TIMESTAMP 2026-07-01T23:30
Europe/Oslo, cast to TIMESTAMP_NS: TIMESTAMP_NS 2026-07-02T04:30
Europe/Oslo, cast to TIMESTAMPTZ: TIMESTAMP WITH TIME ZONE 2026-07-02T04:30
Europe/Oslo, JSON, column found: TIMESTAMP 2026-07-02T04:30
Europe/Oslo, JSON, column declared: TIMESTAMP 2026-07-01T23:30
Europe/Oslo, JSON, column declared with zone: TIMESTAMP WITH TIME ZONE 2026-07-02T04:30'
seen=$(node probe.mjs)
echo "@duckdb/node-api $(version @duckdb/node-api), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
