#!/usr/bin/env bash
# @segment/facade, through which Segment's destinations read the traits of a person: age, name and texts that may be dates; and revenue.
# Expected: an age is a number of birthdays, a text that is no date stays a text, "$1,200.50" is 1200.5, as the sign of the currency is
# taken off on purpose, and a last name is the last part of the name. Seen: the year of birth is taken from this year, so who is 17
# until New Year's Eve is 18 all year; an article "2024-13-45" becomes 14 February 2025, and a birthday on 30 February one on 1 March;
# everything from the first comma on is lost; and after leading blanks a last name takes letters of the first one with it.
# Why it matters: audiences of "18 and older", "spent over 1000" and "bought article ..." hold other people than the same rules on the
# same profiles.
# What the product does in the same place is held by times.test.ts and values.test.ts in test/unit/pql/evaluate.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @segment/facade@3.4.10
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.cjs <<'PROBE'
const { Identify, Track } = require("@segment/facade");
// The day is fixed, as the answers depend on it.
const Clock = Date;
globalThis.Date = class extends Clock {
  constructor(...parts) {
    super(...(parts.length === 0 ? [Clock.UTC(2026, 5, 15)] : parts));
  }
};
const identify = (traits) => new Identify({ userId: "1", traits });
for (const birthday of ["2008-06-14", "2008-06-16", "2008-12-31", "2009-01-01"])
  console.log(`born ${birthday}, on 2026-06-15: age ${identify({ birthday }).age()}`);
for (const text of ["2024-13-4", "2024-13-45", "2024-13-456", "2001-02-30"])
  console.log(`the text ${text}: ${JSON.stringify(identify({ text }).traits().text)}`);
for (const revenue of ["$1200.50", "$1,200.50", "1.200,50"])
  console.log(`revenue ${revenue}: ${new Track({ event: "Order Completed", properties: { revenue } }).revenue()}`);
for (const name of ["Anna Berg", "  Anna Berg"])
  console.log(`the name "${name}": first "${identify({ name }).firstName()}", last "${identify({ name }).lastName()}"`);
PROBE
expected='born 2008-06-14, on 2026-06-15: age 18
born 2008-06-16, on 2026-06-15: age 18
born 2008-12-31, on 2026-06-15: age 18
born 2009-01-01, on 2026-06-15: age 17
the text 2024-13-4: "2024-13-4"
the text 2024-13-45: "2025-02-14T00:00:00.000Z"
the text 2024-13-456: "2024-13-456"
the text 2001-02-30: "2001-03-02T00:00:00.000Z"
revenue $1200.50: 1200.5
revenue $1,200.50: 1
revenue 1.200,50: 1.2
the name "Anna Berg": first "Anna", last "Berg"
the name "  Anna Berg": first "Anna", last "a Berg"'
seen=$(TZ=UTC node probe.cjs)
echo "@segment/facade $(version @segment/facade), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
