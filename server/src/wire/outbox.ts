/**
 * What the server says: answers, notifications, and requests of its own with the answers to them.
 * Only builds bodies; how they leave the process is passed in.
 */
import { encode } from "./encoded";
import { RequestError, type RequestId } from "./rpc";

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: RequestError) => void;
}

/** The sending half of a connection. */
export class Outbox {
  readonly #send: (json: string) => void;
  readonly #waiting = new Map<RequestId, Waiting>();
  #lastId = 0;

  constructor(send: (json: string) => void) {
    this.#send = send;
  }

  succeed(id: RequestId, result: unknown): void {
    this.#send(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${encode(result ?? null)}}`);
  }

  fail(id: RequestId | null, { code, message, data }: RequestError): void {
    this.#send(JSON.stringify({ jsonrpc: "2.0", id, error: { code, message, data } }));
  }

  notify(method: string, params: unknown): void {
    this.#send(`{"jsonrpc":"2.0","method":"${method}","params":${encode(params)}}`);
  }

  /** Asks the client; the promise is settled by its answer. */
  request(method: string, params: unknown): Promise<unknown> {
    const id = `server-${++this.#lastId}`;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    });
  }

  /** Takes the client's answer to a request of ours; answers to anything else are ignored. */
  settle(id: RequestId, result: unknown, error: unknown): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    if (error === undefined || error === null) waiting.resolve(result);
    else waiting.reject(toRequestError(error));
  }
}

function toRequestError(error: unknown): RequestError {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return new RequestError(typeof code === "number" ? code : 0, typeof message === "string" ? message : "");
}
