/**
 * A network that spoils single answers to reports on their way, as the platform's own answers have been: the sample organisation
 * answers each request first, and knows nothing of it.
 */
import type { Transport, TransportAnswer, TransportRequest } from "../../../../../client/src/api/transport";

/** The body of an answer to a report; everything in it may be changed. */
export interface ReportAnswer {
  rows: { itemId?: string; value: string; data: unknown[] }[];
  totalElements: number;
  lastPage: boolean;
  columns: Record<string, unknown>;
  summaryData: Record<string, unknown>;
}

/** What was asked, as far as tests tell requests apart. */
export interface ReportQuestion {
  readonly page: number;
  readonly dimension: string;
  readonly range: string;
  readonly body: string;
}

/** Returns another answer, changes `answer` in its place, or throws what a network throws. */
export type Bend = (question: ReportQuestion, answer: ReportAnswer) => TransportAnswer | undefined;

/** A network that bends answers to reports. */
export function bendReports(bend: Bend): (transport: Transport) => Transport {
  return (transport) => ({
    close: () => transport.close(),
    send: async (request) => {
      const sent = await transport.send(request);
      if (request.method !== "POST" || !request.url.endsWith("/reports") || sent.status !== 200) return sent;
      const answer = JSON.parse(Buffer.from(sent.bytes).toString());
      return bend(toQuestion(request), answer) ?? toAnswer(200, answer);
    },
  });
}

/** An answer with a body of JSON. */
export function toAnswer(status: number, body: unknown): TransportAnswer {
  const headers = { "content-type": "application/json" };
  return { status, headers, bytes: Buffer.from(JSON.stringify(body)) };
}

/** What a network throws when the other side hangs up. */
export function toReset(): Error {
  return Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
}

function toQuestion({ body = "{}" }: TransportRequest): ReportQuestion {
  const { settings, dimension, globalFilters } = JSON.parse(body);
  return { page: settings.page, dimension, range: globalFilters[0].dateRange, body };
}
