#!/usr/bin/env bash
# uPlot and a series of one moment: an audience that has been counted once.
# Expected: an axis that shows that moment as one, an hour or a day around it, the same whether its time is told in seconds or, as the
# option `ms` allows, in milliseconds. Seen: told in seconds, as by default, it stands at the left edge of 1,000 days; told in
# milliseconds, of a minute and a half. The way back from either to a day is the same factor, taken the wrong way round.
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
const moment = Date.parse("2026-09-06T00:00Z");
const toText = (time) => new Date(time).toISOString().slice(0, 19);
async function show(name, perSecond, options) {
  const times = [(moment / 1_000) * perSecond];
  const plot = new uPlot({ width: 700, height: 200, series: [{}, {}], ...options }, [times, [5]], document.body);
  await new Promise((resolve) => setImmediate(resolve));
  const [from, to] = ["min", "max"].map((end) => (plot.scales.x[end] / perSecond) * 1_000);
  console.log(`${name}: from ${toText(from)} to ${toText(to)}, ${(to - from) / 86_400_000} days`);
}
(async () => {
  await show("seconds", 1, {});
  await show("milliseconds", 1_000, { ms: 1 });
  process.exit(0);
})();
PROBE
expected='seconds: from 2026-09-06T00:00:00 to 2029-06-02T00:00:00, 1000 days
milliseconds: from 2026-09-06T00:00:00 to 2026-09-06T00:01:26, 0.001 days'
seen=$(node probe.cjs)
echo "uplot $(version uplot), jsdom $(version jsdom), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
