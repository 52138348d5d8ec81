/**
 * Finds out, product by product, what a connection can do and why it cannot do the rest (docs/platform.md#sign-in).
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

/** What became of a step. `skipped` because an earlier one failed, or the connection is not for this product. */
export type StepState = "works" | "fails" | "skipped";

export interface StepVerdict {
  readonly step: ConnectionStep;
  readonly state: StepState;
  /** How many sandboxes or entries were found (of lists, the first page); undefined when nothing was counted. */
  readonly count: number | undefined;
  /** Why it fails. */
  readonly error: ApiError | undefined;
}

/** The result of a test. */
export interface ConnectionReport {
  readonly verdicts: readonly StepVerdict[];
  /** Sandboxes this credential may use. */
  readonly sandboxes: readonly Sandbox[];
}

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
    return undefined;
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
    const isAsked = hasSandbox && isWanted(step, options);
    note(isAsked ? await judgeList(step, list(), options) : toSkipped(step));
  }
  if (!isWanted("cja", options)) note(toSkipped("cja"));
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
    if (sandboxes.length === 0) throw new ApiError("sandboxForbidden", { reason: { kind: "noSandboxes" } });
    if (wanted !== undefined && !sandboxes.some(({ name }) => name === wanted)) {
      throw new ApiError("sandboxForbidden", { reason: { kind: "sandboxNotOpen", sandbox: wanted } });
    }
    return sandboxes.length;
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
    return page?.items.length ?? 0;
  });
}

async function judge(
  step: ConnectionStep,
  options: ConnectionTestOptions,
  run: () => Promise<number | undefined>,
): Promise<StepVerdict> {
  try {
    return { step, state: "works", count: await run(), error: undefined };
  } catch (thrown) {
    if (isCancellation(thrown) || options.signal?.aborted) throw cancelledError();
    const error = isApiError(thrown) ? thrown : new ApiError("badResponse", { cause: thrown });
    return { step, state: "fails", count: undefined, error };
  }
}

function isWanted(step: ConnectionStep, { products }: ConnectionTestOptions): boolean {
  return products === undefined || products.some((product) => product === step);
}

function toSkipped(step: ConnectionStep): StepVerdict {
  return { step, state: "skipped", count: undefined, error: undefined };
}
