#!/usr/bin/env bash
# undici from npm beside the fetch that is built into Node.
# Expected: a library that is only required changes nothing for others in the process; the built-in fetch keeps its own agent. Seen:
# requiring undici puts its agent behind the built-in fetch as well, under a symbol that both share, so in an extension host every
# extension fetches through the version that one of them brought.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts undici@7.30.2
cat >probe.cjs <<'PROBE'
const { createServer } = require("node:http");
const shared = Symbol.for("undici.globalDispatcher.1");
console.log(`before: ${globalThis[shared] === undefined ? "nothing is shared" : "something is shared"}`);
const { Agent } = require("undici");
console.log(`after require: an agent of undici ${globalThis[shared] instanceof Agent ? "is" : "is not"} shared`);
let passed = 0;
const { dispatch } = Agent.prototype;
Agent.prototype.dispatch = function (...parameters) {
  passed++;
  return dispatch.apply(this, parameters);
};
const server = createServer((_, response) => response.end("answer")).listen(0, "127.0.0.1", async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/`);
  console.log(`the built-in fetch: ${await response.text()}, through the required agent ${passed} time`);
  process.exit(0);
});
PROBE
expected='before: nothing is shared
after require: an agent of undici is shared
the built-in fetch: answer, through the required agent 1 time'
seen=$(node probe.cjs)
echo "undici $(node -p "require('$folder/node_modules/undici/package.json').version"), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
