/** Preview and estimate of an expression, with the early 404s, growing numbers and odd types that callers meet. */
import { findExpressionRefusal } from "../audienceRules";
import { toBase64 } from "../base64";
import { type Call, parameter, readBody, readNumber, readRecord } from "../call";
import { personAt } from "../data/people";
import { toRuleSource } from "../data/population";
import { sizeOf, TOTAL_PROFILES } from "../data/sizes";
import type { SampleResponse } from "../exchange";
import { json, upsError } from "../replies";
import { type Route, routesOf } from "../router";
import type { Preview } from "../state";

const route = routesOf(
  {
    host: "platform",
    sandbox: "required",
    product: "aep",
    resource: "segments",
    denial: "ups",
    questions: ["POST", "DELETE"],
  },
  "/data/core/ups",
);

/** Routes of preview, estimate and the state of the sample behind them. */
export const previewRoutes: readonly Route[] = [
  route("/preview", { POST: startPreview }),
  // Killing a question is not a write to the platform's objects.
  route("/preview/{id}", { GET: getPreview, DELETE: killPreview }),
  route("/estimate/{id}", { GET: getEstimate }),
  route("/previewsamplestatus", { GET: getSampleStatus }),
];

const PREDICATE_MODELS: readonly unknown[] = ["_xdm.context.profile", "_xdm.context.account"];

/** People a preview names at most. */
const MOST_SHOWN = 100;

function refuse(call: Call, status: number, message: string): SampleResponse {
  return upsError({ status, code: `UPAPI-115000-${status}`, message, requestId: call.requestId });
}

function startPreview(call: Call): SampleResponse {
  const body = readRecord(readBody(call.request));
  const expression = body?.["predicateExpression"];
  if (body === undefined || typeof expression !== "string")
    return refuse(call, 400, "predicateExpression is required");
  if (body["graphType"] === undefined && call.settings.graphTypeRequired)
    return refuse(call, 400, "graphType is required");
  const format = body["predicateType"] ?? "pql/text";
  const model = body["predicateModel"] ?? "_xdm.context.profile";
  if (!PREDICATE_MODELS.includes(model))
    return refuse(call, 400, "predicateModel is not a class of the profile store");
  const refusal = findExpressionRefusal(call, { type: "PQL", format, value: expression }, { name: model });
  if (refusal !== undefined) return refuse(call, 400, refusal.message);
  const number = call.exchange;
  const previewId = toBase64(`preview-${call.seeded.hex(`preview/${number}`, 16)}:${number}`);
  call.state.previews.set(previewId, {
    expression,
    format: String(format),
    sandbox: call.sandbox.name,
    created: call.clock.now(),
    polls: 0,
    isKilled: false,
  });
  const state = call.settings.previewState;
  return json(201, {
    state,
    previewQueryId: call.seeded.uuid(`previewQuery/${number}`),
    previewQueryStatus: state,
    previewId,
    previewExecutionId: number,
  });
}

function findPreview(call: Call): Preview | undefined {
  const preview = call.state.previews.get(parameter(call, "id"));
  return preview?.isKilled === true ? undefined : preview;
}

function isReady(call: Call, preview: Preview): boolean {
  const { estimateTime } = call.settings;
  return estimateTime !== "never" && call.clock.now() - preview.created >= estimateTime;
}

function getEstimate(call: Call): SampleResponse {
  const preview = findPreview(call);
  if (preview === undefined) return refuse(call, 404, "The estimate could not be found");
  preview.polls++;
  // The first poll comes too early more often than not.
  if (preview.polls === 1) return refuse(call, 404, "The estimate is not there yet");
  const links = { preview: `/preview/${encodeURIComponent(parameter(call, "id"))}` };
  if (!isReady(call, preview))
    return json(200, { state: "RUNNING", ...progressOf(call, preview), _links: links });
  if (call.settings.estimateOutcome === "failed" || !call.settings.sampleReady) {
    const traceback =
      "java.lang.IllegalStateException: sample is gone\n\tat ups.preview.Runner.run(Runner.java:42)\n\tat java.lang.Thread.run(Thread.java:1583)";
    return json(200, {
      state: "FAILED",
      error: { description: "The estimate could not be computed", traceback },
      _links: links,
    });
  }
  return json(200, { state: "RESULT_READY", ...resultOf(call, preview), _links: links });
}

/** How many profiles the expression is about; of one without a meaning a number by chance. */
function countOf(call: Call, { expression, format, sandbox }: Preview): number {
  const source = toRuleSource({ value: expression, format });
  const total = source && call.state.population(sandbox).count(source);
  return total ?? sizeOf(expression).total;
}

function progressOf(call: Call, preview: Preview): object {
  const { estimateTime } = call.settings;
  const share = Math.min(
    0.95,
    (call.clock.now() - preview.created + preview.polls) /
      (estimateTime === "never" ? 600_000 : estimateTime),
  );
  const rows = 1_000_000;
  const matched = Math.floor((countOf(call, preview) / TOTAL_PROFILES) * rows * share);
  return {
    profilesReadSoFar: Math.floor(rows * share),
    profilesMatchedSoFar: matched,
    numRowsToRead: rows,
    totalRows: TOTAL_PROFILES,
    confidenceInterval: "95%",
  };
}

function resultOf(call: Call, preview: Preview): object {
  const total = countOf(call, preview);
  const rows = 1_000_000;
  const matched = Math.floor((total / TOTAL_PROFILES) * rows);
  const numbers = {
    estimatedSize: total,
    numRowsToRead: rows,
    totalRows: TOTAL_PROFILES,
    profilesReadSoFar: rows,
    profilesMatchedSoFar: matched,
    standardError: Math.round(Math.sqrt(matched)),
  };
  const { estimatedSize: _size, ...withoutSize } = numbers;
  const shown = {
    numbers: numbers,
    "no-size": withoutSize,
    strings: Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)])),
  }[call.settings.estimateNumbers];
  return {
    ...shown,
    confidenceInterval: "95%",
    estimatedNamespaceDistribution: [
      { namespaceId: "6", profilesMatchedSoFar: Math.floor(matched * 0.9) },
      { namespaceId: "4", profilesMatchedSoFar: Math.floor(matched * 0.6) },
    ],
  };
}

function getPreview(call: Call): SampleResponse {
  const preview = findPreview(call);
  if (preview === undefined) return refuse(call, 404, "The preview could not be found");
  if (!isReady(call, preview))
    return json(200, { state: "RUNNING", results: [], page: { offset: 0, size: 0 }, link: "" });
  const limit = readNumber(call, "limit", 10);
  const offset = readNumber(call, "offset", 0);
  const source = toRuleSource({ value: preview.expression, format: preview.format });
  const found = source === undefined ? [] : call.state.population(preview.sandbox).list(source, MOST_SHOWN);
  const results = found.slice(offset, offset + limit).map((index) => {
    const { crmId, email } = personAt(call.seeded, index);
    return {
      objectId: crmId,
      _href: `/access/entities?entityId=${crmId}`,
      relatedObjects: [{ objectId: email, _href: "" }],
    };
  });
  const count = results.length;
  return json(200, { state: "RESULT_READY", results, page: { offset, size: count }, link: "" });
}

function killPreview(call: Call): SampleResponse {
  const preview = findPreview(call);
  if (preview === undefined) return refuse(call, 404, "The preview could not be found");
  preview.isKilled = true;
  return json(200, { status: true, message: "KILLED" });
}

function getSampleStatus(call: Call): SampleResponse {
  const { sampleReady } = call.settings;
  const sampled = new Date(call.state.today - 7_200_000).toISOString().replace("Z", "");
  return json(200, {
    numRowsToRead: sampleReady ? "1000000" : null,
    sampleJobRunning: { status: false, submissionTimestamp: sampled },
    cosmosDocCount: null,
    totalFragmentCount: sampleReady ? 7_412_220 : null,
    lastSuccessfulBatchTimestamp: sampled,
    streamingDriven: "true",
    totalRows: sampleReady ? String(TOTAL_PROFILES) : null,
    lastBatchId: "01KACMEBATCH",
    status: sampleReady ? "TASK_FINISHED" : "SAMPLE_NOT_READY",
    samplingRatio: sampleReady ? 0.352 : null,
    mergeStrategy: "recordlevel",
    lastSampledTimestamp: sampled,
    docCount: sampleReady ? `"${TOTAL_PROFILES}"` : "0",
  });
}
