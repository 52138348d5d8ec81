#!/usr/bin/env bash
# zod's `z.fromJSONSchema`, which is to read a JSON schema, on what schemas of this field hold, beside ajv.
# Expected: a schema is read whole or refused, as `not` and `if` are, with an error that names them. Seen: `properties` and `required`
# count only beside a `type`, `required` only for fields that `properties` declares, and beside `type: "object"` an `anyOf` of required
# fields says nothing; so a field group of XDM, whose definition has no `type`, takes everything. And a `long` at its own bound fails.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts zod@4.6.7 ajv@8.20.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { Ajv } from "ajv";
import { z } from "zod";
const loyalty = { type: "object", properties: { points: { type: "integer" } }, required: ["points"] };
const long = { type: "integer", minimum: -9007199254740992, maximum: 9007199254740992 };
const cases = {
  "points of a field group that are a text": [
    { type: "object", definitions: { loyalty: { properties: { loyalty } } }, allOf: [{ $ref: "#/definitions/loyalty" }] },
    { loyalty: { points: "many" } },
  ],
  "the same, where the definition has a type": [
    { type: "object", definitions: { loyalty: { type: "object", properties: { loyalty } } }, allOf: [{ $ref: "#/definitions/loyalty" }] },
    { loyalty: { points: "many" } },
  ],
  "a required field that is declared elsewhere": [{ type: "object", properties: { name: {} }, required: ["name", "id"] }, { name: "Anna" }],
  "neither of two fields of which one is required": [
    { type: "object", properties: { email: {}, phone: {} }, anyOf: [{ required: ["email"] }, { required: ["phone"] }] },
    {},
  ],
  "a long at its bound": [{ type: "object", properties: { long } }, { long: 9007199254740992 }],
  "a condition": [{ if: { required: ["email"] }, then: { required: ["name"] } }, { email: "anna@mail.example" }],
};
function askZod(schema, value) {
  try {
    return z.fromJSONSchema(schema, { defaultTarget: "draft-7" }).safeParse(value).success ? "valid" : "not valid";
  } catch (error) {
    return "the schema is refused";
  }
}
for (const [name, [schema, value]] of Object.entries(cases))
  console.log(`${name}: ajv ${new Ajv({ strict: false }).validate(schema, value) ? "valid" : "not valid"}, zod ${askZod(schema, value)}`);
PROBE
expected='points of a field group that are a text: ajv not valid, zod valid
the same, where the definition has a type: ajv not valid, zod not valid
a required field that is declared elsewhere: ajv not valid, zod valid
neither of two fields of which one is required: ajv not valid, zod valid
a long at its bound: ajv valid, zod not valid
a condition: ajv not valid, zod the schema is refused'
seen=$(node probe.mjs)
echo "zod $(version zod), ajv $(version ajv), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
