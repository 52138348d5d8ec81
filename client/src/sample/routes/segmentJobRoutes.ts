/** Evaluation jobs: list, read, start (flexible evaluation with its limits), cancel. */
import { type Call, parameter, readBody, readNumber, readProperties, readRecord } from "../call";
import type { AudienceRecord } from "../data/audienceShapes";
import { sizeOfAudience } from "../data/population";
import { jobStatus, type SegmentJob, toJobWire } from "../data/sampleSegmentJobs";
import type { SampleResponse } from "../exchange";
import { empty, json, upsError, upsErrorBody } from "../replies";
import { type Route, routesOf } from "../router";

const route = routesOf(
  { host: "platform", sandbox: "required", product: "aep", resource: "segments", denial: "ups" },
  "/data/core/ups/segment/jobs",
);

/** Routes of evaluation jobs. */
export const segmentJobRoutes: readonly Route[] = [
  route("", { GET: listJobs, POST: startJob }),
  route("/bulk-get", { POST: getMany }, { questions: ["POST"] }),
  route("/{id}", { GET: getJob, DELETE: cancelJob }),
];

const MOST_SEGMENTS = 20;
const RUNS_A_DAY = 2;

const jobsOf = (call: Call): SegmentJob[] => call.state.segmentJobs(call.sandbox.name).jobs;

function toWire(call: Call, job: SegmentJob): object {
  const { state, sandbox } = call;
  const population = state.population(sandbox.name);
  const subjects = {
    audiences: state.audiences(sandbox.name),
    sizeOfAudience: (record: AudienceRecord) => sizeOfAudience(population, record),
    today: state.today,
  };
  return toJobWire(job, subjects, call.clock.now());
}

function refuse(call: Call, status: number, message: string): SampleResponse {
  return upsError({ status, code: `UPAPI-114000-${status}`, message, requestId: call.requestId });
}

function listJobs(call: Call): SampleResponse {
  const limit = readNumber(call, "limit", 20);
  const start = readNumber(call, "start", 0);
  if (limit < 1 || start < 0) return refuse(call, 400, "start and limit must be positive");
  const status = call.url.searchParams.get("status");
  const wanted = readProperties(call).flatMap(([field, , value]) =>
    /segmentId$/.test(value.split("==")[0] ?? "") || /segments/.test(field)
      ? [value.split("==").at(-1) ?? ""]
      : [],
  );
  const found = jobsOf(call).filter(
    (job) =>
      (status === null || jobStatus(job, call.clock.now()) === status) &&
      wanted.every((id) => job.segmentIds.includes(id) || job.segmentIds.includes("*")),
  );
  const sign = /asc$/i.test(call.url.searchParams.get("sort") ?? "") ? 1 : -1;
  const page = found.sort((a, b) => (a.created - b.created) * sign).slice(start * limit, (start + 1) * limit);
  const hasMore = (start + 1) * limit < found.length;
  return json(200, {
    _page: {
      totalCount: found.length,
      pageSize: page.length,
      ...(hasMore ? { next: String(start + 1) } : {}),
    },
    children: page.map((job) => toWire(call, job)),
    _links: hasMore ? { next: { href: `@/segment/jobs?start=${start + 1}&limit=${limit}` } } : {},
  });
}

function startJob(call: Call): SampleResponse {
  const body = readBody(call.request);
  if (!Array.isArray(body)) return refuse(call, 400, "The body must be a list of segments");
  const ids = body.map((entry: unknown) => String(readRecord(entry)?.["segmentId"] ?? ""));
  if (ids.length === 0 || ids.length > MOST_SEGMENTS)
    return refuse(call, 400, `Between 1 and ${MOST_SEGMENTS} segments can be evaluated at once`);
  const table = call.state.audiences(call.sandbox.name);
  const unknown = ids.find((id) => table.find(id) === undefined);
  if (unknown !== undefined) return refuse(call, 404, `Segment ${unknown} could not be found`);
  const dayStart = Math.floor(call.clock.now() / 86_400_000) * 86_400_000;
  const today = jobsOf(call).filter((job) => job.isFlexible && job.created >= dayStart);
  if (today.length >= RUNS_A_DAY)
    return refuse(call, 429, "The daily number of flexible evaluations is used up");
  const job: SegmentJob = {
    id: call.seeded.uuid(`started/${call.exchange}`),
    created: call.clock.now(),
    segmentIds: ids,
    isFlexible: true,
  };
  jobsOf(call).unshift(job);
  return json(200, toWire(call, job));
}

function findJob(call: Call, id: string): SegmentJob | undefined {
  return jobsOf(call).find((job) => job.id === id);
}

function getJob(call: Call): SampleResponse {
  const job = findJob(call, parameter(call, "id"));
  return job === undefined ? refuse(call, 404, "The job could not be found") : json(200, toWire(call, job));
}

function cancelJob(call: Call): SampleResponse {
  const jobs = jobsOf(call);
  const index = jobs.findIndex((job) => job.id === parameter(call, "id"));
  const job = jobs[index];
  if (job === undefined) return refuse(call, 404, "The job could not be found");
  if (jobStatus(job, call.clock.now()) === "SUCCEEDED") return refuse(call, 400, "The job has finished");
  jobs[index] = { ...job, fixedStatus: "CANCELLED" };
  return empty(204);
}

function getMany(call: Call): SampleResponse {
  const given = readRecord(readBody(call.request))?.["ids"];
  const ids = Array.isArray(given)
    ? given.map((entry: unknown) => String(readRecord(entry)?.["id"] ?? ""))
    : [];
  if (ids.length === 0 || ids.length > 100)
    return refuse(call, 400, "The number of ids must be above 0 and at most 100");
  const results = ids.map((id): [string, unknown] => {
    const job = findJob(call, id);
    if (job !== undefined) return [id, toWire(call, job)];
    return [
      id,
      {
        errors: upsErrorBody({
          status: 404,
          code: "UPAPI-114000-404",
          message: "The job could not be found",
          requestId: call.requestId,
        })["errors"],
      },
    ];
  });
  return json(207, { results: Object.fromEntries(results) });
}
