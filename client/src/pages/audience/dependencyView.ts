/**
 * Draws what an audience hangs together with: the picture, and under it the same as lists for those who do not see it.
 */
import { html, type TemplateResult } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { ref } from "lit-html/directives/ref.js";
import { later, say } from "../../words/say";
import { type PlacedGraph, placeGraph } from "../frame/boxGraph";
import { type DrawnBox, drawBoxes } from "../frame/boxView";
import type { Page } from "../frame/connectPage";
import { drawPart } from "../frame/partView";
import type { AudienceContent, AudienceNeighbours, UsersContent } from "./audiencePageContent";
import {
  type GraphKind,
  type GraphNode,
  listUsingAudiences,
  toDependencyGraph,
  toNodeWord,
} from "./dependencyGraph";

const UNREAD: Readonly<Record<Exclude<GraphKind, "audience">, string>> = {
  journey: later("The journeys could not be read"),
  campaign: later("The campaigns could not be read"),
  destination: later("The destinations could not be read"),
};

type Opener = Pick<Page<unknown>, "act" | "redraw" | "readPart">;

type DependencyBox = GraphNode & DrawnBox;

/** The picture of one page; remembers which box has the focus. */
export class DependencyPicture {
  private focused: string | undefined;

  /** The picture as far as its parts have arrived; words while the audience stands alone. */
  draw(content: AudienceContent, page: Opener): TemplateResult {
    return html`${guard([content, this.focused], () => {
      const graph = toDependencyGraph(content);
      if (graph.nodes.length > 1) {
        return html`${this.drawGraph(placeGraph({ ...graph, nodes: graph.nodes.map(toBox) }), page)}
          <p class="quiet">${say("What it uses stands on the left, what uses it on the right.")}</p>`;
      }
      const isWaiting = [content.neighbours, content.journeys, content.campaigns, content.destinations].some(
        (section) => "isReading" in section,
      );
      return html`<p class="quiet">${isWaiting ? say("Reading…") : say("As far as could be read, it stands alone.")}</p>`;
    })}`;
  }

  private drawGraph(graph: PlacedGraph<DependencyBox>, page: Opener): TemplateResult {
    const home = graph.nodes.find(({ node }) => node.isSubject)?.node.key;
    const focused = graph.nodes.some(({ node }) => node.key === this.focused) ? this.focused : home;
    return html`<div class="scroller boxes dependencies" role="region" aria-label=${say("Picture of the dependencies")} tabindex="-1" ${ref((element) => this.bringIntoSight(element, graph))}>
      ${drawBoxes({
        graph,
        focused,
        home,
        label: say("Dependencies"),
        focus: (key) => this.focus(key, page),
        open: (node) => open(node, page),
      })}
    </div>`;
  }

  /** A wide picture starts with the audience in its middle, as long as nobody has moved in it. */
  private bringIntoSight(element: Element | undefined, graph: PlacedGraph<DependencyBox>): void {
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

function toBox(node: GraphNode): DependencyBox {
  const { kind, name, isSubject, isUnreadable } = node;
  const word = toNodeWord(node);
  const look = [kind, isSubject ? "subject" : "", isUnreadable ? "unreadable" : ""].filter(Boolean).join(" ");
  return {
    ...node,
    word,
    look,
    label: isSubject ? say("{0}: {1}, this audience", word, name) : `${word}: ${name}`,
  };
}

/** The audiences it needs itself. */
export function drawUses(content: AudienceContent, page: Opener): TemplateResult {
  return drawNeighbours(content, page, {
    list: ({ audiences, links }) => {
      const ids = new Set(links.filter(({ from }) => from === content.id).map(({ to }) => to));
      return audiences.filter(({ id }) => ids.has(id));
    },
    nobody: say("It uses no other audience."),
  });
}

/** Everything that needs it, kind by kind; each kind is read, and fails, on its own. */
export function drawUsers(content: AudienceContent, page: Opener): TemplateResult {
  return html`<h3>${say("Audiences")}</h3>
    ${drawNeighbours(content, page, {
      list: (value) => {
        const ids = listUsingAudiences(value, content.id);
        return value.audiences.filter(({ id }) => ids.has(id));
      },
      nobody: say("The platform names no audience that uses it."),
    })}
    <h3>${say("Journeys")}</h3>
    ${drawKind(content, page, "journey")}
    <h3>${say("Campaigns")}</h3>
    ${drawKind(content, page, "campaign")}
    <h3>${say("Destinations")}</h3>
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
  const part = { name: "neighbours", section: neighbours, failed: say("The audiences could not be read") };
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
            <span class="quiet">${say(state ?? "")}</span>
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
  const part = { name, section: content[name], failed: say(UNREAD[kind]) };
  return drawPart(page, part, (users) => drawUserList(users, page, kind));
}

function drawUserList(
  users: UsersContent,
  page: Opener,
  kind: Exclude<GraphKind, "audience">,
): TemplateResult {
  if (users.length === 0) return html`<p class="quiet">${say("None.")}</p>`;
  const show = (id: string): void =>
    page.act(kind === "destination" ? { type: "openJson", kind, id } : { type: "openPage", page: kind, id });
  return html`<ul class="related">
    ${users.map(
      ({ id, name, state }) => html`<li>
        <button class="link" @click=${() => show(id)}>${name}</button> <span class="quiet">${say(state ?? "")}</span>
      </li>`,
    )}
  </ul>`;
}
