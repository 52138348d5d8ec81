/**
 * Draws the laid-out journey as SVG. What is odd about a step is written on it and said to screen readers, never told
 * by colour alone.
 */
import { html, nothing, svg, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { say } from "../../words/say";
import type { StepNumbers } from "./figuresView";
import type { JourneyStep } from "./journeyPageContent";
import { type Layout, LINE_HEIGHT, type PlacedLink, type PlacedStep, type Point, STEP_WIDTH } from "./layout";

/** What fits on a step. */
const MOST_CHARACTERS = 27;

/** What can be done in the picture. */
export interface PictureActions {
  readonly focused: string | undefined;
  readonly selected: string | undefined;
  /** By key of the step. */
  readonly numbers: ReadonlyMap<string, StepNumbers>;
  readonly focus: (key: string) => void;
  readonly open: (key: string) => void;
}

/** The picture; one step takes the focus, arrow keys move it. */
export function drawPicture(layout: Layout, actions: PictureActions): TemplateResult {
  const { width, height } = layout;
  return html`<svg class="picture" width=${width} height=${height} role="group" aria-label=${say("Steps of the journey")}>
    <defs>
      <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
        <path d="M 0 0 L 10 5 L 0 10 z" class="head"></path>
      </marker>
    </defs>
    <g aria-hidden="true">${layout.links.map(drawLink)}</g>
    ${repeat(
      layout.steps,
      ({ step }) => step.key,
      (placed) => drawStep(placed, layout, actions),
    )}
  </svg>`;
}

function drawLink({ link, points }: PlacedLink): TemplateResult {
  const middle = points[Math.floor((points.length - 1) / 2)];
  // On the other side of its line it would be crossed out.
  const isLeftward = middle !== undefined && (points[0]?.x ?? 0) > middle.x + 1;
  return svg`<path class=${link.isLoop ? "link loop" : "link"} d=${toPath(points)} marker-end="url(#arrow)"></path>
    ${
      middle === undefined || link.label === ""
        ? nothing
        : svg`<text class="link-label" x=${middle.x + (isLeftward ? -4 : 4)} y=${middle.y - 2} text-anchor=${isLeftward ? "end" : "start"}>${shorten(link.label, 18)}</text>`
    }`;
}

function toPath(points: readonly Point[]): string {
  return points
    .map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${Math.round(x)} ${Math.round(y)}`)
    .join(" ");
}

function drawStep({ step, x, y }: PlacedStep, layout: Layout, actions: PictureActions): TemplateResult {
  const mark = toMark(step);
  const isSelected = actions.selected === step.key;
  const left = x - STEP_WIDTH / 2;
  const top = y - layout.stepHeight / 2;
  const numbers = actions.numbers.get(step.key);
  return svg`<g
    class=${toClasses(step, isSelected)}
    role="button"
    data-key=${step.key}
    tabindex=${actions.focused === step.key ? 0 : -1}
    aria-pressed=${isSelected}
    aria-label=${toSpoken(step, layout, numbers?.spoken)}
    transform="translate(${left} ${top})"
    @focus=${() => actions.focus(step.key)}
    @click=${() => actions.open(step.key)}
  >
    <rect width=${STEP_WIDTH} height=${layout.stepHeight} rx="6"></rect>
    <text class="kind" x="12" y="20">${shorten(mark === "" ? step.kind : `${step.kind} · ${mark}`, 32)}</text>
    <text class="name" x="12" y="40">${shorten(step.name, MOST_CHARACTERS)}</text>
    ${(numbers?.lines ?? []).map((line, index) => svg`<text class="number" x="12" y=${60 + index * LINE_HEIGHT}>${line}</text>`)}
    <title>${step.name}</title>
  </g>`;
}

function toClasses(step: JourneyStep, isSelected: boolean): string {
  const classes = [
    "step",
    step.isStart ? "first" : "",
    step.isMessage ? "message" : "",
    step.isMissing ? "missing" : "",
    step.isUnreachable ? "unreachable" : "",
    isSelected ? "selected" : "",
  ];
  return classes.filter((name) => name !== "").join(" ");
}

/** What is odd or special about a step, in a word. */
function toMark(step: JourneyStep): string {
  if (step.isMissing) return say("not in the journey");
  if (step.isUnreachable) return say("not reachable");
  return step.isStart ? say("start") : "";
}

/** What a screen reader says of a step: kind, name, what is odd, and where it leads. */
export function toSpoken(
  step: JourneyStep,
  { links, steps }: Pick<Layout, "links" | "steps">,
  numbers = "",
): string {
  const targets = links
    .filter(({ link }) => link.from === step.key)
    .map(({ link }) => {
      const name = steps.find((placed) => placed.step.key === link.to)?.step.name ?? link.to;
      const label = link.label === "" ? "" : `${link.label}: `;
      return `${label}${link.isLoop ? say("back to {0}", name) : name}`;
    });
  const leads = targets.length === 0 ? say("leads nowhere") : say("leads to {0}", targets.join(", "));
  return [`${step.kind}: ${step.name}`, toMark(step), numbers, leads]
    .filter((text) => text !== "")
    .join(", ");
}

function shorten(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
