/**
 * The last touches every answer gets on its way out: request id, date, and the content type spelled in the
 * different ways that real services spell it. Does not look inside the body.
 */
import type { SampleRequest, SampleResponse } from "./exchange";
import type { SampleSettings } from "./sampleSettings";

/** What the last touches depend on. */
export interface FinishInput {
  /** Number of the exchange, from 1. */
  readonly number: number;
  readonly requestId: string;
  readonly request: SampleRequest;
  readonly now: number;
  readonly settings: SampleSettings;
}

const JSON_SPELLINGS = [
  "application/json",
  "application/json;charset=utf-8",
  "application/json; charset=UTF-8",
];

/** Returns the answer with the common headers and, where a scenario asks for it, chunking or compression. */
export function finishResponse(response: SampleResponse, input: FinishInput): SampleResponse {
  const { settings } = input;
  const type = response.headers["content-type"];
  const spelling = JSON_SPELLINGS[input.number % JSON_SPELLINGS.length] ?? "application/json";
  const acceptsGzip = (input.request.headers["accept-encoding"] ?? "").includes("gzip");
  return {
    ...response,
    headers: {
      ...response.headers,
      ...(type === "application/json" ? { "content-type": spelling } : {}),
      "x-request-id": input.requestId,
      date: new Date(input.now + settings.clockSkew).toUTCString(),
    },
    delivery: {
      ...response.delivery,
      ...(settings.chunked ? { chunkBytes: 512, chunkDelayMs: 1 } : {}),
      ...(settings.gzip && acceptsGzip ? { gzip: true } : {}),
    },
  };
}
