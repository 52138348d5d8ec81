/**
 * The in-process front: an undici Dispatcher that hands requests to the organisation and opens no port.
 * A drop-in for the network, so it also delivers what networks do: delays, pieces, broken connections, aborts.
 */
import { Dispatcher, errors } from "undici";
import { type DeliveryPlan, pause, planDelivery } from "./delivery.js";
import { findHost } from "./exchange.js";
import type { SampleOrganisation } from "./organisation.js";
import { readDispatch } from "./readDispatch.js";
import { createReceiver, type Receiver } from "./receiver.js";

/**
 * Returns a Dispatcher that answers for the four production hosts from `organisation`.
 * Any other host gets the answer of a foreign server, and a token sent there is recorded as a violation.
 */
export function createSampleDispatcher(organisation: SampleOrganisation): Dispatcher {
  return new SampleDispatcher(organisation);
}

class SampleDispatcher extends Dispatcher {
  readonly #organisation: SampleOrganisation;
  readonly #inFlight = new Set<AbortController>();
  #isClosed = false;

  constructor(organisation: SampleOrganisation) {
    super();
    this.#organisation = organisation;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const abort = new AbortController();
    const receiver = createReceiver(handler, abort);
    if (this.#isClosed) {
      receiver.fail(new errors.ClientDestroyedError());
      return true;
    }
    this.#inFlight.add(abort);
    void this.#run(options, receiver, abort).finally(() => this.#inFlight.delete(abort));
    return true;
  }

  override close(callback?: () => void): Promise<void> {
    this.#isClosed = true;
    callback?.();
    return Promise.resolve();
  }

  override destroy(first?: Error | null | (() => void), second?: () => void): Promise<void> {
    this.#isClosed = true;
    const reason = first instanceof Error ? first : new errors.ClientDestroyedError();
    for (const abort of this.#inFlight) abort.abort(reason);
    if (typeof first === "function") first();
    second?.();
    return Promise.resolve();
  }

  async #run(options: Dispatcher.DispatchOptions, receiver: Receiver, abort: AbortController): Promise<void> {
    const { signal } = abort;
    let leave: (() => void) | undefined;
    try {
      receiver.start();
      const request = await readDispatch(options);
      signal.throwIfAborted();
      const host = findHost(new URL(request.url).origin);
      leave = host === undefined ? undefined : this.#organisation.traffic().enter(host);
      const response = this.#organisation.handle(request);
      await deliver({ plan: planDelivery(response), status: response.status, receiver, signal });
    } catch (error) {
      if (signal.aborted) this.#organisation.traffic().countAbort();
      receiver.fail(toError(signal.aborted ? signal.reason : error));
    } finally {
      leave?.();
    }
  }
}

interface DeliveryJob {
  readonly plan: DeliveryPlan;
  readonly status: number;
  readonly receiver: Receiver;
  readonly signal: AbortSignal;
}

async function deliver({ plan, status, receiver, signal }: DeliveryJob): Promise<void> {
  // A turn of the event loop, as any network has: callers may attach listeners after dispatching.
  await new Promise((resolve) => setImmediate(resolve));
  await pause(plan.delayMs, signal);
  signal.throwIfAborted();
  if (plan.refuses) throw new errors.SocketError("other side closed");
  await receiver.head(status, plan.headers);
  for (const chunk of plan.chunks) {
    await pause(plan.chunkDelayMs, signal);
    signal.throwIfAborted();
    await receiver.data(chunk);
  }
  signal.throwIfAborted();
  if (plan.breaks) throw new errors.SocketError("other side closed");
  receiver.end();
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new errors.RequestAbortedError();
}
