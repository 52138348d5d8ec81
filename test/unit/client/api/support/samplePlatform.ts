/**
 * The sample organisation in process, with its clock tied to the client's test clock, so that waiting,
 * lag and token expiry pass in no time and the stand-in's own checks of the client stay meaningful.
 */
import { type ApiConnection, createApiConnection } from "../../../../../client/src/api/apiConnection";
import type { ApiLogEntry } from "../../../../../client/src/api/apiLog";
import type { ApiSession } from "../../../../../client/src/api/apiSession";
import type { Transport } from "../../../../../client/src/api/transport";
import {
  createSampleOrganisation,
  type SampleOrganisation,
} from "../../../../../client/src/sample/organisation";
import { sampleCredentials } from "../../../../../client/src/sample/sampleCredentials";
import { createSampleTransport } from "../../../../../client/src/sample/sampleTransport";
import { KNOWN_PEOPLE } from "../../../sample/knownPeople";
import { TestClock } from "./testClock";

/** Moves the organisation's time together with the client's. */
class SharedClock extends TestClock {
  constructor(private readonly organisation: SampleOrganisation) {
    super();
  }

  override advance(milliseconds: number): void {
    this.organisation.clock.advance(milliseconds);
    super.advance(milliseconds);
  }
}

/** A connection to a fresh sample organisation. */
export interface SamplePlatform {
  readonly organisation: SampleOrganisation;
  readonly connection: ApiConnection;
  /** Bound to the sandbox `dev`, where writes need no confirmation. */
  readonly session: ApiSession;
  readonly clock: TestClock;
  readonly log: ApiLogEntry[];
  /** Addresses of all calls so far. */
  readonly urls: string[];
  readonly secret: string;
}

/** Opens one; `credential` names a row of the organisation's credential table, `bend` stands between it and the client. */
export function openSample(
  options: {
    scenario?: string;
    credential?: string;
    sandbox?: string;
    bend?: (transport: Transport) => Transport;
  } = {},
): SamplePlatform {
  const urls: string[] = [];
  const organisation = createSampleOrganisation({
    scenario: options.scenario ?? "default",
    startAt: Date.UTC(2026, 0, 15, 12),
    stopped: true,
    census: KNOWN_PEOPLE,
    onExchange: (request) => urls.push(`${request.method} ${request.url}`),
  });
  const clock = new SharedClock(organisation);
  const log: ApiLogEntry[] = [];
  const { orgId, clientId, clientSecret, scopes } = sampleCredentials(options.credential);
  const connection = createApiConnection({
    name: "sample",
    credentials: { orgId, clientId, clientSecret, scopes },
    createTransport: () => (options.bend ?? ((straight) => straight))(createSampleTransport(organisation)),
    clock,
    random: () => 0.5,
    log: { isTracing: true, write: (entry) => log.push(entry) },
  });
  const session = connection.openSession(options.sandbox ?? "dev");
  return { organisation, connection, session, clock, log, urls, secret: clientSecret };
}
