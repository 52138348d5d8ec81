#!/usr/bin/env bash
# @parcel/watcher, by which VS Code knows on Linux what becomes of the files of a folder that is open, and a folder that is new in it.
# Expected: a watcher that includes subfolders tells of every file that came, or at least of every one that changes later. Seen: of a
# folder that is moved into the watched one, its name is told and nothing of what is in it, then or ever; of folders that are made with
# what is in them, as a checkout or a generator does, files are lost too, and with them all that happens to them later.
# Known as https://github.com/parcel-bundler/watcher/issues/97 (2022) and https://github.com/parcel-bundler/watcher/issues/243.
# chokidar, beside it, looks into what is new.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @parcel/watcher@2.6.0 chokidar@5.0.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { mkdirSync, mkdtempSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import watcher from "@parcel/watcher";
import { watch } from "chokidar";
const MANY = 200;
const numbers = Array.from({ length: MANY }, (_, number) => number);
/** How each tells of what is in a folder. Resolves when it watches. */
const watchers = {
  "@parcel/watcher": (root, tell) =>
    watcher.subscribe(root, (_error, events) => events.forEach((event) => tell(event.path))),
  chokidar: (root, tell) =>
    new Promise((resolve) => {
      const watching = watch(root, { ignoreInitial: true });
      watching.on("all", (_kind, file) => tell(file)).on("ready", () => resolve(watching));
    }),
};
function begin(root, ...names) {
  const place = path.join(root, ...names);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, "first");
}
async function look(name) {
  const root = realpathSync(mkdtempSync("watched-"));
  const other = realpathSync(mkdtempSync("other-"));
  const told = new Set();
  const isTold = (...names) => told.has(path.join(root, ...names));
  await watchers[name](root, (place) => told.add(place));
  let marks = 0;
  /** Until all of this is told; at the latest when what was written after it is, and then three seconds of it. */
  const settle = async (isDone) => {
    const mark = `mark-${++marks}`;
    begin(root, mark);
    while (!isTold(mark)) await new Promise((resolve) => setTimeout(resolve, 20));
    const end = Date.now() + 3_000;
    while (!isDone() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const say = (what, isTrue) => console.log(`${name}, ${what}: ${isTrue ? "told" : "not told"}`);

  begin(other, "moved", "inner", "file");
  renameSync(path.join(other, "moved"), path.join(root, "moved"));
  await settle(() => isTold("moved") && isTold("moved", "inner", "file"));
  say("a folder that was moved here", isTold("moved"));
  say("the file in it", isTold("moved", "inner", "file"));
  told.clear();
  writeFileSync(path.join(root, "moved", "inner", "file"), "second");
  await settle(() => isTold("moved", "inner", "file"));
  say("the file in it, when it changes", isTold("moved", "inner", "file"));

  for (const number of numbers) begin(root, `made-${number}`, "inner", "innermost", "file");
  const count = (...names) => numbers.filter((number) => isTold(`made-${number}`, ...names)).length;
  const inside = ["inner", "innermost", "file"];
  await settle(() => count() === MANY && count(...inside) === MANY);
  say(`each of ${MANY} folders that were made here`, count() === MANY);
  say("the file in each", count(...inside) === MANY);
  console.error(`${name}: ${count(...inside)} of these files`);
}
for (const name of Object.keys(watchers)) await look(name);
process.exit(0);
PROBE
expected='@parcel/watcher, a folder that was moved here: told
@parcel/watcher, the file in it: not told
@parcel/watcher, the file in it, when it changes: not told
@parcel/watcher, each of 200 folders that were made here: told
@parcel/watcher, the file in each: not told
chokidar, a folder that was moved here: told
chokidar, the file in it: told
chokidar, the file in it, when it changes: told
chokidar, each of 200 folders that were made here: told
chokidar, the file in each: told'
seen=$(node probe.mjs)
echo "@parcel/watcher $(version @parcel/watcher), chokidar $(version chokidar), Node $(node -v), $(uname -s)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
