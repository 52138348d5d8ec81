/**
 * What an audience hangs together with as one graph: audiences, and the journeys, campaigns and destinations that use it. Pure.
 */
import { later, say, sayNumber } from "../../words/say";
import type { BoxGraph } from "../frame/boxGraph";
import type { AudienceContent, AudienceNeighbours, UsersContent } from "./audiencePageContent";

/** Users of one kind that get a box; the rest share one. */
const MOST_OF_A_KIND = 8;

/** The kinds of things in the graph. */
export type GraphKind = "audience" | "journey" | "campaign" | "destination";

/** A thing in the graph. */
export interface GraphNode {
  /** Unique in the graph. */
  readonly key: string;
  readonly kind: GraphKind;
  /** Undefined for the box that stands for several. */
  readonly id: string | undefined;
  readonly name: string;
  readonly state: string | undefined;
  /** The audience of the page. */
  readonly isSubject: boolean;
  /** Could not be read. */
  readonly isUnreadable: boolean;
}

/** The graph as far as it was read; links lead from what uses to what is used. */
export type DependencyGraph = BoxGraph<GraphNode>;

type Sections = Pick<
  AudienceContent,
  "id" | "name" | "neighbours" | "journeys" | "campaigns" | "destinations"
>;

/** The graph out of what has arrived. */
export function toDependencyGraph(content: Sections): DependencyGraph {
  const { id, name, neighbours } = content;
  const around = "value" in neighbours ? neighbours.value : { audiences: [{ id, name }], links: [] };
  const audiences = around.audiences.map((audience): GraphNode => {
    const { state, failure } = { state: undefined, failure: undefined, ...audience };
    return {
      key: `audience ${audience.id}`,
      kind: "audience",
      id: audience.id,
      state,
      name: audience.name ?? audience.id,
      isSubject: audience.id === id,
      isUnreadable: failure !== undefined,
    };
  });
  const users = [
    ...toUsers("journey", content.journeys),
    ...toUsers("campaign", content.campaigns),
    ...toUsers("destination", content.destinations),
  ];
  const links = around.links.map(({ from, to }) => ({ from: `audience ${from}`, to: `audience ${to}` }));
  return {
    nodes: [...audiences, ...users],
    links: [...links, ...users.map(({ key }) => ({ from: key, to: `audience ${id}` }))],
  };
}

const WORDS: Readonly<Record<GraphKind, string>> = {
  audience: later("Audience"),
  journey: later("Journey"),
  campaign: later("Campaign"),
  destination: later("Destination"),
};

/** What a thing is and its state, as on the box. */
export function toNodeWord({
  kind,
  state,
  isUnreadable,
}: Pick<GraphNode, "kind" | "state" | "isUnreadable">): string {
  if (isUnreadable) return say("{0}, cannot be read", say(WORDS[kind]));
  return [say(WORDS[kind]), say(state ?? "")].filter((part) => part !== "").join(" · ");
}

/** Ids of the audiences that use it. */
export function listUsingAudiences(
  { links }: Pick<AudienceNeighbours, "links">,
  id: string,
): ReadonlySet<string> {
  return new Set(links.filter(({ to }) => to === id).map(({ from }) => from));
}

type UserKind = Exclude<GraphKind, "audience">;

/** On the box that stands for several. */
const MORE: Readonly<Record<UserKind, string>> = {
  journey: later("{0} more journeys"),
  campaign: later("{0} more campaigns"),
  destination: later("{0} more destinations"),
};

function toUsers(kind: UserKind, section: AudienceContent["journeys"]): readonly GraphNode[] {
  const users: UsersContent = "value" in section ? section.value : [];
  const shown = users.length > MOST_OF_A_KIND + 1 ? users.slice(0, MOST_OF_A_KIND) : users;
  const boxes = shown.map((user): GraphNode => {
    const { id, name, state } = user;
    return { key: `${kind} ${id}`, kind, id, name, state, isSubject: false, isUnreadable: false };
  });
  if (shown.length === users.length) return boxes;
  const rest = say(MORE[kind], sayNumber(users.length - shown.length));
  return [
    ...boxes,
    {
      key: `${kind} rest`,
      kind,
      id: undefined,
      name: rest,
      state: undefined,
      isSubject: false,
      isUnreadable: false,
    },
  ];
}
