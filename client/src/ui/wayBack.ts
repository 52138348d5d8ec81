/**
 * Questions that follow one another, with a way back to the one before. Going back begins anew: what was answered until then is
 * answered again by itself, so whoever asks needs no steps, and must do nothing between its questions that cannot be done twice.
 */
import type * as vscode from "vscode";
import { WentBack } from "../model/userError";
import type { Choice, Message, ProgressTask, Prompts } from "./prompts";
import type { Found, SearchQuestion } from "./searches";
import type { TextQuestion } from "./typedAnswer";

/** Asks with a way back from every question but the first. */
export async function askInTurn<Asking extends { readonly prompts: Prompts }, Result>(
  asking: Asking,
  ask: (asking: Asking) => Promise<Result>,
): Promise<Result> {
  for (let before: readonly unknown[] = []; ; ) {
    const prompts = new TurnPrompts(asking.prompts, before);
    try {
      return await ask({ ...asking, prompts });
    } catch (error) {
      if (!(error instanceof WentBack)) throw error;
      before = prompts.answers.slice(0, -1);
    }
  }
}

/** Answers by itself what was answered before, and keeps every answer. */
class TurnPrompts implements Prompts {
  readonly answers: unknown[] = [];

  constructor(
    private readonly plain: Prompts,
    private readonly before: readonly unknown[],
  ) {}

  tell(message: Message): Promise<string | undefined> {
    return this.plain.tell(message);
  }

  pick<Value>(title: string, choices: readonly Choice<Value>[]): Promise<Value> {
    return this.answer((prompts) => prompts.pick(title, choices));
  }

  pickMany<Value>(title: string, choices: readonly Choice<Value>[]): Promise<readonly Value[]> {
    return this.answer((prompts) => prompts.pickMany(title, choices));
  }

  ask(question: TextQuestion): Promise<string> {
    return this.answer((prompts) => prompts.ask(question));
  }

  search<Value>(question: SearchQuestion<Value>): Promise<Found<Value>> {
    return this.answer((prompts) => prompts.search(question));
  }

  pressButton(): void {
    this.plain.pressButton();
  }

  chooseFile(title: string): Promise<vscode.Uri> {
    return this.answer((prompts) => prompts.chooseFile(title));
  }

  chooseFolder(title: string, button: string): Promise<vscode.Uri> {
    return this.answer((prompts) => prompts.chooseFolder(title, button));
  }

  showProgress<Result>(title: string, task: ProgressTask<Result>): Promise<Result> {
    return this.plain.showProgress(title, task);
  }

  withBack(): Prompts {
    return this;
  }

  private async answer<Answer>(ask: (prompts: Prompts) => Promise<Answer>): Promise<Answer> {
    const at = this.answers.length;
    // What answers the question in this place now answered the same one before.
    const known = at < this.before.length;
    const answer = known
      ? (this.before[at] as Answer)
      : await ask(at === 0 ? this.plain : this.plain.withBack());
    this.answers.push(answer);
    return answer;
  }
}
