/**
 * One run: every read and every write against the built stand-in in one scenario, and what was exchanged.
 * Refuses to swallow: what fails although nothing was to be refused is returned as a failure.
 */
import { isApiError } from "../../../client/src/api/apiError";
import type { ApiLogEntry } from "../../../client/src/api/apiLog";
import type { ApiSession } from "../../../client/src/api/apiSession";
import { testConnection } from "../../../client/src/api/connectionTest";
import { collectItems } from "../../../client/src/api/pages";
import { findObject, readList } from "../../../client/src/api/tolerantShapes";
import { sampleCredentials } from "../../../client/src/sample/sampleCredentials";
import {
  describePlatformKind,
  PLATFORM_KINDS,
  type PlatformKindName,
} from "../../../client/src/tools/platform/platformKinds";
import { openPlatformList, readPlatformThing } from "../../../client/src/tools/platform/platformReading";
import { createPlatformClient } from "../../support/platformClient";
import { findPlatformInputs, type ListIds } from "../../support/platformQuestions";
import type { RecordedExchange } from "../exchangeRecord";
import { EVERY_READ } from "./everyRead";
import { EVERY_WRITE } from "./everyWrite";
import { type SampleProcess, startSample } from "./sampleProcess";
import { connectTo, SharedClock } from "./scenarioClient";

/** What to run. */
export interface ScenarioRun {
  /** Names of the stand-in's scenarios, joined by commas. */
  readonly scenario: string;
  /** Row of its credential table. */
  readonly credential: string;
  /** True where services refuse or fail on purpose; otherwise every call must succeed. */
  readonly isRefused: boolean;
}

/** What came of it. */
export interface ScenarioResult {
  readonly exchanges: readonly RecordedExchange[];
  /** Calls that should have succeeded, and errors without a type. */
  readonly failures: readonly string[];
  /** What the stand-in itself holds against the client. */
  readonly complaints: readonly string[];
  /** How many of the values that must stay secret (secrets, token, a planted profile value) were looked for … */
  readonly secretsLookedFor: number;
  /** … and what of the client's log or the stand-in's log held one. The values themselves are left out. */
  readonly leaks: readonly string[];
}

/** One stand-in for all runs, which counts its people once. */
export interface ScenarioBench {
  readonly sample: SampleProcess;
  readonly clock: SharedClock;
}

/** Starts it; the caller ends its process. */
export async function openScenarioBench(): Promise<ScenarioBench> {
  const sample = await startSample("default");
  return { sample, clock: new SharedClock(sample) };
}

/** Runs everything. Reads go to the production sandbox, writes to the one for development. */
export async function runScenario(
  { scenario, credential, isRefused }: ScenarioRun,
  { sample, clock }: ScenarioBench,
): Promise<ScenarioResult> {
  await sample.begin(scenario);
  const log: ApiLogEntry[] = [];
  const connection = connectTo(sample, log, { clock, credentials: sampleCredentials(credential) });
  const failures: string[] = [];
  const attempt = async (name: string, call: () => Promise<unknown>): Promise<void> => {
    try {
      await call();
    } catch (error) {
      if (!isRefused || !isApiError(error)) failures.push(`${name}: ${error}`);
    }
  };
  await attempt("testConnection", () => testConnection(connection));
  const client = createPlatformClient(connection.openSession("prod"));
  for (const [name, read] of Object.entries(EVERY_READ)) await attempt(name, () => read(client));
  const session = connection.openSession("dev");
  // Analytics allows one call a second.
  const kinds = PLATFORM_KINDS.filter((kind) => describePlatformKind(kind).service.host === undefined);
  await readByTable(session, {
    kinds: scenario === "default" && !isRefused ? PLATFORM_KINDS : kinds,
    attempt,
  });
  // Only the sandbox for development holds what nobody finished.
  await attempt("listDatasets", () => collectItems(createPlatformClient(session).listDatasets()));
  for (const [name, write] of Object.entries(EVERY_WRITE)) await attempt(name, () => write(session));
  const counters = findObject(await sample.control("GET", "counters"));
  const complaints = [...readList(counters?.["violations"]), ...readList(counters?.["tripwires"])].map(
    String,
  );
  const { value: token } = await connection.tokens.getToken();
  const secrets = [...readList(await sample.control("GET", "canaries")).map(String), token];
  await connection.close();
  const exchanges = sample.exchanges();
  const leaks = findLeaks({ secrets, log, exchanges });
  return { exchanges, failures, complaints, secretsLookedFor: secrets.length, leaks };
}

/** Every kind that tools read by table: a page of its list, and one of it. */
async function readByTable(
  session: ApiSession,
  {
    kinds,
    attempt,
  }: {
    readonly kinds: readonly PlatformKindName[];
    readonly attempt: (name: string, call: () => Promise<unknown>) => Promise<void>;
  },
): Promise<void> {
  const { signal } = new AbortController();
  const listIds: ListIds = async (kind, input) => {
    const ids: string[] = [];
    await attempt(kind, async () => {
      const { rows } = await openPlatformList(session, kind, { ...input, pageSize: 5 }).nextPage(signal);
      ids.push(...rows.map(({ id }) => String(id)));
    });
    return ids;
  };
  const inputs = await findPlatformInputs(listIds);
  for (const kind of kinds) {
    const [id = NOBODY] = await listIds(kind, inputs[kind] ?? {});
    const asked = { of: "email", ...inputs[kind], id, signal };
    if (id !== NOBODY) await attempt(kind, () => readPlatformThing(session, kind, asked));
  }
}

const NOBODY = "00000000-0000-4000-8000-000000000000";

function findLeaks({
  secrets,
  log,
  exchanges,
}: {
  readonly secrets: readonly string[];
  readonly log: readonly ApiLogEntry[];
  readonly exchanges: readonly RecordedExchange[];
}): string[] {
  const holdsSecret = (entry: unknown): boolean => {
    const text = JSON.stringify(entry);
    return secrets.some((secret) => text.includes(secret));
  };
  return [
    ...log.filter(holdsSecret).map(({ message, url }) => `log of the client: ${url ?? message.slice(0, 20)}`),
    ...exchanges
      .filter(holdsSecret)
      .map(({ method, url }) => `log of the stand-in: ${method} ${url.pathname}`),
  ];
}
