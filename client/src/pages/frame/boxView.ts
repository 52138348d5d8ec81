/**
 * Draws placed boxes as a picture that is worked by keys: one stop for Tab, arrow keys between the boxes, Enter opens.
 * Knows nothing of what the boxes stand for.
 */
import "./boxes.css";
import { html, svg, type TemplateResult } from "lit-html";
import { BOX_HEIGHT, BOX_WIDTH, type BoxNode, findNextBox, type PlacedGraph, type Point } from "./boxGraph";

export interface DrawnBox extends BoxNode {
  /** Words above the name. */
  readonly word: string;
  readonly name: string;
  /** What a screen reader says instead of both. */
  readonly label: string;
  /** Classes of the style. */
  readonly look: string;
}

/** What the picture does. */
export interface BoxScene<Node extends DrawnBox> {
  readonly graph: PlacedGraph<Node>;
  /** The name of the picture for screen readers. */
  readonly label: string;
  /** The key of the box that takes the focus. */
  readonly focused: string | undefined;
  readonly home: string | undefined;
  readonly focus: (key: string) => void;
  readonly open: (node: Node) => void;
}

const MOST_OF_WORD = 29;
const MOST_OF_NAME = 23;

/** The picture. */
export function drawBoxes<Node extends DrawnBox>(scene: BoxScene<Node>): TemplateResult {
  const { graph, label, focused } = scene;
  return html`<svg width=${graph.width} height=${graph.height} role="group" aria-label=${label} @keydown=${(event: KeyboardEvent) => pressKey(event, scene)}>
    <defs>
      <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
        <path d="M 0 0 L 10 5 L 0 10 z" class="head"></path>
      </marker>
    </defs>
    <g aria-hidden="true">${graph.links.map(({ points }) => svg`<path class="way" d=${toPath(points)} marker-end="url(#arrow)"></path>`)}</g>
    ${graph.nodes.map((placed) => drawBox(placed, placed.node.key === focused, scene.open))}
  </svg>`;
}

function pressKey<Node extends DrawnBox>(event: KeyboardEvent, scene: BoxScene<Node>): void {
  const { graph, focused, home } = scene;
  const current = graph.nodes.find(({ node }) => node.key === focused)?.node;
  if (current === undefined) return;
  const next = findNextBox(graph, { key: current.key, pressed: event.key, home });
  if (next !== undefined) scene.focus(next);
  else if (event.key === "Enter" || event.key === " ") scene.open(current);
  else return;
  event.preventDefault();
}

function drawBox<Node extends DrawnBox>(
  { node, x, y }: PlacedGraph<Node>["nodes"][number],
  isFocused: boolean,
  open: (node: Node) => void,
): TemplateResult {
  const { key, word, name, label, look } = node;
  return svg`<g
    class=${`box ${look}`.trim()}
    role="button"
    data-key=${key}
    tabindex=${isFocused ? 0 : -1}
    aria-label=${label}
    transform="translate(${x - BOX_WIDTH / 2} ${y - BOX_HEIGHT / 2})"
    @click=${() => open(node)}
  >
    <rect width=${BOX_WIDTH} height=${BOX_HEIGHT} rx="5"></rect>
    <text class="kind" x="10" y="17">${shorten(word, MOST_OF_WORD)}</text>
    <text class="name" x="10" y="34">${shorten(name, MOST_OF_NAME)}</text>
    <title>${name}</title>
  </g>`;
}

function toPath(points: readonly Point[]): string {
  return points
    .map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${Math.round(x)} ${Math.round(y)}`)
    .join(" ");
}

function shorten(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
