/**
 * Speaks to an undici request handler in whichever of its two dialects it has: the controller-based callbacks
 * or the older ones. Honours back pressure; knows nothing about the organisation.
 */
import type { Dispatcher } from "undici";

/** The consumer of one answer. */
export interface Receiver {
  start(): void;
  /** Resolves when the consumer is ready for the body. */
  head(status: number, headers: Readonly<Record<string, string>>): Promise<void>;
  data(chunk: Buffer): Promise<void>;
  end(): void;
  /** Reports the end by error; later calls do nothing. */
  fail(error: Error): void;
}

/** Returns the receiver for `handler`; an abort by the consumer fires `abort`. */
export function createReceiver(handler: Dispatcher.DispatchHandler, abort: AbortController): Receiver {
  const gate = createGate(abort.signal);
  let isOver = false;
  const once = (action: () => void): void => {
    if (isOver) return;
    isOver = true;
    action();
  };
  const dialect =
    handler.onRequestStart === undefined
      ? olderDialect(handler, gate, abort)
      : controllerDialect(handler, gate, abort);
  return {
    start: dialect.start,
    head(status, headers) {
      dialect.head(status, headers);
      return gate.opened();
    },
    data(chunk) {
      dialect.data(chunk);
      return gate.opened();
    },
    end: () => once(dialect.end),
    fail: (error) => once(() => dialect.fail(error)),
  };
}

interface Dialect {
  start(): void;
  head(status: number, headers: Readonly<Record<string, string>>): void;
  data(chunk: Buffer): void;
  end(): void;
  fail(error: Error): void;
}

interface Gate {
  close(): void;
  open(): void;
  readonly isClosed: () => boolean;
  opened(): Promise<void>;
}

function createGate(signal: AbortSignal): Gate {
  let waiting: (() => void) | undefined;
  let opening: Promise<void> | undefined;
  const open = (): void => {
    waiting?.();
    waiting = undefined;
    opening = undefined;
  };
  signal.addEventListener("abort", open);
  return {
    close() {
      if (signal.aborted) return;
      opening ??= new Promise((resolve) => {
        waiting = resolve;
      });
    },
    open,
    isClosed: () => opening !== undefined,
    opened: () => opening ?? Promise.resolve(),
  };
}

function olderDialect(handler: Dispatcher.DispatchHandler, gate: Gate, abort: AbortController): Dialect {
  return {
    start: () => handler.onConnect?.((error) => abort.abort(error)),
    head(status, headers) {
      const raw = Object.entries(headers).flatMap(([name, value]) => [Buffer.from(name), Buffer.from(value)]);
      const goesOn = handler.onHeaders?.(status, raw, () => gate.open(), "");
      if (goesOn === false) gate.close();
    },
    data(chunk) {
      if (handler.onData?.(chunk) === false) gate.close();
    },
    end: () => handler.onComplete?.([]),
    fail: (error) => handler.onError?.(error),
  };
}

function controllerDialect(handler: Dispatcher.DispatchHandler, gate: Gate, abort: AbortController): Dialect {
  const controller: Dispatcher.DispatchController = {
    get aborted() {
      return abort.signal.aborted;
    },
    get paused() {
      return gate.isClosed();
    },
    get reason() {
      return abort.signal.reason instanceof Error ? abort.signal.reason : null;
    },
    abort: (reason) => abort.abort(reason),
    pause: () => gate.close(),
    resume: () => gate.open(),
  };
  return {
    start: () => handler.onRequestStart?.(controller, null),
    head: (status, headers) => handler.onResponseStart?.(controller, status, { ...headers }, ""),
    data: (chunk) => handler.onResponseData?.(controller, chunk),
    end: () => handler.onResponseEnd?.(controller, {}),
    fail: (error) => handler.onResponseError?.(controller, error),
  };
}
