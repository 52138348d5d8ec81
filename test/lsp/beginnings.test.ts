/**
 * What a new audience can begin with, over the union schemas of the sample organisation and the built server: templates and
 * single conditions are over fields that are there, and no problem is found in what they say.
 */
import assert from "node:assert/strict";
import {
  type ClauseOperator,
  EVENT_WINDOWS,
  findValueProblem,
  joinValues,
  listOperators,
  splitTyped,
  toClauseName,
  toExpression,
} from "../../client/src/drafting/clauses.js";
import { findFitting } from "../../client/src/drafting/templateFit.js";
import { createEventUnion, createProfileUnion } from "../../client/src/sample/data/xdm/unions.js";
import type { FieldList, Inspection, ListedField } from "../../server/src/protocol/clientMessages.js";
import { Conversation } from "./conversation.js";
import { schemaWith } from "./smallSchemas.js";

const FILE = "file:///audience.pql";

describe("the beginning of an audience", () => {
  let client: Conversation;

  async function begin(schemas: object): Promise<readonly ListedField[]> {
    client = await Conversation.begin({ initializationOptions: { schemas } });
    return ((await client.driver.request("aep/listFields", { uri: FILE })) as FieldList).fields;
  }

  const beginSample = (): Promise<readonly ListedField[]> =>
    begin({ profile: createProfileUnion(false), experienceEvent: createEventUnion() });

  const inspect = async (value: string): Promise<Inspection> =>
    (await client.driver.request("aep/inspectExpression", {
      uri: FILE,
      format: "pql/text",
      value,
    })) as Inspection;

  afterEach(() => client.end());

  it("is told in plain words with the titles of the schema, unless it has errors", async () => {
    await beginSample();
    const { plainWords = [] } = await inspect('_acme.loyalty.tier = "gold"');
    assert.match(plainWords.join("\n"), /Loyalty tier.*"gold"/);
    assert.equal((await inspect("_acme.loyalty.tear = 1")).plainWords, undefined);
  });

  it("is one of at least eight templates that fit, without a problem", async () => {
    const fitting = findFitting(await beginSample());
    assert.ok(fitting.length >= 8, `${fitting.length} fit`);
    for (const { title, expression } of fitting) {
      const { errors, warnings } = await inspect(expression);
      assert.deepEqual([...errors, ...warnings], [], `${title}: ${expression}`);
    }
  });

  it("takes the field that an organisation keeps below its own name before the standard one, which it then leaves empty", async () => {
    const fitting = findFitting(await beginSample());
    const points = fitting.find(({ title }) => title === "Many loyalty points");
    assert.equal(points?.expression, "_acme.loyalty.points >= 1000");
  });

  it("offers no template whose fields are not there", async () => {
    assert.deepEqual(findFitting(await begin({ profile: schemaWith("fieldA") })), []);
    assert.deepEqual(findFitting([]), []);
  });

  it("lists fields with their types and values, in lists of plain values too, never inside lists of objects", async () => {
    const fields = await beginSample();
    const find = (path: string, root = "profile"): ListedField | undefined =>
      fields.find((field) => field.path === path && field.root === root);
    assert.equal(find("person.birthDate")?.type, "date");
    assert.ok(find("_acme.loyalty.tier")?.values?.some(({ value }) => value === "gold"));
    assert.equal(find("_acme.preferences.favoriteColors")?.isList, true);
    assert.ok(find("eventType", "event")?.values?.some(({ value }) => value === "commerce.purchases"));
    assert.ok(fields.every(({ path }) => !path.startsWith("_acme.orders.")));
    assert.ok(fields.every(({ path }) => path !== ""));
  });

  it("is a condition on any field with any operator that suits it, without an error", async () => {
    const seen = new Set<string>();
    for (const field of await beginSample()) {
      for (const operator of listOperators(field)) {
        // One field of each kind with each operator is enough of the same.
        const kind = [
          field.root,
          field.type,
          field.isList,
          field.values !== undefined,
          operator.label,
        ].join();
        if (seen.has(kind) || field.isDeprecated === true) continue;
        seen.add(kind);
        const text = toExpression(field, operator.write(field.path, giveValue(field, operator)), {
          label: "",
          days: 30,
        });
        const { errors } = await inspect(text);
        assert.deepEqual(errors, [], text);
      }
    }
    assert.ok(seen.size > 60, `${seen.size} kinds`);
  });
});

function giveValue(field: ListedField, { value: kind }: ClauseOperator): string {
  const own = field.values?.[0]?.value;
  const samples: Readonly<Record<string, string>> = {
    "date-time": "2027-01-31",
    date: "2027-01-31",
    string: 'a"b\\c',
  };
  const typed = kind === "days" ? "7" : (own ?? samples[field.type] ?? "7");
  if (kind !== undefined)
    assert.equal(findValueProblem(field, kind, typed), undefined, `${field.path} ${typed}`);
  return kind === "several" ? joinValues(splitTyped(typed)) : typed;
}

describe("a typed value", () => {
  const field = (type: string): ListedField => ({ root: "profile", path: "field", type });

  it("is one of the field's type", () => {
    for (const [type, text, isRight] of [
      ["integer", "12", true],
      ["integer", "1.5", false],
      ["double", "1.5", true],
      ["double", "1,5", false],
      ["date", "2027-02-28", true],
      ["date", "2027-02-30", false],
      ["date", "28.2.2027", false],
      ["string", "", false],
      ["string", "Oslo", true],
    ] as const) {
      assert.equal(findValueProblem(field(type), "one", text) === undefined, isRight, `${type} ${text}`);
    }
    assert.notEqual(findValueProblem(field("date"), "days", "0"), undefined);
    assert.equal(findValueProblem(field("integer"), "several", "1, 2"), undefined);
    assert.notEqual(findValueProblem(field("integer"), "several", "1, b"), undefined);
  });

  it("is part of the draft's name, in the words people use", () => {
    const tier: ListedField = {
      ...field("string"),
      title: "Tier",
      values: [{ value: "gold", title: "Gold" }],
    };
    const [is] = listOperators(tier);
    const inLastDays = listOperators(field("date"))[0];
    assert.ok(is && inLastDays);
    assert.equal(
      toClauseName(tier, is, { value: "gold", window: EVENT_WINDOWS[0] }),
      "Tier is Gold, in the last 7 days",
    );
    assert.equal(
      toClauseName(field("date"), inLastDays, { value: "9", window: undefined }),
      "field in the last 9 days",
    );
  });
});
