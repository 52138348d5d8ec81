#!/usr/bin/env bash
# @adobe/aio-lib-customer-profile, Adobe's Node client of Real-Time Customer Profile and segmentation: what its POST calls send.
# Expected: the definition of an audience or of a preview that is handed over becomes the body of the request. Seen: there is no way to
# hand over a body; whatever the name it is given under, and in whichever of the two parameters, `{}` is sent.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @adobe/aio-lib-customer-profile@3.0.2
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.cjs <<'PROBE'
const { init } = require("@adobe/aio-lib-customer-profile");
globalThis.fetch = async (address, { method, body }) => {
  console.log(`${method} ${new URL(address).pathname} ${body}`);
  return new Response("{}", { headers: { "content-type": "application/json" } });
};
(async () => {
  const client = await init("acme", "ORGANISATION@AdobeOrg", "key", "token", "development");
  const definition = { name: "Oslo", expression: { type: "PQL", format: "pql/text", value: "homeAddress.city.isNotNull()" } };
  for (const parameters of [[definition], [{ body: definition }], [{ requestBody: definition }], [{}, { requestBody: definition }]])
    await client.postSegmentRoute(...parameters);
  await client.postSessionlessPreviewRoute({ predicateExpression: "homeAddress.city.isNotNull()" });
})();
PROBE
expected='POST /data/core/ups/segment/definitions {}
POST /data/core/ups/segment/definitions {}
POST /data/core/ups/segment/definitions {}
POST /data/core/ups/segment/definitions {}
POST /data/core/ups/preview {}'
seen=$(node probe.cjs)
echo "@adobe/aio-lib-customer-profile $(version @adobe/aio-lib-customer-profile), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
