/**
 * The page of a destination (its audiences and runs) and of a data view (its dimensions and metrics). Shows, changes nothing.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import * as z from "zod/mini";
import { connectPage, type Page } from "../frame/connectPage";
import { drawSection } from "../frame/frameView";
import { drawHead } from "../frame/headView";
import { drawPart } from "../frame/partView";
import type { Section } from "../frame/protocol";
import { drawFactGroups } from "../frame/valueView";
import { type CellContent, type TableContent, type ThingContent, thingContentShape } from "./messages";

type ThingPage = Page<Record<string, never>>;

const WORDS = {
  destination: {
    ...{ word: "Destination", source: "Sends to", members: "Audiences", others: "Runs" },
    ...{ noMembers: "It sends no audience.", noOthers: "It has not run yet." },
  },
  dataView: {
    ...{ word: "Data view", source: "Data from", members: "Dimensions", others: "Metrics" },
    ...{ noMembers: "It has no dimensions.", noOthers: "It has no metrics." },
  },
} as const;

function drawThing(content: ThingContent, page: ThingPage): TemplateResult {
  const { id, kind, members, others } = content;
  const words = WORDS[kind];
  const draw = (
    name: "members" | "others",
    section: Section<TableContent>,
    empty: string,
  ): TemplateResult => {
    const failed = `The ${words[name].toLowerCase()} could not be read`;
    return drawPart(page, { name, section, failed }, (table) => drawTable(table, { page, empty }));
  };
  return html`${drawHead({ ...content, word: words.word })}
    <p class="actions">
      <button @click=${() => page.act({ type: "copy", text: id }, "Id copied")}>Copy id</button>
      <button @click=${() => page.act({ type: "openJson", kind, id })}>Open JSON</button>
    </p>
    ${drawSection(words.source, drawSource(content, page))}
    ${drawSection(words.members, draw("members", members, words.noMembers))}
    ${drawSection(words.others, draw("others", others, words.noOthers))}
    ${drawSection("All fields", drawFactGroups(content.groups))}`;
}

function drawSource({ source }: ThingContent, page: ThingPage): TemplateResult {
  return drawPart(page, { name: "source", section: source, failed: "Its name could not be read" }, (name) =>
    name === null ? html`<p class="quiet">The platform does not say.</p>` : html`<p>${name}</p>`,
  );
}

function drawTable(
  { columns, rows, hasMore }: TableContent,
  { page, empty }: { readonly page: ThingPage; readonly empty: string },
): TemplateResult {
  if (rows.length === 0) return html`<p class="quiet">${empty}</p>`;
  return html`<div class="scroller" tabindex="0" role="region" aria-label=${columns.join(", ")}>
    <table>
      <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${drawCell(cell, page)}</td>`)}</tr>`)}</tbody>
    </table>
    ${hasMore ? html`<p class="quiet">The platform has more.</p>` : nothing}
  </div>`;
}

function drawCell({ text, audienceId: id }: CellContent, page: ThingPage): TemplateResult {
  if (id === undefined) return html`${text}`;
  return html`<button class="link" @click=${() => page.act({ type: "openPage", page: "audience", id })}>${text}</button>`;
}

connectPage({
  shape: thingContentShape,
  memory: z.object({}),
  forgotten: {},
  draw: (content, page: ThingPage) => drawThing(content, page),
});
