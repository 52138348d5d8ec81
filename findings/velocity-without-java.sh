#!/usr/bin/env bash
# velocityjs, an engine for Apache Velocity, the language in which Marketo writes e-mail scripts, on what such scripts do every day.
# Expected: it is compatible with Java's Velocity, as it says of itself, or says what it cannot do. Seen: methods that a text has in
# Java and not in JavaScript are false in a condition and written out as they stand in the mail, without an error, so the preview takes
# the other branch than the mail; and two whole numbers divide to a fraction, where the guide of Velocity drops it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts velocityjs@2.1.7
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.cjs <<'PROBE'
const { render } = require("velocityjs");
const lead = { name: "Anna", points: 7 };
const templates = [
  "$lead.name.toUpperCase()",
  "$lead.name.length()",
  "#if($lead.name.length() > 3)long#{else}short#end",
  '#if($lead.name.equals("Anna"))Anna#{else}somebody else#end',
  '#if($lead.name.contains("nn"))with nn#{else}without#end',
  '$lead.name.replaceAll("n+", "N")',
  "#set($half = $lead.points / 2)$half",
];
for (const template of templates) console.log(`${template}: ${render(template, { lead })}`);
PROBE
expected=$(cat <<'EXPECTED'
$lead.name.toUpperCase(): ANNA
$lead.name.length(): $lead.name.length()
#if($lead.name.length() > 3)long#{else}short#end: short
#if($lead.name.equals("Anna"))Anna#{else}somebody else#end: somebody else
#if($lead.name.contains("nn"))with nn#{else}without#end: without
$lead.name.replaceAll("n+", "N"): Anna
#set($half = $lead.points / 2)$half: 3.5
EXPECTED
)
seen=$(node probe.cjs)
echo "velocityjs $(version velocityjs), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
