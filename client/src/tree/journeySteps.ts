/**
 * The steps of a journey as rows, in the order a person goes through them; what nothing leads to comes last and says so.
 * Pure; loops, dangling transitions and missing starts are all just journeys.
 */

import type { Journey, JourneyNode } from "../api/journeys";
import { toKnownFacts } from "../model/rowFacts";
import type { ResourceRow } from "../model/rows";
import { toKindWords } from "../model/stepKinds";
import { later, say } from "../words/say";
import type { JourneyStep } from "./relations";

export function toJourneySteps(journey: Journey): readonly JourneyStep[] {
  const byId = new Map(journey.nodes.map((node) => [node.id, node]));
  const start = journey.startNodeId ?? journey.nodes[0]?.id;
  const reached = new Set<string>();
  const waiting = start === undefined ? [] : [start];
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const node = byId.get(id);
    if (node === undefined || reached.has(id)) continue;
    reached.add(id);
    waiting.push(...node.transitions.flatMap(({ targetNodeId }) => targetNodeId ?? []));
  }
  const inOrder = [...reached].flatMap((id) => byId.get(id) ?? []);
  const others = journey.nodes.filter(({ id }) => !reached.has(id));
  return [
    ...inOrder.map((node) => toStep(node, { byId, isReachable: true })),
    ...others.map((node) => toStep(node, { byId, isReachable: false })),
  ];
}

function toStep(
  node: JourneyNode,
  { byId, isReachable }: { byId: ReadonlyMap<string, JourneyNode>; isReachable: boolean },
): JourneyStep {
  const kind = say(toKindWords(node.type));
  const next = node.transitions.map(({ targetNodeId, targetName, name }) => {
    const target = targetNodeId === undefined ? undefined : byId.get(targetNodeId);
    const label = target?.name ?? targetName ?? targetNodeId ?? say("nothing");
    const missing = target === undefined ? ` (${say("not in the journey")})` : "";
    return name === undefined || name === "" ? `${label}${missing}` : `${name} → ${label}${missing}`;
  });
  return {
    id: node.id,
    name: node.name?.trim() || kind,
    type: node.type,
    kind,
    isReachable,
    audiences: node.audiences.flatMap(({ id, name }) => toAudience(id, name)),
    facts: toKnownFacts([
      [later("Type"), kind],
      [later("Channel"), node.channel?.type],
      [later("Surface"), node.surface?.name],
      [later("Namespace"), node.identityNamespace],
      [later("Condition"), node.expression],
      [later("Then"), next.join(", ")],
      [later("Id"), node.id],
    ]),
  };
}

function toAudience(id: string | undefined, name: string | undefined): readonly ResourceRow[] {
  return id === undefined
    ? []
    : [{ kind: "audience", id, name: name ?? id, hasExpression: true, facts: [[later("Id"), id]] }];
}
