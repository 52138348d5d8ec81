#!/usr/bin/env bash
# juice and email-comb, the usual last steps before a mail is stored as a template: one writes the style sheet into the elements, the
# other takes out styles that nobody uses. Both know Handlebars, juice of itself, email-comb by its option `backend`, which is set here.
# Expected: a class that a condition gives to some readers is left to the condition, as both have to leave `{{tier}}` alone, and its
# style stays in the mail. Seen: a blank decides. With blanks inside the condition, juice gives every reader the style of the last
# class, VIP or not; without blanks, email-comb takes out the styles of both classes, and of the one added to a class that is there.
# And of a style sheet, juice drops the rules in a condition and the one that follows. Nothing is said.
# Why it matters: the mail looks right in a preview of one reader, and VIPs are shown what others are, or nothing of their own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts juice@12.2.0 email-comb@7.4.4 handlebars@4.7.10
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { comb } from "email-comb";
import handlebars from "handlebars";
import juice from "juice";
const sheet = "<style>.gold{color:gold}.std{color:gray}</style>";
const readers = [{ vip: true }, { vip: false }];
for (const names of ["{{#if vip}} gold {{else}} std {{/if}}", "{{#if vip}}gold{{else}}std{{/if}}", "std {{#if vip}}gold{{/if}}"]) {
  const text = `<p class="${names}">Hello</p>`;
  const mail = handlebars.compile(juice(`${sheet}${text}`));
  const [vip, other] = readers.map((reader) => /style="([^"]*?);?"/u.exec(mail(reader))?.[1] ?? "none");
  const backend = [{ heads: "{{", tails: "}}" }];
  const kept = comb(`<head>${sheet}</head><body>${text}</body>`, { backend }).result.match(/\.\w+(?=\{)/gu) ?? [];
  console.log(`${names}: juice, for a VIP ${vip} and for others ${other}; email-comb keeps ${kept.join(" and ") || "no style"}`);
}
for (const [name, rules] of [
  ["without a condition", "p{color:gray}b{margin:0}"],
  ["with a condition", "p{color:gray}{{#if vip}}p{color:gold}{{/if}}b{margin:0}"],
])
  console.log(`a style sheet ${name}: juice writes ${juice(`<style>${rules}</style><p>Hello</p><b>you</b>`)}`);
PROBE
expected='{{#if vip}} gold {{else}} std {{/if}}: juice, for a VIP color: gray and for others color: gray; email-comb keeps .gold and .std
{{#if vip}}gold{{else}}std{{/if}}: juice, for a VIP none and for others none; email-comb keeps no style
std {{#if vip}}gold{{/if}}: juice, for a VIP color: gray and for others color: gray; email-comb keeps .std
a style sheet without a condition: juice writes <p style="color: gray;">Hello</p><b style="margin: 0;">you</b>
a style sheet with a condition: juice writes <p style="color: gray;">Hello</p><b>you</b>'
seen=$(node probe.mjs)
echo "juice $(version juice), email-comb $(version email-comb), handlebars $(version handlebars), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
