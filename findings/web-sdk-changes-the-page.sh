#!/usr/bin/env bash
# @adobe/alloy, the Web SDK of Experience Platform, from npm: `onBeforeEventSend`, in which a page may change each event before it is
# sent, and a page that keeps what it knows of an order in one object and sends that with several events.
# Expected: what is changed there is the event, and each event starts from what the page gave. Seen: it is the page's own object that
# is changed, so the next event starts from the last one's change: a price in cents, 500, is 50000 in the second event. And each event
# names a placeholder, `__VERSION__`, as the version of the SDK; the built script in the same package has the number in its place.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @adobe/alloy@2.33.1 @adobe/alloy-core@1.1.2 jsdom@26.1.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
const { window } = new JSDOM("", { url: "https://shop.example/", pretendToBeVisual: true });
window.fetch = async (_, { body }) => {
  for (const { xdm } of JSON.parse(body).events)
    console.log(`sent: ${JSON.stringify(xdm.commerce.order)} by version ${xdm.implementationDetails.version}`);
  return new Response(JSON.stringify({ handle: [] }), { headers: { "content-type": "application/json" } });
};
for (const name of ["document", "navigator", "fetch", "location", "localStorage", "sessionStorage", "Element", "MutationObserver", "Node"])
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
globalThis.window = window;
const { createInstance } = await import("@adobe/alloy");
const alloy = createInstance({ name: "alloy" });
await alloy("configure", {
  datastreamId: "stream",
  orgId: "0@AdobeOrg",
  edgeDomain: "edge.example",
  context: [],
  clickCollectionEnabled: false,
  thirdPartyCookiesEnabled: false,
  onBeforeEventSend: ({ xdm }) => {
    xdm.commerce.order.priceTotal *= 100;
  },
});
const order = { priceTotal: 5 };
for (const eventType of ["commerce.checkouts", "commerce.purchases"])
  await alloy("sendEvent", { xdm: { eventType, commerce: { order } } });
console.log(`the page's own order: ${JSON.stringify(order)}`);
const built = readFileSync("node_modules/@adobe/alloy/dist/alloy.min.js", "utf8");
console.log(`the built script: ${["__VERSION__", "2.33.1"].filter((text) => built.includes(`"${text}"`))}`);
process.exit(0);
PROBE
expected='sent: {"priceTotal":500} by version __VERSION__
sent: {"priceTotal":50000} by version __VERSION__
the page'"'"'s own order: {"priceTotal":50000}
the built script: 2.33.1'
seen=$(node probe.mjs)
echo "@adobe/alloy $(version @adobe/alloy), @adobe/alloy-core $(version @adobe/alloy-core), jsdom $(version jsdom), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
