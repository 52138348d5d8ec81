/**
 * What an audience hangs together with as one graph: audiences, and the journeys, campaigns and destinations that use it,
 * each placed by dagre: what it uses on the left, what uses it on the right. Pure.
 */
import { Graph, layout } from "@dagrejs/dagre";
import type { AudienceContent, UsersContent } from "./audiencePageContent";

/** Size of a box as drawn, in pixels. */
export const BOX_WIDTH = 178;
export const BOX_HEIGHT = 44;

/** Users of one kind that get a box; the rest share one. */
const MOST_OF_A_KIND = 8;

const MARGIN = 12;

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

/** From what uses to what is used. */
export interface GraphLink {
  readonly from: string;
  readonly to: string;
}

/** The graph as far as it was read. */
export interface DependencyGraph {
  readonly nodes: readonly GraphNode[];
  readonly links: readonly GraphLink[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The graph with places in pixels: of nodes the middle of their box, of links the points they pass. */
export interface PlacedGraph {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly (Point & { readonly node: GraphNode })[];
  readonly links: readonly { readonly link: GraphLink; readonly points: readonly Point[] }[];
}

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

function toUsers(kind: GraphKind, section: AudienceContent["journeys"]): readonly GraphNode[] {
  const users: UsersContent = "value" in section ? section.value : [];
  const shown = users.length > MOST_OF_A_KIND + 1 ? users.slice(0, MOST_OF_A_KIND) : users;
  const boxes = shown.map((user): GraphNode => {
    const { id, name, state } = user;
    return { key: `${kind} ${id}`, kind, id, name, state, isSubject: false, isUnreadable: false };
  });
  if (shown.length === users.length) return boxes;
  const rest = `${users.length - shown.length} more ${kind}s`;
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

/** Places everything; arrows run from right to left, because readers start with what is used. */
export function placeGraph({ nodes, links }: DependencyGraph): PlacedGraph {
  const drawing = new Graph({ multigraph: false });
  drawing.setGraph({ rankdir: "RL", nodesep: 14, ranksep: 40, marginx: MARGIN, marginy: MARGIN });
  const keys = new Set(nodes.map(({ key }) => key));
  for (const key of keys) drawing.setNode(key, { width: BOX_WIDTH, height: BOX_HEIGHT });
  const drawn = links.filter(({ from, to }) => from !== to && keys.has(from) && keys.has(to));
  for (const { from, to } of drawn) drawing.setEdge(from, to, {});
  layout(drawing);
  const { width = 0, height = 0 } = drawing.graph();
  return {
    width,
    height,
    nodes: nodes.map((node) => ({ node, ...toPoint(drawing.node(node.key)) })),
    links: drawn.map((link) => ({
      link,
      points: (drawing.edge(link.from, link.to)?.points ?? []).map(toPoint),
    })),
  };
}

function toPoint({ x, y }: { readonly x?: number; readonly y?: number }): Point {
  return { x: x ?? 0, y: y ?? 0 };
}

/** The key an arrow key leads to: sideways along links, up and down within a column. */
export function findNextBox({ nodes, links }: PlacedGraph, key: string, pressed: string): string | undefined {
  const current = nodes.find(({ node }) => node.key === key);
  if (current === undefined) return undefined;
  const nearest = (found: PlacedGraph["nodes"]): string | undefined =>
    [...found].sort((one, other) => Math.abs(one.y - current.y) - Math.abs(other.y - current.y))[0]?.node.key;
  const near = (keys: readonly string[]): PlacedGraph["nodes"] =>
    nodes.filter(({ node }) => keys.includes(node.key));
  const column = nodes.filter((other) => other !== current && Math.abs(other.x - current.x) < BOX_WIDTH / 2);
  switch (pressed) {
    case "ArrowLeft":
      return nearest(near(links.filter(({ link }) => link.from === key).map(({ link }) => link.to)));
    case "ArrowRight":
      return nearest(near(links.filter(({ link }) => link.to === key).map(({ link }) => link.from)));
    case "ArrowUp":
      return nearest(column.filter(({ y }) => y < current.y));
    case "ArrowDown":
      return nearest(column.filter(({ y }) => y > current.y));
    case "Home":
      return nodes.find(({ node }) => node.isSubject)?.node.key;
    default:
      return undefined;
  }
}
