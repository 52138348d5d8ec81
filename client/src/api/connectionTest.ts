/**
 * Finds out, product by product, what a connection can do and what to do about the rest (docs/platform.md#sign-in).
 * Reads only. Refuses to let one product's refusal speak for the others: AEP often works without AJO or CJA.
 */

import type { ApiConnection } from "./apiConnection";
import { ApiError, cancelledError, isApiError, isCancellation } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import { listAudiences } from "./audiences";
import { listCampaigns } from "./campaigns";
import { listDataViews } from "./cjaDataViews";
import type { PageWalk } from "./pages";
import { fetchSandboxes, type Sandbox } from "./sandboxes";

/** The steps, in the order in which they are taken. */
export type ConnectionStep = "signIn" | "sandboxes" | "aep" | "ajo" | "cja";

/** What became of a step. `skipped` because an earlier one failed. */
export type StepState = "works" | "fails" | "skipped";

/** The verdict on one step. */
export interface StepVerdict {
  readonly step: ConnectionStep;
  readonly state: StepState;
  /** What was found, as a sentence. */
  readonly finding: string;
  /** What to do about it; undefined when it works. */
  readonly advice: string | undefined;
  readonly error: ApiError | undefined;
}

/** The result of a test. */
export interface ConnectionReport {
  readonly verdicts: readonly StepVerdict[];
  /** Sandboxes this credential may use. */
  readonly sandboxes: readonly Sandbox[];
}

/** Options of a test. */
export interface ConnectionTestOptions extends CallOptions {
  /** Sandbox the connection is for; without one the first that may be used is taken. */
  readonly sandbox?: string | undefined;
  /** The products the connection is for; the others are not asked. Default: all. */
  readonly products?: readonly ("aep" | "ajo" | "cja")[] | undefined;
  /** Hears each verdict as it is reached. */
  readonly onVerdict?: ((verdict: StepVerdict) => void) | undefined;
}

/**
 * Tests a connection with a freshly minted token, because permissions are fixed when a token is minted.
 * Never rejects, except with `cancelled`.
 */
export async function testConnection(
  connection: ApiConnection,
  options: ConnectionTestOptions = {},
): Promise<ConnectionReport> {
  const verdicts: StepVerdict[] = [];
  const note = (verdict: StepVerdict): boolean => {
    verdicts.push(verdict);
    options.onVerdict?.(verdict);
    return verdict.state === "works";
  };
  connection.tokens.dropToken();
  const signIn = await judge("signIn", options, async () => {
    await connection.tokens.getToken(options.signal);
    return "Signed in.";
  });
  if (!note(signIn)) {
    for (const step of ["sandboxes", "aep", "ajo", "cja"] as const) note(toSkipped(step));
    return { verdicts, sandboxes: [] };
  }
  const { verdict, sandboxes } = await judgeSandboxes(connection.openSession(), options);
  const hasSandbox = note(verdict);
  const name = options.sandbox ?? sandboxes[0]?.name;
  const session = connection.openSession(name);
  const inSandbox: readonly (readonly [ConnectionStep, () => PageWalk<unknown>])[] = [
    ["aep", () => listAudiences(session, { pageSize: 1 })],
    ["ajo", () => listCampaigns(session, { pageSize: 1 })],
  ];
  for (const [step, list] of inSandbox) {
    if (!isWanted(step, options)) note(toUnwanted(step));
    else note(hasSandbox ? await judgeList(step, list(), options) : toSkipped(step));
  }
  if (!isWanted("cja", options)) note(toUnwanted("cja"));
  else note(await judgeList("cja", listDataViews(session, { pageSize: 1 }), options));
  return { verdicts, sandboxes };
}

async function judgeSandboxes(
  session: ApiSession,
  options: ConnectionTestOptions,
): Promise<{ readonly verdict: StepVerdict; readonly sandboxes: readonly Sandbox[] }> {
  let sandboxes: readonly Sandbox[] = [];
  const verdict = await judge("sandboxes", options, async () => {
    const list = await fetchSandboxes(session, options);
    sandboxes = list.source === "mine" ? list.sandboxes : [];
    const wanted = options.sandbox?.toLowerCase();
    if (sandboxes.length === 0)
      throw new ApiError("sandboxForbidden", "No sandbox is open to this credential.");
    if (wanted !== undefined && !sandboxes.some(({ name }) => name === wanted)) {
      throw new ApiError("sandboxForbidden", `The sandbox ${wanted} is not open to this credential.`);
    }
    return sandboxes.length === 1 ? "One sandbox." : `${sandboxes.length} sandboxes.`;
  });
  return { verdict, sandboxes };
}

function judgeList(
  step: ConnectionStep,
  walk: PageWalk<unknown>,
  options: ConnectionTestOptions,
): Promise<StepVerdict> {
  return judge(step, options, async () => {
    const page = await walk.nextPage(options.signal);
    return page?.items.length ? "Works." : "Works; the list is empty.";
  });
}

async function judge(
  step: ConnectionStep,
  options: ConnectionTestOptions,
  run: () => Promise<string>,
): Promise<StepVerdict> {
  try {
    return { step, state: "works", finding: await run(), advice: undefined, error: undefined };
  } catch (thrown) {
    if (isCancellation(thrown) || options.signal?.aborted) throw cancelledError();
    const error = isApiError(thrown)
      ? thrown
      : new ApiError("badResponse", "The test failed.", { cause: thrown });
    return { step, state: "fails", finding: error.message, advice: toAdvice(step, error), error };
  }
}

function isWanted(step: ConnectionStep, { products }: ConnectionTestOptions): boolean {
  return products === undefined || products.some((product) => product === step);
}

function toUnwanted(step: ConnectionStep): StepVerdict {
  const finding = "Not asked: the connection is not for this product.";
  return { step, state: "skipped", finding, advice: undefined, error: undefined };
}

function toSkipped(step: ConnectionStep): StepVerdict {
  const finding = "Not tested, because an earlier step failed.";
  return { step, state: "skipped", finding, advice: undefined, error: undefined };
}

const PERMISSION_ADVICE: Readonly<Record<ConnectionStep, string>> = {
  signIn:
    "Check client id, secret and scopes in Developer Console; two secrets can be valid during a rotation.",
  sandboxes:
    "Ask an administrator to add this credential to a role that covers the sandbox (Permissions, Roles, API credentials), then reconnect.",
  aep: "Ask an administrator to give the role of this credential the right to view segments, then reconnect.",
  ajo: "Add the Journey Optimizer API to the project in Developer Console, or give the role its read rights, then reconnect.",
  cja: "Add the Customer Journey Analytics API to the project and the technical account to a CJA product profile, then reconnect.",
};

function toAdvice(step: ConnectionStep, error: ApiError): string | undefined {
  if (error.isProxy) return undefined;
  switch (error.code) {
    case "network":
      return "Check the network connection and the proxy setting.";
    case "tls":
      return "Check the certificate settings; a proxy that inspects traffic needs its certificate to be trusted.";
    case "timeout":
    case "unavailable":
      return "The service does not answer properly right now. Try again later.";
    case "throttled":
      return "Other tools use up the limit of this credential. Wait a minute and try again.";
    case "wrongRoute":
    case "badResponse":
      return "The answer is not what is expected; check the addresses of this connection. Else please report it.";
    default:
      return toPermissionAdvice(step, error);
  }
}

function toPermissionAdvice(step: ConnectionStep, error: ApiError): string {
  if (error.serviceCode === "403025")
    return "The organisation id does not belong to this credential. Check it.";
  if (error.serviceCode === "403003" || error.serviceCode === "403000" || /api key/i.test(error.message)) {
    return "The API key is not subscribed to this product. Add the API to the project, or set the key of one that has it.";
  }
  return PERMISSION_ADVICE[step];
}
