/**
 * The audience page: what it is, how it is evaluated, how large, what it needs and what needs it. Shows, changes nothing.
 */
import "./style.css";
import { html, nothing, type TemplateResult } from "lit-html";
import * as z from "zod/mini";
import { type AudienceState, describeAudience } from "../../model/stateSentences";
import { say } from "../../words/say";
import { connectPage, type Page } from "../frame/connectPage";
import { drawFailure, drawHead, drawSection } from "../frame/frameView";
import { PlotElement } from "../frame/plotElement";
import { drawState, findRead } from "../frame/stateView";
import { drawFactGroups } from "../frame/valueView";
import {
  type AudienceContent,
  audienceContentShape,
  type EstimateContent,
  estimateShape,
} from "./audiencePageContent";
import { drawBelonging } from "./belongingView";
import { listUsingAudiences } from "./dependencyGraph";
import { DependencyPicture, drawUsers, drawUses } from "./dependencyView";
import { drawEvaluation, drawExpression, drawPlainWords } from "./evaluationView";
import { drawEstimate, drawHistory, drawSize } from "./sizeView";

type AudiencePage = Page<Record<string, never>>;

/** What became of the last estimate asked for on this page. */
class Estimation {
  private state: "none" | "running" | { readonly failure: string } | EstimateContent = "none";

  async run(page: AudiencePage): Promise<void> {
    this.state = "running";
    page.redraw();
    try {
      this.state = estimateShape.parse(await page.ask({ type: "estimate" }));
    } catch (error) {
      this.state = { failure: error instanceof Error ? error.message : String(error) };
    }
    page.redraw();
  }

  draw(page: AudiencePage): TemplateResult {
    const { state } = this;
    const isRunning = state === "running";
    return html`<p class="actions">
        <button ?disabled=${isRunning} @click=${() => void this.run(page)}>${say("Estimate now")}</button>
        ${isRunning ? html`<span role="status" class="quiet">${say("Estimating, which takes up to a minute…")}</span>` : nothing}
      </p>
      ${typeof state === "string" ? nothing : "failure" in state ? drawFailure(state.failure) : drawEstimate(state)}`;
  }
}

/** What the page keeps between two drawings. */
interface Scene {
  readonly estimation: Estimation;
  readonly picture: DependencyPicture;
}

function drawAudience(content: AudienceContent, page: AudiencePage, scene: Scene): TemplateResult {
  const { expression } = content;
  const { estimation, picture } = scene;
  return html`${drawHead({ ...content, word: say("Audience") })} ${drawState(describeAudience(toState(content), Date.now()), page)} ${drawActions(content, page)}
    <div class="columns">
      ${drawSection(say("Evaluation"), drawEvaluation(content, page))}
      ${drawSection(say("Size"), html`${drawSize(content.size, page)}${expression === undefined ? nothing : estimation.draw(page)}`)}
    </div>
    ${drawSection(say("History"), drawHistory(content.history, page))}
    ${
      expression === undefined
        ? nothing
        : html`${drawSection(say("In plain words"), drawPlainWords(content, page))}
            ${drawSection(say("Expression"), drawExpression(content))}`
    }
    ${drawSection(say("Dependencies"), picture.draw(content, page))}
    <div class="columns">
      ${drawSection(say("Uses"), drawUses(content, page))} ${drawSection(say("Used by"), drawUsers(content, page))}
    </div>
    ${drawSection(say("Belongs to"), drawBelonging(content, page))}
    ${drawSection(say("All fields"), drawFactGroups(content.groups))}`;
}

function toState(content: AudienceContent): AudienceState {
  const size = findRead(content.size);
  const [journeys, campaigns, destinations] = [content.journeys, content.campaigns, content.destinations].map(
    (users) => findRead(users)?.length,
  );
  const neighbours = findRead(content.neighbours);
  const audiences = neighbours && listUsingAudiences(neighbours, content.id).size;
  const isKnown =
    audiences !== undefined &&
    journeys !== undefined &&
    campaigns !== undefined &&
    destinations !== undefined;
  return {
    state: content.state,
    evaluation: content.isEvaluationKnown ? content.evaluation : undefined,
    members: size?.members,
    countedAt: size?.evaluatedAt,
    isActiveOnEdge: findRead(content.verdict)?.isActiveOnEdge,
    windowEnd: findRead(content.verdict)?.windowEnd,
    users: isKnown ? { audiences, journeys, campaigns, destinations } : undefined,
    measured: (["journey", "campaign"] as const).flatMap((page) =>
      (findRead(content[`${page}s`]) ?? []).flatMap(({ id, name, performance }) =>
        performance === undefined ? [] : [{ page, id, name, performance }],
      ),
    ),
  };
}

function drawActions(content: AudienceContent, page: AudiencePage): TemplateResult {
  const { id } = content;
  return html`<p class="actions">
    ${
      content.expression === undefined
        ? nothing
        : html`<button class="primary" @click=${() => page.act({ type: "openDefinition", id })}>${say("Open definition")}</button>`
    }
    <button @click=${() => page.act({ type: "copy", text: id }, say("Id copied"))}>${say("Copy id")}</button>
    <button @click=${() => page.act({ type: "openJson", kind: "audience", id })}>${say("Open JSON")}</button>
  </p>`;
}

function start(): void {
  customElements.define("aep-plot", PlotElement);
  const scene = { estimation: new Estimation(), picture: new DependencyPicture() };
  connectPage({
    shape: audienceContentShape,
    memory: z.record(z.string(), z.never()),
    forgotten: {},
    draw: (content, page: AudiencePage) => drawAudience(content, page, scene),
  });
}

start();
