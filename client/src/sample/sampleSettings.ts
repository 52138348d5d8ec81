/**
 * Everything a scenario can turn: one flat record, so that a scenario is data and a test can set a single knob.
 * Behaviour that real services always show is not a setting.
 */
import type { WeatherRule } from "./weather";

/** The knobs of the stand-in. Times are milliseconds unless the name says otherwise. */
export interface SampleSettings {
  readonly tokenLifetimeSeconds: number;
  /** The retired exchange reported `expires_in` in milliseconds; some gateways still do. */
  readonly expiresIn: "seconds" | "milliseconds";
  readonly mintsPerMinute: number;
  readonly secretRotated: boolean;
  readonly foreignKey: boolean;
  readonly audienceCount: number;
  readonly createStatus: 200 | 201;
  readonly changeStatus: 200 | 201;
  readonly lastPageNext: "absent" | "null" | "zero";
  readonly listLag: number;
  readonly searchLag: number;
  /** What a page of more than 100 audiences does. */
  readonly longPages: "fine" | "empty" | "cut";
  readonly graphTypeRequired: boolean;
  readonly previewState: "NEW" | "RUNNING";
  /** How long an estimate takes; `never` stays running. */
  readonly estimateTime: number | "never";
  readonly estimateOutcome: "ready" | "failed";
  readonly estimateNumbers: "numbers" | "strings" | "no-size";
  readonly sampleReady: boolean;
  readonly effectivePoliciesForbidden: boolean;
  readonly flowPatchAnswer: "body" | "empty";
  readonly flowNoMatchStatus: 400 | 428;
  readonly policyViolation: boolean;
  readonly journeyEnvelope: "alternating" | "published" | "observed";
  readonly journeyStatusFilter: boolean;
  readonly unknownJourneyStatus: 404 | 500;
  readonly publicationFails: boolean;
  readonly reportTimeout: boolean;
  readonly clockSkew: number;
  readonly chunked: boolean;
  readonly gzip: boolean;
  /** After every read of an audience somebody else changes it. */
  readonly otherEditor: boolean;
  readonly weather: readonly WeatherRule[];
}

/** The calm default: what a healthy organisation does. */
export const DEFAULT_SETTINGS: SampleSettings = {
  tokenLifetimeSeconds: 86_399,
  expiresIn: "seconds",
  mintsPerMinute: Number.POSITIVE_INFINITY,
  secretRotated: false,
  foreignKey: false,
  audienceCount: 204,
  createStatus: 200,
  changeStatus: 200,
  lastPageNext: "absent",
  listLag: 300,
  searchLag: 5_000,
  longPages: "fine",
  graphTypeRequired: false,
  previewState: "NEW",
  estimateTime: 1_500,
  estimateOutcome: "ready",
  estimateNumbers: "numbers",
  sampleReady: true,
  effectivePoliciesForbidden: false,
  flowPatchAnswer: "body",
  flowNoMatchStatus: 428,
  policyViolation: false,
  journeyEnvelope: "alternating",
  journeyStatusFilter: true,
  unknownJourneyStatus: 404,
  publicationFails: false,
  reportTimeout: false,
  clockSkew: 0,
  chunked: false,
  gzip: false,
  otherEditor: false,
  weather: [],
};
