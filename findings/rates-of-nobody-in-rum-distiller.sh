#!/usr/bin/env bash
# @adobe/rum-distiller, with which Adobe's own dashboards turn visits into figures: conversion rates, and whether two series differ.
# Expected: a rate of no visits is no number, and the chance that two series differ by luck alone is the same whichever is named first, as
# it is for its own test of two rates. Seen: no visits at all convert at 100 %, as do more conversions than visits; and `tTest` looks to
# one side: a series that is clearly lower than the other has a p-value of 0, the same two the other way round one of 1.
# What the product does in the same place is held by test/unit/client/reports/campaignFigures.test.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @adobe/rum-distiller@1.23.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { stats, utils } from "@adobe/rum-distiller";
for (const [conversions, visits] of [[1, 4], [0, 4], [0, 0], [5, 4]])
  console.log(`${conversions} of ${visits} visits: ${utils.computeConversionRate(conversions, visits)} %`);
const [low, high] = [[11, 12, 13, 12, 11], [21, 22, 23, 22, 21]];
const both = (test) => `${test(true).toFixed(3)}, the other way round ${test(false).toFixed(3)}`;
console.log(`tTest of two series: ${both((asNamed) => (asNamed ? stats.tTest(high, low) : stats.tTest(low, high)))}`);
const rates = [1000, 150, 1000, 100];
console.log(`test of two rates: ${both((asNamed) => stats.zTestTwoProportions(...(asNamed ? rates : rates.toSpliced(0, 2).concat(rates.slice(0, 2)))))}`);
PROBE
expected='1 of 4 visits: 25 %
0 of 4 visits: 0 %
0 of 0 visits: 100 %
5 of 4 visits: 100 %
tTest of two series: 0.000, the other way round 1.000
test of two rates: 0.001, the other way round 0.001'
seen=$(node probe.mjs)
echo "@adobe/rum-distiller $(version @adobe/rum-distiller), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
