/**
 * A model that answers from a script, and remembers what it was asked.
 */
import type { LanguageModel } from "../../../../../client/src/tools/loop/modelAnswer.js";

/** The script's last answer is repeated for ever. */
export class ScriptedModel implements LanguageModel {
  readonly prompts: string[] = [];

  constructor(private readonly answers: readonly string[]) {}

  async complete(prompt: string): Promise<string> {
    this.prompts.push(prompt);
    return this.answers[Math.min(this.prompts.length, this.answers.length) - 1] ?? "";
  }
}
