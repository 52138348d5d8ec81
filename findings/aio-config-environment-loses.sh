#!/usr/bin/env bash
# @adobe/aio-lib-core-config, the configuration behind Adobe's `aio` commands and their sign-in: a key with capitals, in a file and in
# the environment.
# Expected: the environment wins, as its README orders the sources, and keys are found whatever their case, as they are read. Seen: the
# name of a variable is lowered, the key of the file is not, so both stand beside each other, and the first one found is the file's.
# In a pipeline that sets its own client id, the one that lies in a file signs in.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @adobe/aio-lib-core-config@5.0.1
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
echo '{ "ims": { "contexts": { "acme": { "client_id": "file" }, "acmeProd": { "client_id": "file" } } } }' >.aio
cat >probe.cjs <<'PROBE'
const config = require("@adobe/aio-lib-core-config");
for (const context of ["acme", "acmeProd", "acmeprod", "ACMEPROD"]) {
  const key = `ims.contexts.${context}.client_id`;
  console.log(`${context}: the environment says ${config.get(key, "env")}, the answer is ${config.get(key)}`);
}
PROBE
expected='acme: the environment says environment, the answer is environment
acmeProd: the environment says environment, the answer is file
acmeprod: the environment says environment, the answer is file
ACMEPROD: the environment says environment, the answer is file'
seen=$(env XDG_CONFIG_HOME="$folder/none" AIO_IMS_CONTEXTS_ACME_CLIENT__ID=environment AIO_IMS_CONTEXTS_ACMEPROD_CLIENT__ID=environment node probe.cjs)
echo "@adobe/aio-lib-core-config $(version @adobe/aio-lib-core-config), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
