#!/usr/bin/env bash
# @adobe/target-decisioning-engine, which decides audiences of Adobe Target inside one's own server: a rule about the page before.
# Expected: the same visit is judged alike whether its address is given for the whole request or for the one place that is asked for,
# where it replaces the other. Seen: of an address given for the place, the page itself is taken for the page before too: who came from
# the shop is not in, and who is looking at the shop now, wherever they came from, is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @adobe/target-decisioning-engine@1.9.3
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.cjs <<'PROBE'
const createEngine = require("@adobe/target-decisioning-engine");
const rule = {
  ruleKey: "1",
  meta: { "activity.id": 1, "experience.id": 0, "location.name": "banner", "location.type": "mbox", "location.id": 0, "audience.ids": [1], "option.id": 1 },
  condition: { "==": [{ var: "referring.domain" }, "shop.example"] },
  consequence: { name: "banner", options: [{ type: "json", content: {} }], metrics: [] },
};
const artifactPayload = {
  version: "1.0.0",
  meta: { clientCode: "acme", environment: "production" },
  globalMbox: "global",
  geoTargetingEnabled: false,
  responseTokens: [],
  remoteMboxes: [],
  remoteViews: [],
  localMboxes: ["banner"],
  localViews: [],
  rules: { mboxes: { banner: [rule] }, views: {} },
};
const visits = {
  "from the shop to the news": { url: "https://news.example/", referringUrl: "https://shop.example/" },
  "from the news to the shop": { url: "https://shop.example/", referringUrl: "https://news.example/" },
};
(async () => {
  const engine = await createEngine({ client: "acme", organizationId: "ORGANISATION@AdobeOrg", pollingInterval: 0, artifactPayload });
  const isIn = async (ofRequest, ofPlace) => {
    const context = { channel: "web", userAgent: "probe", address: ofRequest };
    const place = { name: "banner", index: 1, ...(ofPlace === undefined ? {} : { address: ofPlace }) };
    const request = { id: { tntId: "visitor.28_0" }, context, execute: { mboxes: [place] } };
    const { execute } = await engine.getOffers({ request, sessionId: "session" });
    return execute.mboxes[0].options === undefined ? "out" : "in";
  };
  for (const [name, address] of Object.entries(visits))
    console.log(`${name}: ${await isIn(address)} by the request's address, ${await isIn({ url: "https://other.example/" }, address)} by the place's`);
  process.exit(0);
})();
PROBE
expected=$(cat <<'EXPECTED'
from the shop to the news: in by the request's address, out by the place's
from the news to the shop: out by the request's address, in by the place's
EXPECTED
)
seen=$(node probe.cjs)
echo "@adobe/target-decisioning-engine $(version @adobe/target-decisioning-engine), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
