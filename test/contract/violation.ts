/** What a check found, with enough words to find the cause without the log. */

/** One departure of an exchange from what is declared. */
export interface Violation {
  /** Operation as declared, e.g. `GET /audiences`; method and address when nothing is declared. */
  readonly operation: string;
  /** File of the definition; empty when nothing is declared. */
  readonly file: string;
  readonly side: "request" | "answer";
  /** Status of the answer. */
  readonly status: number;
  /** `path`, `query`, `header`, `body`, `status`, `type`, or a place below one: `body/children/0/name`. */
  readonly place: string;
  readonly message: string;
}

/** One line for an assertion. */
export function formatViolation({ operation, file, side, status, place, message }: Violation): string {
  return `${side} of ${operation} (${file || "undeclared"}), ${status}: ${place} ${message}`;
}

/** Places with positions in lists and generated keys of maps taken out, so that equal faults of many items are one. */
export function toGeneralPlace(place: string): string {
  return place.replaceAll(/\/(\d+|[0-9a-f]{24})(?=\/|$)/g, "/*");
}
