/**
 * The in-process front without HTTP: hands calls of the platform client to the organisation, in Node and in a browser. Opens no
 * port, and still delivers what networks do: delays, pieces, broken connections, aborts.
 */
import { type DeliveryPlan, pause, planDelivery } from "./delivery";
import { findHost, type SampleRequest } from "./exchange";
import type { SampleOrganisation } from "./organisation";

/** A call, as the platform client sends it. */
interface SampleCall extends Omit<SampleRequest, "body"> {
  readonly body: string | undefined;
  readonly signal: AbortSignal;
}

/** Its answer. */
interface SampleAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** A transport of the platform client that ends at the organisation. */
export interface SampleTransport {
  send(call: SampleCall): Promise<SampleAnswer>;
  close(): Promise<void>;
}

/** What a network says of a connection that the other side gave up. */
class BrokenConnection extends Error {
  readonly code = "ECONNRESET";
}

/**
 * Returns a transport that answers for the four production hosts from `organisation`. Any other host gets the answer of a foreign
 * server, and a token sent there is recorded as a violation.
 */
export function createSampleTransport(organisation: SampleOrganisation): SampleTransport {
  const closing = new AbortController();
  return {
    send: ({ signal, ...call }) => exchange(organisation, call, AbortSignal.any([signal, closing.signal])),
    close: async () => closing.abort(new BrokenConnection("closed")),
  };
}

async function exchange(
  organisation: SampleOrganisation,
  { method, url, headers, body = "" }: Omit<SampleCall, "signal">,
  signal: AbortSignal,
): Promise<SampleAnswer> {
  // A turn of the event loop, as any network has.
  await new Promise((resolve) => setTimeout(resolve));
  signal.throwIfAborted();
  const host = findHost(new URL(url).origin);
  const leave = host === undefined ? undefined : organisation.traffic().enter(host);
  try {
    const response = organisation.handle({ method, url, headers, body });
    const plan = planDelivery(response);
    await deliver(plan, signal);
    return { status: response.status, headers: plan.headers, bytes: joinBytes(plan.chunks) };
  } catch (error) {
    if (signal.aborted) organisation.traffic().countAbort();
    throw error;
  } finally {
    leave?.();
  }
}

/** Takes the time the plan says, and breaks where it says so. */
async function deliver(plan: DeliveryPlan, signal: AbortSignal): Promise<void> {
  await pause(plan.delayMs, signal);
  signal.throwIfAborted();
  if (plan.refuses) throw new BrokenConnection("refused");
  for (const _ of plan.chunks) await pause(plan.chunkDelayMs, signal);
  signal.throwIfAborted();
  if (plan.breaks) throw new BrokenConnection("broken");
}

function joinBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
