/**
 * The sample organisation: a faithful stand-in for the platform that keeps state and answers requests as a pure
 * function of that state. It opens no socket and writes no file; the two fronts do.
 */
import type { Call, Handler, Surroundings } from "./call";
import { type Census, createCensus } from "./data/census";
import { findHost, type SampleHost, type SampleRequest, type SampleResponse } from "./exchange";
import { finishResponse } from "./finish";
import { admit } from "./gateway";
import { type PqlEngine, SMALL_ENGINE } from "./pql/engine";
import { json, noSuchRoute } from "./replies";
import { createRouter, isQuestion, type Route, type Router } from "./router";
import { ROUTES } from "./routes/all";
import { answerSignIn } from "./routes/signIn";
import { createClock, type SampleClock } from "./sampleClock";
import type { SampleSettings } from "./sampleSettings";
import { getScenarioSettings } from "./scenarios";
import { createSeeded } from "./seeded";
import { createState, type SampleState } from "./state";
import { createTraffic, type RecordedAttempt, type Traffic } from "./traffic";
import { bendResponse, createWeather, findReplacement, type Weather } from "./weather";

/** How an organisation is made. The same seed, start and scenario give the same answers. */
export interface SampleOptions {
  readonly seed?: number;
  /** First instant in milliseconds; default is the machine's time. Generated times are relative to that day. */
  readonly startAt?: number;
  /** A stopped clock moves only by `clock.advance`. */
  readonly stopped?: boolean;
  /** One or more scenario names separated by commas. */
  readonly scenario?: string;
  /** Audiences of the default sandbox, where their number is not that of the scenario. */
  readonly audienceCount?: number;
  /** Checks and converts expressions; default is the small built-in engine. */
  readonly engine?: PqlEngine;
  /** What other organisations have counted already; nothing unless given. */
  readonly census?: Census;
  /** Called after every exchange, with the production address and unredacted content. */
  readonly onExchange?: (request: SampleRequest, response: SampleResponse) => void;
}

/** A running organisation. */
export interface SampleOrganisation {
  readonly clock: SampleClock;
  /** Answers one request addressed to a production host. Never throws for bad requests. */
  handle(request: SampleRequest): SampleResponse;
  /** Forgets every change and every token, keeps the scenario. */
  reset(): void;
  /** Resets and switches to other scenarios. Throws RangeError for an unknown name. */
  loadScenario(names: string): void;
  /** Changes single settings without a reset. */
  adjust(change: Partial<SampleSettings>): void;
  readonly state: () => SampleState;
  readonly traffic: () => Traffic;
  /** Everything that outlives a request, for changes that come from outside of one. */
  readonly surroundings: () => Surroundings;
}

interface Epoch {
  readonly state: SampleState;
  readonly traffic: Traffic;
  readonly settings: SampleSettings;
  readonly weather: Weather;
}

/** Returns a fresh organisation. */
export function createSampleOrganisation(options: SampleOptions = {}): SampleOrganisation {
  const seeded = createSeeded(options.seed ?? 1);
  const clock = createClock(options);
  const today = Math.floor(clock.now() / 86_400_000) * 86_400_000;
  const router = createRouter(ROUTES);
  const engine = options.engine ?? SMALL_ENGINE;
  const census = options.census ?? createCensus();
  const begin = (settings: SampleSettings): Epoch => ({
    state: createState({
      seeded,
      today,
      census,
      audienceCount: options.audienceCount ?? settings.audienceCount,
    }),
    traffic: createTraffic(),
    settings,
    weather: createWeather(settings.weather),
  });
  let epoch = begin(getScenarioSettings(options.scenario ?? "default"));
  const answer = (request: SampleRequest, exchange: number, requestId: string): SampleResponse =>
    answerRequest(request, { ...epoch, clock, seeded, engine, router, exchange, requestId });
  return {
    clock,
    handle(request) {
      const number = epoch.traffic.nextExchange();
      const requestId = request.headers["x-request-id"] ?? seeded.uuid(`request/${number}`);
      const response = finishResponse(answer(request, number, requestId), {
        number,
        requestId,
        request,
        now: clock.now(),
        settings: epoch.settings,
      });
      epoch.traffic.checks.inspectAnswer(request, response.status, clock.now());
      if (isWrite(router, request)) epoch.traffic.recordAttempt(toAttempt(request, response));
      options.onExchange?.(request, response);
      return response;
    },
    reset() {
      epoch = begin(epoch.settings);
    },
    loadScenario(names) {
      epoch = begin(getScenarioSettings(names));
    },
    adjust(change) {
      const weather = change.weather === undefined ? epoch.weather : createWeather(change.weather);
      epoch = { ...epoch, settings: { ...epoch.settings, ...change }, weather };
    },
    state: () => epoch.state,
    traffic: () => epoch.traffic,
    surroundings: () => ({ ...epoch, clock, seeded, engine }),
  };
}

type AnswerInput = Epoch & {
  readonly engine: PqlEngine;
  readonly clock: SampleClock;
  readonly seeded: ReturnType<typeof createSeeded>;
  readonly router: Router;
  readonly exchange: number;
  readonly requestId: string;
};

function answerRequest(request: SampleRequest, input: AnswerInput): SampleResponse {
  const url = new URL(request.url);
  const host = findHost(url.origin);
  input.traffic.checks.inspectRequest(host, request);
  if (host === undefined) return noSuchRoute();
  const rule = input.weather.strike(host, request, isWrite(input.router, request));
  const moment = { now: input.clock.now(), path: url.pathname };
  const replacement = rule === undefined ? undefined : findReplacement(rule, moment);
  if (replacement !== undefined) {
    input.traffic.countCall(`${request.method} ${url.pathname}`);
    return replacement;
  }
  const response = route(request, { ...input, host, url });
  if (rule === undefined) return response;
  return bendResponse(rule, response, input.seeded.stream(`jitter/${input.requestId}`)());
}

function route(request: SampleRequest, input: AnswerInput & { host: SampleHost; url: URL }): SampleResponse {
  const { host, url, traffic } = input;
  if (host === "ims") {
    traffic.countCall(`${request.method} ${url.pathname}`);
    if (!/^\/ims\/token\/v[23]$/.test(url.pathname)) return noSuchRoute();
    return request.method === "POST" ? answerSignIn(request, input) : methodNotAllowed();
  }
  const match = input.router.find(host, url.pathname);
  traffic.countCall(`${request.method} ${match?.route.path ?? url.pathname}`);
  if (match === undefined) return noSuchRoute();
  if (isTripped(match.route, request)) traffic.recordTripwire(`${request.method} ${match.route.path}`);
  const handler = match.route.verbs[request.method] ?? headHandler(match.route, request);
  if (handler === undefined) return methodNotAllowed();
  const admission = admit({ route: match.route, request, requestId: input.requestId, surroundings: input });
  if ("refusal" in admission) return admission.refusal;
  const call: Call = { ...input, ...admission, request, params: match.params };
  if (!isQuestion(match.route, request.method)) recordWrite(call);
  return handler(call);
}

function isTripped({ isTripwire, questions }: Route, { method }: SampleRequest): boolean {
  return isTripwire === true && questions?.includes(method) !== true;
}

/** HEAD is what GET would answer, without its body. */
function headHandler({ verbs }: Route, { method }: SampleRequest): Handler | undefined {
  const { GET: answer } = verbs;
  if (method !== "HEAD" || answer === undefined) return undefined;
  return (call) => ({ ...answer(call), body: "" });
}

/** Signing in changes nothing; an address nobody knows might have. */
function isWrite(router: Router, { method, url }: SampleRequest): boolean {
  const { origin, pathname } = new URL(url);
  const host = findHost(origin);
  if (host === undefined || host === "ims") return false;
  const match = router.find(host, pathname);
  return match === undefined ? method !== "GET" && method !== "HEAD" : !isQuestion(match.route, method);
}

function toAttempt({ method, url, headers, body }: SampleRequest, response: SampleResponse): RecordedAttempt {
  const isTaken = response.status < 300 && response.delivery?.refuse !== true;
  return { method, path: new URL(url).pathname, client: headers["x-api-key"] ?? "", body, isTaken };
}

function recordWrite({ request, url, sandbox, traffic }: Call): void {
  traffic.recordWrite({
    method: request.method,
    path: url.pathname,
    sandbox: sandbox.name,
    sandboxType: sandbox.type,
  });
  traffic.checks.inspectWrite(request, sandbox.type);
}

function methodNotAllowed(): SampleResponse {
  return json(405, { error_code: "405000", message: "Method not allowed" });
}
