/**
 * A person who answers from a list, for tests inside a real editor where nobody sits in front of it.
 * Handed out only while the editor runs tests. An unexpected question fails loudly instead of hanging.
 */
import * as vscode from "vscode";
import { Cancelled } from "../model/userError";
import type { Choice, Message, ProgressTask, Prompts } from "./prompts";
import { type Found, type FoundChoice, type SearchQuestion, toNothingChoice } from "./searches";
import type { TextQuestion } from "./typedAnswer";

/** What the scripted person does next: types a text, picks labels, presses a button, or gives up. */
export type ScriptedAnswer = string | readonly string[] | undefined;

/** Something that was shown, kept for assertions. */
export interface Shown {
  readonly kind: "message" | "pick" | "ask" | "progress";
  readonly text: string;
  readonly choices?: readonly string[];
  /** The second lines of the choices, empty where there is none. */
  readonly details?: readonly string[];
  readonly severity?: Message["severity"];
}

/** Prompts answered from a queue. Messages without buttons take no answer. */
export class ScriptedUser implements Prompts {
  readonly shown: Shown[] = [];
  private readonly answers: ScriptedAnswer[] = [];
  private patience: RegExp | undefined;

  /** Adds answers for the next questions, in order; undefined gives up. */
  willAnswer(...answers: readonly ScriptedAnswer[]): void {
    this.answers.push(...answers);
  }

  /** Forgets what was shown and what was to be answered; returns how many answers were never asked for. */
  reset(): number {
    const unused = this.answers.length;
    this.answers.length = 0;
    this.shown.length = 0;
    return unused;
  }

  async tell(message: Message): Promise<string | undefined> {
    const buttons = message.buttons ?? [];
    const text = [message.text, message.detail].filter((part) => part !== undefined).join("\n");
    this.shown.push({ kind: "message", text, choices: buttons, severity: message.severity });
    const next = this.answers[0];
    if (typeof next !== "string" || !buttons.includes(next)) return undefined;
    this.answers.shift();
    return next;
  }

  async pick<Value>(title: string, choices: readonly Choice<Value>[]): Promise<Value> {
    const picked = this.choose(title, choices);
    if (picked.length === 0) throw new Cancelled();
    // The value itself may be undefined, as in "Not grouped".
    return picked[0] as Value;
  }

  async pickMany<Value>(title: string, choices: readonly Choice<Value>[]): Promise<readonly Value[]> {
    return this.choose(title, choices);
  }

  async ask(question: TextQuestion): Promise<string> {
    this.shown.push({ kind: "ask", text: `${question.title}: ${question.prompt}` });
    const answer = this.next(question.title);
    if (typeof answer !== "string") throw new Cancelled();
    const problem = question.check?.(answer);
    if (problem !== undefined) throw new Error(`"${answer}" was refused: ${problem}`);
    return answer;
  }

  /** Two answers: what is typed, then the label of what is chosen, with the title of a button behind it if one is pressed. */
  async search<Value>(question: SearchQuestion<Value>): Promise<Found<Value>> {
    const typed = this.next(question.title);
    if (typeof typed !== "string") throw new Cancelled();
    let found: readonly FoundChoice<Value>[] = [];
    await question.search(typed, new AbortController().signal, (choices) => {
      found = choices;
    });
    if (found.length === 0) found = [toNothingChoice(question, typed)];
    this.shown.push({ kind: "pick", text: question.title, choices: found.map(({ label }) => label) });
    const answer = this.next(question.title);
    if (answer === undefined) throw new Cancelled();
    const [label, pressed] = [answer].flat();
    const value = found.find((choice) => choice.label === label)?.value;
    if (value === undefined) throw new Error(`"${question.title}" did not find "${label}"`);
    return { value, button: question.buttons.find(({ title }) => title === pressed)?.id };
  }

  pressButton(): void {}

  withBack(): Prompts {
    return this;
  }

  /** The answer is the file's address. */
  async chooseFile(title: string): Promise<vscode.Uri> {
    this.shown.push({ kind: "pick", text: title });
    const answer = this.next(title);
    if (typeof answer !== "string") throw new Cancelled();
    return vscode.Uri.parse(answer, true);
  }

  async chooseFolder(title: string): Promise<vscode.Uri> {
    return await this.chooseFile(title);
  }

  /** The next long work is cancelled as soon as it says something like this. */
  willCancelAt(words: RegExp): void {
    this.patience = words;
  }

  async showProgress<Result>(title: string, task: ProgressTask<Result>): Promise<Result> {
    this.shown.push({ kind: "progress", text: title });
    const stop = new AbortController();
    return await task(stop.signal, (text) => {
      this.shown.push({ kind: "progress", text });
      if (this.patience?.test(text) !== true) return;
      this.patience = undefined;
      stop.abort();
    });
  }

  private choose<Value>(title: string, choices: readonly Choice<Value>[]): readonly Value[] {
    this.shown.push({
      kind: "pick",
      text: title,
      choices: choices.map(({ label }) => label),
      details: choices.map(({ detail = "" }) => detail),
    });
    const answer = this.next(title);
    if (answer === undefined) throw new Cancelled();
    const labels = typeof answer === "string" ? [answer] : answer;
    return labels.map((label) => {
      const found = choices.find((choice) => choice.label === label);
      if (found === undefined) throw new Error(`"${title}" does not offer "${label}"`);
      return found.value;
    });
  }

  private next(question: string): ScriptedAnswer {
    if (this.answers.length === 0) throw new Error(`Nobody was there to answer "${question}"`);
    return this.answers.shift();
  }
}
