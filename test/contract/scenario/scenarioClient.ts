/** A client whose waiting moves the stand-in's clock instead of taking time, and which may be refused. */
import { type ApiConnection, createApiConnection } from "../../../client/src/api/apiConnection";
import { isApiError } from "../../../client/src/api/apiError";
import type { ApiLogEntry } from "../../../client/src/api/apiLog";
import type { ApiSession } from "../../../client/src/api/apiSession";
import type { Credentials } from "../../../client/src/api/credentials";
import { createNetworkTransport } from "../../../client/src/api/networkTransport";
import { TestClock } from "../../unit/client/api/support/testClock";
import type { SampleProcess } from "./sampleProcess";

/** The time of a stand-in, for all clients that follow each other. */
export class SharedClock extends TestClock {
  constructor(private readonly sample: SampleProcess) {
    super();
  }

  override async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    await this.sample.control("POST", "advance", { milliseconds });
    await super.sleep(milliseconds, signal);
  }
}

/** What a client has that is not of the process. */
interface ClientParts {
  readonly clock: SharedClock;
  readonly credentials: Credentials;
}

/** A connection to the stand-in; `openSession` as usual. Its log is as talkative as it gets. */
export function connectTo(
  sample: SampleProcess,
  log: ApiLogEntry[],
  { clock = new SharedClock(sample), credentials = sample.credentials }: Partial<ClientParts> = {},
): ApiConnection {
  return createApiConnection({
    name: "contract",
    credentials,
    endpoints: sample.endpoints,
    createTransport: () => createNetworkTransport(),
    clock,
    random: () => 0.5,
    log: { isTracing: true, write: (entry) => log.push(entry) },
  });
}

/** Lets indexes catch up after a write. */
export async function waitForLists(session: ApiSession): Promise<void> {
  await session.clock.sleep(10_000);
}

/** Awaits a call whose refusal is part of the scenario; undefined when it was refused, anything untyped still fails. */
export async function refusable<Value>(call: Promise<Value>): Promise<Value | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isApiError(error)) return undefined;
    throw error;
  }
}
