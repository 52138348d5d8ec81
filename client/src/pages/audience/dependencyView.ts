/**
 * Draws what an audience hangs together with: the picture, and under it the same as lists for those who do not see it.
 */
import { html, svg, type TemplateResult } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { ref } from "lit-html/directives/ref.js";
import type { Page } from "../frame/connectPage";
import { drawPart } from "../frame/partView";
import type { AudienceContent, AudienceNeighbours, UsersContent } from "./audiencePageContent";
import {
  BOX_HEIGHT,
  BOX_WIDTH,
  findNextBox,
  type GraphKind,
  type GraphNode,
  type PlacedGraph,
  type Point,
  placeGraph,
  toDependencyGraph,
} from "./dependencyGraph";

const MOST_CHARACTERS = 23;

const WORDS: Readonly<Record<GraphKind, string>> = {
  audience: "Audience",
  journey: "Journey",
  campaign: "Campaign",
  destination: "Destination",
};

type Opener = Pick<Page<unknown>, "act" | "redraw" | "readPart">;

/** The picture of one page; remembers which box has the focus. */
export class DependencyPicture {
  private focused: string | undefined;

  /** The picture as far as its parts have arrived; words while the audience stands alone. */
  draw(content: AudienceContent, page: Opener): TemplateResult {
    return html`${guard([content, this.focused], () => {
      const graph = toDependencyGraph(content);
      if (graph.nodes.length > 1) {
        return html`${this.drawGraph(placeGraph(graph), page)}
          <p class="quiet">What it uses stands on the left, what uses it on the right.</p>`;
      }
      const isWaiting = [content.neighbours, content.journeys, content.campaigns, content.destinations].some(
        (section) => "isReading" in section,
      );
      return html`<p class="quiet">${isWaiting ? "Reading…" : "As far as could be read, it stands alone."}</p>`;
    })}`;
  }

  private drawGraph(graph: PlacedGraph, page: Opener): TemplateResult {
    const focused = graph.nodes.some(({ node }) => node.key === this.focused)
      ? this.focused
      : graph.nodes.find(({ node }) => node.isSubject)?.node.key;
    const press = (event: KeyboardEvent): void => {
      const current = graph.nodes.find(({ node }) => node.key === focused)?.node;
      if (current === undefined) return;
      const next = findNextBox(graph, current.key, event.key);
      if (next !== undefined) this.focus(next, page);
      else if (event.key === "Enter" || event.key === " ") open(current, page);
      else return;
      event.preventDefault();
    };
    return html`<div class="scroller dependencies" role="region" aria-label="Picture of the dependencies" tabindex="-1" ${ref((element) => this.bringIntoSight(element, graph))}>
      <svg width=${graph.width} height=${graph.height} role="group" aria-label="Dependencies" @keydown=${press}>
        <defs>
          <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
            <path d="M 0 0 L 10 5 L 0 10 z" class="head"></path>
          </marker>
        </defs>
        <g aria-hidden="true">${graph.links.map(({ points }) => svg`<path class="way" d=${toPath(points)} marker-end="url(#arrow)"></path>`)}</g>
        ${graph.nodes.map((placed) => drawBox(placed, { isFocused: placed.node.key === focused, page }))}
      </svg>
    </div>`;
  }

  /** A wide picture starts with the audience in its middle, as long as nobody has moved in it. */
  private bringIntoSight(element: Element | undefined, graph: PlacedGraph): void {
    const subject = graph.nodes.find(({ node }) => node.isSubject);
    if (element === undefined || subject === undefined || this.focused !== undefined) return;
    // The element has its width only when it is drawn.
    requestAnimationFrame(() => {
      element.scrollLeft = subject.x - element.clientWidth / 2;
    });
  }

  private focus(key: string, page: Opener): void {
    this.focused = key;
    page.redraw();
    document.querySelector<SVGElement>(`.dependencies [data-key="${CSS.escape(key)}"]`)?.focus();
  }
}

function open({ kind, id, isSubject, isUnreadable }: GraphNode, page: Opener): void {
  if (id === undefined || isSubject || isUnreadable) return;
  page.act(kind === "destination" ? { type: "openJson", kind, id } : { type: "openPage", page: kind, id });
}

function drawBox(
  { node, x, y }: PlacedGraph["nodes"][number],
  { isFocused, page }: { readonly isFocused: boolean; readonly page: Opener },
): TemplateResult {
  const { kind, name, state, isSubject, isUnreadable } = node;
  const word = isUnreadable
    ? `${WORDS[kind]}, cannot be read`
    : [WORDS[kind], state].filter(Boolean).join(" · ");
  const classes = ["box", kind, isSubject ? "subject" : "", isUnreadable ? "unreadable" : ""]
    .filter(Boolean)
    .join(" ");
  return svg`<g
    class=${classes}
    role="button"
    data-key=${node.key}
    tabindex=${isFocused ? 0 : -1}
    aria-label=${`${word}: ${name}${isSubject ? ", this audience" : ""}`}
    transform="translate(${x - BOX_WIDTH / 2} ${y - BOX_HEIGHT / 2})"
    @click=${() => open(node, page)}
  >
    <rect width=${BOX_WIDTH} height=${BOX_HEIGHT} rx="5"></rect>
    <text class="kind" x="10" y="17">${shorten(word, 29)}</text>
    <text class="name" x="10" y="34">${shorten(name, MOST_CHARACTERS)}</text>
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

/** The audiences it needs itself. */
export function drawUses(content: AudienceContent, page: Opener): TemplateResult {
  return drawNeighbours(content, page, {
    list: ({ audiences, links }) => {
      const ids = new Set(links.filter(({ from }) => from === content.id).map(({ to }) => to));
      return audiences.filter(({ id }) => ids.has(id));
    },
    nobody: "It uses no other audience.",
  });
}

/** Everything that needs it, kind by kind; each kind is read, and fails, on its own. */
export function drawUsers(content: AudienceContent, page: Opener): TemplateResult {
  return html`<h3>Audiences</h3>
    ${drawNeighbours(content, page, {
      list: ({ audiences, links }) => {
        const ids = new Set(links.filter(({ to }) => to === content.id).map(({ from }) => from));
        return audiences.filter(({ id }) => ids.has(id));
      },
      nobody: "The platform names no audience that uses it.",
    })}
    <h3>Journeys</h3>
    ${drawKind(content, page, "journey")}
    <h3>Campaigns</h3>
    ${drawKind(content, page, "campaign")}
    <h3>Destinations</h3>
    ${drawKind(content, page, "destination")}`;
}

function drawNeighbours(
  { neighbours }: AudienceContent,
  page: Opener,
  what: {
    readonly list: (value: AudienceNeighbours) => AudienceNeighbours["audiences"];
    readonly nobody: string;
  },
): TemplateResult {
  const part = { name: "neighbours", section: neighbours, failed: "The audiences could not be read" };
  return drawPart(page, part, (value) => {
    const found = what.list(value);
    return found.length === 0 ? html`<p class="quiet">${what.nobody}</p>` : drawAudiences(found, page);
  });
}

function drawAudiences(audiences: AudienceNeighbours["audiences"], page: Opener): TemplateResult {
  return html`<ul class="related">
    ${audiences.map(({ id, name, state, failure }) =>
      failure === undefined
        ? html`<li>
            <button class="link" @click=${() => page.act({ type: "openPage", page: "audience", id })}>${name || id}</button>
            <span class="quiet">${state}</span>
          </li>`
        : html`<li>${id} <span class="quiet">${failure}</span></li>`,
    )}
  </ul>`;
}

function drawKind(
  content: AudienceContent,
  page: Opener,
  kind: Exclude<GraphKind, "audience">,
): TemplateResult {
  const name = `${kind}s` as const;
  const part = { name, section: content[name], failed: `The ${name} could not be read` };
  return drawPart(page, part, (users) => drawUserList(users, page, kind));
}

function drawUserList(
  users: UsersContent,
  page: Opener,
  kind: Exclude<GraphKind, "audience">,
): TemplateResult {
  if (users.length === 0) return html`<p class="quiet">None.</p>`;
  const show = (id: string): void =>
    page.act(kind === "destination" ? { type: "openJson", kind, id } : { type: "openPage", page: kind, id });
  return html`<ul class="related">
    ${users.map(
      ({ id, name, state }) => html`<li>
        <button class="link" @click=${() => show(id)}>${name}</button> <span class="quiet">${state}</span>
      </li>`,
    )}
  </ul>`;
}
