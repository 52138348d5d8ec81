/**
 * Turns the steps of a journey into a graph that can be drawn whatever the platform sends: transitions to nowhere,
 * steps nothing leads to, loops, repeated ids, no start. Nothing is left out, everything odd is said. Pure.
 */
import type { Journey, JourneyNode } from "../../api/journeys";
import { sayDuration } from "../../model/durations";
import { isMessageKind, toKindWords } from "../../model/stepKinds";
import { later, say, sayCount } from "../../words/say";
import { type GroupText, toFactGroups, withNames } from "../frame/facts";
import { withoutAbsent } from "../frame/pageHost";
import type { JourneyGraph, JourneyLink, JourneyStep } from "./journeyPageContent";
import { findLoops, findReached } from "./ways";

const [DELAY] = later(["Delay"]);

const GROUPS: readonly GroupText[] = later([
  {
    title: "Step",
    fields: { type: "Type (as written)", id: "Id", correlationId: "Correlation id" },
  },
  {
    title: "Behaviour",
    fields: {
      expression: "Expression",
      delay: DELAY,
      identityNamespace: "Identity namespace",
      throttlingRate: "Profiles per second",
      useDelta: "Only new members",
      fallbackOnTimeoutOrError: "Alternative path on timeout or error",
    },
  },
  {
    title: "Message",
    fields: {
      channel: "Channel",
      surface: "Channel configuration",
      campaign: "Campaign behind it",
    },
  },
]);

const SHOWN_ELSEWHERE = ["name", "audiences"];

export function toJourneyGraph(journey: Pick<Journey, "nodes" | "startNodeId">): JourneyGraph {
  const keys = journey.nodes.map((_node, index) => `s${index}`);
  const missing = new Map<string, JourneyStep>();
  const links = journey.nodes.flatMap((node, index) =>
    toLinks(journey, node, { from: `s${index}`, missing }),
  );
  const starts = findStarts(journey, links);
  const reached = findReached(starts.keys, links);
  const loops = findLoops([...starts.keys, ...keys], links);
  const steps = journey.nodes.map((node, index) =>
    toStep(node, `s${index}`, { starts: starts.keys, reached }),
  );
  const ghosts = [...missing.values()].map((step) => ({ ...step, isUnreachable: !reached.has(step.key) }));
  const graph = {
    steps: [...steps, ...ghosts],
    links: links.map((link) => ({ ...link, isLoop: loops.has(link) })),
  };
  return { ...graph, remarks: [...starts.remarks, ...toRemarks(graph, journey)] };
}

/** Where the transitions of a step lead; what they name but the journey lacks is added to `missing`. */
function toLinks(
  { nodes }: Pick<Journey, "nodes">,
  node: JourneyNode,
  { from, missing }: { readonly from: string; readonly missing: Map<string, JourneyStep> },
): JourneyLink[] {
  return node.transitions.map(({ targetNodeId, targetName, name, expression, conditionType }) => {
    const label = name ?? (conditionType?.toLowerCase().includes("else") ? say("otherwise") : "");
    const link = { from, label, isLoop: false, ...withoutAbsent({ condition: expression || undefined }) };
    const index = findTarget(nodes, targetNodeId, targetName);
    if (index >= 0) return { ...link, to: `s${index}` };
    const words = targetName || targetNodeId || say("nothing");
    const key = `missing ${targetNodeId ?? `${from} ${words}`}`;
    missing.set(key, toMissingStep(key, words));
    return { ...link, to: key };
  });
}

/** By id; a transition that names no id is taken by its name when only one step has it. */
function findTarget(nodes: readonly JourneyNode[], id: string | undefined, name: string | undefined): number {
  if (id !== undefined && id !== "") return nodes.findIndex((node) => node.id === id);
  const named = nodes.flatMap((node, index) => (name && node.name === name ? [index] : []));
  return named.length === 1 ? (named[0] ?? -1) : -1;
}

/** The named start; otherwise the steps nothing leads to, or the first one when all are led to. */
function findStarts(
  { nodes, startNodeId }: Pick<Journey, "nodes" | "startNodeId">,
  links: readonly JourneyLink[],
): { readonly keys: readonly string[]; readonly remarks: readonly string[] } {
  const named = nodes.findIndex(({ id }) => id === startNodeId);
  if (named >= 0) return { keys: [`s${named}`], remarks: [] };
  if (nodes.length === 0) return { keys: [], remarks: [] };
  const led = new Set(links.map(({ to }) => to));
  const roots = nodes.map((_node, index) => `s${index}`).filter((key) => !led.has(key));
  const said =
    startNodeId === undefined
      ? say("The platform names no first step; steps that nothing leads to are taken as starts.")
      : say("The first step is not among the steps; steps that nothing leads to are taken as starts.");
  return {
    keys: roots.length > 0 ? roots : ["s0"],
    remarks: [said],
  };
}

function toStep(
  node: JourneyNode,
  key: string,
  { starts, reached }: { readonly starts: readonly string[]; readonly reached: ReadonlySet<string> },
): JourneyStep {
  const kind = say(toKindWords(node.type));
  const messages = (node.campaign?.packages ?? []).flatMap(({ channel, messages: sent }) =>
    sent.flatMap(({ messageId, channel: own }) => {
      const campaignId = node.campaign?.campaignId;
      if (messageId === undefined || campaignId === undefined) return [];
      return [{ campaignId, messageId, ...withoutAbsent({ channel: own ?? channel }) }];
    }),
  );
  return {
    key,
    kind,
    messages,
    name: node.name?.trim() || kind,
    isStart: starts.includes(key),
    isMissing: false,
    isUnreachable: !reached.has(key),
    isMessage: messages.length > 0 || isMessageKind(node.type),
    audiences: node.audiences.flatMap(({ id, name }) =>
      id === undefined ? [] : [{ id, ...withoutAbsent({ name }) }],
    ),
    groups: withNames(
      toFactGroups(node.raw ?? { id: node.id, type: node.type }, GROUPS, SHOWN_ELSEWHERE),
      typeof node.delay === "string" ? { [DELAY]: sayDuration(node.delay) } : {},
    ),
  };
}

function toMissingStep(key: string, name: string): JourneyStep {
  return {
    key,
    name,
    kind: say("Missing step"),
    isStart: false,
    isMissing: true,
    isUnreachable: false,
    audiences: [],
    isMessage: false,
    messages: [],
    groups: [],
  };
}

function toRemarks(
  { steps, links }: Pick<JourneyGraph, "steps" | "links">,
  { nodes }: Pick<Journey, "nodes">,
): string[] {
  const missing = steps.filter(({ isMissing }) => isMissing).length;
  const unreachable = steps.filter(({ isUnreachable, isMissing }) => isUnreachable && !isMissing).length;
  const loops = links.filter(({ isLoop }) => isLoop).length;
  const repeated = nodes.length - new Set(nodes.map(({ id }) => id)).size;
  return [
    nodes.length === 0 ? say("The platform sent no steps for this journey.") : "",
    missing > 0
      ? sayCount(missing, [
          "Transitions lead to {0} step that the journey does not have.",
          "Transitions lead to {0} steps that the journey does not have.",
        ])
      : "",
    unreachable > 0
      ? sayCount(unreachable, [
          "No path leads from the start to {0} step.",
          "No path leads from the start to {0} steps.",
        ])
      : "",
    loops > 0 ? sayCount(loops, ["It has {0} loop.", "It has {0} loops."]) : "",
    repeated > 0
      ? sayCount(repeated, [
          "Ids are used more than once ({0} time).",
          "Ids are used more than once ({0} times).",
        ])
      : "",
  ].filter((text) => text !== "");
}
