#!/usr/bin/env bash
# quicktype, which writes programs that read JSON by a schema and check it, on a schema with a day and a time, as fields of XDM are.
# Expected: what is read and written again is the same JSON, or reading fails, as its generated code promises of what does not match.
# Seen: a day becomes a moment, so the field is no `date` any more; a day that no month has becomes one of the next month, a day written
# otherwise is taken by the habit of the United States and the zone of the reader, and a time loses its offset and its last digits. Where
# quicktype goes by a sample instead of a schema, a campaign that is named by a day is a moment, too, and every other name is refused.
# What the product does in the same place is held by test/unit/pql/evaluate/times.test.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts quicktype-core@26.0.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { FetchingJSONSchemaStore, InputData, JSONSchemaInput, jsonInputForTargetLanguage, quicktype } from "quicktype-core";
async function generate(input, file) {
  const inputData = new InputData();
  inputData.addInput(input);
  writeFileSync(file, (await quicktype({ inputData, lang: "javascript" })).lines.join("\n"));
  const { toProfile, profileToJson } = createRequire(import.meta.url)(`./${file}`);
  return (text) => JSON.stringify(JSON.parse(profileToJson(toProfile(text))));
}
const bySchema = new JSONSchemaInput(new FetchingJSONSchemaStore());
const properties = { birthDate: { type: "string", format: "date" }, seen: { type: "string", format: "date-time" } };
await bySchema.addSource({ name: "Profile", schema: JSON.stringify({ type: "object", properties }) });
const bySample = jsonInputForTargetLanguage("javascript");
await bySample.addSource({ name: "Profile", samples: ['{"campaign":"2026-01-01"}'] });
const ways = { schema: await generate(bySchema, "schema.cjs"), sample: await generate(bySample, "sample.cjs") };
for (const [way, text] of [
  ["schema", '{"birthDate":"1990-03-04"}'],
  ["schema", '{"birthDate":"1990-02-31"}'],
  ["schema", '{"birthDate":"04/03/1990"}'],
  ["schema", '{"birthDate":"nonsense"}'],
  ["schema", '{"seen":"2026-01-31T23:30:00.123456-05:00"}'],
  ["sample", '{"campaign":"2026-01-01"}'],
  ["sample", '{"campaign":"spring"}'],
]) {
  try {
    console.log(`${way}: ${text} is written again as ${ways[way](text)}`);
  } catch {
    console.log(`${way}: ${text} is refused`);
  }
}
PROBE
expected='schema: {"birthDate":"1990-03-04"} is written again as {"birthDate":"1990-03-04T00:00:00.000Z"}
schema: {"birthDate":"1990-02-31"} is written again as {"birthDate":"1990-03-03T00:00:00.000Z"}
schema: {"birthDate":"04/03/1990"} is written again as {"birthDate":"1990-04-03T04:00:00.000Z"}
schema: {"birthDate":"nonsense"} is refused
schema: {"seen":"2026-01-31T23:30:00.123456-05:00"} is written again as {"seen":"2026-02-01T04:30:00.123Z"}
sample: {"campaign":"2026-01-01"} is written again as {"campaign":"2026-01-01T00:00:00.000Z"}
sample: {"campaign":"spring"} is refused'
seen=$(TZ=America/New_York node probe.mjs)
echo "quicktype-core $(version quicktype-core), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
