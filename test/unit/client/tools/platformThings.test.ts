/**
 * The kinds that tools read by table, on the sample organisation: each is listed and read, people are left out of all of it, and lists
 * are filtered, paged, empty and refused in words.
 */
import assert from "node:assert/strict";
import {
  describePlatformKind,
  PLATFORM_KINDS,
  type PlatformKindName,
} from "../../../../client/src/tools/platform/platformKinds.js";
import type { ToolContext } from "../../../../client/src/tools/tool.js";
import { runTool } from "../../../../client/src/tools/toolRegistry.js";
import { findPlatformInputs, type PlatformInput } from "../../../support/platformQuestions.js";
import { openSamplePlace, patience } from "../preview/samplePlace.js";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Who is named in what the sample organisation answers: people who work there, and those whose data it is. */
const PEOPLE = /@|%40|dana|keller|C-1000|eyJ|files\.acme/i;

/** Every text, without the names of fields. */
function listTexts(value: unknown): readonly string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(listTexts);
  return typeof value === "string" ? [value] : [];
}

function openTools(credential = "full") {
  const urls: string[] = [];
  const onExchange = ({ url }: { readonly url: string }) => void urls.push(url);
  const { session } = openSamplePlace({ onExchange }, credential);
  const context = { session, signal: patience } as unknown as ToolContext;
  const call = (name: string, input: object) => runTool(name, input, context);
  const ask = async (name: string, input: object) => {
    const { isError, text } = await call(name, input);
    assert.equal(isError, false, `${JSON.stringify(input)}: ${text}`);
    return { ...JSON.parse(text), text };
  };
  const list = async (kind: PlatformKindName, input: object = {}) => {
    const { data, notes } = await ask("list_things", { kind, ...input });
    return { rows: data.things as Rows, total: data.total, notes: notes.join(" ") };
  };
  const listIds = async (kind: PlatformKindName, input: PlatformInput) =>
    (await list(kind, input)).rows.map(({ id }) => String(id));
  return { urls, call, ask, list, listIds };
}

describe("what the platform keeps", () => {
  it("is listed and read, every kind, without whoever is named in it", async () => {
    const { ask, list, listIds } = openTools();
    const inputs = await findPlatformInputs(listIds);
    for (const kind of PLATFORM_KINDS) {
      const { rows } = await list(kind, { limit: 100, ...inputs[kind] });
      const [first] = rows;
      assert.ok(first, `there is no ${kind}`);
      const of = kind === "channelConfiguration" ? { of: String(first["channel"]) } : {};
      const { data } = await ask("get_thing", { kind, id: first["id"], ...inputs[kind], ...of });
      assert.equal(data.id, first["id"], kind);
      assert.doesNotMatch(listTexts([rows, data]).join("\n"), PEOPLE, kind);
    }
  });

  it("hands on no field that its row does not name", async () => {
    const { list, listIds } = openTools();
    const inputs = await findPlatformInputs(listIds);
    for (const kind of PLATFORM_KINDS) {
      const { fields } = describePlatformKind(kind);
      const named = new Set([
        ...fields.split(" ").map((each) => each.replace(/=.*|\*|\[\]/g, "").replaceAll("[]", "")),
        "owner",
      ]);
      const { rows } = await list(kind, inputs[kind]);
      for (const row of rows)
        assert.deepEqual(
          Object.keys(row).filter((name) => !named.has(name)),
          [],
          kind,
        );
    }
  });

  it("is filtered by the service where it can, and here by what rows say", async () => {
    const { list, urls } = openTools();
    const failed = await list("batch", { where: { status: "failure" } });
    assert.ok(failed.rows.length > 0 && failed.rows.every(({ status }) => status === "failure"));
    assert.match(urls.at(-1) ?? "", /[?&]status=failure/);
    const { rows: flows } = await list("dataflow", { limit: 1 });
    const runs = await list("flowRun", { where: { flowId: String(flows[0]?.["id"]) } });
    assert.ok(runs.rows.length > 0 && runs.rows.every(({ flowId }) => flowId === flows[0]?.["id"]));
    const events = await list("auditEvent", {
      where: { action: "create", "timestamp>": "2000-01-01T00:00:00Z" },
      limit: 100,
    });
    assert.ok(events.rows.length > 0 && events.rows.every(({ action }) => action === "Create"));
    assert.equal(
      (await list("auditEvent", { where: { "timestamp<": "2000-01-01T00:00:00Z" } })).rows.length,
      0,
    );
    const own = await list("connector", { where: { "attributes.isSource": "true" } });
    assert.ok(own.rows.length > 0 && own.rows.every((row) => row["attributes.isSource"] === true));
    const named = await list("mergePolicy", { nameContains: "WITHOUT" });
    assert.deepEqual(
      named.rows.map(({ name }) => name),
      ["Acme without stitching"],
    );
  });

  it("goes on where a list was left, and says so", async () => {
    const { list } = openTools();
    const whole = await list("flowRun", { limit: 100 });
    const parts: unknown[] = [];
    for (let skip = 0, hasMore = true; hasMore; skip += 7) {
      const { rows, notes } = await list("flowRun", { skip, limit: 7 });
      parts.push(...rows);
      hasMore = notes.includes(`skip ${skip + 7}`);
    }
    assert.ok(whole.rows.length > 14);
    assert.deepEqual(parts, whole.rows);
    const sidebar = await list("label", { skip: 1, limit: 2 });
    assert.equal(sidebar.rows.length, 2);
  });

  it("reads of both collections: the organisation's own and Adobe's", async () => {
    const { list } = openTools();
    const { rows, total } = await list("label", { limit: 100 });
    assert.deepEqual([...new Set(rows.map(({ owner }) => owner))], ["core", "custom"]);
    assert.equal(total, rows.length);
  });

  it("is empty, refused or asked wrongly in words", async () => {
    const { call, list } = openTools();
    const none = await list("privacyJob", { where: { regulation: "lgpd_bra" } });
    assert.deepEqual([none.rows, none.total], [[], 0]);
    assert.match(none.notes, /There is none/);
    for (const [input, said] of [
      [{ kind: "privacyJob" }, /need a filter by regulation/],
      [{ kind: "batchFile" }, /Say with `of`/],
      [{ kind: "batch", where: { user: "x" } }, /filters by dataSet, status/],
      [{ kind: "journey", of: "x" }, /no `of`/],
      [{ kind: "batchFile", of: "no-such-batch" }, /does not know this/],
    ] as const) {
      const { isError, text } = await call("list_things", input);
      assert.ok(isError, text);
      assert.match(text, said);
    }
    const missing = await call("get_thing", { kind: "label", id: "C999" });
    assert.ok(missing.isError && /C999/.test(missing.text), missing.text);
    const outsider = openTools("outsider");
    for (const kind of ["batch", "auditEvent", "privacyJob"] as const) {
      const input = kind === "privacyJob" ? { where: { regulation: "gdpr" } } : {};
      const { isError, text } = await outsider.call("list_things", { kind, ...input });
      assert.ok(isError, kind);
      assert.match(text, /not allowed|may not use/, kind);
    }
  });
});
