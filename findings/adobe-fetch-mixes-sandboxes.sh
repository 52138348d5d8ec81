#!/usr/bin/env bash
# @adobe/fetch, Adobe's own fetch for Node, and `x-sandbox-name`, the header by which a request to Experience Platform names its sandbox.
# Expected: as with the fetch of Node, two requests with different headers are two requests. Seen: answers are kept by their address
# alone, unless they carry `Vary`, and for a guessed time even if they name none: an answer with nothing but `Last-Modified` is given
# to the next request too, so who asks for production is shown what development answered.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @adobe/fetch@4.3.1
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { createServer } from "node:http";
import { fetch as adobeFetch, reset } from "@adobe/fetch";
const tenDays = 10 * 86_400_000;
const cases = {
  "no header": {},
  "Last-Modified": { "last-modified": new Date(Date.now() - tenDays).toUTCString() },
  "private, max-age": { "cache-control": "private, max-age=60" },
  "Last-Modified and Vary": { "last-modified": new Date(Date.now() - tenDays).toUTCString(), vary: "x-sandbox-name" },
};
async function askBoth(name, ask, headers) {
  let received = 0;
  const server = createServer((request, response) => {
    received++;
    response.writeHead(200, headers).end(request.headers["x-sandbox-name"]);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${server.address().port}/data/core/ups/audiences`;
  const answers = [];
  for (const sandbox of ["development", "production"])
    answers.push(await (await ask(address, { headers: { "x-sandbox-name": sandbox } })).text());
  console.log(`${name}: received ${received} requests, answered ${answers.join(" and ")}`);
  server.close();
  await reset();
}
for (const [name, headers] of Object.entries(cases)) {
  await askBoth(`Node, ${name}`, fetch, headers);
  await askBoth(`@adobe/fetch, ${name}`, adobeFetch, headers);
}
process.exit(0);
PROBE
expected='Node, no header: received 2 requests, answered development and production
@adobe/fetch, no header: received 2 requests, answered development and production
Node, Last-Modified: received 2 requests, answered development and production
@adobe/fetch, Last-Modified: received 1 requests, answered development and development
Node, private, max-age: received 2 requests, answered development and production
@adobe/fetch, private, max-age: received 1 requests, answered development and development
Node, Last-Modified and Vary: received 2 requests, answered development and production
@adobe/fetch, Last-Modified and Vary: received 2 requests, answered development and production'
seen=$(node probe.mjs)
echo "@adobe/fetch $(version @adobe/fetch), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
