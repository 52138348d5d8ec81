// Checklist E: preview and estimate, jobs, legacy definitions, conversion, search.
import assert from "node:assert/strict";
import { clientFor, type Loose, type SampleClient, text } from "./client.js";

const BASE = "/data/core/ups";
const preview = {
  predicateExpression: "loyalty.points > 3",
  predicateType: "pql/text",
  predicateModel: "_xdm.context.profile",
  graphType: "none",
};

function startPreview(client: SampleClient): string {
  const answer = client.call(`${BASE}/preview`, { body: preview });
  assert.equal(answer.status, 201);
  return encodeURIComponent(text(answer.json.previewId));
}

const estimate = (client: SampleClient, id: string) => client.call(`${BASE}/estimate/${id}`);

function finishedEstimate(scenario: string): Loose {
  const client = clientFor({ scenario });
  const id = startPreview(client);
  estimate(client, id);
  client.organisation.clock.advance(60_000);
  return estimate(client, id).json;
}

describe("preview and estimate", () => {
  it("start as NEW or RUNNING with a base64 id", () => {
    const { json } = clientFor().call(`${BASE}/preview`, { body: preview });
    assert.equal(json.state, "NEW");
    assert.match(Buffer.from(text(json.previewId), "base64").toString("utf8"), /^preview-/);
    assert.equal(typeof json.previewExecutionId, "number");
    assert.equal(
      clientFor({ scenario: "preview-running" }).call(`${BASE}/preview`, { body: preview }).json.state,
      "RUNNING",
    );
  });

  it("refuse a type or class that the profile store does not know", () => {
    for (const wrong of [{ predicateType: "sql" }, { predicateModel: "_acme.pets" }])
      assert.equal(clientFor().call(`${BASE}/preview`, { body: { ...preview, ...wrong } }).status, 400);
  });

  it("refuse a broken expression, and a missing graphType where the scenario asks for it", () => {
    assert.equal(
      clientFor().call(`${BASE}/preview`, { body: { ...preview, predicateExpression: "loyalty.points >" } })
        .status,
      400,
    );
    const { graphType: _graphType, ...without } = preview;
    assert.equal(clientFor().call(`${BASE}/preview`, { body: without }).status, 201);
    assert.equal(
      clientFor({ scenario: "graph-type" }).call(`${BASE}/preview`, { body: without }).status,
      400,
    );
  });

  it("go from 404 over growing numbers to a result after the configured time", () => {
    const client = clientFor();
    const id = startPreview(client);
    assert.equal(estimate(client, id).status, 404);
    const early = estimate(client, id).json;
    client.organisation.clock.advance(700);
    const later = estimate(client, id).json;
    assert.equal(early.state, "RUNNING");
    assert.ok(Number(later.profilesReadSoFar) > Number(early.profilesReadSoFar));
    client.organisation.clock.advance(800);
    const done = estimate(client, id).json;
    assert.equal(done.state, "RESULT_READY");
    assert.equal(typeof done.estimatedSize, "number");
    assert.equal(done.confidenceInterval, "95%");
  });

  it("take 45 seconds, never end, fail with a traceback, send strings, or omit the size, by scenario", () => {
    const slow = clientFor({ scenario: "estimate-slow" });
    const id = startPreview(slow);
    estimate(slow, id);
    slow.organisation.clock.advance(44_000);
    assert.equal(estimate(slow, id).json.state, "RUNNING");
    slow.organisation.clock.advance(1_000);
    assert.equal(estimate(slow, id).json.state, "RESULT_READY");
    assert.equal(finishedEstimate("estimate-never").state, "RUNNING");
    const failed = finishedEstimate("estimate-failed");
    assert.equal(failed.state, "FAILED");
    assert.match(text(failed.error?.traceback), /\n/);
    assert.equal(typeof finishedEstimate("estimate-strings").estimatedSize, "string");
    assert.equal("estimatedSize" in finishedEstimate("estimate-no-size"), false);
  });

  it("end when killed: later estimates are 404", () => {
    const client = clientFor();
    const id = startPreview(client);
    assert.deepEqual(client.call(`${BASE}/preview/${id}`, { method: "DELETE" }).json, {
      status: true,
      message: "KILLED",
    });
    client.organisation.clock.advance(5_000);
    assert.equal(estimate(client, id).status, 404);
    assert.equal(estimate(client, id).status, 404);
  });

  it("report the state of the sample as digits in strings, or that there is none", () => {
    const ready = clientFor().call(`${BASE}/previewsamplestatus`).json;
    assert.match(text(ready.numRowsToRead), /^\d+$/);
    assert.equal(typeof ready.totalRows, "string");
    assert.match(text(ready.docCount), /"/);
    const missing = clientFor({ scenario: "no-sample" }).call(`${BASE}/previewsamplestatus`).json;
    assert.equal(missing.status, "SAMPLE_NOT_READY");
    assert.equal(missing.totalRows, null);
  });
});

type Job = {
  id: string;
  status: string;
  metrics?: { segmentedProfileCounter: Record<string, number> };
  segments: { segmentId: string }[];
};

describe("evaluation jobs", () => {
  const jobs = (client: SampleClient, query = ""): Job[] =>
    client.call<{ children: Job[] }>(`${BASE}/segment/jobs?limit=50${query}`).json.children;

  it("occur in every status and have metrics only once they succeeded", () => {
    const all = jobs(clientFor());
    const statuses = new Set(all.map(({ status }) => status));
    for (const status of ["NEW", "QUEUED", "PROCESSING", "SUCCEEDED", "FAILED", "CANCELLING", "CANCELLED"])
      assert.ok(statuses.has(status), status);
    assert.equal(all.find(({ status }) => status === "NEW")?.metrics, undefined);
    const done = all.find(({ status }) => status === "SUCCEEDED");
    assert.deepEqual(done?.segments, [{ segmentId: "*" }]);
    assert.ok(Object.keys(done?.metrics?.segmentedProfileCounter ?? {}).length > 100);
  });

  it("can be filtered by status and by segment, and paged by index", () => {
    const client = clientFor();
    assert.ok(jobs(client, "&status=SUCCEEDED").every(({ status }) => status === "SUCCEEDED"));
    assert.ok(
      jobs(client, "&property=segments~segmentId==abc").every(({ segments }) =>
        segments.some(({ segmentId }) => ["abc", "*"].includes(segmentId)),
      ),
    );
    const ids = [0, 1].map((start) =>
      client
        .call<{ children: Job[] }>(`${BASE}/segment/jobs?limit=2&start=${start}`)
        .json.children.map(({ id }) => id),
    );
    assert.equal(new Set(ids.flat()).size, 4);
  });

  it("start from a list only, at most twenty audiences at once and twice a day", () => {
    const client = clientFor();
    const [first] = client.call<{ children: { id: string }[] }>(`${BASE}/audiences?limit=1`).json.children;
    const body = [{ segmentId: first?.id }];
    assert.equal(client.call(`${BASE}/segment/jobs`, { body: body[0] }).status, 400);
    assert.equal(
      client.call(`${BASE}/segment/jobs`, { body: Array.from({ length: 21 }, () => body[0]) }).status,
      400,
    );
    const started = client.call(`${BASE}/segment/jobs`, { body });
    assert.equal(started.status, 200);
    assert.equal(started.json.status, "NEW");
    assert.equal(client.call(`${BASE}/segment/jobs`, { body }).status, 200);
    assert.equal(client.call(`${BASE}/segment/jobs`, { body }).status, 429);
    client.organisation.clock.advance(20_000);
    const done = client.call<Job>(`${BASE}/segment/jobs/${text(started.json.id)}`).json;
    assert.equal(done.status, "SUCCEEDED");
    assert.equal(typeof done.metrics?.segmentedProfileCounter[first?.id ?? ""], "number");
  });

  it("count no audience that was made after them", () => {
    const client = clientFor();
    const made = client.call(`${BASE}/audiences`, {
      body: {
        name: "Made just now",
        type: "SegmentDefinition",
        schema: { name: "_xdm.context.profile" },
        expression: { type: "PQL", format: "pql/text", value: "person.birthYear > 1980" },
      },
    }).json;
    assert.equal(typeof made.id, "string");
    for (const { metrics } of jobs(client, "&status=SUCCEEDED"))
      assert.equal(metrics?.segmentedProfileCounter[text(made.id)], undefined);
  });

  it("can be cancelled with 204 while they run", () => {
    const client = clientFor();
    const running = jobs(client).find(({ status }) => status === "PROCESSING");
    assert.equal(client.call(`${BASE}/segment/jobs/${running?.id}`, { method: "DELETE" }).status, 204);
  });
});

describe("legacy definitions", () => {
  const path = `${BASE}/segment/definitions`;

  it("list segments with a page and show the inactive ones", () => {
    const { json } = clientFor().call<{ segments: { name: string }[]; page: object; link: object }>(
      `${path}?limit=500`,
    );
    assert.ok(json.segments.some(({ name }) => name === "Legacy segment code A"));
    assert.ok("totalPages" in json.page);
    assert.deepEqual(json.link, {});
  });

  it("appear among the audiences with the same id, and delete with 200 and an empty body", () => {
    const client = clientFor();
    const body = {
      name: "Old style",
      schema: { name: "_xdm.context.profile" },
      expression: { type: "PQL", format: "pql/text", value: "true" },
    };
    const created = client.call(path, { body });
    assert.equal(created.status, 200);
    assert.equal(client.call(`${BASE}/audiences/${text(created.json.id)}`).json.name, "Old style");
    const deleted = client.call(`${path}/${text(created.json.id)}`, { method: "DELETE" });
    assert.equal(deleted.status, 200);
    assert.equal(deleted.body, "");
    assert.equal(client.call(`${path}/${text(created.json.id)}`).status, 404);
  });
});

describe("the smaller parts of segmentation", () => {
  const convert = (format: string, value: string) =>
    clientFor().call(`${BASE}/segment/conversion`, {
      body: {
        name: "x",
        schema: { name: "_xdm.context.profile" },
        expression: { type: "PQL", format, value },
      },
    });

  it("convert a small subset both ways and back to the same text", () => {
    for (const rule of [
      'homeAddress.city = "Berlin" and loyalty.points > 3',
      'inSegment("a") or not (person.birthYear in [1980, 1990])',
      "mobilePhone.number.isNull()",
    ]) {
      const tree = convert("pql/text", rule).json.expression;
      assert.equal(tree?.format, "pql/json");
      assert.equal(convert("pql/json", text(tree?.value)).json.expression?.value, rule);
    }
  });

  it("refuse what they cannot convert", () => {
    assert.equal(convert("pql/text", "xEvent[commerce.purchases.value > 0].count() > 2").status, 400);
    assert.equal(convert("pql/json", '{"nodeType":"chain"}').status, 400);
  });

  it("search audiences by part of the name with an index that lags", () => {
    const client = clientFor();
    const search = () =>
      client.call<{ entities: { name: string }[] }>(
        `${BASE}/search/entities?schemaClass=_xdm.context.segmentdefinition&namespace=AEPSegments&s=brand%20new`,
        {
          headers: { "x-ups-search-version": "1.0" },
        },
      ).json.entities.length;
    client.call(`${BASE}/audiences`, {
      body: {
        name: "Brand new",
        type: "SegmentDefinition",
        schema: { name: "_xdm.context.profile" },
        expression: { type: "PQL", format: "pql/text", value: "true" },
      },
    });
    assert.equal(search(), 0);
    client.organisation.clock.advance(5_000);
    assert.equal(search(), 1);
    assert.equal(client.call(`${BASE}/search/entities?schemaClass=x&namespace=AEPSegments`).status, 400);
  });

  it("list schedules and export jobs with their own paging", () => {
    const { call } = clientFor();
    assert.equal(call(`${BASE}/config/schedules`).json.children?.[0]?.schedule, "0 0 1 * * ?");
    const page = call<{ records: object[]; link: { next?: string } }>(
      `${BASE}/export/jobs?limit=5&offset=10`,
    ).json;
    assert.equal(page.records.length, 4);
    assert.equal(page.link.next, undefined);
  });
});
