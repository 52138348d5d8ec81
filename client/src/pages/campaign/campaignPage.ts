/**
 * The campaign page: what it is, whom it reaches, what it sends as authored, and its versions. Shows, changes nothing.
 */
import "./style.css";
import { html, nothing, type TemplateResult } from "lit-html";
import * as z from "zod/mini";
import { type CampaignState, describeCampaign } from "../../model/stateSentences";
import { say } from "../../words/say";
import { connectPage, type Page } from "../frame/connectPage";
import { toTimeText } from "../frame/facts";
import { drawFigureTable } from "../frame/figureTable";
import { drawHead, drawSection } from "../frame/frameView";
import { drawNamedFacts, drawPart } from "../frame/partView";
import { drawState, findRead } from "../frame/stateView";
import { MailElement } from "../message/mailElement";
import { drawMessages, MessageReader } from "../message/messageView";
import { type CampaignContent, type CampaignVersions, campaignContentShape } from "./campaignPageContent";

const memoryShape = z.object({
  /** Part of a message last looked at. */
  part: z.optional(z.string()),
});

type CampaignPage = Page<z.infer<typeof memoryShape>>;

/** What the page keeps between two drawings. */
interface Scene {
  readonly reader: MessageReader;
  readonly pictured: Set<string>;
}

function drawCampaign(content: CampaignContent, page: CampaignPage, scene: Scene): TemplateResult {
  const { id, figures } = content;
  return html`${drawHead({ ...content, word: say("Campaign") })} ${drawState(describeCampaign(toState(content), Date.now()), page)}
    <p class="actions">
      <button @click=${() => page.act({ type: "copy", text: id }, say("Id copied"))}>${say("Copy id")}</button>
      <button @click=${() => page.act({ type: "openJson", kind: "campaign", id })}>${say("Open JSON")}</button>
      ${sendsMail(content) ? html`<button @click=${() => page.act({ type: "showPerformance", kind: "campaign", id })}>${say("Show performance…")}</button>` : nothing}
    </p>
    ${content.isDraftOnly ? html`<p class="notice small" role="note">${say("It was never published, so the platform shows neither its messages nor its versions.")}</p>` : nothing}
    <div class="columns">
      ${drawSection(say("Audience"), drawAudience(content, page))} ${drawSection(say("Sending"), drawSending(content))}
    </div>
    ${figures === undefined ? nothing : drawSection(say("Performance"), drawFigureTable(figures, { of: say("Days"), title: say("Numbers of the days"), rows: figures.rows }))}
    ${content.isDraftOnly ? nothing : drawSection(say("Messages"), drawMessages(content.messages, { page, ...scene, name: content.name }))}
    ${content.isDraftOnly ? nothing : drawSection(say("Versions"), drawVersions(content, page))}
    ${drawSection(say("All fields"), drawNamedFacts(content, page))}`;
}

/** What a tracking dataset tells of. */
function sendsMail({ messages, isDraftOnly }: CampaignContent): boolean {
  return !isDraftOnly && messages.some(({ channel }) => /e-?mail/i.test(channel ?? ""));
}

function toState(content: CampaignContent): CampaignState {
  const { state, kind, messages, isDraftOnly, audienceId: id, startsAt, endsAt } = content;
  const name = findRead(content.audienceName);
  const audience = id === undefined || name === undefined ? undefined : { id, name };
  return {
    state,
    kind,
    isDraftOnly,
    audience,
    startsAt,
    endsAt,
    messages: messages.length,
    unpublished: findRead(content.unpublished),
    performance: content.figures?.summary,
  };
}

/** The link stands whether or not the name can be read. */
function drawAudience({ audienceId: id, audienceName }: CampaignContent, page: CampaignPage): TemplateResult {
  if (id === undefined)
    return html`<p class="quiet">${say("It names no audience: somebody else says whom it is for.")}</p>`;
  const name = "value" in audienceName ? audienceName.value : id;
  const part = {
    name: "audienceName",
    section: audienceName,
    failed: say("The name of the audience could not be read"),
  };
  return html`<p><button class="link" @click=${() => page.act({ type: "openPage", page: "audience", id })}>${name}</button></p>
    ${"failure" in audienceName ? drawPart(page, part, () => html``) : nothing}`;
}

function toScheduleText(startsAt: number, endsAt: number | undefined): string {
  const now = Date.now();
  const start = toTimeText(startsAt);
  const hasStarted = startsAt < now;
  if (endsAt === undefined) return hasStarted ? say("Started {0}.", start) : say("Starts {0}.", start);
  const end = toTimeText(endsAt);
  if (!hasStarted) return say("Starts {0}, ends {1}.", start, end);
  return endsAt < now
    ? say("Started {0}, ended {1}.", start, end)
    : say("Started {0}, ends {1}.", start, end);
}

function drawSending({ kind, startsAt, endsAt }: CampaignContent): TemplateResult {
  return html`<p>${kind ?? html`<span class="quiet">${say("The platform does not say what kind it is.")}</span>`}</p>
    ${startsAt === undefined ? nothing : html`<p class="quiet">${toScheduleText(startsAt, endsAt)}</p>`}`;
}

function drawVersions({ id, name, versions }: CampaignContent, page: CampaignPage): TemplateResult {
  const part = { name: "versions", section: versions, failed: say("The versions could not be read") };
  return drawPart(page, part, (list) => {
    const [latest] = list;
    if (latest === undefined) return html`<p class="quiet">${say("The platform names no versions.")}</p>`;
    const compare = (version: string): void =>
      page.act({ type: "compareVersions", kind: "campaign", id, name, versions: [version, latest.id] });
    return html`<table>
      <thead><tr><th scope="col">${say("Changed")}</th><th scope="col">${say("State")}</th><th scope="col">${say("By")}</th><th scope="col">${say("Version")}</th><th scope="col">${say("Comparison")}</th></tr></thead>
      <tbody>${list.map((version) => drawVersion(version, version === latest ? undefined : compare))}</tbody>
    </table>`;
  });
}

function drawVersion(
  { id, status, changedAt, changedBy }: CampaignVersions[number],
  compare: ((version: string) => void) | undefined,
): TemplateResult {
  const when = toTimeText(changedAt);
  return html`<tr>
    <td>${when}</td>
    <td>${status === undefined ? say("unknown") : say(status)}</td>
    <td>${changedBy ?? say("unknown")}</td>
    <td><code>${id}</code></td>
    <td>
      ${
        compare === undefined
          ? html`<span class="quiet">${say("latest")}</span>`
          : html`<button @click=${() => compare(id)} aria-label=${say("Compare the version of {0} with the latest", when)}>${say("Compare with latest")}</button>`
      }
    </td>
  </tr>`;
}

function start(): void {
  customElements.define("aep-mail", MailElement);
  const scene = { reader: new MessageReader(), pictured: new Set<string>() };
  connectPage({
    shape: campaignContentShape,
    memory: memoryShape,
    forgotten: {},
    renew: () => scene.reader.renew(),
    draw: (content, page: CampaignPage) => drawCampaign(content, page, scene),
  });
}

start();
