#!/usr/bin/env bash
# undici's ProxyAgent and a proxy address with a user but no password, which proxies that know users by a token take.
# Expected: `http://token@proxy/` signs in with that user and an empty password, as curl does. Seen: no Proxy-Authorization is sent at
# all; with a colon behind the user neither; with any password it is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts undici@7.30.2
cat >probe.mjs <<'PROBE'
import { createServer } from "node:http";
import { ProxyAgent, request } from "undici";
const seen = [];
const proxy = createServer();
proxy.on("connect", ({ headers }, socket) => {
  seen.push(headers["proxy-authorization"] ?? "none");
  socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
});
await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
const { port } = proxy.address();
for (const user of ["token@", "token:@", "token:secret@"]) {
  const dispatcher = new ProxyAgent(`http://${user}127.0.0.1:${port}`);
  await request("http://service.invalid/", { dispatcher }).catch(() => undefined);
  console.log(`${user}: ${(seen.at(-1) ?? "no CONNECT").replace(/^Basic .+/, "Basic")}`);
}
process.exit(0);
PROBE
seen=$(node probe.mjs)
echo "undici $(node -p "require('$folder/node_modules/undici/package.json').version"), Node $(node -v)"
echo "$seen"
expected='token@: none
token:@: none
token:secret@: Basic'
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
