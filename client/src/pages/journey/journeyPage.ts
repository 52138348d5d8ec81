/**
 * The journey page: the picture of the steps, the details of the chosen one, and everything known of the journey.
 * Read only, like the platform's own interface for journeys.
 */
import "./style.css";
import { html, nothing, type TemplateResult } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import * as z from "zod/mini";
import { describeJourney, type JourneyState } from "../../model/stateSentences";
import { say, sayCount } from "../../words/say";
import { connectPage, type Page } from "../frame/connectPage";
import { drawHead, drawSection } from "../frame/frameView";
import { drawNamedFacts } from "../frame/partView";
import { drawState, findRead } from "../frame/stateView";
import { MailElement } from "../message/mailElement";
import { MessageReader } from "../message/messageView";
import { Canvas } from "./canvas";
import { drawFigures, readStepNumbers, type StepNumbers } from "./figuresView";
import { findNeighbour } from "./journeyNeighbours";
import { type JourneyContent, type JourneyGraph, journeyContentShape } from "./journeyPageContent";
import { type Layout, LINE_HEIGHT, layOut, STEP_HEIGHT } from "./layout";
import { drawPicture, toSpoken } from "./pictureView";
import { drawStepDetails } from "./stepView";

/** What is remembered. */
const memoryShape = z.object({
  /** Key of the step whose details are open. */
  selected: z.optional(z.string()),
  /** Part of a message last looked at. */
  part: z.optional(z.string()),
});
type JourneyMemory = z.infer<typeof memoryShape>;

type JourneyPage = Page<JourneyMemory>;

/** The picture of one journey, as long as its content stays the same. */
class Scene {
  readonly layout: Layout;
  readonly numbers: ReadonlyMap<string, StepNumbers>;
  readonly reader = new MessageReader();
  readonly pictured = new Set<string>();
  focused: string | undefined;
  private canvas: Canvas | undefined;

  constructor(readonly content: JourneyContent) {
    const { graph, figures } = content;
    this.numbers = figures === undefined ? new Map() : readStepNumbers(figures, graph);
    const most = Math.max(0, ...[...this.numbers.values()].map(({ lines }) => lines.length));
    this.layout = layOut(graph, STEP_HEIGHT + most * LINE_HEIGHT);
    this.focused = (content.graph.steps.find(({ isStart }) => isStart) ?? content.graph.steps[0])?.key;
  }

  /** Called with the frame element once it is there; the second call for the same element changes nothing. */
  attach(frame: HTMLElement): void {
    const picture = frame.querySelector<HTMLElement>(".moving");
    if (this.canvas !== undefined || picture === null) return;
    this.canvas = new Canvas(frame, picture, this.layout);
    this.canvas.start(this.layout.steps.find(({ step }) => step.key === this.focused));
  }

  get view(): Canvas | undefined {
    return this.canvas;
  }

  /** Moves the focus to a step and into sight. */
  focus(key: string): void {
    this.focused = key;
    document.querySelector<SVGElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
    const placed = this.layout.steps.find(({ step }) => step.key === key);
    if (placed !== undefined) this.canvas?.reveal(placed);
  }
}

function drawJourney(content: JourneyContent, page: JourneyPage, scene: Scene): TemplateResult {
  const { graph, id } = content;
  return html`${drawHead({ ...content, word: say("Journey") })} ${drawState(describeJourney(toState(content), Date.now()), page)}
    <p class="actions">
      <button @click=${() => page.act({ type: "copy", text: id }, say("Id copied"))}>${say("Copy id")}</button>
      <button @click=${() => page.act({ type: "openJson", kind: "journey", id })}>${say("Open JSON")}</button>
      ${graph.steps.length === 0 ? nothing : html`<button @click=${() => page.act({ type: "showPerformance", kind: "journey", id })}>${say("Show performance…")}</button>`}
      ${graph.steps.length === 0 ? nothing : drawZoomButtons(scene)}
    </p>
    ${graph.remarks.map((remark) => html`<p class="notice small" role="note">${remark}</p> `)}
    ${graph.steps.length === 0 ? nothing : drawStage(page, scene)}
    ${content.figures === undefined ? nothing : drawSection(say("Performance"), drawFigures(content.figures, graph))}
    ${drawSection(say("Steps"), drawStepList(graph, page, scene))}
    ${drawSection(say("All fields"), drawNamedFacts(content, page))}`;
}

function toState({ state, startsAt, endsAt, graph, unpublished, figures }: JourneyContent): JourneyState {
  const { summary: performance } = figures ?? {};
  return { state, startsAt, endsAt, steps: graph.steps, unpublished: findRead(unpublished), performance };
}

function drawZoomButtons(scene: Scene): TemplateResult {
  return html`<span class="zoom" role="group" aria-label=${say("Zoom")}>
    <button @click=${() => scene.view?.zoom("out")} aria-label=${say("Zoom out")}>−</button>
    <button @click=${() => scene.view?.zoom("in")} aria-label=${say("Zoom in")}>+</button>
    <button @click=${() => scene.view?.fit()}>${say("Fit")}</button>
  </span>`;
}

function drawStage(page: JourneyPage, scene: Scene): TemplateResult {
  const selected = scene.content.graph.steps.find(({ key }) => key === page.memory.selected);
  const actions = {
    focused: scene.focused,
    selected: selected?.key,
    numbers: scene.numbers,
    focus: (key: string) => {
      if (scene.focused === key) return;
      scene.focused = key;
      page.redraw();
    },
    open: (key: string) => openStep(page, scene, key),
  };
  return html`<div class="stage">
    <div class="frame" role="region" aria-label=${say("Picture of the journey")} @keydown=${(event: KeyboardEvent) => pressKey(event, page, scene)}>
      <div class="moving">
        ${guard([scene, scene.focused, selected?.key], () => drawPicture(scene.layout, actions))}
      </div>
    </div>
    ${
      selected === undefined
        ? nothing
        : html`<aside aria-label=${say("Details of the step")} @keydown=${(event: KeyboardEvent) => {
            if (event.key === "Escape") closeStep(page, scene);
          }}>
            ${drawStepDetails(selected, {
              page,
              layout: scene.layout,
              reader: scene.reader,
              pictured: scene.pictured,
              open: (key) => openStep(page, scene, key),
              close: () => closeStep(page, scene),
            })}
          </aside>`
    }
  </div>`;
}

/** Opens the details and moves the focus there, so that reading goes on without a pointer. */
function openStep(page: JourneyPage, scene: Scene, key: string): void {
  scene.focused = key;
  page.remember({ selected: key });
  const placed = scene.layout.steps.find(({ step }) => step.key === key);
  if (placed !== undefined) scene.view?.reveal(placed);
  document.getElementById("step-title")?.focus();
}

function closeStep(page: JourneyPage, scene: Scene): void {
  page.remember({ selected: undefined });
  if (scene.focused !== undefined) scene.focus(scene.focused);
}

function pressKey(event: KeyboardEvent, page: JourneyPage, scene: Scene): void {
  const { focused, layout } = scene;
  if (focused === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const neighbour = findNeighbour(layout, focused, event.key);
  if (neighbour !== undefined) {
    scene.focused = neighbour;
    page.redraw();
    scene.focus(neighbour);
  } else if (event.key === "Enter" || event.key === " ") openStep(page, scene, focused);
  else if (!pressZoomKey(event.key, scene)) return;
  event.preventDefault();
}

function pressZoomKey(key: string, { view }: Scene): boolean {
  if (key === "+" || key === "=") view?.zoom("in");
  else if (key === "-") view?.zoom("out");
  else if (key === "1") view?.zoom("actual");
  else if (key === "0") view?.fit();
  else return false;
  return true;
}

/** The same steps for those who do not see the picture. */
function drawStepList(graph: JourneyGraph, page: JourneyPage, scene: Scene): TemplateResult {
  if (graph.steps.length === 0) return html`<p class="quiet">${say("It has no steps yet.")}</p>`;
  return html`<p class="quiet">
      ${say("Arrow keys follow the arrows of the picture, Enter shows a step, + and − zoom, 0 shows everything.")}
      ${say("Dragging moves the picture, the wheel with Ctrl zooms it.")}
    </p>
    <details>
      <summary>${sayCount(graph.steps.length, ["{0} step as a list", "{0} steps as a list"])}</summary>
      <ol class="ways">
        ${graph.steps.map(
          (step) => html`<li>
            <button class="link" @click=${() => openStep(page, scene, step.key)}>${toSpoken(step, scene.layout, scene.numbers.get(step.key)?.spoken)}</button>
          </li>`,
        )}
      </ol>
    </details>`;
}

/** Keeps the picture while the content is the same, so that a redraw does not move it. */
class Stage {
  private scene: Scene | undefined;

  draw(content: JourneyContent, page: JourneyPage): TemplateResult {
    const scene = this.scene?.content === content ? this.scene : new Scene(content);
    if (this.scene !== scene) this.scene?.view?.end();
    this.scene = scene;
    queueMicrotask(() => {
      const frame = document.querySelector<HTMLElement>(".frame");
      if (frame !== null) scene.attach(frame);
    });
    return drawJourney(content, page, scene);
  }
}

function start(): void {
  customElements.define("aep-mail", MailElement);
  const stage = new Stage();
  connectPage({
    shape: journeyContentShape,
    memory: memoryShape,
    forgotten: {},
    draw: (content, page: JourneyPage) => stage.draw(content, page),
  });
}

start();
