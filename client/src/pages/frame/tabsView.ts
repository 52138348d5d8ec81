/**
 * Tabs as the accessibility guidelines want them: one stop for Tab, arrow keys choose.
 */
import { html, type TemplateResult } from "lit-html";

/** One tab; its content is drawn only while it is chosen. */
export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly draw: () => TemplateResult;
}

/** A row of tabs. A `chosen` that is not there stands for the first. */
export interface Tabs {
  readonly id: string;
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: string;
}

/** The tabs with the content of the chosen one. */
export function drawTabs({ id, label, tabs, chosen }: Tabs, choose: (id: string) => void): TemplateResult {
  const current = tabs.find((tab) => tab.id === chosen) ?? tabs[0];
  if (current === undefined) return html``;
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = tabs[(tabs.indexOf(current) + step + tabs.length) % tabs.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    choose(next.id);
    document.getElementById(`${id}-${next.id}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${move}>
      ${tabs.map(
        (tab) => html`<button
          role="tab"
          id="${id}-${tab.id}"
          aria-selected=${tab === current}
          aria-controls="${id}-panel"
          tabindex=${tab === current ? 0 : -1}
          @click=${() => choose(tab.id)}
        >${tab.title}</button>`,
      )}
    </div>
    <div role="tabpanel" id="${id}-panel" aria-labelledby="${id}-${current.id}">${current.draw()}</div>`;
}
