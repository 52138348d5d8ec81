/**
 * A place to write in, for tests of the write path without an editor: the real platform client on the sample organisation.
 */
import { createApiConnection } from "../../../../client/src/api/apiConnection.js";
import type { ApiSession } from "../../../../client/src/api/apiSession.js";
import { type Clock, systemClock } from "../../../../client/src/api/clock.js";
import type { WritePlace } from "../../../../client/src/preview/session/writePlaces.js";
import {
  createSampleOrganisation,
  type SampleOptions,
  type SampleOrganisation,
} from "../../../../client/src/sample/organisation.js";
import { sampleCredentials } from "../../../../client/src/sample/sampleCredentials.js";
import { createSampleTransport } from "../../../../client/src/sample/sampleTransport.js";
import { KNOWN_PEOPLE } from "../../sample/knownPeople.js";

/** An organisation and a way into one of its sandboxes. */
export interface SamplePlace {
  readonly organisation: SampleOrganisation;
  readonly session: ApiSession;
  readonly place: WritePlace;
  /** How many writes have reached the platform. */
  countWrites(): number;
}

/** Opens the sandbox `dev` of a new organisation. */
export function openSamplePlace(options: SampleOptions = {}, credential = "full"): SamplePlace {
  const organisation = createSampleOrganisation({ stopped: true, census: KNOWN_PEOPLE, ...options });
  const connection = createApiConnection({
    name: "Test",
    credentials: sampleCredentials(credential),
    createTransport: () => createSampleTransport(organisation),
    clock: toJumpingClock(organisation),
  });
  const session = connection.openSession("dev");
  return {
    organisation,
    session,
    place: { target: { connection: "Test", sandbox: "dev" }, session, heading: ["Sandbox dev"] },
    countWrites: () => organisation.traffic().report().writes.length,
  };
}

/** Whoever sleeps moves the organisation's clock instead, so that lags pass without anybody waiting. */
function toJumpingClock({ clock }: SampleOrganisation): Clock {
  return {
    ...systemClock,
    now: () => clock.now(),
    sleep: async (milliseconds) => {
      clock.advance(milliseconds);
    },
  };
}

/** A signal nobody aborts. */
export const patience = new AbortController().signal;
