/**
 * What measuring in a large organisation leaves behind. Only shapes.
 */
import type { Held } from "./soakResult.js";

/** One start of an extension, as the editor noted it. */
export interface ActivationResult {
  /** Reading and evaluating its code. */
  readonly loadMs: number;
  /** All of its activation, reading its code included. */
  readonly activateMs: number;
  /** From the start of the extension host until it was active. */
  readonly sinceStartMs: number;
  /** What the host then held. */
  readonly held: Held;
}

/** What the extension host held after something was done. */
export interface HeldAfter {
  readonly what: string;
  readonly host: Held;
}

/** Answers of the platform alone, and rows in the sidebar, in milliseconds, by turns. */
export interface FirstRows {
  readonly list: string;
  readonly bareMs: readonly number[];
  readonly rowsMs: readonly number[];
}

/** What was found in the window. */
export interface ScaleResult {
  readonly firstRows: readonly FirstRows[];
  readonly held: readonly HeldAfter[];
  /** The most the host ever had, in bytes. */
  readonly peak: number;
  readonly audiences: number;
  readonly fields: number;
  readonly isSchemaUsed: boolean;
}
