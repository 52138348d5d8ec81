/**
 * The shapes of JSON-RPC 2.0 and the codes a server may answer with. Data only.
 * The numbers are those of the JSON-RPC and LSP specifications.
 */

/** What names a request; the answer carries the same. */
export type RequestId = number | string;

/** Codes of error answers. */
export const ErrorCode = {
  ParseError: -32700,
  InvalidRequest: -32600,
  MethodNotFound: -32601,
  InvalidParams: -32602,
  InternalError: -32603,
  ServerNotInitialized: -32002,
  RequestFailed: -32803,
  /** The server itself gave the request up; the client may ask again. */
  ServerCancelled: -32802,
  /** The document changed while the answer was being made. */
  ContentModified: -32801,
  RequestCancelled: -32800,
} as const;

/** Thrown by a handler to answer with this error instead of a result. */
export class RequestError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly data?: unknown,
  ) {
    super(message);
    this.name = "RequestError";
  }
}

/** True for a `RequestError`, also for one of the core's own copy of the class (see core/loadCore.ts). */
export function isRequestError(error: unknown): error is RequestError {
  return error instanceof Error && error.name === "RequestError";
}

/** Told to a handler: whether its client still wants the answer. */
export interface CancellationState {
  readonly isCancelled: boolean;
}

/** A message as it came, sorted by what it is. */
export type IncomingMessage =
  | { readonly kind: "request"; readonly id: RequestId; readonly method: string; readonly params: unknown }
  | { readonly kind: "notification"; readonly method: string; readonly params: unknown }
  | { readonly kind: "answer"; readonly id: RequestId; readonly result: unknown; readonly error: unknown }
  | { readonly kind: "invalid"; readonly id: RequestId | null };

function readId(value: unknown): RequestId | undefined {
  return typeof value === "number" || typeof value === "string" ? value : undefined;
}

/** Sorts a parsed body. Anything that is no message of the protocol is `invalid`. */
export function readMessage(body: unknown): IncomingMessage {
  if (typeof body !== "object" || body === null) return { kind: "invalid", id: null };
  const message = body as Record<string, unknown>;
  const id = readId(message["id"]);
  const method = message["method"];
  if (typeof method === "string") {
    const params = message["params"];
    if (id !== undefined) return { kind: "request", id, method, params };
    if (message["id"] === undefined) return { kind: "notification", method, params };
  } else if (id !== undefined && ("result" in message || "error" in message)) {
    return { kind: "answer", id, result: message["result"], error: message["error"] };
  }
  return { kind: "invalid", id: id ?? null };
}
