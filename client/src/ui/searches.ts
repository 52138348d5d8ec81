/**
 * Searching while somebody types: one search at a time, started after a rest, answers to an older text dropped. Shows nothing.
 */

/** A button at the end of each choice. The Tab key leads to the first alone; one may have a key of its own. */
export interface ChoiceButton {
  readonly id: string;
  /** Name of a codicon. */
  readonly icon: string;
  readonly title: string;
  /** Whether the key of such lists presses it. */
  readonly hasKey?: boolean | undefined;
}

/** A choice with the heading it stands under. A choice without value only says something. */
export interface FoundChoice<Value> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly value: Value | undefined;
  readonly heading: string;
}

/** Takes what was found so far; later reports replace earlier ones. */
export type Report<Value> = (choices: readonly FoundChoice<Value>[]) => void;

/** A question answered by searching. */
export interface SearchQuestion<Value> {
  readonly title: string;
  readonly placeholder: string;
  /** What is typed already. */
  readonly text?: string | undefined;
  /** Whether there is something to offer before anything is typed: an empty text is searched, too. */
  readonly isOfferedAtOnce?: boolean | undefined;
  /** What to say where nothing was found. */
  readonly toNothing: (text: string) => string;
  /** And what to do then. */
  readonly afterNothing?: string | undefined;
  readonly buttons: readonly ChoiceButton[];
  readonly search: (text: string, signal: AbortSignal, report: Report<Value>) => Promise<void>;
}

/** What was chosen, and the button if one was pressed. */
export interface Found<Value> {
  readonly value: Value;
  readonly button: string | undefined;
}

/** Runs searches for a changing text, one at a time. */
export class LatestSearch<Value> {
  private controller = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly question: Pick<
      SearchQuestion<Value>,
      "search" | "toNothing" | "afterNothing" | "isOfferedAtOnce"
    >,
    private readonly events: {
      readonly onFound: Report<Value>;
      readonly onBusy: (isBusy: boolean) => void;
      readonly restMs: number;
    },
  ) {}

  /** Gives up the former search and starts one for `text` after the rest; nothing typed is searched only where that offers something. */
  type(text: string): void {
    this.stop();
    const { signal } = this.controller;
    const isSearched = text.trim() !== "" || this.question.isOfferedAtOnce === true;
    this.events.onBusy(isSearched);
    if (isSearched) this.timer = setTimeout(() => void this.run(text.trim(), signal), this.events.restMs);
    else this.events.onFound([]);
  }

  /** Gives up. */
  stop(): void {
    clearTimeout(this.timer);
    this.controller.abort();
    this.controller = new AbortController();
  }

  private async run(text: string, signal: AbortSignal): Promise<void> {
    let hasFound = false;
    await this.question.search(text, signal, (choices) => {
      if (signal.aborted) return;
      hasFound = choices.length > 0;
      if (hasFound) this.events.onFound(choices);
    });
    if (signal.aborted) return;
    if (!hasFound) this.events.onFound([toNothingChoice(this.question, text)]);
    this.events.onBusy(false);
  }
}

/** Says that nothing was found; nothing can be chosen. */
export function toNothingChoice<Value>(
  { toNothing, afterNothing }: Pick<SearchQuestion<Value>, "toNothing" | "afterNothing">,
  text: string,
): FoundChoice<Value> {
  return {
    heading: "",
    label: toNothing(text),
    ...(afterNothing !== undefined && { detail: afterNothing }),
    value: undefined,
  };
}
