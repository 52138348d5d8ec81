/** Query Service of the sample organisation: a statement runs once, under its own confirmation, and is cancelled when given up. */
import assert from "node:assert/strict";
import { isApiError, isCancellation } from "../../../../client/src/api/apiError";
import type { ApiRequest } from "../../../../client/src/api/apiSession";
import { Confirmation } from "../../../../client/src/api/confirmation";
import { estimateExpression } from "../../../../client/src/api/estimates";
import { countRows, isReading, QUERY_CALLS } from "../../../../client/src/api/queryRuns";
import { fetchQueryTables } from "../../../../client/src/api/queryTables";
import { checkMayLeave } from "../../../../client/src/api/writeGate";
import { SAMPLED_BEFORE } from "../../../../client/src/sample/data/population";
import { convertToSql, readEnvironment } from "../../../../server/src/pql/service";
import { openSample } from "./support/samplePlatform";

const RULE = 'homeAddress.countryCode = "AT" and xEvent[eventType = "commerce.productViews"].count() > 0';

/** The statement of a rule over the tables the client finds. */
async function sqlOf({ session, organisation }: ReturnType<typeof openSample>): Promise<string> {
  const { snapshots, events } = await fetchQueryTables(session);
  assert.deepEqual(
    snapshots.map(({ table }) => table),
    ["profile_snapshot_export"],
  );
  assert.ok(events.some(({ table }) => table === "acme_commerce_events"));
  assert.ok(!events.some(({ name }) => name === "Acme Survey events"), "it feeds no profiles");
  const state = organisation.state();
  const { statement } = convertToSql(RULE, readEnvironment(state.unions(session.sandbox ?? "")), {
    tables: { profile: snapshots[0]?.table ?? "", events: events.map(({ table }) => table) },
    now: state.today - SAMPLED_BEFORE,
  });
  assert.ok(statement !== undefined);
  return statement;
}

const confirmed = () => ({ confirmation: new Confirmation("query", QUERY_CALLS) });

describe("A count with Query Service", () => {
  it("is exactly what the estimate is about, tells how far it is, and writes nothing", async () => {
    const sample = openSample();
    const states: string[] = [];
    const counted = await countRows(
      sample.session,
      { sql: await sqlOf(sample), name: "x", onProgress: ({ state }) => states.push(state) },
      confirmed(),
    );
    const { estimate } = await estimateExpression(sample.session, {
      expression: { format: "pql/text", value: RULE },
    });
    assert.ok(counted.rows > 0);
    assert.deepEqual([counted.rows, counted.isAtLeast], [estimate.estimatedSize, false]);
    assert.ok(states.includes("IN_PROGRESS"));
    const traffic = sample.organisation.traffic();
    assert.deepEqual([traffic.checks.violations(), traffic.report().writes], [[], []]);
  });

  it("that is given up is cancelled at the platform", async () => {
    const sample = openSample();
    const sql = await sqlOf(sample);
    const controller = new AbortController();
    const counting = countRows(
      sample.session,
      { sql, name: "x", onProgress: () => controller.abort() },
      { ...confirmed(), signal: controller.signal },
    );
    assert.ok(isCancellation(await counting.catch((error: unknown) => error)));
    assert.deepEqual(
      [...sample.organisation.state().queries.values()].map(({ isKilled }) => isKilled),
      [true],
    );
  });

  it("of a statement that the service refuses says what the service said", async () => {
    const sample = openSample();
    const sql = (await sqlOf(sample)).replace("'AT'", "'BE'");
    const error = await countRows(sample.session, { sql, name: "x" }, confirmed()).catch(
      (thrown: unknown) => thrown,
    );
    assert.ok(isApiError(error, "validation"));
    assert.match(String(error.said), /as they were written/);
  });

  it("stays here without a confirmation, and under one that is over", async () => {
    const sample = openSample();
    const request = { sql: await sqlOf(sample), name: "x" };
    const { confirmation } = confirmed();
    confirmation.end();
    for (const given of [confirmation, undefined as unknown as Confirmation]) {
      const error = await countRows(sample.session, request, { confirmation: given }).catch(
        (thrown: unknown) => thrown,
      );
      assert.ok(isApiError(error, "refused"));
    }
    assert.equal(sample.organisation.state().queries.size, 0);
  });

  it("leaves only for a statement that reads", async () => {
    const { session, organisation } = openSample();
    for (const sql of [
      "DROP TABLE p",
      "SELECT 1; DELETE FROM p",
      "CREATE TABLE x AS SELECT 1",
      "-- SELECT\nINSERT INTO p VALUES (1)",
    ]) {
      assert.ok(!isReading(sql), sql);
      const error = await countRows(session, { sql, name: "x" }, confirmed()).catch(
        (thrown: unknown) => thrown,
      );
      assert.ok(isApiError(error, "refused"), sql);
    }
    for (const sql of [
      "-- a; 'DROP'\nSELECT 1 FROM p WHERE p.`update` = 'delete; it' ",
      "WITH a AS (SELECT 1) SELECT 1;",
    ])
      assert.ok(isReading(sql), sql);
    assert.equal(organisation.state().queries.size, 0);
  });
});

describe("The confirmation of a query", () => {
  const leaves = (method: ApiRequest["method"], path: string, confirmation: Confirmation): boolean => {
    try {
      checkMayLeave({
        host: "platform",
        method: method ?? "GET",
        url: `https://platform.adobe.io${path}`,
        confirmation,
      });
      return true;
    } catch {
      return false;
    }
  };

  it("lets that query leave, and nothing else", () => {
    const { confirmation } = confirmed();
    const queries = "/data/foundation/query/queries";
    assert.ok(leaves("POST", queries, confirmation));
    assert.ok(leaves("PATCH", `${queries}/1`, confirmation));
    for (const [method, path] of [
      ["POST", "/data/core/ups/audiences"],
      ["DELETE", `${queries}/1`],
      ["POST", "/data/foundation/query/schedules"],
      ["PATCH", "/data/foundation/query/schedules/1"],
      ["POST", `/x${queries}`],
    ] as const) {
      assert.ok(!leaves(method, path, confirmation), path);
    }
    confirmation.end();
    assert.ok(!leaves("POST", queries, confirmation));
  });
});
