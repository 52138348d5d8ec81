#!/usr/bin/env bash
# js-beautify on an e-mail of Journey Optimizer: personalisation in `{{…}}` and `{%= … %}`.
# Expected: the HTML beautifier, which has an option for templating languages and knows handlebars by default, leaves expressions whole
# wherever they stand. Seen: in text and attributes they stay; inside <style> they are read as blocks of CSS and torn over many lines,
# `#if` blocks included, so the expression is no longer one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts js-beautify@2.0.3
cat >probe.cjs <<'PROBE'
const { html } = require("js-beautify");
const mail = '<p title="{%= profile.title %}">Hello {{profile.name}}</p><style>.a{color:{{brand.color}};margin:{%= brand.margin %}px}</style>';
for (const templating of [undefined, ["handlebars"], ["auto"]]) {
  const text = html(mail, templating === undefined ? {} : { templating });
  const isWhole = (expression) => (text.includes(expression) ? "whole" : "torn");
  console.log(`templating ${templating ?? "as it is"}: text ${isWhole("{{profile.name}}")}, attribute ${isWhole("{%= profile.title %}")}, style ${isWhole("{{brand.color}}")} and ${isWhole("{%= brand.margin %}")}`);
}
PROBE
expected='templating as it is: text whole, attribute whole, style torn and torn
templating handlebars: text whole, attribute whole, style torn and torn
templating auto: text whole, attribute whole, style torn and torn'
seen=$(node probe.cjs)
echo "js-beautify $(node -p "require('$folder/node_modules/js-beautify/package.json').version"), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
