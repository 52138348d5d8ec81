/**
 * The page of equal and contained rules: groups first, then each web of containments as a picture and as a list, then what
 * nobody qualifies for and what could not be read. Finds nothing itself.
 */
import "./style.css";
import { html, nothing, type TemplateResult } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import * as z from "zod/mini";
import { say, sayCount, sayNumber } from "../../words/say";
import { placeGraph } from "../frame/boxGraph";
import { type DrawnBox, drawBoxes } from "../frame/boxView";
import { toCellText } from "../frame/cellText";
import { connectPage, type Page } from "../frame/connectPage";
import { drawHead, drawSection } from "../frame/frameView";
import { drawPart } from "../frame/partView";
import { type FamiliesContent, type FamilyRule, familiesContentShape } from "./familiesPageContent";
import { countEqual, cutWeb, type FamilyWeb, searchWebs, toBoxLinks, toWebs } from "./familyGraph";

const memoryShape = z.object({
  search: z.string(),
  /** How many webs are shown. */
  shown: z.number(),
  /** The web whose picture is shown, by the rule it begins with. */
  web: z.optional(z.number()),
  focused: z.optional(z.string()),
});
type FamiliesPage = Page<z.infer<typeof memoryShape>>;

const WEBS_AT_ONCE = 20;
/** More boxes make a picture nobody can read. */
const MOST_BOXES = 60;

function drawFamilies(content: FamiliesContent, page: FamiliesPage): TemplateResult {
  const { equal, contained, never, unread, sizes, isFolder } = content;
  const scene = new Scene(content, page);
  return html`${isFolder ? html`<header><h1>${content.name}</h1></header>` : drawHead({ ...content, word: say("Rules") })}
    <p>${toSummary(content)}</p>
    ${isFolder ? nothing : drawPart(page, { name: "sizes", section: sizes, failed: say("The sizes could not be read") }, () => html``)}
    ${drawSection(say("The same people"), equal.length === 0 ? drawNone(say("No two rules are equal, as far as can be proved.")) : html`${equal.map((group) => scene.drawGroup(group))}`)}
    ${drawSection(say("Contained"), contained.length === 0 ? drawNone(say("No rule is contained in another, as far as can be proved.")) : scene.drawWebs())}
    ${never.length === 0 ? nothing : drawSection(say("Nobody qualifies"), scene.list(never))}
    ${
      unread.length === 0
        ? nothing
        : drawSection(
            say("Cannot tell"),
            html`<p>${say("These rules have errors or are too large to be looked into.")}</p>${scene.list(unread)}`,
          )
    }`;
}

function toSummary({ rules, without, isFolder }: FamiliesContent): string {
  if (rules.length === 0)
    return isFolder ? say("The folder holds no PQL file.") : say("No audience here has a rule in PQL.");
  const left =
    without === 0
      ? ""
      : sayCount(without, ["{0} audience has no rule in PQL.", "{0} audiences have no rule in PQL."]);
  return [
    sayCount(rules.length, ["{0} rule compared.", "{0} rules compared."]),
    left,
    say("Everything shown here is proved. What is not shown could not be proved, and may still be so."),
  ]
    .filter((text) => text !== "")
    .join(" ");
}

function drawNone(words: string): TemplateResult {
  return html`<p class="quiet">${words}</p>`;
}

/** One drawing of the content. */
class Scene {
  private readonly equals: ReadonlyMap<number, number>;
  private readonly sizes: Readonly<Record<string, number>>;

  constructor(
    private readonly content: FamiliesContent,
    private readonly page: FamiliesPage,
  ) {
    this.equals = countEqual(content);
    this.sizes = "value" in content.sizes ? content.sizes.value : {};
  }

  /** Rules as links with their sizes. */
  list(places: readonly number[]): TemplateResult {
    return html`<ul class="related">${places.map((place) => html`<li>${this.drawRule(place)}</li>`)}</ul>`;
  }

  /** Rules that are equal. */
  drawGroup(group: readonly number[]): TemplateResult {
    return html`<h3>${sayCount(group.length, ["{0} equal rule", "{0} equal rules"])}</h3>
      <ul class="related">${group.map((place) => html`<li>${this.drawRule(place, "")}</li>`)}</ul>`;
  }

  drawWebs(): TemplateResult {
    const { memory } = this.page;
    const webs = searchWebs(toWebs(this.content), this.content, memory.search);
    const shown = webs.slice(0, memory.shown);
    const more = webs.length - shown.length;
    return html`<p class="actions">
        <label>${say("Search rules")} <input type="search" .value=${memory.search} @input=${(event: Event) => this.search(event)} /></label>
        <span class="quiet" role="status">${sayCount(webs.length, ["{0} part that hang together", "{0} parts that hang together"])}</span>
      </p>
      ${webs.length === 0 ? html`<p class="quiet">${say("No rule here has these words in its name.")}</p>` : nothing}
      ${shown.map((web, index) => this.drawWeb(web, { isOpen: memory.web === undefined ? index === 0 : memory.web === web.members[0] }))}
      ${more > 0 ? html`<p><button @click=${() => this.page.remember({ shown: memory.shown + WEBS_AT_ONCE })}>${say("Show more ({0} left)", sayNumber(more))}</button></p>` : nothing}`;
  }

  private drawWeb(web: FamilyWeb, { isOpen }: { readonly isOpen: boolean }): TemplateResult {
    const [first = 0] = web.members;
    const name = toCellText(this.rule(first)?.name);
    const others = web.members.length - 1;
    const toggle = (): void => this.page.remember({ web: isOpen ? -1 : first, focused: String(first) });
    const title = sayCount(others, ["{1} and {0} other", "{1} and {0} others"], name);
    return html`<section class="web" aria-label=${title}>
      <h3>${title}</h3>
      <p><button aria-expanded=${isOpen} @click=${toggle}>${say("Picture")}</button></p>
      ${isOpen ? this.drawPicture(web) : nothing}
      <ul class="related">${this.listContents(web)}</ul>
    </section>`;
  }

  /** The picture in words: of each rule that contains others, which. */
  private listContents({ members, links }: FamilyWeb): readonly TemplateResult[] {
    const inside = new Map<number, number[]>();
    for (const [outer, inner] of links) inside.set(outer, [...(inside.get(outer) ?? []), inner]);
    return members.flatMap((place) => {
      const inner = inside.get(place);
      return inner === undefined
        ? []
        : [html`<li>${this.drawRule(place)} ${say("contains")} ${this.list(inner)}</li>`];
    });
  }

  private drawPicture(web: FamilyWeb): TemplateResult {
    const { page, sizes, content } = this;
    const cut = cutWeb(web, MOST_BOXES);
    const [first = 0] = cut.members;
    const { focused = String(first) } = page.memory;
    const left = web.members.length - cut.members.length;
    return html`${guard([content, sizes, first, focused], () => {
      const graph = placeGraph({
        nodes: cut.members.map((place) => this.toBox(place)),
        links: toBoxLinks(cut),
      });
      const key = cut.members.some((place) => String(place) === focused) ? focused : String(first);
      return html`<div class="scroller boxes" role="region" aria-label=${say("Picture of what contains what")} tabindex="-1">
        ${drawBoxes({
          graph,
          focused: key,
          home: String(first),
          label: say("Containments"),
          focus: (next) => this.focus(next),
          open: ({ place }) => this.open(place),
        })}
      </div>`;
    })}
    <p class="quiet">${say("What stands further left contains what is linked to it.")} ${left > 0 ? sayCount(left, ["{0} rule has no room in the picture; the list has all.", "{0} rules have no room in the picture; the list has all."]) : nothing}</p>`;
  }

  private toBox(place: number): DrawnBox & { readonly place: number } {
    const rule = this.rule(place);
    const name = toCellText(rule?.name);
    const word = [this.toSize(rule) ?? rule?.state ?? "", this.toEqual(place)].filter(Boolean).join(" · ");
    return {
      place,
      key: String(place),
      name,
      word,
      look: "",
      label: word === "" ? name : `${name}, ${word}`,
    };
  }

  private focus(key: string): void {
    this.page.remember({ focused: key });
    document.querySelector<SVGElement>(`.boxes [data-key="${CSS.escape(key)}"]`)?.focus();
  }

  private drawRule(place: number, equal = this.toEqual(place)): TemplateResult {
    const rule = this.rule(place);
    const facts = [rule?.state, this.toSize(rule), equal].filter((fact) => fact !== undefined && fact !== "");
    return html`<button class="link" @click=${() => this.open(place)}>${toCellText(rule?.name)}</button>
      <span class="quiet">${facts.join(" · ")}</span>`;
  }

  private toSize(rule: FamilyRule | undefined): string | undefined {
    const size = rule === undefined ? undefined : this.sizes[rule.id];
    return size === undefined ? undefined : sayCount(size, ["{0} member", "{0} members"]);
  }

  private toEqual(place: number): string {
    const others = this.equals.get(place) ?? 0;
    return others === 0 ? "" : sayCount(others, ["{0} equal", "{0} equals"]);
  }

  private open(place: number): void {
    const rule = this.rule(place);
    if (rule?.kind === "audience") this.page.act({ type: "openPage", page: "audience", id: rule.id });
    else if (rule !== undefined)
      this.page
        .ask({ type: "openFile", file: rule.id })
        .catch((error: unknown) => this.page.announce(String(error)));
  }

  private search(event: Event): void {
    if (event.target instanceof HTMLInputElement)
      this.page.remember({ search: event.target.value, shown: WEBS_AT_ONCE });
  }

  private rule(place: number): FamilyRule | undefined {
    return this.content.rules[place];
  }
}

connectPage({
  shape: familiesContentShape,
  memory: memoryShape,
  forgotten: { search: "", shown: WEBS_AT_ONCE },
  draw: (content, page: FamiliesPage) => drawFamilies(content, page),
});
