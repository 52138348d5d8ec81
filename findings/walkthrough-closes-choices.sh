#!/usr/bin/env bash
# VS Code with a walkthrough in front, in the npm package code-server (VS Code 1.100.3), and an extension of a few lines whose command
# asks with `showQuickPick`; driven by playwright-core in a Chromium that is installed (or named by CHROMIUM).
# Expected: a choice that a command opens stays until somebody answers it, whatever editor is in front. Seen: where the command is run
# with Enter from the palette, the key is let go on the step of the walkthrough, which has the focus again by then; the editor takes
# that for a press of the step and gives it the focus a moment later, which closes the choice as if it had been cancelled. A command
# that is clicked in the palette, or run with anything else in front, asks as it should.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[ -n "$chromium" ] || { echo "No Chromium was found. Install one, or name it in CHROMIUM." >&2; exit 1; }
npm init -y >/dev/null
quietly=(--silent --no-audit --no-fund --ignore-scripts)
npm install "${quietly[@]}" playwright-core@1.65.1 "node-$(node -p 'process.platform + "-" + process.arch')@20.20.2"
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
npm pack --silent code-server@4.100.3 >/dev/null
tar -xzf code-server-4.100.3.tgz package/lib/vscode
(cd package/lib/vscode && npm install --omit=dev "${quietly[@]}")
extension=extensions/acme.cities-1.0.0
mkdir -p "$extension" data/data/Machine
echo '{ "workbench.startupEditor": "none", "telemetry.telemetryLevel": "off" }' >data/data/Machine/settings.json
echo 'A picture of the step.' >"$extension/picture.md"
cat >"$extension/package.json" <<'MANIFEST'
{
  "name": "cities", "publisher": "acme", "version": "1.0.0", "engines": { "vscode": "^1.100.0" }, "main": "main.js",
  "activationEvents": ["onStartupFinished"],
  "contributes": {
    "commands": [{ "command": "cities.choose", "title": "Choose a city" }, { "command": "cities.steps", "title": "Show the steps" }],
    "walkthroughs": [{
      "id": "start", "title": "Cities", "description": "How to start",
      "steps": [{ "id": "first", "title": "First", "description": "The first step", "media": { "markdown": "picture.md" } }]
    }]
  }
}
MANIFEST
cat >"$extension/main.js" <<'MAIN'
const { commands, window } = require("vscode");
exports.activate = () => {
  commands.registerCommand("cities.choose", () => window.showQuickPick(["Bergen", "Oslo"]));
  commands.registerCommand("cities.steps", () => commands.executeCommand("workbench.action.openWalkthrough", "acme.cities#start"));
};
MAIN
cat >probe.mjs <<'PROBE'
import { spawn } from "node:child_process";
import { chromium } from "playwright-core";
const [node, executablePath] = process.argv.slice(2);
const server = spawn(node, [
  "package/lib/vscode/out/server-main.js", "--host", "127.0.0.1", "--port", "0", "--without-connection-token",
  "--accept-server-license-terms", "--disable-workspace-trust", "--server-data-dir", "data", "--extensions-dir", "extensions",
], { env: { ...process.env, EXTENSIONS_GALLERY: "{}" } });
const port = await new Promise((resolve, reject) => {
  let log = "";
  server.on("exit", () => reject(new Error(log)));
  server.stderr.on("data", (text) => (log += text));
  server.stdout.on("data", (text) => {
    const match = /agent listening on (\d+)/.exec((log += text));
    if (match !== null) resolve(match[1]);
  });
});
const browser = await chromium.launch({ executablePath });
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);
  const { keyboard } = page;
  const palette = page.locator(".quick-input-widget");
  const toRow = (text, state = "") => palette.locator(`.monaco-list-row${state}`, { hasText: text });
  const comes = (element, timeout) => element.waitFor({ timeout }).then(() => true, () => false);
  const press = () => keyboard.press("Enter");
  // The first keys may come before the workbench takes any, or before it knows the commands of extensions.
  async function runCommand(title, choose = press) {
    for (let tries = 0; tries < 20; tries++) {
      await keyboard.press("F1");
      if (!(await comes(palette, 2_000))) continue;
      await keyboard.type(title);
      if (await comes(toRow(title, ".focused"), 3_000)) return choose(title);
      await keyboard.press("Escape");
    }
    throw new Error(`The palette does not have "${title}".`);
  }
  async function chooseCity(situation, choose) {
    await runCommand("Choose a city", choose);
    await toRow("Oslo").waitFor();
    const closes = palette.waitFor({ state: "hidden", timeout: 3_000 });
    const staysOpen = await closes.then(() => false, () => true);
    console.log(`${situation}: the choice ${staysOpen ? "stays" : "closes by itself"}`);
    if (staysOpen) await keyboard.press("Escape");
  }
  await page.locator(".part.statusbar").waitFor();
  await chooseCity("nothing in front, Enter", press);
  await runCommand("Show the steps");
  await page.locator(".getting-started-step:focus").waitFor();
  await chooseCity("a walkthrough in front, Enter", press);
  await page.locator(".getting-started-step:focus").waitFor();
  await chooseCity("a walkthrough in front, clicked", (title) => toRow(title, ".focused").click());
} finally {
  await browser.close();
  server.removeAllListeners("exit").kill();
}
PROBE
expected='nothing in front, Enter: the choice stays
a walkthrough in front, Enter: the choice closes by itself
a walkthrough in front, clicked: the choice stays'
seen=$(node probe.mjs "$(echo "$folder"/node_modules/node-*/bin/node)" "$chromium")
echo "code-server 4.100.3, playwright-core $(version playwright-core), $("$chromium" --version 2>/dev/null)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
