#!/usr/bin/env bash
# Whole years and months between two days, where the second one's month lacks the day of the first, in libraries that people count
# ages and memberships with: luxon, date-fns, temporal-polyfill, and DuckDB with both of its functions for it.
# Expected: one of them may round as it likes, but always alike: 216 months are 18 years, and what is a whole month to the end of
# February is one to the end of April too. Seen: who was born on 29 February turns 18 on the 28th in luxon and by DuckDB's `datesub`,
# on 1 March in Temporal and by DuckDB's `age`; in date-fns they are 216 months but 17 years old, and a month that starts on the 31st
# is full at the end of February, not at that of April.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts luxon@3.7.2 date-fns@4.4.0 temporal-polyfill@1.0.8 @duckdb/node-api@1.5.6-r.1
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { DuckDBInstance } from "@duckdb/node-api";
import { differenceInMonths, differenceInYears } from "date-fns";
import { DateTime } from "luxon";
import { Temporal } from "temporal-polyfill";
const connection = await (await DuckDBInstance.create()).connect();
const ofDay = (day) => DateTime.fromISO(day, { zone: "utc" });
const ofDateFns = { year: differenceInYears, month: differenceInMonths };
const spans = [
  ["year", "2008-02-29", "2026-02-28"],
  ["month", "2008-02-29", "2026-02-28"],
  ["month", "2026-01-31", "2026-02-28"],
  ["month", "2026-01-31", "2026-04-30"],
];
for (const [unit, from, to] of spans) {
  const luxon = Math.trunc(ofDay(to).diff(ofDay(from), unit).as(unit));
  const temporal = Temporal.PlainDate.from(from).until(to, { largestUnit: unit })[`${unit}s`];
  const dateFns = ofDateFns[unit](new Date(`${to}T00:00`), new Date(`${from}T00:00`));
  const age = `age(TIMESTAMP '${to}', TIMESTAMP '${from}')`;
  const units = `${unit === "month" ? `12 * date_part('year', ${age}) + ` : ""}date_part('${unit}', ${age})`;
  const [[sub, ofAge]] = (await connection.runAndReadAll(`SELECT datesub('${unit}', DATE '${from}', DATE '${to}')::INT, (${units})::INT`)).getRowsJS();
  console.log(`${unit}s from ${from} to ${to}: luxon ${luxon}, date-fns ${dateFns}, Temporal ${temporal}, DuckDB datesub ${sub}, age ${ofAge}`);
}
PROBE
expected='years from 2008-02-29 to 2026-02-28: luxon 18, date-fns 17, Temporal 17, DuckDB datesub 18, age 17
months from 2008-02-29 to 2026-02-28: luxon 216, date-fns 216, Temporal 215, DuckDB datesub 216, age 215
months from 2026-01-31 to 2026-02-28: luxon 1, date-fns 1, Temporal 0, DuckDB datesub 1, age 0
months from 2026-01-31 to 2026-04-30: luxon 3, date-fns 2, Temporal 2, DuckDB datesub 3, age 2'
seen=$(node probe.mjs)
echo "luxon $(version luxon), date-fns $(version date-fns), temporal-polyfill $(version temporal-polyfill), @duckdb/node-api $(version @duckdb/node-api), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
