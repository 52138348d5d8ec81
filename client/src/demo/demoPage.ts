/**
 * Entry of the demo page: a rule, a profile, and what the language server says of both while somebody types. One document on its
 * own, without a network and without an editor around it; `npm run demo:page` builds it.
 */
import { setDiagnostics } from "@codemirror/lint";
import { formatDocument } from "@codemirror/lsp-client";
import type { EditorView } from "@codemirror/view";
import { html, render, type TemplateResult } from "lit-html";
import type { CodeAction, Diagnostic, TextEdit } from "vscode-languageserver-protocol";
import type { Inspection, ProfileAnswer } from "../../../server/src/protocol/clientMessages";
import { createEventUnion, createProfileUnion } from "../sample/data/xdm/unions";
import { createProfileEditor, createRuleEditor, replaceText } from "./demoEditors";
import { EXAMPLE_RULES, listExampleProfiles } from "./demoExamples";
import { DemoServer, type Range, RULE_ADDRESS } from "./demoServer";
import { drawAnswer, drawExplanation, drawProblems, type ShownProblem } from "./demoView";
import { showMarks, toOffset } from "./serverMarks";

/** Quiet between a key and the question what the text means now: people type faster than they read. */
const PAUSE_MS = 120;

const SEVERITIES = ["error", "error", "warning", "info", "hint"] as const;

class DemoPage {
  private readonly profiles = listExampleProfiles(Date.now());
  private readonly server: DemoServer;
  private readonly rule: EditorView;
  private readonly profile: EditorView;
  private found: readonly Diagnostic[] | undefined;
  private timer: number | undefined;

  constructor(root: HTMLElement, program: string) {
    render(this.drawFrame(), root);
    render(drawProblems(undefined), find("problems"));
    const schemas = { profile: createProfileUnion(false), experienceEvent: createEventUnion() };
    this.server = new DemoServer(
      program,
      { schemas },
      {
        problems: (found) => {
          this.found = found;
          this.attempt(this.showProblems());
        },
        end: (reason) => this.say(`The language server stopped: ${reason}. Load the page again.`),
      },
    );
    const onChange = (): void => this.askSoon();
    const [rule] = EXAMPLE_RULES;
    const [profile] = this.profiles;
    this.rule = createRuleEditor(
      { parent: find("rule"), label: "Rule in PQL", text: rule?.rule ?? "", onChange },
      this.server,
    );
    this.profile = createProfileEditor({
      parent: find("profile"),
      label: "Profile as JSON",
      text: profile?.profile ?? "",
      onChange,
    });
    this.askSoon();
  }

  private drawFrame(): TemplateResult {
    return html`<header>
        <h1>Try PQL</h1>
        <p>
          Write a rule about the customers of Acme, an invented shop. The language server runs inside this page: nothing
          is sent, and it works without a network.
        </p>
      </header>
      <main>
        <section aria-labelledby="rule-title">
          <h2 id="rule-title">Rule</h2>
          <div class="bar">
            ${drawChoice("Begin with", EXAMPLE_RULES, (at) => this.begin(EXAMPLE_RULES[at]?.rule))}
            <button @click=${() => formatDocument(this.rule)}>Format</button>
          </div>
          <div id="rule" class="editor"></div>
          <h3>Problems</h3>
          <div id="problems" aria-live="polite"></div>
        </section>
        <section aria-labelledby="words-title">
          <h2 id="words-title">In plain words</h2>
          <div id="words" aria-live="polite"></div>
        </section>
        <section aria-labelledby="profile-title">
          <h2 id="profile-title">Profile</h2>
          <div class="bar">
            ${drawChoice(
              "Person",
              this.profiles.map(({ name, profile }) => ({ name, rule: profile })),
              (at) => replaceText(this.profile, this.profiles[at]?.profile ?? ""),
            )}
          </div>
          <div id="profile" class="editor"></div>
        </section>
        <section aria-labelledby="answer-title">
          <h2 id="answer-title">Does this person qualify?</h2>
          <div id="answer" aria-live="polite"></div>
        </section>
      </main>
      <footer>
        <p id="status" role="status"></p>
        <p class="quiet">
          <kbd>Ctrl</kbd>+<kbd>Space</kbd> completes, <kbd>Shift</kbd>+<kbd>Alt</kbd>+<kbd>F</kbd> formats,
          <kbd>F2</kbd> renames, <kbd>Tab</kbd> leaves an editor. Times are in UTC.
        </p>
      </footer>`;
  }

  private begin(rule = ""): void {
    replaceText(this.rule, rule);
    this.rule.focus();
  }

  private askSoon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.attempt(this.ask());
    }, PAUSE_MS);
  }

  private attempt(asking: Promise<void>): void {
    asking.catch((error: unknown) => this.say(`The language server did not answer: ${describe(error)}`));
  }

  /** Asks everything about rule and profile as they stand; an answer about an older text is dropped. */
  private async ask(): Promise<void> {
    const { server, rule } = this;
    const { doc } = rule.state;
    const profile = this.profile.state.doc;
    const isOld = (): boolean => rule.state.doc !== doc || this.profile.state.doc !== profile;
    await server.client.initializing;
    server.client.sync();
    const [inspection, answer] = await Promise.all([
      server.inspect(doc.toString()),
      server.answer(profile.toString()),
    ]);
    if (isOld()) return;
    this.show(inspection, answer);
    const [tokens, hints] = await Promise.all([
      server.readTokens(),
      server.listHints(this.wholeRule()),
      this.showProblems(),
    ]);
    if (!isOld()) showMarks(rule, { tokens, tokenTypes: server.tokenTypes, hints });
  }

  private show(inspection: Inspection, answer: ProfileAnswer): void {
    render(drawExplanation(inspection), find("words"));
    render(drawAnswer(answer), find("answer"));
  }

  /** Shows what was last found; a text that changes meanwhile is asked about anew, and then this is done again. */
  private async showProblems(): Promise<void> {
    const { doc } = this.rule.state;
    const { found } = this;
    if (found === undefined) return;
    const actions = found.length === 0 ? [] : await this.server.listFixes(this.wholeRule(), found);
    if (this.rule.state.doc !== doc || this.found !== found) return;
    const problems = [...found].sort(isEarlier).map((diagnostic) => this.toShown(diagnostic, actions));
    this.rule.dispatch(
      setDiagnostics(
        this.rule.state,
        problems.map(({ diagnostic: { range, severity = 1, message }, fixes }) => ({
          from: toOffset(doc, range.start),
          to: toOffset(doc, range.end),
          severity: SEVERITIES[severity],
          message: typeof message === "string" ? message : message.value,
          actions: fixes.map(({ title, apply }) => ({ name: title, apply })),
        })),
      ),
    );
    render(drawProblems(problems), find("problems"));
  }

  private toShown(diagnostic: Diagnostic, actions: readonly CodeAction[]): ShownProblem {
    const mends = ({ diagnostics = [] }: CodeAction): boolean =>
      diagnostics.some(({ code, range }) => code === diagnostic.code && isSame(range, diagnostic.range));
    const fixes = actions.filter(mends).map(({ title, edit }) => ({
      title,
      apply: () => this.apply(edit?.changes?.[RULE_ADDRESS] ?? []),
    }));
    return {
      diagnostic,
      fixes,
      goThere: () => this.goTo(toOffset(this.rule.state.doc, diagnostic.range.start)),
    };
  }

  private apply(edits: readonly TextEdit[]): void {
    const { doc } = this.rule.state;
    this.rule.dispatch({
      changes: edits.map(({ range, newText }) => ({
        from: toOffset(doc, range.start),
        to: toOffset(doc, range.end),
        insert: newText,
      })),
    });
    this.rule.focus();
  }

  private goTo(anchor: number): void {
    this.rule.dispatch({ selection: { anchor }, scrollIntoView: true });
    this.rule.focus();
  }

  private wholeRule(): Range {
    const { lines } = this.rule.state.doc;
    return { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } };
  }

  private say(text: string): void {
    find("status").textContent = text;
  }
}

/** The client rejects with errors of its own, and with those of the server, which are plain objects. */
function describe(error: unknown): string {
  return (error as { readonly message?: string } | undefined)?.message ?? String(error);
}

function isEarlier({ range: { start: one } }: Diagnostic, { range: { start: other } }: Diagnostic): number {
  return one.line - other.line || one.character - other.character;
}

function isSame(one: Range, other: Range): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function drawChoice(
  label: string,
  choices: readonly { readonly name: string }[],
  choose: (at: number) => void,
): TemplateResult {
  const take = ({ currentTarget }: Event): void => {
    if (currentTarget instanceof HTMLSelectElement) choose(currentTarget.selectedIndex);
  };
  return html`<label>
    ${label}
    <select @change=${take}>
      ${choices.map(({ name }) => html`<option>${name}</option>`)}
    </select>
  </label>`;
}

/** An element of the frame, which has them all. */
function find(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element “${id}”.`);
  return element;
}

const root = document.getElementById("demo");
const program = document.getElementById("server")?.textContent;
if (root !== null && program) new DemoPage(root, JSON.parse(program) as string);
