/**
 * Estimates, conversions, jobs and sizes of the sample organisation.
 */
import assert from "node:assert/strict";
import { isApiError } from "../../../../client/src/api/apiError";
import {
  fetchAudienceSize,
  fetchAudienceSizes,
  findSizeInJobs,
  readAudienceMetrics,
} from "../../../../client/src/api/audienceSize";
import { listAudiences } from "../../../../client/src/api/audiences";
import { convertExpression } from "../../../../client/src/api/conversion";
import { type Estimate, estimateExpression, fetchSampleStatus } from "../../../../client/src/api/estimates";
import { collectItems } from "../../../../client/src/api/pages";
import { listSegmentDefinitions } from "../../../../client/src/api/segmentDefinitions";
import { listSegmentJobs } from "../../../../client/src/api/segmentJobs";
import { CONFIRMED } from "../../../support/confirmed";
import { openSample } from "./support/samplePlatform";

const FEMALE = { format: "pql/text", value: 'person.gender = "female"' } as const;

describe("An estimate", () => {
  it("comes with progress and a number, also in organisations that insist on details", async () => {
    for (const scenario of [
      "default",
      "graph-type",
      "preview-running",
      "estimate-slow",
      "estimate-strings",
    ]) {
      const sample = openSample({ scenario });
      const progress: Estimate[] = [];
      const { estimate } = await estimateExpression(
        sample.session,
        { expression: FEMALE },
        { onProgress: (step) => progress.push(step) },
      );
      assert.ok((estimate.estimatedSize ?? 0) > 0, scenario);
      assert.ok(progress.length > 0);
      assert.deepEqual(sample.organisation.traffic().checks.violations(), []);
    }
  });

  it("without a size is unknown, not zero", async () => {
    const { session } = openSample({ scenario: "estimate-no-size" });
    const { estimate } = await estimateExpression(session, { expression: FEMALE });
    assert.equal(estimate.estimatedSize, undefined);
  });

  it("that fails says why in one line", async () => {
    const { session } = openSample({ scenario: "estimate-failed" });
    const error = await estimateExpression(session, { expression: FEMALE }).catch(
      (thrown: unknown) => thrown,
    );
    assert.ok(isApiError(error, "unavailable"));
    assert.ok(!error.message.includes("\n"));
  });

  it("that never ends is given up and killed", async () => {
    const sample = openSample({ scenario: "estimate-never" });
    const startedAt = sample.clock.now();
    const failed = estimateExpression(sample.session, { expression: FEMALE });
    await assert.rejects(failed, (error) => isApiError(error, "timeout"));
    const seconds = (sample.clock.now() - startedAt) / 1_000;
    assert.ok(seconds > 60 && seconds < 120, String(seconds));
    assert.match(sample.urls.at(-1) ?? "", /^DELETE .*\/preview\//);
  });

  it("that is cancelled kills its preview and ends silently", async () => {
    const sample = openSample({ scenario: "estimate-never" });
    const controller = new AbortController();
    const failed = estimateExpression(
      sample.session,
      { expression: FEMALE },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    await assert.rejects(failed, (error) => isApiError(error, "cancelled"));
    assert.match(sample.urls.at(-1) ?? "", /^DELETE .*\/preview\//);
  });

  it("of bad PQL is refused before it starts", async () => {
    const { session, urls } = openSample();
    const failed = estimateExpression(session, {
      expression: { format: "pql/text", value: 'person.name = "x' },
    });
    await assert.rejects(failed, (error) => isApiError(error, "validation"));
    assert.ok(!urls.some((url) => url.includes("/estimate/")));
  });

  it("rests on a sample whose age is known", async () => {
    const status = await fetchSampleStatus(openSample().session);
    assert.ok(status.isReady && (status.sampledAt ?? 0) > 0 && (status.totalRows ?? 0) > 0);
    assert.equal((await fetchSampleStatus(openSample({ scenario: "no-sample" }).session)).isReady, false);
  });
});

describe("A conversion", () => {
  it("turns text into JSON and back", async () => {
    const { session } = openSample();
    const json = await convertExpression(session, FEMALE);
    assert.equal(json.format, "pql/json");
    assert.equal(typeof JSON.parse(json.value), "object");
    const text = await convertExpression(session, json);
    assert.equal(text.format, "pql/text");
    assert.match(text.value, /person\.gender/);
  });

  it("of bad PQL is refused with words", async () => {
    const failed = convertExpression(openSample().session, { format: "pql/text", value: "person.(" });
    await assert.rejects(failed, (error) => isApiError(error, "validation") && error.message.length > 5);
  });
});

describe("The size of an audience", () => {
  it("comes from the latest successful job", async () => {
    const { session } = openSample({ sandbox: "prod" });
    const audiences = await collectItems(listAudiences(session, { pageSize: 100 }));
    const sizes = await fetchAudienceSizes(
      session,
      audiences.map(({ id }) => id),
    );
    const known = [...sizes].filter(([, size]) => size.source === "job");
    assert.ok(known.length > 0 && known.length < audiences.length);
    const [id = "", size] = known[0] ?? [];
    assert.deepEqual(await fetchAudienceSize(session, id), size);
  });

  it("is looked for in as few jobs as say it: two, where one of them counted all audiences", async () => {
    const { session, organisation, urls } = openSample({ sandbox: "prod" });
    const ids = (await collectItems(listAudiences(session, { pageSize: 100 }))).map(({ id }) => id);
    const readSizes = async () => {
      const before = urls.length;
      const sizes = await fetchAudienceSizes(session, ids);
      const limits = urls.slice(before).map((url) => new URL(url, "http://host").searchParams.get("limit"));
      return { limits, known: [...sizes.values()].filter(({ source }) => source === "job").length };
    };
    const inTwo = await readSizes();
    assert.deepEqual(inTwo.limits, ["2"]);
    assert.ok(inTwo.known > 2);
    const body = [{ segmentId: ids[0] }];
    for (let run = 0; run < 2; run++)
      await session.send({ method: "POST", path: "/data/core/ups/segment/jobs", body, ...CONFIRMED });
    organisation.clock.advance(20_000);
    assert.deepEqual(await readSizes(), { limits: ["2", "50"], known: inTwo.known });
  });

  it("is unknown where no source knows, which is not zero", async () => {
    const size = await fetchAudienceSize(openSample().session, "no-such-audience");
    assert.deepEqual(size, { source: "unknown", evaluatedAt: undefined });
    assert.ok(!("members" in size));
  });

  it("is estimated when asked for and nothing better is known", async () => {
    const { session } = openSample();
    const size = await fetchAudienceSize(session, "no-such-audience", { estimate: { expression: FEMALE } });
    assert.ok(size.source === "estimate" && size.members > 0);
  });

  it("prefers the newest job that has a number, and jobs over all audiences count", () => {
    const job = (id: string, change: object) => ({
      id,
      status: "SUCCEEDED",
      audienceIds: ["*"],
      createdAt: 1,
      updatedAt: 1,
      errors: [],
      totalProfiles: undefined,
      durationMs: undefined,
      memberCounts: new Map<string, number>(),
      statusCounts: new Map(),
      ...change,
    });
    const jobs = [
      job("old", { updatedAt: 5, memberCounts: new Map([["a", 7]]) }),
      job("failed", { updatedAt: 9, status: "FAILED", memberCounts: new Map([["a", 99]]) }),
      job("new", { updatedAt: 8, memberCounts: new Map([["a", 0]]) }),
      job("bare", { updatedAt: 10 }),
      job("other", { updatedAt: 11, audienceIds: ["b"], memberCounts: new Map([["b", 1]]) }),
    ];
    const size = findSizeInJobs(jobs, "a");
    assert.deepEqual([size.source, size.source === "job" && size.members, size.evaluatedAt], ["job", 0, 8]);
    assert.deepEqual(findSizeInJobs(jobs, "c"), { source: "unknown", evaluatedAt: undefined });
    const named = [job("named", { audienceIds: ["c"], updatedAt: 3 })];
    assert.deepEqual(findSizeInJobs(named, "c"), { source: "unknown", evaluatedAt: 3 });
  });

  it("can be read from metrics, where an organisation sends them", () => {
    const metrics = {
      type: "x",
      data: { totalProfiles: "12", totalProfilesByStatus: { realized: 5 } },
      updateEpoch: 1_642_745_034,
    };
    const size = readAudienceMetrics({ metrics });
    assert.deepEqual(size, {
      source: "metrics",
      members: 12,
      evaluatedAt: 1_642_745_034_000,
      statusCounts: { realized: 5, exited: undefined, existing: undefined },
    });
    assert.equal(readAudienceMetrics({ metrics: { data: {} } }), undefined);
    assert.equal(readAudienceMetrics({ metrics: undefined }), undefined);
  });
});

describe("Segment jobs and definitions", () => {
  it("are listed to the end, jobs with and without metrics", async () => {
    const { session } = openSample({ sandbox: "prod" });
    const jobs = await collectItems(listSegmentJobs(session, { pageSize: 5 }));
    assert.equal(new Set(jobs.map(({ id }) => id)).size, jobs.length);
    assert.ok(jobs.some(({ memberCounts }) => memberCounts.size === 0));
  });

  it("are listed by twos where more of them are an answer that cannot be read", async () => {
    const { session, organisation, urls } = openSample({ sandbox: "prod" });
    organisation.adjust({ weather: [{ effect: "null-body", path: "/segment/jobs", times: 1 }] });
    const page = await listSegmentJobs(session).nextPage();
    assert.equal(page?.items.length, 2);
    assert.match(urls.at(-1) ?? "", /segment\/jobs.*limit=2\b/);
  });

  it("of the older service include what the newer list hides", async () => {
    const { session } = openSample({ sandbox: "prod" });
    const [audiences, definitions] = await Promise.all([
      collectItems(listAudiences(session, { pageSize: 100 })),
      collectItems(listSegmentDefinitions(session)),
    ]);
    const listed = new Set(audiences.map(({ id }) => id));
    const hidden = definitions.filter(({ id }) => !listed.has(id));
    assert.ok(hidden.length > 0);
  });
});
