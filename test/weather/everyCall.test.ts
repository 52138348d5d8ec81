/**
 * Every call in every weather: each ends in a value or a typed error within its deadline, writes are sent
 * once, and nothing secret gets out.
 */
import assert from "node:assert/strict";
import { type ApiError, isApiError } from "../../client/src/api/apiError";
import type { WeatherRule } from "../../client/src/sample/weather";
import { type Call, EVERY_READ, EVERY_WRITE } from "../unit/client/api/support/everyCall";
import { openSample, type SamplePlatform } from "../unit/client/api/support/samplePlatform";

/** The longest any single call may take: an estimate with its last poll and the killing of its preview. */
const LONGEST_CALL_MS = 130_000;

const EFFECTS: readonly WeatherRule["effect"][] = [
  "throttle-seconds",
  "throttle-date",
  "throttle-body",
  "throttle-silent",
  "error",
  "unavailable-html",
  "bad-gateway",
  "reset-before",
  "redirect",
  "reset-after-headers",
  "cut",
  "wrong-type",
  "byte-order-mark",
  "null-body",
  "empty-body",
];

/** Bends what a service says without hurting it: the outcome must be the same as in fair weather. */
const HARMLESS: ReadonlySet<WeatherRule["effect"]> = new Set(["wrong-type", "byte-order-mark"]);

type Outcome = { readonly value: unknown } | { readonly error: ApiError };

async function outcomeOf(call: Call, sample: SamplePlatform): Promise<Outcome> {
  try {
    return { value: await call(sample.session) };
  } catch (error) {
    assert.ok(isApiError(error), `not a typed error: ${String(error)}`);
    return { error };
  }
}

const toCode = (outcome: Outcome): string => ("error" in outcome ? outcome.error.code : "value");

function withWeather(rule: WeatherRule): SamplePlatform {
  const sample = openSample();
  sample.organisation.adjust({ weather: [rule] });
  return sample;
}

function findLeaks(sample: SamplePlatform, outcome: Outcome): readonly string[] {
  const error = "error" in outcome ? outcome.error : undefined;
  const told = JSON.stringify([sample.log, error, error?.message, error?.stack, String(error?.cause)]);
  const used = [sample.secret, ...sample.urls.filter((url) => url.includes(sample.secret))];
  return [
    ...used.filter((secret) => told.includes(secret)),
    ...(/Bearer (?!•)|eyJ/.test(told) ? ["a token"] : []),
  ];
}

/** The next call to it is a wish of its own, long after this one. */
function forgetCall({ clock, log }: SamplePlatform): void {
  clock.advance(LONGEST_CALL_MS);
  log.splice(0);
}

const callsOf = (sample: SamplePlatform): readonly string[] =>
  sample.urls.filter((url) => !url.includes("/ims/"));

describe("In every weather", () => {
  const unhandled: unknown[] = [];
  const remember = (reason: unknown): void => {
    unhandled.push(reason);
  };

  /** What each read leads to when nothing goes wrong; some ids do not exist, which is an outcome too. */
  const fairCodes = new Map<string, string>();

  before(async () => {
    process.on("unhandledRejection", remember);
    const sample = openSample();
    for (const [name, call] of EVERY_READ) fairCodes.set(name, toCode(await outcomeOf(call, sample)));
  });

  after(() => {
    process.off("unhandledRejection", remember);
    assert.deepEqual(unhandled, []);
  });

  for (const effect of EFFECTS) {
    it(`every read ends well or with a typed error: ${effect}`, async () => {
      const sample = withWeather({ effect });
      for (const [name, call] of EVERY_READ) {
        const startedAt = sample.clock.now();
        const outcome = await outcomeOf(call, sample);
        assert.ok(sample.clock.now() - startedAt <= LONGEST_CALL_MS, `${name} took too long`);
        assert.deepEqual(sample.organisation.traffic().checks.violations(), [], name);
        assert.deepEqual(findLeaks(sample, outcome), [], name);
        forgetCall(sample);
        if (!HARMLESS.has(effect)) continue;
        assert.equal(toCode(outcome), fairCodes.get(name), `${name} differs from fair weather`);
      }
    });

    it(`every write is sent once: ${effect}`, async () => {
      for (const [name, call] of EVERY_WRITE) {
        const sample = withWeather({ effect });
        const outcome = await outcomeOf(call, sample);
        assert.equal(callsOf(sample).length, 1, `${name} was sent ${callsOf(sample).length} times`);
        assert.deepEqual(sample.organisation.traffic().checks.violations(), [], name);
        assert.deepEqual(findLeaks(sample, outcome), [], name);
      }
    });
  }

  for (const effect of ["error", "throttle-silent", "bad-gateway", "reset-after-headers", "cut"] as const) {
    it(`one failure is not noticed by any read: ${effect}`, async () => {
      const sample = openSample();
      for (const [name, call] of EVERY_READ) {
        if (NOT_REPEATED.has(name)) continue;
        sample.organisation.adjust({ weather: [{ effect, times: 1 }] });
        const once = await outcomeOf(call, sample);
        assert.equal(toCode(once), fairCodes.get(name), name);
        forgetCall(sample);
      }
    });
  }

  it("a sign-in service in trouble fails every call in time", async () => {
    for (const effect of EFFECTS) {
      const sample = withWeather({ effect, host: "ims" });
      const call = EVERY_READ.get("fetchSandboxes");
      assert.ok(call);
      const outcome = await outcomeOf(call, sample);
      assert.equal("value" in outcome, HARMLESS.has(effect), effect);
      assert.deepEqual(findLeaks(sample, outcome), [], effect);
    }
  });

  it("cancelling a slow call ends it at once and nothing is sent afterwards", async () => {
    for (const [name, call] of [...EVERY_READ, ...EVERY_WRITE]) {
      const sample = withWeather({ effect: "delay", delayMs: 30_000 });
      const controller = new AbortController();
      const outcome = call(sample.session, controller.signal).then(
        () => "value",
        (error: unknown) => (isApiError(error) ? error.code : String(error)),
      );
      while (callsOf(sample).length === 0) await new Promise(setImmediate);
      controller.abort();
      assert.equal(await outcome, "cancelled", name);
      assert.equal(callsOf(sample).length, 1, name);
    }
  });
});

/** A preview starts a computation and is not asked for twice; of a journey by id a wrong one answers 500. */
const NOT_REPEATED: ReadonlySet<string> = new Set(["fetchJourney", "estimateExpression"]);
