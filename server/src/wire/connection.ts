/**
 * Routes messages between client and handlers: requests and notifications in the order they came, answers, cancellation,
 * and requests of the server to its client.
 *
 * Our own instead of the stock library's, because that one costs more time at start and per message than the whole server
 * may (test/bench). Speaks JSON-RPC only: what a method means, and when it may be sent, is said by others.
 */
import type { Lifecycle } from "./lifecycle";
import type { ClientNotifications, ClientRequests, ServerNotifications, ServerRequests } from "./methods";
import { Outbox } from "./outbox";
import {
  type CancellationState,
  ErrorCode,
  type IncomingMessage,
  isRequestError,
  RequestError,
  type RequestId,
  readMessage,
} from "./rpc";

/** Milliseconds of handling after which waiting input is looked at, so that a cancellation is seen in time. */
const SLICE_MS = 8;

/** Answers a request. Throws `RequestError` to answer with an error. */
export type RequestHandler<M extends keyof ClientRequests> = (
  params: ClientRequests[M]["params"],
  cancellation: CancellationState,
) => ClientRequests[M]["result"] | Promise<ClientRequests[M]["result"]>;

/** What surrounds a connection. */
export interface ConnectionHost {
  /** Sends one body, already JSON. */
  send(json: string): void;
  /** Takes a line for whoever looks for a fault. */
  log(line: string): void;
  readonly lifecycle: Lifecycle;
}

interface PendingRequest extends CancellationState {
  isCancelled: boolean;
}

type AnyHandler = (params: unknown, cancellation: CancellationState) => unknown;

/** One conversation with one client. */
export class Connection {
  readonly #host: ConnectionHost;
  readonly #outbox: Outbox;
  readonly #requestHandlers = new Map<string, AnyHandler>();
  readonly #notificationHandlers = new Map<string, (params: unknown) => void>();
  readonly #idleTasks: (() => void)[] = [];
  readonly #pending = new Map<RequestId, PendingRequest>();
  #queue: IncomingMessage[] = [];
  #holds = 0;
  #isScheduled = false;

  constructor(host: ConnectionHost) {
    this.#host = host;
    this.#outbox = new Outbox((json) => host.send(json));
  }

  /** Names the handler of a request. */
  onRequest<M extends keyof ClientRequests>(method: M, handler: RequestHandler<M>): void {
    this.#requestHandlers.set(method, handler as AnyHandler);
  }

  /** Names the handler of a notification. */
  onNotification<M extends keyof ClientNotifications>(
    method: M,
    handler: (params: ClientNotifications[M]) => void,
  ): void {
    this.#notificationHandlers.set(method, handler as (params: unknown) => void);
  }

  /** Names a task that runs whenever all messages that have arrived were handled. */
  onIdle(task: () => void): void {
    this.#idleTasks.push(task);
  }

  notify<M extends keyof ServerNotifications>(method: M, params: ServerNotifications[M]): void {
    this.#outbox.notify(method, params);
  }

  /** Asks the client. Rejects with `RequestError` where it answers with an error. */
  request<M extends keyof ServerRequests>(
    method: M,
    params: ServerRequests[M]["params"],
  ): Promise<ServerRequests[M]["result"]> {
    return this.#outbox.request(method, params) as Promise<ServerRequests[M]["result"]>;
  }

  /** Takes a message in; `pump` handles it. Cancellations and answers take effect at once, before what waits. */
  receive(body: unknown): void {
    const message = readMessage(body);
    switch (message.kind) {
      case "request":
        this.#pending.set(message.id, { isCancelled: false });
        this.#queue.push(message);
        break;
      case "notification":
        if (message.method === "$/cancelRequest") this.#cancel(message.params);
        else this.#queue.push(message);
        break;
      case "answer":
        this.#outbox.settle(message.id, message.result, message.error);
        break;
      case "invalid":
        this.refuseMessage(message.id, new RequestError(ErrorCode.InvalidRequest, "This is no message."));
    }
  }

  /** Answers with an error that no handler was asked for. */
  refuseMessage(id: RequestId | null, error: RequestError): void {
    this.#outbox.fail(id, error);
  }

  /** Handles nothing further until the promise is settled. */
  hold(until: Promise<unknown>): void {
    this.#holds++;
    const release = () => {
      this.#holds--;
      this.pump();
    };
    until.catch((error: unknown) => this.#host.log(describeError(error))).then(release);
  }

  /** Handles what has arrived, in order, and lets new input in between. */
  pump(): void {
    if (this.#isScheduled) return;
    const sliceEnd = performance.now() + SLICE_MS;
    let handled = 0;
    while (handled < this.#queue.length && this.#holds === 0) {
      const message = this.#queue[handled++];
      if (message !== undefined) this.#handle(message);
      if (performance.now() > sliceEnd) break;
    }
    this.#queue = handled === this.#queue.length ? [] : this.#queue.slice(handled);
    if (this.#holds > 0) return;
    if (this.#queue.length > 0) this.#pumpLater();
    else for (const task of this.#idleTasks) this.#attempt("idle", task);
  }

  #pumpLater(): void {
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.pump();
    });
  }

  #handle(message: IncomingMessage): void {
    if (message.kind === "request") this.#handleRequest(message);
    if (message.kind !== "notification") return;
    const { method, params } = message;
    const handler = this.#notificationHandlers.get(method);
    if (handler === undefined || (!this.#host.lifecycle.isRunning && method !== "exit")) return;
    this.#attempt(method, () => handler(params));
  }

  #attempt(what: string, task: () => void): void {
    try {
      task();
    } catch (error) {
      this.#host.log(`${what} failed: ${describeError(error)}`);
    }
  }

  #handleRequest({ id, method, params }: IncomingMessage & { kind: "request" }): void {
    const state = this.#pending.get(id) ?? { isCancelled: false };
    try {
      const result = this.#answer(method, params, state);
      if (result instanceof Promise) {
        result.then(
          (value) => this.#succeed(id, state, value),
          (error: unknown) => this.#fail(id, method, error),
        );
      } else this.#succeed(id, state, result);
    } catch (error) {
      this.#fail(id, method, error);
    }
  }

  #answer(method: string, params: unknown, state: CancellationState): unknown {
    const refusal = this.#host.lifecycle.refuse(method);
    if (refusal !== undefined) throw refusal;
    if (state.isCancelled) throw cancelled();
    const handler = this.#requestHandlers.get(method);
    if (handler === undefined) {
      throw new RequestError(ErrorCode.MethodNotFound, `This server does not answer ${method}.`);
    }
    return handler(params, state);
  }

  #succeed(id: RequestId, state: CancellationState, result: unknown): void {
    this.#pending.delete(id);
    if (state.isCancelled) this.#outbox.fail(id, cancelled());
    else this.#outbox.succeed(id, result);
  }

  #fail(id: RequestId, method: string, error: unknown): void {
    this.#pending.delete(id);
    if (isRequestError(error)) {
      this.#outbox.fail(id, error);
      return;
    }
    this.#host.log(`${method} failed: ${describeError(error)}`);
    this.#outbox.fail(id, new RequestError(ErrorCode.InternalError, `${method} failed; the log says more.`));
  }

  #cancel(params: unknown): void {
    const id = (params as { id?: RequestId } | null | undefined)?.id;
    const state = id === undefined ? undefined : this.#pending.get(id);
    if (state !== undefined) state.isCancelled = true;
  }
}

function cancelled(): RequestError {
  return new RequestError(ErrorCode.RequestCancelled, "The client cancelled the request.");
}

/** The stack of an error where it has one, without texts of documents: our errors quote none. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
