/**
 * Boxes and arrows as SVG: dagre places them, the text of others is escaped, and the same graph gives the same picture, byte for
 * byte. Needs no style from outside and runs no script. Pure.
 */
import { Graph, layout } from "@dagrejs/dagre";

export interface PictureBox {
  readonly key: string;
  readonly title: string;
  readonly subtitle: string;
  /** A colour for its border. */
  readonly colour: string;
}

/** From what uses to what is used. */
export interface PictureLink {
  readonly from: string;
  readonly to: string;
  readonly label?: string | undefined;
}

/** A place in the picture; dagre's types leave open that it is known, its layout does not. */
interface Point {
  readonly x?: number;
  readonly y?: number;
  /** Of what stands or is kept free there. */
  readonly width?: number;
}

const WIDTH = 190;
const HEIGHT = 46;
const LABEL_WIDTH = 34;
const MARGIN = 16;
/** Longer texts would leave their box. */
const MOST_LETTERS = 26;

/** The picture; what is used stands on the left. */
export function drawPicture(
  title: string,
  { boxes, links }: { readonly boxes: readonly PictureBox[]; readonly links: readonly PictureLink[] },
): string {
  const drawing = new Graph({ multigraph: false });
  drawing.setGraph({ rankdir: "RL", nodesep: 14, ranksep: 84, marginx: MARGIN, marginy: MARGIN });
  const keys = new Set(boxes.map(({ key }) => key));
  for (const key of keys) drawing.setNode(key, { width: WIDTH, height: HEIGHT });
  const drawn = links.filter(({ from, to }) => from !== to && keys.has(from) && keys.has(to));
  for (const { from, to, label } of drawn) {
    drawing.setEdge(from, to, label === undefined ? {} : { width: LABEL_WIDTH, height: 14, labelpos: "c" });
  }
  layout(drawing);
  const { width = 0, height = 0 } = drawing.graph();
  const columns = new Set([...keys].map((key) => drawing.node(key).x));
  const arrows = drawn.map(({ from, to, label }) => {
    const edge = drawing.edge(from, to);
    const bends: readonly Point[] = (edge?.points ?? []).slice(1, -1);
    const passed = bends.flatMap((bend) => {
      if (columns.has(bend.x)) return [{ ...bend, width: WIDTH }];
      return label !== undefined && bend.x === edge?.x ? [{ ...bend, width: LABEL_WIDTH }] : [];
    });
    const curve = drawCurve(drawing.node(from), passed, drawing.node(to));
    const line = `<path d="${curve}" fill="none" stroke="#777" marker-end="url(#end)"/>`;
    if (label === undefined) return line;
    return `${line}<text x="${round(edge?.x)}" y="${round(edge?.y)}" dy="4" class="count">${escapeXml(label)}</text>`;
  });
  const places = boxes.map((box) => drawBox(box, drawing.node(box.key)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" font-family="sans-serif" font-size="12" text-anchor="middle">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>.count{fill:#333;paint-order:stroke;stroke:#fff;stroke-width:4px}</style>`,
    `<defs><marker id="end" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#777"/></marker></defs>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...arrows,
    ...places,
    "</svg>",
    "",
  ].join("\n");
}

/**
 * From the side of one box to the side of another, level where it passes a column of boxes or carries its label: lines meet boxes at their
 * sides only, and many of them fan in and out like one.
 */
function drawCurve(from: Point, passed: readonly Point[], to: Point): string {
  const way = (to.x ?? 0) < (from.x ?? 0) ? -1 : 1;
  const beside = passed.flatMap((place) => [sideOf(place, -way), sideOf(place, way)]);
  const ends = [sideOf(from, way), ...beside, sideOf(to, -way)];
  return ends
    .map(({ x, y }, index) => {
      const before = ends[index - 1];
      if (before === undefined) return `M${x} ${y}`;
      if (before.y === y) return `H${x}`;
      const middle = round((before.x + x) / 2);
      return `C${middle} ${before.y} ${middle} ${y} ${x} ${y}`;
    })
    .join("");
}

/** Where a line meets what stands at this place. */
function sideOf({ x = 0, y = 0, width = 0 }: Point, way: number): { readonly x: number; readonly y: number } {
  return { x: round(x + (way * width) / 2), y: round(y) };
}

function drawBox({ title, subtitle, colour }: PictureBox, place: Point): string {
  const x = round((place.x ?? 0) - WIDTH / 2);
  const y = round((place.y ?? 0) - HEIGHT / 2);
  const middle = round(place.x);
  return [
    `<g><title>${escapeXml(title)}</title>`,
    `<rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="5" fill="#fff" stroke="${colour}" stroke-width="1.5"/>`,
    `<text x="${middle}" y="${y + 19}" fill="#111">${escapeXml(shorten(title))}</text>`,
    `<text x="${middle}" y="${y + 35}" fill="#555" font-size="11">${escapeXml(shorten(subtitle))}</text></g>`,
  ].join("");
}

function shorten(text: string): string {
  const letters = Array.from(text);
  return letters.length <= MOST_LETTERS ? text : `${letters.slice(0, MOST_LETTERS - 1).join("")}…`;
}

function round(value = 0): number {
  return Math.round(value * 10) / 10;
}

const XML_SIGNS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** The text inside XML; what XML cannot hold is left out. */
function escapeXml(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, " ")
    .replace(/[&<>"']/g, (sign) => XML_SIGNS[sign] ?? "");
}
