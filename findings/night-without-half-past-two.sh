#!/usr/bin/env bash
# "Every day at 02:30 in Oslo", asked of the libraries that schedule by cron expressions or by iCalendar's rules, in the nights in which the
# clocks change: cron-parser, croner, rrule, rrule-temporal; and of Temporal, for the time that stands for one that there is not.
# Expected: two readers of one standard agree. By that of iCalendar a time that does not occur is left out and not counted, and of one
# that occurs twice the first is meant; of cron, both should run once, at the time that stands for the missing one. Seen: where there is no
# 02:30, rrule runs at 01:30, an hour early, and where there are two it takes the second, against rrule-temporal; cron-parser runs at
# 03:30, croner at 03:00; and asked for half past one, two and three, croner takes both of the two where cron-parser takes one.
# What the product does in the same place is held by test/unit/pql/evaluate/calendar.test.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts cron-parser@5.10.6 croner@11.0.1 rrule@2.8.1 rrule-temporal@2.2.8 temporal-polyfill@1.0.8
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { CronExpressionParser } from "cron-parser";
import { Cron } from "croner";
import rrule from "rrule";
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
const ZONE = "Europe/Oslo";
const show = (milliseconds) => {
  const { monthCode, day, hour, minute, offset } = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(ZONE);
  return `${day}.${monthCode.slice(1)}. ${[hour, minute].map((part) => String(part).padStart(2, "0")).join(":")}${offset.slice(0, 3)}`;
};
const byParser = (expression, start, count) => {
  const times = CronExpressionParser.parse(expression, { tz: ZONE, currentDate: new Date(start.epochMilliseconds - 60_000) });
  return Array.from({ length: count }, () => times.next().toDate().getTime());
};
const byCroner = (expression, start, count) =>
  new Cron(expression, { timezone: ZONE }).nextRuns(count, new Date(start.epochMilliseconds - 60_000)).map(Number);
const toRule = (start, count) =>
  `DTSTART;TZID=${ZONE}:${start.toPlainDateTime().toString().replace(/[-:]/g, "")}\nRRULE:FREQ=DAILY;COUNT=${count}`;
for (const [season, first] of [["spring", "2026-03-28T02:30"], ["autumn", "2026-10-24T02:30"]]) {
  const start = Temporal.PlainDateTime.from(first).toZonedDateTime(ZONE);
  const daily = {
    Temporal: Array.from({ length: 3 }, (_, days) => start.add({ days }).epochMilliseconds),
    "cron-parser": byParser("30 2 * * *", start, 3),
    croner: byCroner("30 2 * * *", start, 3),
    rrule: rrule.rrulestr(toRule(start, 3)).all().map(Number),
    "rrule-temporal": new RRuleTemporal({ rruleString: toRule(start, 3) }).all().map((time) => time.epochMilliseconds),
  };
  for (const [library, times] of Object.entries(daily)) console.log(`${season}, ${library}: ${times.map(show).join(", ")}`);
  const night = start.add({ days: 1 }).with({ hour: 1, minute: 0 });
  for (const [library, ask] of [["cron-parser", byParser], ["croner", byCroner]])
    console.log(`${season}, ${library}, half past one, two and three: ${ask("30 1-3 * * *", night, 4).map(show).join(", ")}`);
}
PROBE
expected='spring, Temporal: 28.03. 02:30+01, 29.03. 03:30+02, 30.03. 02:30+02
spring, cron-parser: 28.03. 02:30+01, 29.03. 03:30+02, 30.03. 02:30+02
spring, croner: 28.03. 02:30+01, 29.03. 03:00+02, 30.03. 02:30+02
spring, rrule: 28.03. 02:30+01, 29.03. 01:30+01, 30.03. 02:30+02
spring, rrule-temporal: 28.03. 02:30+01, 30.03. 02:30+02, 31.03. 02:30+02
spring, cron-parser, half past one, two and three: 29.03. 01:30+01, 29.03. 03:30+02, 30.03. 01:30+02, 30.03. 02:30+02
spring, croner, half past one, two and three: 29.03. 01:30+01, 29.03. 03:30+02, 30.03. 01:30+02, 30.03. 02:30+02
autumn, Temporal: 24.10. 02:30+02, 25.10. 02:30+02, 26.10. 02:30+01
autumn, cron-parser: 24.10. 02:30+02, 25.10. 02:30+02, 26.10. 02:30+01
autumn, croner: 24.10. 02:30+02, 25.10. 02:30+02, 26.10. 02:30+01
autumn, rrule: 24.10. 02:30+02, 25.10. 02:30+01, 26.10. 02:30+01
autumn, rrule-temporal: 24.10. 02:30+02, 25.10. 02:30+02, 26.10. 02:30+01
autumn, cron-parser, half past one, two and three: 25.10. 01:30+02, 25.10. 02:30+02, 25.10. 03:30+01, 26.10. 01:30+01
autumn, croner, half past one, two and three: 25.10. 01:30+02, 25.10. 02:30+02, 25.10. 02:30+01, 25.10. 03:30+01'
seen=$(TZ=UTC node probe.mjs)
echo "cron-parser $(version cron-parser), croner $(version croner), rrule $(version rrule), rrule-temporal $(version rrule-temporal), temporal-polyfill $(version temporal-polyfill), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
