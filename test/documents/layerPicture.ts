/**
 * Draws the layers of the code as an SVG: a row per level, a box per group, a line to what is used from the row below. Only
 * lines that nothing else implies are drawn.
 */
import type { LayerGroup } from "./layers.js";

const WIDTH = 1000;
const ROW = 78;
const BOX_HEIGHT = 30;
const LINE = 17;
const LETTER = 7.3;
const PADDING = 10;
const GAP = 14;
/** How far a line that is bent leans out, for each row it runs past. */
const BOW = 34;
/** A group of more names than this is written below each other. */
const NAMES_IN_A_ROW = 4;

interface Box {
  readonly group: LayerGroup;
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly fill: string;
  x: number;
  readonly y: number;
}

/** Colours by part, light enough for black text. */
const FILLS: readonly (readonly [prefix: string, fill: string])[] = [
  ["client/src/sample", "#f3e6c8"],
  ["client/", "#d9e8f6"],
  ["server/src/pql", "#d8efd9"],
  ["server/", "#ece0f3"],
];

function toLabel(name: string): string {
  return name.replace(/^(client|server)\/src\//, "").replace(/\.ts$/, "");
}

function toLines(names: readonly string[]): string[] {
  const labels = names.map(toLabel);
  const rows: string[] = [];
  for (let from = 0; from < labels.length; from += NAMES_IN_A_ROW)
    rows.push(labels.slice(from, from + NAMES_IN_A_ROW).join(" · "));
  return rows;
}

function toBox(group: LayerGroup, y: number): Box {
  const [first = ""] = group.names;
  const lines = toLines(group.names);
  const width = Math.max(...lines.map((line) => line.length)) * LETTER + 2 * PADDING;
  const fill = FILLS.find(([prefix]) => first.startsWith(prefix))?.[1] ?? "#eeeeee";
  return { group, lines, width, height: BOX_HEIGHT + (lines.length - 1) * LINE, fill, x: 0, y };
}

/** Side by side in the order of where they would like to be, the client at the left, inside the picture. */
function placeRow(row: Box[], wish: (box: Box) => number): void {
  const sorted = [...row].sort((one, other) => wish(one) - wish(other));
  let left = PADDING;
  for (const box of sorted) {
    box.x = Math.max(left, wish(box) - box.width / 2);
    left = box.x + box.width + GAP;
  }
  let right = WIDTH - PADDING;
  for (const box of sorted.reverse()) {
    box.x = Math.min(box.x, right - box.width);
    right = box.x - GAP;
  }
}

function centre({ x, width }: Box): number {
  return x + width / 2;
}

/** Below the middle of its users; where nothing uses it, at the side of its part. */
function toWish(box: Box, boxes: readonly Box[]): number {
  const users = boxes.filter(({ group }) => group.uses.includes(box.group));
  const isServer = box.group.names.some((name) => name.startsWith("server/"));
  if (users.length === 0) return isServer ? WIDTH * 0.82 : WIDTH * 0.3;
  const mean = users.map(centre).reduce((sum, x) => sum + x, 0) / users.length;
  return isServer ? Math.max(mean, WIDTH * 0.55) : Math.min(mean, WIDTH * 0.5);
}

function placeBoxes(groups: readonly LayerGroup[]): Box[] {
  const levels = [...new Set(groups.map(({ level }) => level))];
  const placed: Box[] = [];
  levels.forEach((level, row) => {
    const boxes = groups
      .filter((group) => group.level === level)
      .map((group) => toBox(group, PADDING + row * ROW));
    placeRow(boxes, (box) => toWish(box, placed));
    placed.push(...boxes);
  });
  return placed;
}

function drawBox({ x, y, width, height, fill, lines }: Box): string {
  const place = `x="${Math.round(x)}" y="${y}" width="${Math.round(width)}" height="${height}"`;
  const texts = lines.map(
    (line, index) => `<text x="${Math.round(x + width / 2)}" y="${y + 20 + index * LINE}">${line}</text>`,
  );
  return [`<rect ${place} rx="5" fill="${fill}" stroke="#555"/>`, ...texts].join("\n");
}

function drawLine(from: Box, to: Box): string {
  const [x1, y1, x2, y2] = [centre(from), from.y + from.height, centre(to), to.y].map(Math.round);
  const rows = (to.y - from.y) / ROW;
  // A long line straight down would run behind the boxes between.
  const isHidden = rows > 1 && Math.abs(x1 - x2) < BOX_HEIGHT;
  const bend = isHidden ? `Q${Math.round(x1 - BOW * rows)} ${Math.round((y1 + y2) / 2)} ` : "L";
  return `<path d="M${x1} ${y1}${bend}${x2} ${y2}" stroke="#888" fill="none" marker-end="url(#end)"/>`;
}

/** The picture as text. */
export function drawLayers(groups: readonly LayerGroup[]): string {
  const boxes = placeBoxes(groups);
  const height = Math.max(...boxes.map(({ y, height: own }) => y + own)) + PADDING;
  const lines = boxes.flatMap((from) =>
    boxes.filter(({ group }) => from.group.uses.includes(group)).map((to) => drawLine(from, to)),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13" text-anchor="middle">`,
    "<title>The layers of the code: what stands higher uses what stands lower</title>",
    '<defs><marker id="end" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#888"/></marker></defs>',
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    ...lines,
    ...boxes.map(drawBox),
    "</svg>",
    "",
  ].join("\n");
}
