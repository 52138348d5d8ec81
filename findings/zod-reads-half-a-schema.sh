#!/usr/bin/env bash
# zod's `z.fromJSONSchema`, which reads a JSON schema, on forms that schemas of this field have; written again by its `z.toJSONSchema`.
# Expected: a schema is read whole or refused, as `if` is, with an error that names it. Seen: `properties` and `required` count only
# beside a `type`, and `required` only for fields that the same `properties` declare, so of a field group of XDM, whose definition has
# no `type`, nothing is left, and of "one of these two fields" neither; the bounds of a `long` move by one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts zod@4.6.7
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { z } from "zod";
const loyalty = { properties: { points: { type: "string" } }, required: ["points"] };
const toGroup = (definition) => ({ definitions: { loyalty: definition }, allOf: [{ $ref: "#/definitions/loyalty" }] });
const email = { type: "object", properties: { email: { type: "string" } } };
const cases = {
  "a field group": toGroup(loyalty),
  "a field group with a type": toGroup({ type: "object", ...loyalty }),
  "a field that is declared elsewhere": { ...email, required: ["email", "id"] },
  "one of two fields": { ...email, anyOf: [{ required: ["email"] }, { required: ["phone"] }] },
  "a long": { type: "integer", minimum: -9007199254740992, maximum: 9007199254740992 },
  "a condition": { if: { required: ["email"] }, then: { required: ["name"] } },
};
function readAndWrite(schema) {
  try {
    const { $schema, ...written } = z.toJSONSchema(z.fromJSONSchema(schema, { defaultTarget: "draft-7" }), { target: "draft-7" });
    return JSON.stringify(written);
  } catch (error) {
    return "refused";
  }
}
for (const [name, schema] of Object.entries(cases)) console.log(`${name}: ${readAndWrite(schema)}`);
PROBE
expected='a field group: {}
a field group with a type: {"type":"object","properties":{"points":{"type":"string"}},"required":["points"],"additionalProperties":{}}
a field that is declared elsewhere: {"type":"object","properties":{"email":{"type":"string"}},"required":["email"],"additionalProperties":{}}
one of two fields: {"allOf":[{"type":"object","properties":{"email":{"type":"string"}},"additionalProperties":{}},{"anyOf":[{},{}]}]}
a long: {"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991}
a condition: refused'
seen=$(node probe.mjs)
echo "zod $(version zod), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
