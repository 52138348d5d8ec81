#!/usr/bin/env bash
# @vscode/vsce, with which extensions are packed: the README that the Marketplace shows, with examples of code in it.
# Expected: links that lead into the repository become full addresses and `#12` a link to the issue, as documented, in text; code is code and
# stays as it is. Seen: code in fences and indented code are rewritten too: a colour `#333` becomes a link to issue 333, a list behind
# which brackets stand an address, and what people copy from the page is not what the author wrote. In code within a line the signs of an
# issue are left alone, brackets are not. Only without both, as two options allow, the README is the author's.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @vscode/vsce@4.1.0 yauzl@3.2.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
mkdir extension
cat >extension/package.json <<'MANIFEST'
{ "name": "rules", "publisher": "example", "version": "1.0.0", "description": "Rules.", "license": "MIT", "engines": { "vscode": "^1.100.0" },
  "main": "main.js", "activationEvents": ["onStartupFinished"], "files": ["main.js"],
  "repository": { "type": "git", "url": "https://github.com/example/rules.git" } }
MANIFEST
echo "exports.activate = () => {};" >extension/main.js
echo "Free." >extension/LICENSE
cat >extension/README.md <<'README'
Text: see #12 and [the guide](guide.md).
Code in a line: `#333`, `orders[0](first)`.
```css
a { color: #333 }
```
```js
const first = orders[0](first);
```

    tags[1](all) // #333
README
pack() { (cd extension && ../node_modules/.bin/vsce package --out "../$1.vsix" "${@:2}" >/dev/null 2>&1); }
pack rewritten
pack kept --no-rewrite-relative-links --no-gitHubIssueLinking
cat >probe.cjs <<'PROBE'
const { readFileSync } = require("node:fs");
const yauzl = require("yauzl");
const readReadme = (archive) =>
  new Promise((resolve) =>
    yauzl.open(archive, { lazyEntries: true }, (_, zip) => {
      zip.on("entry", (entry) => {
        if (!/readme\.md$/i.test(entry.fileName)) return zip.readEntry();
        zip.openReadStream(entry, (_, stream) => stream.toArray().then((parts) => resolve(Buffer.concat(parts).toString())));
      });
      zip.readEntry();
    }),
  );
(async () => {
  console.log(await readReadme("rewritten.vsix"));
  const isKept = (await readReadme("kept.vsix")).trim() === readFileSync("extension/README.md", "utf8").trim();
  console.log(`Without both it is ${isKept ? "as it was written" : "another one, too"}.`);
})();
PROBE
expected='Text: see [#12](https://github.com/example/rules/issues/12) and [the guide](https://github.com/example/rules/blob/HEAD/guide.md).
Code in a line: `#333`, `orders[0](https://github.com/example/rules/blob/HEAD/first)`.
```css
a { color: [#333](https://github.com/example/rules/issues/333) }
```
```js
const first = orders[0](https://github.com/example/rules/blob/HEAD/first);
```

    tags[1](https://github.com/example/rules/blob/HEAD/all) // [#333](https://github.com/example/rules/issues/333)

Without both it is as it was written.'
seen=$(node probe.cjs)
echo "@vscode/vsce $(version @vscode/vsce), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
