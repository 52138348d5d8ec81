#!/usr/bin/env bash
# @adobe/aio-lib-core-networking, the retries that Adobe's Node clients share: a POST that creates something.
# Expected: only what is safe to repeat is repeated, so a POST whose outcome is unknown is sent once. Seen: the method plays no part; a
# POST is sent four times by default when the answer is 500, and again after the connection was lost behind it, when the first one may
# well have created what was asked.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @adobe/aio-lib-core-networking@5.1.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.cjs <<'PROBE'
const { createServer } = require("node:http");
const { HttpExponentialBackoff } = require("@adobe/aio-lib-core-networking");
const behaviours = {
  "answers 500": (_, response) => response.writeHead(500).end(),
  "takes it and loses the first connection": (request, response, count) => (count === 1 ? request.socket.destroy() : response.end()),
};
async function countRequests([title, behave]) {
  let received = 0;
  const server = createServer((request, response) => {
    request.resume().on("end", () => behave(request, response, ++received));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${server.address().port}/segment/definitions`;
  const request = { method: "POST", body: "{}" };
  const { status } = await new HttpExponentialBackoff().exponentialBackoff(address, request, { initialDelayInMillis: 1 });
  console.log(`a server that ${title}: received ${received} times, status ${status}`);
  server.close();
  server.closeAllConnections();
}
(async () => {
  for (const behaviour of Object.entries(behaviours)) await countRequests(behaviour);
})();
PROBE
expected='a server that answers 500: received 4 times, status 500
a server that takes it and loses the first connection: received 2 times, status 200'
seen=$(env -u HTTP_PROXY -u http_proxy node probe.cjs)
echo "@adobe/aio-lib-core-networking $(version @adobe/aio-lib-core-networking), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
