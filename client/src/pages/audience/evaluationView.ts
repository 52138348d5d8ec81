/**
 * How an audience is evaluated: what the platform has switched on, and what its rule and its merge policy allow.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { say } from "../../words/say";
import type { Page } from "../frame/connectPage";
import { drawPart } from "../frame/partView";
import { findRead } from "../frame/stateView";
import type { AudienceContent, AudienceVerdict } from "./audiencePageContent";

type Retrying = Pick<Page<unknown>, "readPart">;

/** What is switched on, and beside it what is possible. */
export function drawEvaluation(content: AudienceContent, page: Retrying): TemplateResult {
  const failed = say("What the rule allows could not be found");
  return html`${drawSwitchedOn(content)}
    ${
      content.expression === undefined
        ? nothing
        : drawPart(page, { name: "verdict", section: content.verdict, failed }, (verdict) =>
            drawVerdict(verdict, content),
          )
    }`;
}

function drawSwitchedOn({ evaluation, isEvaluationKnown }: AudienceContent): TemplateResult {
  if (evaluation.length > 0) {
    const words =
      evaluation.length === 1
        ? say("The way that is switched on.")
        : say("The ways the platform may evaluate it, fastest first.");
    return html`<p class="big">${evaluation.join(", ")}</p>
      <p class="quiet">${words}</p>`;
  }
  return isEvaluationKnown
    ? html`<p class="big">${say("none")}</p><p class="quiet">${say("No way of evaluation is switched on.")}</p>`
    : html`<p class="big">${say("Unknown")}</p><p class="quiet">${say("The platform did not say how it is evaluated.")}</p>`;
}

function drawVerdict(
  { possible, isActiveOnEdge, obstacles }: AudienceVerdict,
  { evaluation }: AudienceContent,
): TemplateResult {
  const refused = obstacles.find(({ engine, isCertain }) => isCertain && evaluation[0] === engine);
  const shown = obstacles.filter(
    ({ text }, index) => obstacles.findIndex((one) => one.text === text) === index,
  );
  const sentence = toPossibleText({ possible, isActiveOnEdge }, evaluation);
  return html`${sentence === undefined ? nothing : html`<p>${sentence}</p>`}
    ${
      refused === undefined
        ? nothing
        : html`<p role="note">${say("It is switched to {0}, which they do not allow: the platform evaluates it more slowly.", refused.engine)}</p>`
    }
    ${shown.length === 0 ? nothing : html`<ul class="quiet">${shown.map((obstacle) => drawObstacle(obstacle, obstacles))}</ul>`}`;
}

const FASTEST_FIRST = ["edge", "streaming", "batch"];

/** The fastest way that rule and merge policy allow, and that the platform keeps to a slower one where only that is switched on. */
export function toPossibleText(
  { possible, isActiveOnEdge }: Pick<AudienceVerdict, "possible" | "isActiveOnEdge">,
  [fastest = ""]: readonly string[],
): string | undefined {
  if (possible === undefined) return undefined;
  // Batch asks nothing of a merge policy.
  if (isActiveOnEdge === undefined && possible !== "batch")
    return say("Rule and merge policy allow {0}, if the merge policy is active on edge.", possible);
  return FASTEST_FIRST.indexOf(possible) < FASTEST_FIRST.indexOf(fastest)
    ? say("Rule and merge policy would allow {0}, too, which is not switched on.", possible)
    : say("Rule and merge policy allow {0}.", possible);
}

type Obstacle = AudienceVerdict["obstacles"][number];

/** What keeps edge and streaming for the same reason is said once. */
function drawObstacle({ text }: Obstacle, all: readonly Obstacle[]): TemplateResult {
  const same = all.filter((one) => one.text === text);
  const [one = "", other] = same.map(({ engine }) => engine);
  const engines = other === undefined ? one : say("{0} and {1}", one, other);
  const isCertain = same.every((obstacle) => obstacle.isCertain);
  const sentence = isCertain ? say("Not {0}: {1}", engines, text) : say("Perhaps {0}: {1}", engines, text);
  return html`<li>${drawProse(sentence)}</li>`;
}

/** The language server marks code as Markdown does, between backticks. */
function drawProse(text: string): readonly (TemplateResult | string)[] {
  return text.split("`").map((part, place) => (place % 2 === 0 ? part : html`<code>${part}</code>`));
}

/** The rule; a tree as text, where it can be written so. */
export function drawExpression({ expression, verdict }: AudienceContent): TemplateResult {
  const { format, value = "" } = expression ?? {};
  const text = format === "pql/json" ? findRead(verdict)?.text : undefined;
  return html`<pre tabindex="0">${text ?? value}</pre>
    ${text === undefined ? nothing : html`<p class="quiet">${say("Kept as a tree (pql/json); shown as text.")}</p>`}`;
}

/** What the rule asks for in plain English. */
export function drawPlainWords({ verdict }: AudienceContent, page: Retrying): TemplateResult {
  const failed = say("The rule could not be put into words");
  return drawPart(page, { name: "verdict", section: verdict, failed }, ({ plainWords }) =>
    plainWords === undefined
      ? html`<p class="quiet">${say("The rule has errors.")}</p>`
      : html`<pre class="words" tabindex="0">${plainWords.join("\n")}</pre>`,
  );
}
