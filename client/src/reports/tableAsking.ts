/**
 * Sends the requests of one table, one after the other, and tells how far it is. Keeps the bodies that are shown as sent, and decides
 * nothing about their answers.
 */
import { type ApiError, isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { fetchReport, type Report, type ReportRequest, toReportBody } from "../api/cjaReports";
import { toReasonText } from "../model/failureText";

/** How far a run is. The platform accepts about one request a second, so many requests take their time. */
export interface ReportProgress {
  readonly table: string;
  readonly rows: number;
  /** How many rows there will be, once the platform has said so. */
  readonly ofRows?: number | undefined;
  readonly requests: number;
  /** Why the platform has to be asked again, in so many milliseconds: it asks to slow down, or has a problem of its own. */
  readonly wait?: { readonly milliseconds: number; readonly isThrottled: boolean };
}

/** What a table is asked with. */
export interface AskingParts {
  readonly session: ApiSession;
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: ReportProgress) => void) | undefined;
}

/** The requests of one table. */
export class TableAsking {
  /** The bodies as they were sent; of many pages the first. */
  readonly requests: object[] = [];
  private sent = 0;
  private known: { readonly rows: number; readonly ofRows?: number } = { rows: 0 };

  constructor(
    private readonly table: string,
    private readonly parts: AskingParts,
  ) {}

  /** From now on so many rows are there, of so many. */
  note(rows: number, ofRows: number): void {
    this.known = { rows, ofRows };
  }

  /** Rejects with `ApiError`. */
  async send(request: ReportRequest, shown?: "shown"): Promise<Report> {
    const { session, signal, onProgress } = this.parts;
    if (shown !== undefined) this.requests.push(toReportBody(request));
    this.sent += 1;
    const progress = { table: this.table, ...this.known, requests: this.sent };
    onProgress?.(progress);
    const onWait = (milliseconds: number, error: ApiError): void =>
      onProgress?.({ ...progress, wait: { milliseconds, isThrottled: error.code === "throttled" } });
    return await fetchReport(session, request, { signal, onWait });
  }
}

/** Why something could not be read; a cancelled run, and what is no failure of the platform, is thrown on. */
export function toReason(error: unknown): string {
  if (!isApiError(error) || error.code === "cancelled") throw error;
  return toReasonText(error);
}
