/** The people of the sample organisation: every size that is shown is what the evaluator counts among them. */
import assert from "node:assert/strict";
import { createCensus, PEOPLE } from "../../../client/src/sample/data/census";
import { SAMPLED_BEFORE, toRuleSource } from "../../../client/src/sample/data/population";
import { TOTAL_PROFILES } from "../../../client/src/sample/data/sizes";
import { checkProfile, compileRule, convertToSql, readEnvironment } from "../../../server/src/pql/service";
import { clientFor, type Loose, organisationFor, type SampleClient } from "./client";

const JOBS = "/data/core/ups/segment/jobs?status=SUCCEEDED&limit=1&sort=creationTime:desc";

/** Asks for an estimate as callers do, and gives its size. */
function estimate(client: SampleClient, expression: string): number {
  const started = client.call("/data/core/ups/preview", {
    body: {
      predicateExpression: expression,
      predicateType: "pql/text",
      predicateModel: "_xdm.context.profile",
    },
  });
  const path = `/data/core/ups/estimate/${encodeURIComponent(String(started.json.previewId))}`;
  client.call(path);
  client.organisation.clock.advance(5_000);
  return Number(client.call(path).json.estimatedSize);
}

describe("the people of the sample organisation", () => {
  it("are at least 2,000, stand for all profiles, and are the same each time", () => {
    const [one, other] = [createCensus(), createCensus()].map((census) =>
      organisationFor({ census }).state().population("prod"),
    );
    assert.ok(one !== undefined && other !== undefined && PEOPLE >= 2_000);
    let total = 0;
    let events = 0;
    for (let index = 0; index < PEOPLE; index++) {
      const profile = one.profileAt(index) as { readonly xEvent: readonly object[] };
      total += one.weightOf(index);
      events += profile.xEvent.length;
      if (index % 100 === 0) {
        assert.deepEqual(profile, other.profileAt(index));
        assert.deepEqual(checkProfile(profile), []);
      }
    }
    assert.equal(total, TOTAL_PROFILES);
    assert.ok(events > PEOPLE * 2, `${events} events`);
  });

  for (const [place, step] of [
    [0, 1],
    [1, 7],
  ] as const) {
    it(`are counted to the size of ${step === 1 ? "every audience" : "audiences"} with a rule, in sandbox ${place}`, function () {
      this.timeout(60_000);
      const client = clientFor({ census: createCensus() });
      const state = client.organisation.state();
      const name = state.sandboxes[place]?.name ?? "";
      const population = state.population(name);
      const job = client.call<{ readonly children: readonly Loose[] }>(JOBS, { sandbox: name }).json
        .children[0];
      const shown = job?.metrics?.segmentedProfileCounter as unknown as Readonly<Record<string, number>>;
      const clock = { now: state.today - SAMPLED_BEFORE, weekStart: "sunday" } as const;
      let counted = 0;
      let empty = 0;
      for (const [index, { record }] of state.audiences(name).list().entries()) {
        if (index % step !== 0) continue;
        const source = toRuleSource(record["expression"]);
        if (source === undefined || (record["schema"] as Loose).name !== ("_xdm.context.profile" as unknown))
          continue;
        const { rule } = compileRule(source);
        assert.ok(rule !== undefined, record.name);
        let sum = 0;
        for (let index = 0; index < PEOPLE; index++) {
          const profile = population.profileAt(index);
          const { value } = rule.evaluate(profile, clock);
          assert.ok(value !== "unknown", record.name);
          if (value) sum += population.weightOf(index);
        }
        assert.equal(shown[record.id], sum, record.name);
        counted++;
        if (sum === 0) empty++;
      }
      assert.ok(counted > 100 / step, `${counted} audiences`);
      assert.ok(empty <= counted / 10, `${empty} of ${counted} are empty`);
    });
  }

  it("are what estimates and previews of a new rule are about", () => {
    const client = clientFor();
    const rule = 'homeAddress.countryCode = "NL" and _acme.loyalty.points > 1000';
    const size = estimate(client, rule);
    assert.ok(size > 0 && size < TOTAL_PROFILES / 5);
    const rest = estimate(client, `not (${rule})`);
    assert.equal(size + rest, TOTAL_PROFILES);
    assert.equal(estimate(client, "testProfile = true and testProfile = false"), 0);
  });

  it("join and leave an audience that others ask for when its rule changes", () => {
    const { organisation } = clientFor();
    const state = organisation.state();
    const [{ record }] = state.audiences("prod").list();
    const asked = { text: `inSegment("${record.id}")` };
    const count = () => state.population("prod").count(asked);
    const put = (value: string) =>
      state
        .audiences("prod")
        .put(
          record.id,
          { record: { ...record, expression: { format: "pql/text", value } }, isHidden: false },
          organisation.clock.now(),
        );
    put("testProfile = true");
    const tested = count();
    put("testProfile != true");
    assert.equal((tested ?? 0) + (count() ?? 0), TOTAL_PROFILES);
  });
});

describe("a query of the sample organisation", () => {
  const QUERIES = "/data/foundation/query/queries";
  const rule = 'homeAddress.countryCode = "DE" and xEvent[eventType = "commerce.purchases"].count() >= 1';

  function sqlOf(client: SampleClient): string {
    const state = client.organisation.state();
    const { statement } = convertToSql(rule, readEnvironment(state.unions("prod")), {
      tables: { profile: "profile_snapshot_export", events: ["acme_commerce_events", "acme_web_events"] },
      now: state.today - SAMPLED_BEFORE,
    });
    assert.ok(statement !== undefined);
    return statement;
  }

  function start(client: SampleClient, sql: string): string {
    const { json, status } = client.call(QUERIES, { body: { dbName: "prod:all", sql } });
    assert.equal(status, 202);
    return `${QUERIES}/${String(json.id)}`;
  }

  it("that was written for a rule counts the people the rule is about, as its estimate does", () => {
    const client = clientFor();
    const path = start(client, sqlOf(client));
    assert.equal(client.call(path).json.state, "SUBMITTED");
    client.organisation.clock.advance(6_000);
    const { state, rowCount } = client.call(path).json;
    assert.deepEqual([state, rowCount], ["SUCCESS", estimate(client, rule)]);
    assert.deepEqual(client.organisation.traffic().report().writes, []);
  });

  it("that was changed, or names a table nobody has, fails with a reason", () => {
    for (const [change, reason] of [
      [(sql: string) => sql.replace("'DE'", "'FR'"), /as they were written/],
      [(sql: string) => sql.replace('\\"DE\\"', '\\"FR\\"'), /as they were written/],
      [(sql: string) => sql.replaceAll("acme_web_events", "nothing"), /Table or view not found: nothing/],
    ] as const) {
      const client = clientFor();
      const path = start(client, change(sqlOf(client)));
      client.organisation.clock.advance(6_000);
      const { state, rowCount, errors } = client.call(path).json;
      assert.deepEqual([state, rowCount], ["FAILED", 0]);
      assert.match(JSON.stringify(errors), reason);
    }
  });

  it("can be cancelled while it runs, and not afterwards", () => {
    const client = clientFor();
    const path = start(client, sqlOf(client));
    const cancel = () => client.call(path, { method: "PATCH", body: { op: "cancel" } }).status;
    assert.equal(cancel(), 202);
    assert.equal(client.call(path).json.state, "KILLED");
    assert.equal(cancel(), 409);
    assert.equal(client.call(path, { method: "PATCH", body: { op: "stop" } }).status, 400);
  });
});
