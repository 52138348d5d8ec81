/**
 * The control channel: what a test may do to the organisation from outside. Lives below a path that no production
 * host has, and is never logged as an exchange.
 */
import { readRecord } from "./call";
import { PROFILE_CANARY } from "./data/people";
import type { SampleResponse } from "./exchange";
import type { SampleOrganisation } from "./organisation";
import { json } from "./replies";
import { changeByOther } from "./routes/audienceWriteRoutes";
import { CREDENTIAL_TABLE, type RoleGrants } from "./sampleCredentials";
import type { SampleSettings } from "./sampleSettings";
import { SCENARIOS } from "./scenarios";

/** Path prefix of the control channel. */
export const CONTROL_PREFIX = "/__control/";

/** One control command: `GET counters`, `POST advance` … with its JSON body. */
export interface ControlCommand {
  readonly method: string;
  /** Name after the prefix. */
  readonly name: string;
  readonly body: unknown;
}

type Action = (organisation: SampleOrganisation, body: Readonly<Record<string, unknown>>) => unknown;

const ACTIONS: Readonly<Record<string, Action>> = {
  "GET counters": (organisation) => organisation.traffic().report(),
  "GET scenarios": () => Object.keys(SCENARIOS),
  "GET canaries": () => listCanaries(),
  "POST reset": (organisation) => organisation.reset(),
  "POST scenario": (organisation, body) => organisation.loadScenario(String(body["name"] ?? "")),
  // Tests set single knobs; a wrong name has no effect, like a typo in a scenario would.
  "POST adjust": (organisation, body) => organisation.adjust(body as Partial<SampleSettings>),
  "POST advance": (organisation, body) => organisation.clock.advance(Number(body["milliseconds"] ?? 0)),
  "POST confirm": (organisation, body) =>
    organisation.traffic().checks.confirmWrites(Number(body["writes"] ?? 1)),
  "POST revoke": (organisation) => organisation.state().tokens.revokeAll(),
  "POST grant": (organisation, body) => {
    organisation
      .state()
      .tokens.grant(String(body["clientId"]), (readRecord(body["grants"]) ?? {}) as RoleGrants);
  },
  "POST edit": (organisation, body) => {
    const isFound = changeByOther(organisation.surroundings(), {
      sandbox: String(body["sandbox"] ?? "prod"),
      id: String(body["id"] ?? ""),
      fields: readRecord(body["fields"]) ?? {},
    });
    if (!isFound) throw new RangeError("There is no such audience.");
  },
};

/** Texts that must never appear in a client's logs, files or messages: every secret and one planted profile value. */
function listCanaries(): string[] {
  return [...CREDENTIAL_TABLE.flatMap(({ secrets }) => secrets), PROFILE_CANARY];
}

/** Applies one command. Unknown commands answer 404, impossible ones 400 with the reason. */
export function applyControl(organisation: SampleOrganisation, command: ControlCommand): SampleResponse {
  const action = ACTIONS[`${command.method} ${command.name}`];
  if (action === undefined)
    return json(404, { message: `Known commands: ${Object.keys(ACTIONS).join(", ")}` });
  try {
    return json(200, action(organisation, readRecord(command.body) ?? {}) ?? { done: true });
  } catch (error) {
    return json(400, { message: error instanceof Error ? error.message : String(error) });
  }
}
