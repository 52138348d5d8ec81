#!/usr/bin/env bash
# uPlot with `uPlot.tzDate(…, "Etc/UTC")`, its way to an axis in UTC, for somebody whose own clocks go forward in the night.
# Expected: UTC has no summer time, so the axis is the same wherever it is looked at: full days, even steps. Seen: the hours that the
# reader's own zone skips cannot be written, so `tzDate` is an hour late from there on until the zone's offset catches up, and the
# marks of the axis move: a day begins at 23:00 of the one before, and steps of two hours become three.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts uplot@1.6.32 jsdom@26.1.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.cjs <<'PROBE'
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("", { pretendToBeVisual: true });
window.matchMedia = () => ({ addEventListener() {}, removeEventListener() {} });
const canvas = { get: (_, name) => (name === "measureText" ? () => ({ width: 10 }) : () => undefined), set: () => true };
window.HTMLCanvasElement.prototype.getContext = () => new Proxy({}, canvas);
const nothing = () => undefined;
const Path2D = class { moveTo = nothing; lineTo = nothing; rect = nothing; arc = nothing; closePath = nothing; };
Object.assign(globalThis, { window, document: window.document, devicePixelRatio: 1, Path2D });
for (const name of ["matchMedia", "Event", "CustomEvent", "HTMLElement", "MouseEvent"]) globalThis[name] = window[name];
Object.defineProperty(globalThis, "navigator", { value: window.navigator, configurable: true });
const uPlot = require("uplot");
const toUtc = (seconds) => uPlot.tzDate(new Date(seconds * 1_000), "Etc/UTC");
function toMarks(from, to) {
  return new Promise((resolve) => {
    const values = (_, marks) => (resolve(marks.map((mark) => new Date(mark * 1_000).toISOString().slice(8, 16))), marks);
    const options = { width: 700, height: 200, tzDate: toUtc, series: [{}, {}], axes: [{ space: 80, values }, {}] };
    new uPlot(options, [[Date.parse(from) / 1_000, Date.parse(to) / 1_000], [1, 2]], document.body);
  });
}
(async () => {
  const [, , from, to] = process.argv;
  console.log(`${process.env.TZ}: ${from} is drawn as ${uPlot.fmtDate("{HH}:{mm}")(toUtc(Date.parse(from) / 1_000))}, marks ${(await toMarks(from, to)).join(" ")}`);
  process.exit(0);
})();
PROBE
seen=$(
  for zone in UTC America/New_York; do TZ=$zone node probe.cjs 2026-03-08T02:00Z 2026-03-08T12:00Z; done
  for zone in UTC America/Santiago; do TZ=$zone node probe.cjs 2026-09-04T00:00Z 2026-09-08T00:00Z; done
)
expected='UTC: 2026-03-08T02:00Z is drawn as 02:00, marks 08T02:00 08T04:00 08T06:00 08T08:00 08T10:00 08T12:00
America/New_York: 2026-03-08T02:00Z is drawn as 03:00, marks 08T02:00 08T04:00 08T06:00 08T09:00 08T11:00
UTC: 2026-09-04T00:00Z is drawn as 00:00, marks 04T00:00 04T12:00 05T00:00 05T12:00 06T00:00 06T12:00 07T00:00 07T12:00 08T00:00
America/Santiago: 2026-09-04T00:00Z is drawn as 00:00, marks 04T00:00 04T12:00 05T00:00 05T12:00 05T23:00 06T12:00 07T00:00 07T12:00 08T00:00'
echo "uplot $(version uplot), jsdom $(version jsdom), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
