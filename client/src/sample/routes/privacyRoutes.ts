/**
 * Privacy jobs: requests of people to see or delete what is stored of them, one per product and person. The organisation's, not a
 * sandbox's; no definition of the service is published, its guide is (docs/platform.md). Read only.
 */
import { type Call, parameter, readNumber } from "../call";
import { personAt } from "../data/people";
import type { SampleResponse } from "../exchange";
import { json } from "../replies";
import { type Route, routesOf } from "../router";

const route = routesOf(
  { host: "platform", sandbox: "none", product: "aep", resource: "hygiene", denial: "report" },
  "/data/core/privacy",
);

/** Routes of the privacy service that are answered; `absent.ts` has the others. */
export const privacyRoutes: readonly Route[] = [
  route("/jobs", { GET: listJobs }),
  route("/jobs/{id}", { GET: getJob }),
];

const DAY = 86_400_000;
const STATES = ["complete", "processing", "error"] as const;
/** Regulation and how many people asked under it. */
const REQUESTS: readonly (readonly [string, number])[] = [
  ["gdpr", 3],
  ["ccpa", 1],
];

interface Job extends Readonly<Record<string, unknown>> {
  readonly jobId: string;
  readonly status: string;
  readonly regulation: string;
}

/** Each tells whom it is about in three places. */
function toJobs(call: Call): readonly Job[] {
  return REQUESTS.flatMap(([regulation, count]) =>
    Array.from({ length: count }, (_value, index): Job => {
      const { email, crmId } = personAt(call.seeded, index);
      const created = new Date(call.state.today - (10 + index) * DAY).toUTCString();
      const status = STATES[index % STATES.length] ?? "complete";
      return {
        jobId: call.seeded.uuid(`privacyJob/${regulation}/${index}`),
        requestId: `1${index}70011071${index}RX-801`,
        userKey: email,
        action: index % 2 === 0 ? "delete" : "access",
        status,
        submittedBy: "dana.keller@acme.example",
        createdDate: created,
        lastModifiedDate: created,
        userIds: [
          { namespace: "email", value: email, type: "standard", namespaceId: 6 },
          { namespace: "CRMID", value: crmId, type: "custom", namespaceId: 10_001 },
        ],
        productResponses: [
          {
            product: "profileService",
            retryCount: 0,
            processedDate: created,
            productStatusResponse: { status, message: status, responseMsgDetail: `Looked for ${email}` },
          },
        ],
        regulation,
        ...(status === "complete"
          ? { downloadURL: `https://files.acme.example/results?user=${encodeURIComponent(email)}` }
          : {}),
      };
    }),
  );
}

/** One regulation at a time; the service says 404 where it knows no job. */
function listJobs(call: Call): SampleResponse {
  const query = call.url.searchParams;
  const regulation = query.get("regulation");
  const size = readNumber(call, "size", 100);
  if (regulation === null || size < 1 || size > 1_000)
    return fault(400, "regulation is required, and size is 1 to 1000");
  const wanted = query.get("status");
  const found = toJobs(call).filter(
    (job) => job.regulation === regulation && (wanted === null || job.status === wanted),
  );
  if (found.length === 0) return fault(404, "We were not able to find any jobs for the request.");
  const page = Math.max(0, readNumber(call, "page", 0));
  const jobs = found.slice(page * size, (page + 1) * size);
  return json(200, { jobDetails: jobs, totalRecords: found.length });
}

function getJob(call: Call): SampleResponse {
  const found = toJobs(call).find(({ jobId }) => jobId === parameter(call, "id"));
  return found === undefined ? fault(404, "The job does not exist.") : json(200, found);
}

function fault(status: number, detail: string): SampleResponse {
  return json(status, { errorCode: status, title: status === 404 ? "Not found" : "Bad request", detail });
}
