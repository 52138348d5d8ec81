/**
 * What the extension hands to tests inside a real editor, and only there: the scripted person, the scripted clock and states to wait on.
 */
import type { ScriptedClock } from "./scriptedClock";
import type { Services } from "./services";
import type { ScriptedUser } from "./ui/scriptedUser";

/** Returned by `activate` while the editor runs extension tests; undefined otherwise. */
export interface TestApi {
  readonly user: ScriptedUser;
  /** The time of the platform client. */
  readonly clock: ScriptedClock;
  readonly services: Services;
  /** Milliseconds of our own code during activation. */
  readonly activationMs: number;
}
