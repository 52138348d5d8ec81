/**
 * Where each step and link is drawn: dagre places the steps in rows, from the start downwards. Links over many rows are
 * kept out of its work, because each would cost it a node per row, and run along the right edge instead. Pure.
 */
import { Graph, layout } from "@dagrejs/dagre";
import type { JourneyGraph, JourneyLink, JourneyStep } from "./journeyPageContent";
import { groupByStart } from "./ways";

/** Size of a step as drawn, in pixels. */
export const STEP_WIDTH = 200;
export const STEP_HEIGHT = 54;
/** Of a line of numbers below the name. */
export const LINE_HEIGHT = 17;

/** Links over more rows than this run along the edge. */
const MOST_ROWS = 12;

/** Beyond this many steps the exact ranking takes longer than it is worth. */
const MANY_STEPS = 150;

const MARGIN = 24;

/** Long links run in lanes right of all steps, one for each step they lead to. */
const FIRST_LANE = 30;
const LANE_WIDTH = 14;

/** A place in the picture, in pixels from its top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A step with the middle of its box. */
export interface PlacedStep extends Point {
  readonly step: JourneyStep;
}

/** A link with the points it passes. */
export interface PlacedLink {
  readonly link: JourneyLink;
  readonly points: readonly Point[];
}

/** The whole picture, in pixels from its top left corner. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly stepHeight: number;
  readonly steps: readonly PlacedStep[];
  readonly links: readonly PlacedLink[];
}

/** Places everything. */
export function layOut(graph: JourneyGraph, stepHeight = STEP_HEIGHT): Layout {
  if (graph.steps.length === 0) return { width: 0, height: 0, stepHeight, steps: [], links: [] };
  const rows = findRows(graph);
  const isLong = ({ from, to }: JourneyLink): boolean =>
    Math.abs((rows.get(to) ?? 0) - (rows.get(from) ?? 0)) > MOST_ROWS;
  const drawing = arrange(graph, { isLong, stepHeight });
  const steps = graph.steps.map((step) => ({ step, ...toPoint(drawing.node(step.key)) }));
  const right = Math.max(...steps.map(({ x }) => x)) + STEP_WIDTH / 2;
  const bottom = Math.max(...steps.map(({ y }) => y)) + stepHeight / 2;
  const places = new Map(steps.map((placed) => [placed.step.key, placed]));
  const lanes = [...new Set(graph.links.filter(isLong).map(({ to }) => to))];
  const links = graph.links.map((link, index) => ({
    link,
    points: isLong(link)
      ? toEdgeWay(
          places.get(link.from),
          places.get(link.to),
          right + FIRST_LANE + LANE_WIDTH * lanes.indexOf(link.to),
        )
      : (drawing.edge(link.from, link.to, String(index))?.points ?? []).map(toPoint),
  }));
  return {
    width: right + MARGIN + (lanes.length > 0 ? FIRST_LANE + LANE_WIDTH * lanes.length : 0),
    height: bottom + MARGIN,
    stepHeight,
    steps,
    links,
  };
}

function arrange(
  graph: JourneyGraph,
  { isLong, stepHeight }: { readonly isLong: (link: JourneyLink) => boolean; readonly stepHeight: number },
): Graph {
  const drawing = new Graph({ multigraph: true });
  const ranker = graph.steps.length > MANY_STEPS ? "tight-tree" : "network-simplex";
  drawing.setGraph({ rankdir: "TB", nodesep: 32, ranksep: 44, marginx: MARGIN, marginy: MARGIN, ranker });
  for (const { key } of graph.steps) drawing.setNode(key, { width: STEP_WIDTH, height: stepHeight });
  for (const [index, link] of graph.links.entries()) {
    if (isLong(link)) continue;
    const label = link.label === "" ? {} : { width: 60, height: 14, labelpos: "c" };
    drawing.setEdge(link.from, link.to, label, String(index));
  }
  layout(drawing);
  return drawing;
}

/** The row of each step: the length of the longest way to it that closes no loop. */
function findRows({ steps, links }: JourneyGraph): ReadonlyMap<string, number> {
  const ahead = links.filter(({ isLoop }) => !isLoop);
  const waiting = new Map(steps.map(({ key }) => [key, 0]));
  for (const { to } of ahead) waiting.set(to, (waiting.get(to) ?? 0) + 1);
  const outgoing = groupByStart(ahead);
  const rows = new Map(steps.map(({ key }) => [key, 0]));
  const ready = [...waiting].flatMap(([key, count]) => (count === 0 ? [key] : []));
  for (let key = ready.pop(); key !== undefined; key = ready.pop()) {
    for (const { to } of outgoing.get(key) ?? []) {
      rows.set(to, Math.max(rows.get(to) ?? 0, (rows.get(key) ?? 0) + 1));
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return rows;
}

function toEdgeWay(from: Point | undefined, to: Point | undefined, lane: number): readonly Point[] {
  if (from === undefined || to === undefined) return [];
  const out = STEP_WIDTH / 2;
  return [
    { x: from.x + out, y: from.y },
    { x: lane, y: from.y },
    { x: lane, y: to.y },
    { x: to.x + out, y: to.y },
  ];
}

function toPoint({ x, y }: { readonly x?: number; readonly y?: number }): Point {
  return { x: x ?? 0, y: y ?? 0 };
}

/** Of the picture, or of the frame where that is smaller, this much stays in sight. */
const LEAST_SHOWN = 0.75;

/** Where the picture begins along one side of its frame so that it stays in sight; `start` itself where it does already. */
export function keepInFrame(start: number, size: number, frame: number): number {
  if (frame === 0) return start;
  const shown = LEAST_SHOWN * Math.min(size, frame);
  return Math.min(Math.max(start, shown - size), frame - shown);
}
