/** The journeys of one sandbox as the journey service sends them, with the campaigns that carry their messages. */
import { SAMPLE_ORG_ID } from "../sampleCredentials";
import type { Seeded } from "../seeded";
import { audienceIdOf } from "./audienceShapes";
import { toConditionExpression, toDelay } from "./journeyStepFacts";
import { type JourneyText, listJourneyTexts, type StepText } from "./journeyTexts";

/** One journey as it goes over the wire when everything is included. */
export type JourneyRecord = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly name: string;
  readonly status: string;
};

/** One message of a journey step or campaign: where it hangs and what it is about. */
export interface MessagePlace {
  readonly campaignId: string;
  readonly messageId: string;
  readonly channel: string;
  readonly name: string;
  readonly journeyName: string;
}

/** Journeys and the inline campaigns behind their message steps. */
export interface JourneyTable {
  readonly journeys: readonly JourneyRecord[];
  readonly inlineCampaigns: readonly Readonly<Record<string, unknown>>[];
  readonly messages: readonly MessagePlace[];
}

/** What journeys are made from. */
export interface JourneySource {
  readonly seeded: Seeded;
  readonly sandboxName: string;
  readonly today: number;
  readonly mergePolicyId: string;
}

const MESSAGE_TYPES = new Set(["email", "push", "sms", "inApp"]);

/** Returns the journeys of a sandbox; only production has all of them. */
export function createJourneys(source: JourneySource): JourneyTable {
  const texts = source.sandboxName === "prod" ? listJourneyTexts() : listJourneyTexts().slice(0, 6);
  const inlineCampaigns: Readonly<Record<string, unknown>>[] = [];
  const messages: MessagePlace[] = [];
  const journeys = texts.map((text, index) => {
    const nodes = text.steps.map((step) => toNode(source, text, step));
    for (const { campaign, place } of nodes) {
      if (campaign !== undefined) inlineCampaigns.push(campaign);
      if (place !== undefined) messages.push(place);
    }
    return toJourney(source, { text, index, nodes: nodes.map(({ node }) => node) });
  });
  return { journeys, inlineCampaigns, messages };
}

function journeyIdOf({ seeded, sandboxName, today }: JourneySource, text: JourneyText): string {
  const id = seeded.uuid(`journey/${sandboxName}/${text.name}`);
  return text.oddity === "epoch-id" ? `${id}-${today - 9 * 86_400_000}` : id;
}

interface JourneyParts {
  readonly text: JourneyText;
  readonly index: number;
  readonly nodes: readonly object[];
}

function toJourney(source: JourneySource, { text, index, nodes }: JourneyParts): JourneyRecord {
  const { seeded, sandboxName, today } = source;
  const modified = today - text.age * 86_400_000 + 30_600_000 - (text.age === 0 ? 86_400_000 : 0);
  const created = modified - 40 * 86_400_000;
  const [start] = text.steps;
  const isDeployed = !/^(draft|in review|testing)$/i.test(text.status);
  return {
    id: journeyIdOf(source, text),
    name: text.name,
    description: index % 3 === 0 ? `${text.name}, owned by the CRM team.` : "",
    version: index % 4 === 0 ? "2.0" : "1.0",
    type: text.type,
    status: text.status,
    imsOrgId: SAMPLE_ORG_ID,
    sandboxName,
    metadata: {
      createdBy: "Dana Keller",
      createdById: "6F8C23A5@AdobeID",
      createdAt: new Date(created).toISOString(),
      lastModifiedBy: "Ravi Menon",
      lastModifiedById: "7A1D90B2@AdobeID",
      lastModifiedAt: new Date(modified).toISOString(),
      ...(isDeployed
        ? {
            firstDeployedAt: new Date(modified - 864_000_000).toISOString(),
            lastDeployedAt: new Date(modified).toISOString(),
          }
        : {}),
    },
    timeouts: { actionExecution: 30, entityEnrichment: 30 },
    priority: 30 + (index % 50),
    schedule: {
      timezone: "Europe/Berlin",
      useProfileTimezone: false,
      recurring: text.type === "read_audience",
      type: text.type === "read_audience" ? "DAILY" : "AS_SOON_AS_POSSIBLE",
    },
    reentrance: { policy: "FORCE", durationInSecs: 300 },
    labels: index % 5 === 0 ? ["core/C2"] : [],
    metrics: [],
    // Names of tags are often not resolved.
    tags: [{ id: seeded.uuid("tag/Campaigns"), name: index % 2 === 0 ? null : "Campaigns" }],
    profileMergePolicyId: source.mergePolicyId,
    ...(text.oddity === "no-start" || start === undefined
      ? {}
      : { startNodeId: nodeIdOf(source, text, start.key) }),
    ...(text.oddity === "no-nodes" ? {} : { nodes }),
  };
}

function nodeIdOf({ seeded, sandboxName }: JourneySource, text: JourneyText, key: string): string {
  return seeded.uuid(`node/${sandboxName}/${text.name}/${key}`);
}

interface NodeParts {
  readonly node: object;
  readonly campaign?: Readonly<Record<string, unknown>>;
  readonly place?: MessagePlace;
}

function toNode(source: JourneySource, text: JourneyText, step: StepText): NodeParts {
  const { seeded, sandboxName } = source;
  const transitions = step.next.map((key, place) => ({
    targetNodeId: nodeIdOf(source, text, key),
    targetName: text.steps.find((other) => other.key === key)?.name ?? "",
    ...(step.type === "condition"
      ? {
          name: place === 0 ? "Yes" : "No",
          conditionType: "DATA_SOURCE_CONDITION",
          expression: place === 0 ? toConditionExpression(step.name) : "",
        }
      : {}),
  }));
  const audienceId = audienceIdOf(seeded, sandboxName, text.audience);
  const readsAudience = /audience/i.test(step.type) && text.audience !== "";
  const base = {
    id: nodeIdOf(source, text, step.key),
    type: step.type,
    name: step.name,
    correlationId: seeded.hex(`correlation/${text.name}/${step.key}`, 16),
    transitions,
    ...(readsAudience
      ? {
          audiences: [{ id: audienceId, name: text.audience }],
          identityNamespace: "CRMID",
          throttlingRate: 5_000,
        }
      : {}),
    ...(step.type === "wait" ? { delay: toDelay(step.name) } : {}),
  };
  if (!MESSAGE_TYPES.has(step.type)) return { node: base };
  return withMessage(source, { text, step, base });
}

function withMessage(
  source: JourneySource,
  { text, step, base }: { text: JourneyText; step: StepText; base: object },
): NodeParts {
  const { seeded, sandboxName, today } = source;
  const seedName = `${sandboxName}/${text.name}/${step.key}`;
  const campaignId = seeded.uuid(`inline/${seedName}`);
  const messageId = seeded.uuid(`message/${seedName}`);
  const channel = step.type === "inApp" ? "inapp" : step.type;
  const campaign = {
    campaignId,
    versionId: seeded.uuid(`inlineVersion/${seedName}`),
    name: `${text.name} - ${step.name}`,
    status: "LIVE",
    createdAt: new Date(today - 3_456_000_000).toISOString(),
    campaignClass: "inline",
    campaignType: "ApiTriggered",
    category: "Marketing",
    metadata: { sourceType: "journey", sourceId: journeyIdOf(source, text) },
    packages: [
      { packageId: seeded.uuid(`package/${seedName}`), channel, messages: [{ messageId, channel }] },
    ],
  };
  const surface = { name: `acme-${channel}`, channel, id: seeded.uuid(`surface/${channel}`) };
  return {
    node: { ...base, campaign, channel: { id: channel, type: channel }, surface },
    campaign,
    place: { campaignId, messageId, channel, name: step.name, journeyName: text.name },
  };
}
