/**
 * Draws what the demo page says beside its editors: problems with their fixes, the rule in plain words, and what it answers for the
 * profile. Holds no state and asks nobody.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import type { Diagnostic } from "vscode-languageserver-protocol";
import type { Inspection, ProfileAnswer } from "../../../server/src/protocol/clientMessages";

/** A fix that can be pressed. */
export interface OfferedFix {
  readonly title: string;
  readonly apply: () => void;
}

/** A problem of the rule, with what can be done about it. */
export interface ShownProblem {
  readonly diagnostic: Diagnostic;
  readonly fixes: readonly OfferedFix[];
  /** Puts the cursor where it is. */
  readonly goThere: () => void;
}

const SEVERITIES = ["", "Error", "Warning", "Information", "Hint"] as const;

/** The list of problems. */
export function drawProblems(problems: readonly ShownProblem[] | undefined): TemplateResult {
  if (problems === undefined) return html`<p class="quiet">Reading the schema…</p>`;
  if (problems.length === 0) return html`<p class="quiet">No problems.</p>`;
  return html`<ul class="problems">
    ${problems.map(drawProblem)}
  </ul>`;
}

function drawProblem({ diagnostic, fixes, goThere }: ShownProblem): TemplateResult {
  const { severity = 1, message, range } = diagnostic;
  const kind = SEVERITIES[severity] ?? "Error";
  const text = typeof message === "string" ? message : message.value;
  return html`<li>
    <span class="severity ${kind.toLowerCase()}">${kind}</span>
    <button class="link" @click=${goThere}>line ${range.start.line + 1}</button>
    <span>${text}</span>
    ${fixes.map(({ title, apply }) => html`<button @click=${apply}>${title}</button>`)}
  </li>`;
}

/** The rule in words, and the engine that can evaluate it. */
export function drawExplanation({ text, plainWords, evaluation, reasons }: Inspection): TemplateResult {
  if (text?.trim() === "") return html`<p class="quiet">Write a rule, and it is told here.</p>`;
  if (plainWords === undefined) {
    return html`<p class="quiet">The rule has errors. Mend them, and it is told here.</p>`;
  }
  return html`<div class="words">${plainWords.join("\n")}</div>
    ${evaluation === undefined ? nothing : html`<p class="verdict">Evaluation: ${evaluation}</p>`}
    ${reasons === undefined || reasons.length === 0 ? nothing : drawReasons(reasons)}`;
}

function drawReasons(reasons: NonNullable<Inspection["reasons"]>): TemplateResult {
  return html`<details>
    <summary>Why</summary>
    <ul>
      ${reasons.map(({ engine, text }) => html`<li>${engine}: ${text}</li>`)}
    </ul>
  </details>`;
}

const VERDICTS: Readonly<Record<string, readonly [word: string, look: string]>> = {
  true: ["Qualifies", "yes"],
  false: ["Does not qualify", "no"],
  unknown: ["Unknown", "unknown"],
};

/** What the rule answers for the profile. */
export function drawAnswer({ value, why, problems }: ProfileAnswer): TemplateResult {
  const [word, look] = VERDICTS[value ?? ""] ?? ["No answer", "unknown"];
  return html`<p class="answer ${look}">${word}</p>
    ${problems.map((problem) => html`<p class="quiet">${problem}</p>`)}
    ${why === undefined ? nothing : html`<pre tabindex="0" role="region" aria-label="Why">${why}</pre>`}`;
}
