/**
 * Reads what the audience page shows: the audience itself first, then size, history and neighbours, each on its own,
 * so that a refusal of one leaves the others. Changes nothing.
 */

import { fetchAudienceSize } from "../../api/audienceSize";
import { type Audience, fetchAudience, fetchAudiences } from "../../api/audiences";
import type { PqlExpression } from "../../api/conversion";
import { estimateExpression } from "../../api/previews";
import { listSegmentJobs, type SegmentJob } from "../../api/segmentJobs";
import { EVALUATION_KINDS } from "../../model/audienceDefinition";
import { UserError } from "../../model/userError";
import { readGroupTexts, toFactGroups } from "../frame/facts";
import { type PageContent, type PageContext, type PageHost, readSection } from "../frame/pageHost";
import { withoutAbsent } from "../frame/withoutAbsent";
import { toHistory } from "./history";
import {
  type AudienceContent,
  type AudienceSizeContent,
  audienceRequestShape,
  type EstimateContent,
  type EvaluationRun,
  type RelatedAudience,
} from "./messages";

/** The page of an audience. */
export const audiencePage: PageHost = { load, answer };

/** Runs looked at for the history: about two months of daily evaluations. */
const RUNS_TO_READ = 100;

const GROUPS = readGroupTexts(`
Identity: id = Id | audienceId = Business id | type = Type | originName = Origin | namespace = Namespace | schema = Schema
Evaluation: lifecycleState = State | evaluationInfo = Evaluation | mergePolicyId = Merge policy | ttlInDays = Expires after (days) | saveSegmentMembership = Keeps membership | overridePerformanceWarnings = Overrides performance warnings
Who and when: createdBy = Created by | createEpoch@ = Created | lastModifiedBy = Changed by | updateEpoch@ = Changed | creationTime@ = Created (as written) | updateTime@ = Changed (as written)
Governance: labels = Labels | tags = Tags | folderId = Folder | dataGovernancePolicy = Data governance
External source: datasetId = Dataset | linkedAudienceRef = Linked audience | sourceId = Source | audienceMeta = About the source
Technical: _etag = Version tag | imsOrgId = Organisation | sandbox = Sandbox | profileInstanceId = Profile instance | isSystem = Made by the product | ansibleUiEnabled = Opens in the rule builder | definedOn = Defined on
`);

const SHOWN_ELSEWHERE = ["name", "description", "expression", "dependencies", "dependents"];

async function load(context: PageContext): Promise<PageContent> {
  const { session, place, signal } = context;
  const audience = await fetchAudience(session, place.id, { signal });
  const [size, history, uses, usedBy] = await Promise.all([
    readSection(context, "The size of an audience", () => readSize(context)),
    readSection(context, "The history of an audience", () => readHistory(context)),
    readSection(context, "What an audience uses", () => readRelated(context, audience.dependencies)),
    readSection(context, "What uses an audience", () => readRelated(context, audience.dependents)),
  ]);
  const content = { ...describe(audience, context), size, history, uses, usedBy } satisfies AudienceContent;
  return { title: content.name, content };
}

function describe(
  audience: Audience,
  { place }: PageContext,
): Omit<AudienceContent, "size" | "history" | "uses" | "usedBy"> {
  const { evaluation, expression } = audience;
  return {
    ...{ id: audience.id, connection: place.connection, sandbox: place.sandbox },
    name: audience.name.trim() === "" ? audience.id : audience.name,
    evaluation: EVALUATION_KINDS.filter((kind) => evaluation[kind] === true),
    isEvaluationKnown: EVALUATION_KINDS.some((kind) => evaluation[kind] !== undefined),
    groups: toFactGroups(audience.raw, GROUPS, SHOWN_ELSEWHERE),
    ...withoutAbsent({ description: audience.description, state: audience.lifecycleState }),
    ...(expression === undefined
      ? {}
      : { expression: { value: expression.value, ...withoutAbsent({ format: expression.format }) } }),
  };
}

async function readSize({ session, place, signal }: PageContext): Promise<AudienceSizeContent> {
  const size = await fetchAudienceSize(session, place.id, { signal });
  const when = withoutAbsent({ evaluatedAt: size.evaluatedAt });
  if (size.source === "unknown") return { source: "unknown", ...when };
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

async function readRelated(
  { session, signal }: PageContext,
  ids: readonly string[],
): Promise<RelatedAudience[]> {
  if (ids.length === 0) return [];
  const found = await fetchAudiences(session, ids, { signal });
  return [...found].map(([id, other]) =>
    other instanceof Error
      ? { id, failure: other.message }
      : { id, name: other.name, ...withoutAbsent({ state: other.lifecycleState }) },
  );
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
    throw new UserError("notAllowed", `“${name}” has no expression to estimate: it is made elsewhere.`);
  }
  return { format: expression.format === "pql/json" ? "pql/json" : "pql/text", value: expression.value };
}
