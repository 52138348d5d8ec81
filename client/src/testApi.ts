/**
 * What the extension hands to tests inside a real editor, and only there: the scripted person and states to wait on.
 */
import type { Services } from "./services";
import type { ScriptedUser } from "./ui/scriptedUser";

/** Returned by `activate` while the editor runs extension tests; undefined otherwise. */
export interface TestApi {
  readonly user: ScriptedUser;
  readonly services: Services;
  /** Milliseconds of our own code during activation. */
  readonly activationMs: number;
}
