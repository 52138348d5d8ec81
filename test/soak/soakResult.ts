/**
 * What a soak leaves behind. Only shapes: the program inside the editor writes them, the report outside reads them.
 */

/** What is done over and over. */
export type Deed = "edit" | "switch" | "refresh" | "page";

/** What a process holds after its garbage was collected, in bytes. */
export interface Held {
  readonly heapUsed: number;
  readonly rss: number;
}

/** Both processes after so many deeds. */
export interface Sample {
  readonly deeds: number;
  readonly host: Held;
  readonly server: Held;
}

/** A whole run. */
export interface SoakResult {
  /** Deeds before the first sample. */
  readonly warmUp: number;
  readonly samples: readonly Sample[];
  readonly counts: Readonly<Record<Deed, number>>;
  readonly seconds: number;
  /** Rejections that nobody handled. */
  readonly rejections: readonly string[];
}
