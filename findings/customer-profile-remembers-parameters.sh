#!/usr/bin/env bash
# @adobe/aio-lib-customer-profile: two reads of one client after each other.
# Expected: the same call sends the same request, whatever was asked before. Seen: what one call adds of its own stays with the client;
# once events were read, every later read of a profile asks with the `relatedSchema.name` of the events as well. The events are asked
# for under `xdm.context.experienceevent`, without the underscore that the documented name of that class begins with.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @adobe/aio-lib-customer-profile@3.0.2
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.cjs <<'PROBE'
const { init } = require("@adobe/aio-lib-customer-profile");
globalThis.fetch = async (address) => {
  console.log(`  ${[...new URL(address).searchParams].map((pair) => pair.join("=")).join(" ")}`);
  return new Response("{}", { headers: { "content-type": "application/json" } });
};
(async () => {
  const client = await init("acme", "ORGANISATION@AdobeOrg", "key", "token", "development");
  console.log("a profile:");
  await client.getProfile({ entityId: "person@example.com", entityIdNS: "email" });
  console.log("its events:");
  await client.getExperienceEvents({ relatedEntityId: "person@example.com", relatedEntityIdNS: "email" });
  console.log("the profile again:");
  await client.getProfile({ entityId: "person@example.com", entityIdNS: "email" });
})();
PROBE
expected='a profile:
  schema.name=_xdm.context.profile entityId=person@example.com entityIdNS=email
its events:
  schema.name=xdm.context.experienceevent relatedSchema.name=_xdm.context.profile relatedEntityId=person@example.com relatedEntityIdNS=email
the profile again:
  schema.name=_xdm.context.profile relatedSchema.name=_xdm.context.profile entityId=person@example.com entityIdNS=email'
seen=$(node probe.cjs)
echo "@adobe/aio-lib-customer-profile $(version @adobe/aio-lib-customer-profile), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
