/**
 * Records of journeys: their steps in the order people go, with where each leads, and their messages. Loops, missing starts and
 * transitions to nowhere are all just journeys.
 */
import type { ApiSession } from "../api/apiSession";
import {
  fetchJourney,
  type Journey,
  type JourneyNode,
  type JourneySummary,
  listJourneys,
} from "../api/journeys";
import { toKnownFacts, toRowName } from "../model/rowFacts";
import { toKindWords } from "../model/stepKinds";
import { MessageReading } from "./contentRecords";
import type { RecordDraft, RecordStep, RecordUse } from "./inventoryRecord";
import { type FoundObject, type FoundPage, type ReadingContext, walkFound } from "./objectReader";
import { toDurationWords } from "./readableNames";
import { toPolicyUse } from "./ruleRecords";

/** Journeys, each read for its steps. */
export function findJourneys(session: ApiSession, signal: AbortSignal | undefined): AsyncIterable<FoundPage> {
  return walkFound(listJourneys(session), toFoundJourney, signal);
}

function toFoundJourney({ id, name, audienceIds }: JourneySummary): FoundObject {
  return { id, name: toRowName(name, id), read: (context) => readJourney(id, context, audienceIds) };
}

/** A journey by its id. */
export function findJourney(id: string): FoundObject {
  return { id, name: id, read: (context) => readJourney(id, context, []) };
}

/** The record of a journey. `listed` are audiences that the list named. */
async function readJourney(
  id: string,
  context: ReadingContext,
  listed: readonly string[],
): Promise<RecordDraft> {
  const { session, signal } = context;
  const journey = await fetchJourney(session, id, { signal, includesCampaigns: true });
  const reading = new MessageReading(context);
  const nodes = toWalkOrder(journey);
  for (const node of nodes) await readMessages(node, reading);
  return {
    name: toRowName(journey.name, id),
    description: journey.description,
    state: journey.status,
    changedAt: journey.metadata?.lastModifiedAt,
    facts: toKnownFacts([
      ["Type", journey.type],
      ["Version", journey.version],
      ["Labels", [...journey.labels].sort().join(", ")],
    ]),
    ...reading.toDraft(toJourneyUses(journey, { listed, context })),
    steps: nodes.map((node) => toStep(node, journey)),
  };
}

async function readMessages(node: JourneyNode, reading: MessageReading): Promise<void> {
  const campaignId = node.campaign?.campaignId;
  if (campaignId === undefined) return;
  const messages = (node.campaign?.packages ?? []).flatMap((part) => part.messages);
  const places = messages.flatMap(({ messageId }) =>
    messageId === undefined ? [] : [{ campaignId, messageId }],
  );
  await reading.read(toStepName(node), places);
}

function toJourneyUses(
  { nodes, profileMergePolicyId }: Journey,
  { listed, context }: { readonly listed: readonly string[]; readonly context: ReadingContext },
): readonly RecordUse[] {
  const audiences = new Map<string, string | undefined>();
  for (const { id, name } of nodes.flatMap((node) => node.audiences)) {
    if (id !== undefined) audiences.set(id, name);
  }
  const guesses = listed.filter((id) => !audiences.has(id));
  const codes = new Set(nodes.flatMap(({ identityNamespace }) => identityNamespace ?? []));
  return [
    ...[...audiences].map(([id, name]): RecordUse => ({ kind: "audience", id, name })),
    ...guesses.map((id): RecordUse => ({ kind: "audience", id, isGuess: true })),
    ...(profileMergePolicyId === undefined ? [] : [toPolicyUse(profileMergePolicyId, context)]),
    ...[...codes].map((id): RecordUse => ({ kind: "namespace", id })),
  ];
}

/** From the first step onwards; what nothing leads to comes last. */
function toWalkOrder({ nodes, startNodeId }: Journey): readonly JourneyNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const reached = new Set<JourneyNode>();
  const waiting = [byId.get(startNodeId ?? "") ?? nodes[0]];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    if (reached.has(node)) continue;
    reached.add(node);
    waiting.push(...node.transitions.flatMap(({ targetNodeId }) => byId.get(targetNodeId ?? "") ?? []));
  }
  return [...reached, ...nodes.filter((node) => !reached.has(node))];
}

function toStepName({ name, type }: JourneyNode): string {
  return name?.trim() || toKindWords(type);
}

function toStep(node: JourneyNode, { nodes }: Journey): RecordStep {
  const { channel, surface, delay, expression, identityNamespace, audiences } = node;
  return {
    name: toStepName(node),
    kind: toKindWords(node.type),
    facts: toKnownFacts([
      ["Audience", audiences.flatMap(({ id, name }) => name ?? id ?? []).join(", ")],
      ["Namespace", identityNamespace],
      ["Channel", channel?.type],
      ["Channel configuration", surface?.name],
      ["Waits", typeof delay === "string" ? toDurationWords(delay) : undefined],
      ["Condition", expression],
    ]),
    next: node.transitions.map((transition) => {
      const target = nodes.find(({ id }) => id === transition.targetNodeId);
      const to =
        target === undefined ? transition.targetName || "a step that is missing" : toStepName(target);
      const label = [transition.name, transition.expression].filter(Boolean).join(": ");
      return { to, ...(label === "" ? {} : { label }) };
    }),
  };
}
