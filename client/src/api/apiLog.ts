/**
 * What the platform client tells a log, as data. The editor, the pipeline and the tests each bring
 * their own sink. Entries are already redacted: no token, no secret, no body of a personal service.
 */

/** How much somebody has to care. Bodies appear at `trace` only. */
export type ApiLogLevel = "trace" | "debug" | "info" | "warn" | "error";

/** One line of the structured log. */
export interface ApiLogEntry {
  readonly level: ApiLogLevel;
  /** A sentence without personal data. */
  readonly message: string;
  readonly requestId?: string | undefined;
  readonly method?: string | undefined;
  /** Address with secrets removed; of personal services without its query. */
  readonly url?: string | undefined;
  readonly status?: number | undefined;
  /** Milliseconds from sending to the end of the answer. */
  readonly durationMs?: number | undefined;
  /** 1 for the first try. */
  readonly attempt?: number | undefined;
  /** Answer or error body, cut to a readable length; only at `trace`. */
  readonly body?: string | undefined;
}

/** A sink for log entries. Must not throw. */
export interface ApiLog {
  /** Whether bodies are wanted at all; spares the work of redacting them when not. */
  readonly isTracing: boolean;
  write(entry: ApiLogEntry): void;
}

/** Swallows everything; for callers that have no log. */
export const silentLog: ApiLog = { isTracing: false, write: () => undefined };
