/**
 * The schema page: every field in a tree that is searched while typing; a field's facts beside it, and its path into
 * the PQL editor.
 */
import "./style.css";
import { html, nothing, type TemplateResult } from "lit-html";
import * as z from "zod/mini";
import { say, sayCount, sayNumber } from "../../words/say";
import { connectPage, type Page } from "../frame/connectPage";
import { drawHead } from "../frame/frameView";
import { FieldTree, type TreeField } from "./fieldTree";
import {
  insertedShape,
  type SchemaContent,
  schemaContentShape,
  type schemaRequestShape,
} from "./schemaPageContent";
import { drawTree } from "./treeView";

const memoryShape = z.object({
  search: z.string(),
  active: z.optional(z.number()),
  unfolded: z.array(z.number()),
});
type SchemaMemory = z.infer<typeof memoryShape>;
type SchemaPage = Page<SchemaMemory>;

/** Height drawn before the tree has been measured. */
const FIRST_HEIGHT = 800;

/** The tree of one content, with what only this sight of it knows. */
class Scene {
  readonly tree: FieldTree;
  top = 0;
  height = FIRST_HEIGHT;

  constructor(readonly content: SchemaContent) {
    this.tree = new FieldTree(content.fields);
  }
}

function drawSchema(content: SchemaContent, page: SchemaPage, scene: Scene): TemplateResult {
  const { search } = page.memory;
  const found = search.trim() === "" ? undefined : scene.tree.search(search);
  const unfolded = new Set(page.memory.unfolded);
  const rows = found?.rows ?? scene.tree.listUnfolded(unfolded);
  const { active } = page.memory;
  const field = active === undefined ? undefined : scene.tree.fields[active];
  const count = sayCount(content.fields.length, ["{0} field", "{0} fields"]);
  return html`${drawHead({ ...content, word: say("Schema") })}
    <p class="actions">
      <label>${say("Search fields")} <input type="search" .value=${search} @input=${(event: Event) => searchFor(event, page, scene)} /></label>
      <span class="quiet" role="status">${found === undefined ? count : say("{0} of {1}", sayNumber(found.found), count)}${content.isCut ? ` ${say("(there are more, which are left out)")}` : ""}</span>
      <button @click=${() => page.act({ type: "copy", text: content.id }, say("Id copied"))}>${say("Copy id")}</button>
      <button @click=${() => askHost(page, { type: "openSchemaJson" })}>${say("Open JSON")}</button>
    </p>
    <div class="stage">
      ${
        rows.length === 0
          ? drawNothing(content)
          : drawTree({
              tree: scene.tree,
              rows,
              active,
              top: scene.top,
              height: scene.height,
              isOpen: (index) => found !== undefined || unfolded.has(index),
              scroll: (top, height) => {
                Object.assign(scene, { top, height });
                page.redraw();
              },
              activate: (index) => page.remember({ active: index }),
              fold: (index, isOpen) => page.remember({ unfolded: toFolds(unfolded, index, isOpen) }),
              choose: (index) => insert(page, scene.tree.fields[index]),
            })
      }
      ${field === undefined ? nothing : drawField(field, page)}
    </div>`;
}

function drawNothing({ fields }: SchemaContent): TemplateResult {
  return html`<p class="quiet">${fields.length === 0 ? say("The schema has no fields.") : say("No field contains these words in its path or title.")}</p>`;
}

function searchFor(event: Event, page: SchemaPage, scene: Scene): void {
  if (!(event.target instanceof HTMLInputElement)) return;
  scene.top = 0;
  page.remember({ search: event.target.value });
}

function toFolds(unfolded: ReadonlySet<number>, index: number, isOpen: boolean): number[] {
  return isOpen ? [...unfolded, index] : [...unfolded].filter((other) => other !== index);
}

function drawField(field: TreeField, page: SchemaPage): TemplateResult {
  const { path, type, title, description, values, isThroughMap } = field;
  return html`<aside aria-label=${say("Details of the field")}>
    <h2>${title ?? field.name}</h2>
    <p><code>${path}</code></p>
    <p class="actions">
      <button class="primary" ?disabled=${isThroughMap} @click=${() => insert(page, field)}>${say("Insert path")}</button>
      <button @click=${() => page.act({ type: "copy", text: path }, say("Path copied"))}>${say("Copy path")}</button>
      <button ?disabled=${isThroughMap} @click=${() => askHost(page, { type: "whatWouldBreak", path })}>${say("What would break…")}</button>
    </p>
    ${isThroughMap ? html`<p class="quiet">${say("The path leads through a map; name a key instead of {key}.")}</p>` : nothing}
    <dl><dt>${say("Type")}</dt><dd>${type}</dd>${field.isDeprecated ? html`<dt>${say("State")}</dt><dd>${say("deprecated")}</dd>` : nothing}</dl>
    ${description === undefined ? nothing : html`<p>${description}</p>`}
    ${values === undefined ? nothing : html`<h3>${say("Values")}</h3><ul class="values">${values.map((value) => html`<li>${value}</li>`)}</ul>`}
  </aside>`;
}

function insert(page: SchemaPage, field: TreeField | undefined): void {
  if (field === undefined || field.isThroughMap) return;
  page.ask({ type: "insert", path: field.path }).then(
    (answer) => {
      const document = insertedShape.safeParse(answer).data;
      page.announce(
        document ? say("Inserted into {0}", document) : say("Open a PQL document that can be changed first"),
      );
    },
    (error: unknown) => page.announce(String(error)),
  );
}

function askHost(page: SchemaPage, request: z.infer<typeof schemaRequestShape>): void {
  page.ask(request).catch((error: unknown) => page.announce(String(error)));
}

/** Keeps the tree while the content is the same. */
class Stage {
  private scene: Scene | undefined;

  draw(content: SchemaContent, page: SchemaPage): TemplateResult {
    if (this.scene?.content !== content) this.scene = new Scene(content);
    return drawSchema(content, page, this.scene);
  }
}

function start(): void {
  const stage = new Stage();
  connectPage({
    shape: schemaContentShape,
    memory: memoryShape,
    forgotten: { search: "", unfolded: [] },
    draw: (content, page: SchemaPage) => stage.draw(content, page),
  });
}

start();
