/**
 * Reads what the journey page shows: the journey as a graph, and the authored message of a step when it is looked at.
 */
import { fetchJourney, type Journey } from "../../api/journeys";
import type { JsonObject } from "../../api/tolerantShapes";
import { findUnpublishedFragments } from "../../content/unpublishedFragments";
import { isRecord } from "../../model/values";
import { later } from "../../words/say";
import { findCarriedTags, readMergePolicyName, readNames, readTagNames } from "../frame/factNames";
import { type GroupText, time, toFactGroups, withNames } from "../frame/facts";
import { type PageContent, type PageContext, type PageHost, withoutAbsent } from "../frame/pageHost";
import type { FactNames } from "../frame/protocol";
import { answerAboutMessage } from "../message/messageHost";
import { toJourneyGraph } from "./graph";
import { figuresShape, type JourneyContent } from "./journeyPageContent";

export const journeyPage: PageHost = { load, answer: answerAboutMessage };

const GROUPS: readonly GroupText[] = later([
  {
    title: "Identity",
    fields: {
      id: "Id",
      version: "Version",
      type: "Type",
      status: "State (as written)",
      sandboxName: "Sandbox",
      imsOrgId: "Organisation",
    },
  },
  {
    title: "Who and when",
    fields: {
      createdBy: "Created by",
      createdAt: time("Created"),
      lastModifiedBy: "Changed by",
      lastModifiedAt: time("Changed"),
      firstDeployedAt: time("First deployed"),
      lastDeployedAt: time("Last deployed"),
    },
  },
  {
    title: "Behaviour",
    fields: {
      schedule: "Schedule",
      reentrance: "Re-entrance",
      timeouts: "Timeouts",
      priority: "Priority",
      ruleset: "Rule set",
      profileMergePolicyId: "Merge policy",
      startNodeId: "First step",
    },
  },
  { title: "Governance", fields: { labels: "Labels", tags: "Tags", metrics: "Metrics" } },
]);

const SHOWN_ELSEWHERE = ["name", "description", "nodes"];

async function load({ session, place, signal, handed }: PageContext): Promise<PageContent> {
  const journey = await fetchJourney(session, place.id, { signal, includesCampaigns: true });
  const name = journey.name.trim() === "" ? journey.id : journey.name;
  const graph = toJourneyGraph(journey);
  const content: Omit<JourneyContent, "names" | "unpublished"> = {
    id: journey.id,
    name,
    connection: place.connection,
    sandbox: place.sandbox,
    ...withoutAbsent({ description: journey.description, state: journey.status }),
    ...withoutAbsent({ startsAt: journey.schedule?.startDate, endsAt: journey.schedule?.endDate }),
    graph,
    ...withoutAbsent({ figures: figuresShape.safeParse(handed).data }),
    groups: withNames(toFactGroups(toFlat(journey.raw), GROUPS, SHOWN_ELSEWHERE), nameFirstStep(journey)),
  };
  const { profileMergePolicyId: policy, raw } = journey;
  const tags = findCarriedTags(raw["tags"]);
  const names = () =>
    readNames({
      "Merge policy": policy ? () => readMergePolicyName({ session, signal }, policy) : undefined,
      Tags: tags && (() => readTagNames({ session, signal }, tags)),
    });
  const messages = graph.steps.flatMap((step) => step.messages);
  const unpublished = () => findUnpublishedFragments(session, messages, signal);
  return { title: name, content, parts: { names, unpublished } };
}

/** Who changed it and when stands one level deeper than in other things. */
function toFlat(raw: JsonObject): JsonObject {
  const { metadata, ...rest } = raw;
  return isRecord(metadata) ? { ...metadata, ...rest } : raw;
}

function nameFirstStep({ nodes, startNodeId }: Journey): FactNames {
  const name = nodes.find(({ id }) => id === startNodeId)?.name?.trim();
  return name ? { "First step": name } : {};
}
