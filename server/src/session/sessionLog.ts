/**
 * What went wrong, in lines for whoever looks for a fault: they name methods, files and reasons, never the text of a document
 * or what a user typed. Where the lines go is decided by whoever starts the session.
 */

/** Takes one sentence. */
export type Log = (line: string) => void;

/** The stack of an error where it has one, without texts of documents: our errors quote none. */
export function describeFault(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
