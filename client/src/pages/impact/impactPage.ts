/**
 * The page of what would break: the changes, then each audience, file, test and draft that reads a changed field, with what it
 * would become and the way to change it. Decides nothing.
 */
import "./style.css";
import { html, nothing, type TemplateResult } from "lit-html";
import * as z from "zod/mini";
import { later, say, sayCount, sayNumber } from "../../words/say";
import { toCellText } from "../frame/cellText";
import { connectPage, type Page } from "../frame/connectPage";
import { drawHead, drawSection } from "../frame/frameView";
import {
  type BrokenContent,
  type ImpactContent,
  type ImpactPageRequest,
  impactContentShape,
} from "./impactPageContent";

const memoryShape = z.object({ shown: z.number() });
type ImpactPage = Page<z.infer<typeof memoryShape>>;

const AT_ONCE = 200;

const SECTIONS: readonly (readonly [title: string, kinds: readonly BrokenContent["kind"][]])[] = [
  [later("Audiences"), ["audience"]],
  [later("Files and drafts"), ["file", "draft"]],
  [later("Tests"), ["test"]],
];

function drawImpact(content: ImpactContent, page: ImpactPage): TemplateResult {
  const { changes, broken } = content;
  return html`${drawHead({ ...content, word: say("Schema") })}
    <p>${toSummary(content)}</p>
    ${changes.length === 0 ? nothing : drawChanges(changes)}
    ${SECTIONS.map(([title, kinds]) => {
      const found = broken.flatMap((one, index) => (kinds.includes(one.kind) ? [{ one, index }] : []));
      return found.length === 0 ? nothing : drawSection(say(title), drawFound(found, page));
    })}`;
}

function toSummary({ changes, broken, audiences, files, without }: ImpactContent): string {
  const looked = say(
    "{0} and {1} looked at.",
    sayCount(audiences, ["{0} audience", "{0} audiences"]),
    sayCount(files, ["{0} file", "{0} files"]),
  );
  const left =
    without === 0
      ? ""
      : ` ${sayCount(without, ["{0} audience has no rule in PQL.", "{0} audiences have no rule in PQL."])}`;
  if (changes.length === 0) return `${say("Nothing would change.")} ${looked}`;
  const found =
    broken.length === 0
      ? say("Nobody reads what changes.")
      : sayCount(broken.length, [
          "{0} rule or test reads what changes.",
          "{0} rules and tests read what changes.",
        ]);
  return `${found} ${looked}${left}`;
}

function drawChanges(changes: readonly string[]): TemplateResult {
  const list = html`<ul>${changes.slice(0, AT_ONCE).map((change) => html`<li>${change}</li>`)}</ul>
    ${changes.length > AT_ONCE ? html`<p class="quiet">${say("and {0} more", sayNumber(changes.length - AT_ONCE))}</p>` : nothing}`;
  if (changes.length < 6) return drawSection(say("Changes"), list);
  return drawSection(
    "Changes",
    html`<details><summary>${sayCount(changes.length, ["{0} change", "{0} changes"])}</summary>${list}</details>`,
  );
}

interface Found {
  readonly one: BrokenContent;
  readonly index: number;
}

function drawFound(found: readonly Found[], page: ImpactPage): TemplateResult {
  const { shown } = page.memory;
  const renamed = found.filter(({ one }) => one.becomes !== undefined && one.kind !== "audience");
  const more = found.length - shown;
  return html`${
    renamed.length < 2
      ? nothing
      : html`<p class="actions"><button class="primary" @click=${() => ask(page, { type: "rename", indexes: renamed.map(({ index }) => index) })}>${sayCount(renamed.length, ["Rename in all {0} file…", "Rename in all {0} files…"])}</button></p>`
  }
    <ul class="broken">${found.slice(0, shown).map((one) => html`<li>${drawBroken(one, page)}</li>`)}</ul>
    ${more > 0 ? html`<p><button @click=${() => page.remember({ shown: shown + AT_ONCE })}>${say("Show more ({0} left)", sayNumber(more))}</button></p>` : nothing}`;
}

function drawBroken({ one, index }: Found, page: ImpactPage): TemplateResult {
  const { kind, id, name, state, places, becomes, problems } = one;
  const open = (place: number): void =>
    kind === "audience"
      ? page.act({ type: "openPage", page: "audience", id })
      : ask(page, { type: "openPlace", index, place });
  return html`<h3><button class="link" @click=${() => open(0)}>${toCellText(name)}</button>${state === undefined ? nothing : html` <span class="badge">${say(state)}</span>`}</h3>
    <ul>${places.map((place, at) => html`<li>${drawPlace(place, { isAudience: kind === "audience", open: () => open(at) })}</li>`)}</ul>
    ${problems.length === 0 ? nothing : html`<p>${say("Then:")}</p><ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`}
    ${becomes === undefined ? nothing : drawBecomes(one, index, page)}`;
}

function drawPlace(
  { change, line, column, test }: BrokenContent["places"][number],
  { isAudience, open }: { readonly isAudience: boolean; readonly open: () => void },
): TemplateResult {
  const where = say("line {0}, column {1}", line + 1, column + 1);
  const told = isAudience ? html`${where}` : html`<button class="link" @click=${open}>${where}</button>`;
  return html`${change} (${told}${test === undefined ? nothing : html`, ${say("test “{0}”", test)}`})`;
}

function drawBecomes(
  { kind, name, becomes }: BrokenContent,
  index: number,
  page: ImpactPage,
): TemplateResult {
  const fix: ImpactPageRequest =
    kind === "audience" ? { type: "previewUpdate", index } : { type: "rename", indexes: [index] };
  const words = kind === "audience" ? say("Preview the update") : say("Rename in this file…");
  return html`${kind === "test" ? nothing : html`<p>${say("It becomes:")}</p><pre tabindex="0">${becomes}</pre>`}
    <p class="actions"><button aria-label=${`${words} ${name}`} @click=${() => ask(page, fix)}>${words}</button></p>`;
}

function ask(page: ImpactPage, request: ImpactPageRequest): void {
  page.ask(request).catch((error: unknown) => page.announce(error instanceof Error ? error.message : ""));
}

connectPage({
  shape: impactContentShape,
  memory: memoryShape,
  forgotten: { shown: AT_ONCE },
  draw: (content, page: ImpactPage) => drawImpact(content, page),
});
