/**
 * The details of one step beside the picture: its audiences, where it leads, its message, and every field.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { say } from "../../words/say";
import { drawFactGroups } from "../frame/valueView";
import { drawMessages, type MessageScene } from "../message/messageView";
import type { JourneyLink, JourneyStep } from "./journeyPageContent";
import type { Layout } from "./layout";

/** What the panel needs besides the step. */
export interface StepScene extends Omit<MessageScene, "name"> {
  readonly layout: Layout;
  readonly open: (key: string) => void;
  readonly close: () => void;
}

/** The panel of a step. */
export function drawStepDetails(step: JourneyStep, scene: StepScene): TemplateResult {
  const { layout } = scene;
  const leaving = layout.links.filter(({ link }) => link.from === step.key).map(({ link }) => link);
  const entering = layout.links.filter(({ link }) => link.to === step.key).map(({ link }) => link);
  return html`<div class="panel-head">
      <h2 tabindex="-1" id="step-title">${step.name}</h2>
      <button @click=${scene.close} aria-label=${say("Close the details of the step")}>${say("Close")}</button>
    </div>
    <p class="quiet">${step.kind}</p>
    ${drawOddities(step)} ${drawAudiences(step, scene)}
    ${step.isMessage ? html`<h3>${say("Message as authored")}</h3>${drawMessages(step.messages, { ...scene, name: step.name })}` : nothing}
    ${drawWays(say("Leads to"), leaving, { scene, end: "to" })} ${drawWays(say("Reached from"), entering, { scene, end: "from" })}
    ${drawFactGroups(step.groups)}`;
}

function drawOddities(step: JourneyStep): TemplateResult | typeof nothing {
  if (step.isMissing) {
    return html`<p class="notice" role="note">${say("A transition names this step, but the journey does not have it.")}</p>`;
  }
  return step.isUnreachable
    ? html`<p class="notice" role="note">${say("No path leads here from the start of the journey.")}</p>`
    : nothing;
}

function drawAudiences({ audiences }: JourneyStep, { page }: StepScene): TemplateResult | typeof nothing {
  if (audiences.length === 0) return nothing;
  return html`<h3>${audiences.length === 1 ? say("Audience") : say("Audiences")}</h3>
    <ul class="ways">
      ${audiences.map(
        ({ id, name }) => html`<li>
          <button class="link" @click=${() => page.act({ type: "openPage", page: "audience", id })}>${name || id}</button>
        </li>`,
      )}
    </ul>`;
}

function drawWays(
  title: string,
  links: readonly JourneyLink[],
  { scene, end }: { readonly scene: StepScene; readonly end: "from" | "to" },
): TemplateResult | typeof nothing {
  if (links.length === 0) return nothing;
  return html`<h3>${title}</h3>
    <ul class="ways">
      ${links.slice(0, 50).map((link) => {
        const key = link[end];
        const name = scene.layout.steps.find(({ step }) => step.key === key)?.step.name ?? key;
        return html`<li>
          ${link.label === "" ? nothing : html`<span class="quiet">${link.label}:</span> `}
          <button class="link" @click=${() => scene.open(key)}>${name}</button>
          ${link.condition === undefined || end === "from" ? nothing : html`<code class="condition">${link.condition}</code>`}
          ${link.isLoop ? html`<span class="quiet">${say("(closes a loop)")}</span>` : nothing}
        </li>`;
      })}
      ${links.length > 50 ? html`<li class="quiet">${say("and {0} more", links.length - 50)}</li>` : nothing}
    </ul>`;
}
