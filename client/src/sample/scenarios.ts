/**
 * The scenarios by name, as data. Several can be combined ("big-org,slow-endpoint"); later names win.
 * A scenario never changes code paths other than through settings.
 */
import { DEFAULT_SETTINGS, type SampleSettings } from "./sampleSettings";
import type { WeatherRule } from "./weather";

const always = (rule: WeatherRule): Partial<SampleSettings> => ({ weather: [rule] });

/** Every scenario: what it changes relative to the calm default. */
export const SCENARIOS: Readonly<Record<string, Partial<SampleSettings>>> = {
  default: {},
  // Sign-in
  "short-lived": { tokenLifetimeSeconds: 2 },
  milliseconds: { expiresIn: "milliseconds" },
  "mint-throttle": { mintsPerMinute: 5 },
  "secret-rotated": { secretRotated: true },
  "foreign-key": { foreignKey: true },
  // Audiences
  "big-org": { audienceCount: 3_900, longPages: "empty" },
  "big-org-cut": { audienceCount: 3_900, longPages: "cut" },
  "created-201": { createStatus: 201, changeStatus: 201 },
  "next-null": { lastPageNext: "null" },
  "next-zero": { lastPageNext: "zero" },
  "slow-index": { listLag: 5_000, searchLag: 60_000 },
  "other-editor": { otherEditor: true },
  // Preview and estimate
  "graph-type": { graphTypeRequired: true },
  "preview-running": { previewState: "RUNNING" },
  "estimate-slow": { estimateTime: 45_000 },
  "estimate-never": { estimateTime: "never" },
  "estimate-failed": { estimateOutcome: "failed" },
  "estimate-strings": { estimateNumbers: "strings" },
  "estimate-no-size": { estimateNumbers: "no-size" },
  "no-sample": { sampleReady: false },
  // Access and destinations
  "policies-forbidden": { effectivePoliciesForbidden: true },
  "flow-patch-empty": { flowPatchAnswer: "empty" },
  "flow-match-400": { flowNoMatchStatus: 400 },
  "policy-violation": { policyViolation: true },
  // Journey Optimizer and Customer Journey Analytics
  "journeys-published-shape": { journeyEnvelope: "published" },
  "journeys-observed-shape": { journeyEnvelope: "observed" },
  "journeys-ignore-status": { journeyStatusFilter: false },
  "journeys-unknown-500": { unknownJourneyStatus: 500 },
  "publication-error": { publicationFails: true },
  "slow-report": { reportTimeout: true },
  // The third page of every report.
  "reports-cut": always({ effect: "error", path: "/reports", body: '"page":2' }),
  "reports-throttled": always({ effect: "throttle-seconds", path: "/reports", times: 2 }),
  // Failure weather
  "throttled-seconds": always({ effect: "throttle-seconds" }),
  "throttled-date": always({ effect: "throttle-date" }),
  "throttled-body": always({ effect: "throttle-body" }),
  "throttled-silent": always({ effect: "throttle-silent" }),
  "error-once": always({ effect: "error", times: 1 }),
  "error-each-once": always({ effect: "error", times: 1, perPath: true }),
  "unavailable-html": always({ effect: "unavailable-html" }),
  "bad-gateway": always({ effect: "bad-gateway" }),
  "writes-refused": always({ effect: "refused", onlyWrites: true }),
  "writes-unprocessable": always({ effect: "unprocessable", onlyWrites: true }),
  "writes-cut-before": always({ effect: "reset-before", onlyWrites: true }),
  "writes-cut-after": always({ effect: "reset-after-headers", onlyWrites: true }),
  "not-bought": always({ effect: "not-there", path: "/ajo/" }),
  "no-such-route": always({ effect: "no-such-route" }),
  // Each list of the sidebar but the first fails in a way of its own.
  "lists-fail": {
    weather: [
      { effect: "not-there", path: "/ajo/journey" },
      { effect: "null-body", path: "/journey/campaigns/" },
      { effect: "no-such-route", path: "/ajo/content/templates" },
      { effect: "redirect", path: "/ajo/content/fragments" },
      { effect: "reset-before", path: "/catalog/" },
      { effect: "throttle-silent", path: "/schemaregistry/tenant/schemas" },
      { effect: "error", path: "/flowservice/" },
      { effect: "unavailable-html", path: "/idnamespace/" },
    ],
  },
  "reset-before": always({ effect: "reset-before" }),
  "reset-after-headers": always({ effect: "reset-after-headers" }),
  "cut-json": always({ effect: "cut" }),
  "wrong-type": always({ effect: "wrong-type" }),
  "byte-order-mark": always({ effect: "byte-order-mark" }),
  "null-body": always({ effect: "null-body" }),
  "empty-body": always({ effect: "empty-body" }),
  redirect: always({ effect: "redirect" }),
  latency: always({ effect: "delay", delayMs: 250 }),
  jitter: always({ effect: "jitter", delayMs: 400 }),
  "slow-endpoint": always({ effect: "delay", delayMs: 30_000, path: "/ajo/journey" }),
  "clock-skew": { clockSkew: 600_000 },
  chunked: { chunked: true },
  gzip: { gzip: true },
};

/**
 * Returns the settings of one or more scenario names separated by commas.
 * Throws RangeError for a name that is not in the table, naming the ones that are.
 */
export function getScenarioSettings(names: string): SampleSettings {
  let settings = DEFAULT_SETTINGS;
  for (const name of names.split(",").map((part) => part.trim())) {
    if (name === "") continue;
    const change = SCENARIOS[name];
    if (change === undefined) {
      throw new RangeError(`Unknown scenario "${name}". Known: ${Object.keys(SCENARIOS).join(", ")}.`);
    }
    settings = { ...settings, ...change, weather: [...settings.weather, ...(change.weather ?? [])] };
  }
  return settings;
}
