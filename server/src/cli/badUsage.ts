/** Raised where the command line cannot be understood or an input cannot be read; shown once, by pqlMain.ts. */
export class BadUsage extends Error {
  /** `usage` is shown below the message; empty where the call was right and the input was not. */
  constructor(
    message: string,
    readonly usage = "",
  ) {
    super(message);
  }
}

/** What a person reads of it: one line, and how the command is called where that was the fault. */
export function toComplaint({ message, usage }: BadUsage): string {
  return `pql: ${message}\n${usage === "" ? "" : `\n${usage}`}`;
}
