/** A field that changes by itself: which change it is, and what is wrong with rules once it has come. */
import assert from "node:assert/strict";
import { decodeSchema, encodeSchema } from "../../../../server/src/pql/schema/binaryIndex";
import { createEnvironment } from "../../../../server/src/pql/semantics/checkEnvironment";
import {
  checkRuleImpact,
  checkText,
  describeChange,
  readEnvironment,
  supposeSchemaChange,
} from "../../../../server/src/pql/service";

const text = { type: "string" };
const number = { type: "number" };
const object = (properties: object) => ({ type: "object", properties });
const union = (properties: object, name: string) => ({
  "meta:class": `https://ns.adobe.com/xdm/context/${name}`,
  ...object(properties),
});
const BEFORE = readEnvironment({
  profile: union(
    { tier: text, level: number, points: number, tags: { type: "array", items: text } },
    "profile",
  ),
  experienceEvent: union(
    { kind: text, timestamp: { type: "string", format: "date-time" } },
    "experienceevent",
  ),
});

type Supposition = Parameters<typeof supposeSchemaChange>[1];

function look(rule: string, supposition: Supposition) {
  const supposed = supposeSchemaChange(BEFORE, supposition);
  assert.ok("changes" in supposed);
  const impact = checkRuleImpact(rule, supposed.changes, { before: BEFORE, after: supposed.after });
  return impact && { text: impact.text, codes: impact.problems.map(({ code }) => code) };
}

function tellChanges(supposition: Supposition): readonly string[] {
  const supposed = supposeSchemaChange(BEFORE, supposition);
  assert.ok("changes" in supposed);
  return supposed.changes.map(describeChange);
}

describe("a supposed change of one field", () => {
  it("with another type shows what then compares wrongly, in lists too", () => {
    assert.deepEqual(tellChanges({ kind: "retyped", path: "points", type: "string" }), [
      "points changes from double to string",
    ]);
    assert.deepEqual(tellChanges({ kind: "retyped", path: "tags", type: "integer" }), [
      "tags changes from array of string to array of integer",
    ]);
    assert.equal(look("points > 3", { kind: "retyped", path: "points", type: "string" })?.codes.length, 1);
    assert.deepEqual(look("points = 3", { kind: "retyped", path: "points", type: "long" })?.codes, []);
    assert.equal(look('"a" in tags', { kind: "retyped", path: "tags", type: "integer" })?.codes.length, 1);
  });

  it("leaves the schema as it is, also one that was read from bytes of Node", () => {
    const index = BEFORE.profile?.schema;
    assert.ok(index);
    const profile = decodeSchema(Buffer.from(encodeSchema(index)));
    const before = createEnvironment({ profile, event: undefined, audiences: undefined });
    const supposed = supposeSchemaChange(before, { kind: "retyped", path: "points", type: "string" });
    assert.ok("changes" in supposed);
    const impact = checkRuleImpact("points > 3", supposed.changes, { before, after: supposed.after });
    assert.equal(impact?.problems.length, 1);
    assert.deepEqual(checkText("points > 3", before).problems, []);
  });

  it("with another name rewrites, and checks the name where the schema has it already", () => {
    assert.deepEqual(look('tier = "gold"', { kind: "renamed", path: "tier", to: "rank" }), {
      text: 'rank = "gold"',
      codes: [],
    });
    const wrong = look('tier = "gold"', { kind: "renamed", path: "tier", to: "level" });
    assert.equal(wrong?.text, 'level = "gold"');
    assert.equal(wrong?.codes.length, 1);
    const event = look('xEvent.exists(kind = "a")', {
      kind: "renamed",
      path: "xEvent.kind",
      to: "xEvent.sort",
    });
    assert.equal(event?.text, 'xEvent.exists(sort = "a")');
  });

  it("touches nobody else, and nothing where the type stays", () => {
    assert.equal(look("level = 1", { kind: "removed", path: "tier" }), undefined);
    assert.deepEqual(look('tier = "gold"', { kind: "deprecated", path: "tier" }), {
      text: 'tier = "gold"',
      codes: [],
    });
    assert.deepEqual(tellChanges({ kind: "retyped", path: "tier", type: "string" }), []);
  });

  it("is refused for what is no field, and for names of another class", () => {
    const refuse = (supposition: Supposition) => supposeSchemaChange(BEFORE, supposition);
    assert.deepEqual(refuse({ kind: "removed", path: "nobody" }), { failure: "noField" });
    assert.deepEqual(refuse({ kind: "removed", path: " " }), { failure: "badPath" });
    assert.deepEqual(refuse({ kind: "renamed", path: "tier", to: "xEvent.tier" }), { failure: "badPath" });
    assert.deepEqual(refuse({ kind: "retyped", path: "tier", type: "colour" }), { failure: "badPath" });
  });

  it("is told without a schema, too", () => {
    const nothing = readEnvironment({});
    const supposed = supposeSchemaChange(nothing, { kind: "retyped", path: "tier", type: "long" });
    assert.ok("changes" in supposed);
    assert.deepEqual(supposed.changes.map(describeChange), ["tier changes from ? to long"]);
  });
});
