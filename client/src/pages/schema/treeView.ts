/**
 * Draws the field tree: only rows in sight exist, one stop for Tab, arrow keys move as in every tree of the editor.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { say } from "../../words/say";
import { findNextRow, findWindow } from "../frame/rowWindow";
import { styled } from "../frame/styled";
import type { FieldTree, TreeField } from "./fieldTree";

/** Height of a row in pixels; the style says the same. */
const ROW_HEIGHT = 24;

/** What the tree shows and what can be done in it. */
export interface TreeScene {
  readonly tree: FieldTree;
  readonly rows: readonly number[];
  readonly active: number | undefined;
  readonly isOpen: (index: number) => boolean;
  readonly top: number;
  readonly height: number;
  readonly scroll: (top: number, height: number) => void;
  readonly activate: (index: number) => void;
  readonly fold: (index: number, isOpen: boolean) => void;
  readonly choose: (index: number) => void;
}

export function drawTree(scene: TreeScene): TemplateResult {
  const { rows, top, height } = scene;
  const { first, last } = findWindow(rows.length, { top, height, rowHeight: ROW_HEIGHT });
  const measure = (event: Event): void => {
    if (event.currentTarget instanceof HTMLElement) {
      scene.scroll(event.currentTarget.scrollTop, event.currentTarget.clientHeight);
    }
  };
  return html`<div
    class="tree"
    role="tree"
    aria-label=${say("Fields")}
    tabindex="0"
    aria-activedescendant=${scene.active === undefined ? nothing : `field-${scene.active}`}
    @scroll=${measure}
    @keydown=${(event: KeyboardEvent) => pressKey(event, scene)}
  >
    <div class="rows" role="none" ${styled({ height: `${rows.length * ROW_HEIGHT}px` })}>
      ${rows.slice(first, last).map((index, offset) => drawRow(scene, index, first + offset))}
    </div>
  </div>`;
}

function drawRow(scene: TreeScene, index: number, place: number): TemplateResult {
  const field = scene.tree.fields[index];
  if (field === undefined) return html``;
  const isParent = field.end > index + 1;
  const isOpen = scene.isOpen(index);
  const press = (): void => {
    if (scene.active === index && isParent) scene.fold(index, !isOpen);
    scene.activate(index);
  };
  return html`<div
    id="field-${index}"
    class=${scene.active === index ? "row active" : "row"}
    role="treeitem"
    aria-level=${field.depth + 1}
    aria-expanded=${isParent ? isOpen : nothing}
    aria-selected=${scene.active === index}
    ${styled({ top: `${place * ROW_HEIGHT}px`, paddingLeft: `${8 + field.depth * 16}px` })}
    @click=${press}
    @dblclick=${() => scene.choose(index)}
  >
    <span class="twist" aria-hidden="true">${isParent ? (isOpen ? "▾" : "▸") : ""}</span>
    <span class=${field.isDeprecated ? "deprecated" : "field"}>${field.name}</span>
    <span class="quiet">${toAside(field)}</span>
  </div>`;
}

function toAside({ type, title, isDeprecated }: TreeField): string {
  return [type, title, isDeprecated ? "deprecated" : undefined]
    .filter((text) => text !== undefined)
    .join(" · ");
}

function pressKey(event: KeyboardEvent, scene: TreeScene): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const { rows, active, tree } = scene;
  const at = active === undefined ? -1 : rows.indexOf(active);
  const field = active === undefined ? undefined : tree.fields[active];
  const target = findNextRow(at, event.key, rows.length);
  if (target !== undefined) move(event, scene, rows[target]);
  else if (field !== undefined && pressOnField(event.key, scene, field)) event.preventDefault();
}

function move(event: KeyboardEvent, scene: TreeScene, index: number | undefined): void {
  event.preventDefault();
  if (index === undefined) return;
  scene.activate(index);
  if (event.currentTarget instanceof HTMLElement) reveal(event.currentTarget, scene.rows.indexOf(index));
}

function reveal(element: HTMLElement, place: number): void {
  const top = place * ROW_HEIGHT;
  if (top < element.scrollTop) element.scrollTop = top;
  const bottom = top + ROW_HEIGHT - element.clientHeight;
  if (bottom > element.scrollTop) element.scrollTop = bottom;
}

function pressOnField(key: string, scene: TreeScene, field: TreeField): boolean {
  const isParent = field.end > field.index + 1;
  const isOpen = scene.isOpen(field.index);
  if (key === "ArrowRight" && isParent) {
    if (isOpen) scene.activate(field.index + 1);
    else scene.fold(field.index, true);
  } else if (key === "ArrowLeft") {
    if (isParent && isOpen) scene.fold(field.index, false);
    else if (field.parent !== undefined) scene.activate(field.parent);
  } else if (key === "Enter") scene.choose(field.index);
  else return false;
  return true;
}
