#!/usr/bin/env bash
# re2js, the JavaScript port of RE2/J, whose classes and methods are those of java.util.regex: patterns of Java in it.
# Expected: a pattern of Java either means the same or is refused. Seen: most of what it lacks is refused with a good message, but an
# intersection of classes is taken as a class followed by a sign, and finds nothing of what Java finds with it; `$` does not match
# before a last line break, where Java's does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts re2js@2.10.0
cat >probe.mjs <<'PROBE'
import { RE2JS } from "re2js";
const cases = [
  ["^[a-z&&[^b]]$", "c"],
  ["^[a-z&&[^b]]$", "&]"],
  ["a$", "a\n"],
  ["\\h", " "],
  ["(?x)a b", "ab"],
];
for (const [pattern, text] of cases) {
  let answer;
  try {
    answer = RE2JS.compile(pattern).matcher(text).find();
  } catch (error) {
    answer = "refused";
  }
  console.log(`${pattern} in ${JSON.stringify(text)}: ${answer}`);
}
PROBE
expected='^[a-z&&[^b]]$ in "c": false
^[a-z&&[^b]]$ in "&]": true
a$ in "a\n": false
\h in " ": refused
(?x)a b in "ab": refused'
seen=$(node probe.mjs)
echo "re2js $(node -p "require('$folder/node_modules/re2js/package.json').version"), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
