/**
 * Reads what the audience page shows: the audience itself first; size, history, neighbours and names arrive on their own,
 * so that a refusal of one leaves the others. Changes nothing.
 */
import { fetchAudienceSize } from "../../api/audienceSize";
import { type Audience, fetchAudience } from "../../api/audiences";
import type { PqlExpression } from "../../api/conversion";
import { estimateExpression } from "../../api/estimates";
import { fetchMergePolicies } from "../../api/mergePolicies";
import { isEvaluating, listSegmentJobs, type SegmentJob } from "../../api/segmentJobs";
import { EVALUATION_KINDS } from "../../model/audienceDefinition";
import type { UserKind } from "../../model/audienceUsers";
import { lackingExpression } from "../../model/refusals";
import { isRecord, readText } from "../../model/values";
import { later } from "../../words/say";
import { type NameSources, readFolderName, readMergePolicyName, readTagNames } from "../frame/factNames";
import { type GroupText, time, toFactGroups, withNames } from "../frame/facts";
import {
  type PageContent,
  type PageContext,
  type PageHost,
  type PartReader,
  shareAnswer,
  withoutAbsent,
} from "../frame/pageHost";
import { findUnionTitle } from "../schema/choices";
import { readNeighbours } from "./audienceNeighbours";
import {
  type AudienceContent,
  type AudiencePart,
  type AudienceSizeContent,
  audienceRequestShape,
  type EstimateContent,
  type EvaluationRun,
  type UsersContent,
} from "./audiencePageContent";
import { listVerdict } from "./evaluationVerdict";

export const audiencePage: PageHost = { load, answer };

/** Runs looked at for the history: about two months of daily evaluations. */
const RUNS_TO_READ = 100;

const GROUPS: readonly GroupText[] = later([
  {
    title: "Identity",
    fields: {
      id: "Id",
      audienceId: "Business id",
      type: "Type",
      originName: "Origin",
      namespace: "Namespace",
      schema: "Schema",
    },
  },
  {
    title: "Evaluation",
    fields: {
      lifecycleState: "State",
      evaluationInfo: "Evaluation",
      ttlInDays: "Expires after (days)",
      saveSegmentMembership: "Keeps membership",
      overridePerformanceWarnings: "Overrides performance warnings",
    },
  },
  {
    title: "Who and when",
    fields: {
      createdBy: "Created by",
      createEpoch: time("Created"),
      lastModifiedBy: "Changed by",
      updateEpoch: time("Changed"),
      creationTime: time("Created"),
      updateTime: time("Changed"),
    },
  },
  {
    title: "Governance",
    fields: { labels: "Labels", dataGovernancePolicy: "Data governance" },
  },
  {
    title: "External source",
    fields: {
      datasetId: "Dataset",
      linkedAudienceRef: "Linked audience",
      sourceId: "Source",
      audienceMeta: "About the source",
    },
  },
  {
    title: "Technical",
    fields: {
      _etag: "Version tag",
      imsOrgId: "Organisation",
      sandbox: "Sandbox",
      profileInstanceId: "Profile instance",
      isSystem: "Made by the product",
      ansibleUiEnabled: "Opens in the rule builder",
      definedOn: "Defined on",
    },
  },
]);

const SHOWN_ELSEWHERE = [
  "name",
  "description",
  "expression",
  "dependencies",
  "dependents",
  "mergePolicyId",
  "folderId",
  "tags",
];

async function load(context: PageContext): Promise<PageContent> {
  const { session, place, signal } = context;
  const audience = await fetchAudience(session, place.id, { signal });
  context.noteAudience(audience);
  const content = describe(audience, context);
  const findUsers = (user: UserKind) => async (): Promise<UsersContent> =>
    (await context.findUsers(user, place.id)).map(({ id, name, state }) => ({
      id,
      name,
      ...withoutAbsent({ state, performance: findPerformance(context, user, id) }),
    }));
  const fetchPolicies = shareAnswer(() => fetchMergePolicies(session, { signal }));
  const parts: Partial<Record<AudiencePart, PartReader>> = {
    size: () => readSize(context),
    history: () => readHistory(context),
    neighbours: () => readNeighbours({ session, signal }, audience),
    journeys: findUsers("journeys"),
    campaigns: findUsers("campaigns"),
    destinations: findUsers("destinations"),
    ...listNames({ session, signal, fetchPolicies }, audience),
    ...listVerdict(context, audience, fetchPolicies),
  };
  return { title: content.name, content, parts };
}

/** How a journey or campaign does, as a command measured it last. */
function findPerformance({ findHanded }: PageContext, user: UserKind, id: string): string | undefined {
  if (user === "destinations") return undefined;
  const handed = findHanded?.({ page: user === "journeys" ? "journey" : "campaign", id });
  return isRecord(handed) ? readText(handed["summary"]) : undefined;
}

function describe(audience: Audience, { place }: PageContext): Omit<AudienceContent, AudiencePart> {
  const { evaluation, expression } = audience;
  return {
    id: audience.id,
    connection: place.connection,
    sandbox: place.sandbox,
    name: audience.name.trim() === "" ? audience.id : audience.name,
    evaluation: EVALUATION_KINDS.filter((kind) => evaluation[kind] === true),
    isEvaluationKnown: EVALUATION_KINDS.some((kind) => evaluation[kind] !== undefined),
    groups: withNames(
      toFactGroups(audience.raw, GROUPS, [...SHOWN_ELSEWHERE, ...listRepeatedTimes(audience)]),
      {
        Sandbox: place.sandbox,
        ...withoutAbsent({ Schema: findUnionTitle(audience.schemaName) }),
      },
    ),
    belongsTo: {
      tags: audience.tags.flatMap(({ id, name }) => name ?? id ?? []),
      ...withoutAbsent({ mergePolicy: audience.mergePolicyId, folder: audience.folderId }),
    },
    ...withoutAbsent({ description: audience.description, state: audience.lifecycleState }),
    ...(expression === undefined
      ? {}
      : { expression: { value: expression.value, ...withoutAbsent({ format: expression.format }) } }),
  };
}

/** The service writes each moment twice, as a number and as text. */
function listRepeatedTimes({ raw }: Audience): readonly string[] {
  return [
    ...(raw["createEpoch"] === undefined ? [] : ["creationTime"]),
    ...(raw["updateEpoch"] === undefined ? [] : ["updateTime"]),
  ];
}

async function readSize({ session, place, signal }: PageContext): Promise<AudienceSizeContent> {
  const size = await fetchAudienceSize(session, place.id, { signal });
  const when = withoutAbsent({ evaluatedAt: size.evaluatedAt });
  if (size.source === "unknown") {
    // Nobody counted it, or nobody may see who did: the second is a failure, and only this call tells.
    await listSegmentJobs(session, { pageSize: 1 }).nextPage(signal);
    return { source: "unknown", ...when };
  }
  const { realized, exited, existing } = size.statusCounts ?? {};
  const movement = withoutAbsent({ entered: realized, left: exited, stayed: existing });
  return { source: size.source, members: size.members, movement, ...when };
}

async function readHistory({ session, place, signal }: PageContext): Promise<EvaluationRun[]> {
  const walk = listSegmentJobs(session);
  const jobs: SegmentJob[] = [];
  for (let page = await walk.nextPage(signal); page !== undefined; page = await walk.nextPage(signal)) {
    jobs.push(...page.items);
    if (jobs.length >= RUNS_TO_READ || page.isLast) break;
  }
  return toHistory(jobs, place.id);
}

async function answer(context: PageContext, request: unknown): Promise<EstimateContent | undefined> {
  if (!audienceRequestShape.safeParse(request).success) return undefined;
  const { session, place, signal } = context;
  const audience = await fetchAudience(session, place.id, { signal });
  const { estimate } = await estimateExpression(
    session,
    { expression: getExpression(audience), schemaName: audience.schemaName },
    { signal },
  );
  return withoutAbsent({
    members: estimate.estimatedSize,
    standardError: estimate.standardError,
    confidence: estimate.confidenceInterval,
    rowsRead: estimate.profilesReadSoFar,
    rowsInAll: estimate.totalRows,
  });
}

function getExpression({ expression, name }: Audience): PqlExpression {
  if (expression === undefined) {
    throw lackingExpression(name, "notAllowed");
  }
  return { format: expression.format === "pql/json" ? "pql/json" : "pql/text", value: expression.value };
}

/** Runs that evaluated the audience, oldest first, each once. */
export function toHistory(jobs: readonly SegmentJob[], audienceId: string): EvaluationRun[] {
  const runs = new Map<string, EvaluationRun>();
  for (const job of jobs) {
    const at = job.updatedAt ?? job.createdAt;
    const isNamed = job.audienceIds.includes(audienceId);
    const members = job.memberCounts.get(audienceId);
    // A run over all audiences leaves out drafts, so without a counter it says nothing about this one.
    if (at === undefined || !isEvaluating(job, audienceId) || (!isNamed && members === undefined)) continue;
    const status = job.status?.toLowerCase() ?? "unknown";
    runs.set(job.id, { id: job.id, at, status, isNamed, ...(members === undefined ? {} : { members }) });
  }
  return [...runs.values()].sort((one, other) => one.at - other.at);
}

/** How to read the names of what an audience belongs to; an id nobody knows stands for itself. */
function listNames(
  sources: NameSources,
  { mergePolicyId, folderId, tags }: Pick<Audience, "mergePolicyId" | "folderId" | "tags">,
): Readonly<Partial<Record<"mergePolicy" | "folder" | "tags", PartReader>>> {
  return {
    ...(mergePolicyId === undefined
      ? {}
      : { mergePolicy: () => readMergePolicyName(sources, mergePolicyId) }),
    ...(folderId === undefined ? {} : { folder: () => readFolderName(sources, folderId) }),
    ...(tags.length === 0 ? {} : { tags: () => readTagNames(sources, tags) }),
  };
}
