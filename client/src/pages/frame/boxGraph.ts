/**
 * Boxes with links between them, placed by dagre in columns: links lead from right to left, because readers start with what
 * others rest on. Which box an arrow key leads to. Pure.
 */
import { Graph, layout } from "@dagrejs/dagre";

/** Size of a box as drawn, in pixels. */
export const BOX_WIDTH = 190;
export const BOX_HEIGHT = 44;

const MARGIN = 12;

/** A box; its key is unique in the graph. */
export interface BoxNode {
  readonly key: string;
}

/** From one box to another, by their keys. */
export interface BoxLink {
  readonly from: string;
  readonly to: string;
}

/** Boxes and links. */
export interface BoxGraph<Node extends BoxNode> {
  readonly nodes: readonly Node[];
  readonly links: readonly BoxLink[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The graph with places in pixels: of boxes their middle, of links the points they pass. */
export interface PlacedGraph<Node extends BoxNode> {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly (Point & { readonly node: Node })[];
  readonly links: readonly { readonly link: BoxLink; readonly points: readonly Point[] }[];
}

/** Places everything. */
export function placeGraph<Node extends BoxNode>({ nodes, links }: BoxGraph<Node>): PlacedGraph<Node> {
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

/** The key an arrow key leads to: sideways along links, up and down within a column, `Home` to the box named so. */
export function findNextBox<Node extends BoxNode>(
  { nodes, links }: PlacedGraph<Node>,
  {
    key,
    pressed,
    home,
  }: { readonly key: string; readonly pressed: string; readonly home: string | undefined },
): string | undefined {
  const current = nodes.find(({ node }) => node.key === key);
  if (current === undefined) return undefined;
  const nearest = (found: PlacedGraph<Node>["nodes"]): string | undefined =>
    [...found].sort((one, other) => Math.abs(one.y - current.y) - Math.abs(other.y - current.y))[0]?.node.key;
  const near = (keys: readonly string[]): PlacedGraph<Node>["nodes"] =>
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
      return home;
    default:
      return undefined;
  }
}
