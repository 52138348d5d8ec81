#!/usr/bin/env bash
# Filters in the language of MongoDB over the same profiles, in three libraries that ask them of objects: mingo, sift, @ucast/mongo2js.
# Expected: as the manual of MongoDB says, a comparison finds values of the type it compares with and no others, and a list is asked for
# each of its members. Seen: in ucast, everybody has "at most 10" points, or fewer, of whom nothing is known, though not "at least 10"; and
# "exactly this list" finds nobody, not even who has that list, where the two others find them. mingo and sift do as the manual says,
# but for one thing: in sift and in ucast a date is a number.
# What the product does in the same place is held by test/unit/pql/evaluate/values.test.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts mingo@7.2.7 sift@17.1.4 @ucast/mongo2js@2.0.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { guard } from "@ucast/mongo2js";
import { Query } from "mingo";
import sift from "sift";
const profiles = {
  few: { points: 5 },
  many: { points: 50 },
  missing: {},
  unknown: { points: null },
  date: { points: new Date(5) },
  list: { points: [5, 50] },
};
const libraries = {
  mingo: (filter) => {
    const query = new Query(filter);
    return (profile) => query.test(profile);
  },
  sift: (filter) => (sift.default ?? sift)(filter),
  ucast: guard,
};
for (const filter of [{ points: { $lte: 10 } }, { points: { $lt: 10 } }, { points: { $gte: 10 } }, { points: { $gte: 2, $lte: 8 } }, { points: [5, 50] }])
  for (const [library, compile] of Object.entries(libraries)) {
    const test = compile(filter);
    const found = Object.keys(profiles).filter((name) => test(profiles[name]));
    console.log(`${JSON.stringify(filter)} in ${library}: ${found.join(", ")}`);
  }
PROBE
expected='{"points":{"$lte":10}} in mingo: few, list
{"points":{"$lte":10}} in sift: few, date, list
{"points":{"$lte":10}} in ucast: few, missing, unknown, date, list
{"points":{"$lt":10}} in mingo: few, list
{"points":{"$lt":10}} in sift: few, date, list
{"points":{"$lt":10}} in ucast: few, missing, unknown, date, list
{"points":{"$gte":10}} in mingo: many, list
{"points":{"$gte":10}} in sift: many, list
{"points":{"$gte":10}} in ucast: many, list
{"points":{"$gte":2,"$lte":8}} in mingo: few, list
{"points":{"$gte":2,"$lte":8}} in sift: few, date, list
{"points":{"$gte":2,"$lte":8}} in ucast: few, date, list
{"points":[5,50]} in mingo: list
{"points":[5,50]} in sift: list
{"points":[5,50]} in ucast: '
seen=$(node probe.mjs)
echo "mingo $(version mingo), sift $(version sift), @ucast/mongo2js $(version @ucast/mongo2js), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
