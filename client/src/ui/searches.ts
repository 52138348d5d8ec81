/**
 * Searching while somebody types: one search at a time, started after a rest, answers to an older text dropped. Shows nothing.
 */
/** A button at the end of each choice. */
export interface ChoiceButton {
  readonly id: string;
  /** Name of a codicon. */
  readonly icon: string;
  readonly title: string;
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
    private readonly search: SearchQuestion<Value>["search"],
    private readonly events: {
      readonly onFound: Report<Value>;
      readonly onBusy: (isBusy: boolean) => void;
      readonly restMs: number;
    },
  ) {}

  /** Gives up the former search and starts one for `text` after the rest; an empty text finds nothing. */
  type(text: string): void {
    this.stop();
    const { signal } = this.controller;
    const isEmpty = text.trim() === "";
    this.events.onBusy(!isEmpty);
    if (isEmpty) this.events.onFound([]);
    else this.timer = setTimeout(() => void this.run(text.trim(), signal), this.events.restMs);
  }

  /** Gives up. */
  stop(): void {
    clearTimeout(this.timer);
    this.controller.abort();
    this.controller = new AbortController();
  }

  private async run(text: string, signal: AbortSignal): Promise<void> {
    await this.search(text, signal, (choices) => {
      if (!signal.aborted) this.events.onFound(choices);
    });
    if (!signal.aborted) this.events.onBusy(false);
  }
}
