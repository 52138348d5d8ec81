/**
 * Reads what the journey page shows: the journey as a graph, and the authored message of a step when it is looked at.
 */
import { fetchMessageVariants } from "../../api/campaignMessages";
import { fetchJourney } from "../../api/journeys";
import { openDocument } from "../../ui/editors";
import { readGroupTexts, toFactGroups } from "../frame/facts";
import type { PageContent, PageContext, PageHost } from "../frame/pageHost";
import { withoutAbsent } from "../frame/withoutAbsent";
import { toJourneyGraph } from "./graph";
import { toMessageUri } from "./messageDocuments";
import { type JourneyContent, journeyRequestShape, type MessageVariants } from "./messages";

/** The page of a journey. */
export const journeyPage: PageHost = { load, answer };

const GROUPS = readGroupTexts(`
Identity: id = Id | version = Version | type = Type | status = State (as written) | sandboxName = Sandbox | imsOrgId = Organisation
Who and when: metadata = Created, changed and deployed
Behaviour: schedule = Schedule | reentrance = Re-entrance | timeouts = Timeouts | priority = Priority | ruleset = Rule set | profileMergePolicyId = Merge policy | startNodeId = First step
Governance: labels = Labels | tags = Tags | metrics = Metrics
`);

const SHOWN_ELSEWHERE = ["name", "description", "nodes"];

async function load({ session, place, signal }: PageContext): Promise<PageContent> {
  const journey = await fetchJourney(session, place.id, { signal, includesCampaigns: true });
  const name = journey.name.trim() === "" ? journey.id : journey.name;
  const content: JourneyContent = {
    ...{ id: journey.id, name, connection: place.connection, sandbox: place.sandbox },
    ...withoutAbsent({ description: journey.description, state: journey.status }),
    graph: toJourneyGraph(journey),
    groups: toFactGroups(journey.raw, GROUPS, SHOWN_ELSEWHERE),
  };
  return { title: name, content };
}

async function answer(
  { session, place, signal }: PageContext,
  question: unknown,
): Promise<MessageVariants | undefined> {
  const read = journeyRequestShape.safeParse(question);
  if (!read.success) return undefined;
  const request = read.data;
  if (request.type === "openSource") {
    const { connection, sandbox } = place;
    await openDocument(toMessageUri({ ...request, connection, sandbox }, request.name));
    return undefined;
  }
  const variants = await fetchMessageVariants(session, request, { signal });
  return variants.map(({ name, subject, preheader, html, text, title, message }) =>
    withoutAbsent({ name, subject, preheader, html, text, title, message }),
  );
}
