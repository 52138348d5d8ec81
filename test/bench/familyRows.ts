/**
 * How long the built server takes to find equal and contained rules among the audiences of a large sandbox, and whether it takes as
 * much longer as there are more of them. The audiences are those of the sample organisation, no two alike.
 */
import { createApiConnection } from "../../client/src/api/apiConnection";
import { listAudiences } from "../../client/src/api/audiences";
import { collectItems } from "../../client/src/api/pages";
import { createSampleOrganisation } from "../../client/src/sample/organisation";
import { sampleCredentials } from "../../client/src/sample/sampleCredentials";
import { createSampleTransport } from "../../client/src/sample/sampleTransport";
import { type FamiliesRequest, FIND_FAMILIES } from "../../server/src/protocol/relationMessages";
import type { BenchServer } from "./benchServers";
import { BenchSession } from "./benchSession";
import { cpuOf } from "./processFigures";
import type { Row } from "./row";

const FEW = 500;
const MANY = 2000;

/** What one search took, from asking to the answer, in milliseconds. */
interface SearchTime {
  readonly wallClock: number;
  /** Undefined where the system does not tell. */
  readonly processor: number | undefined;
}

/** Both sizes. */
export interface FamilyFigures {
  readonly few: SearchTime;
  readonly many: SearchTime;
}

/** Measures once. */
export async function measureFamilies(server: BenchServer): Promise<FamilyFigures> {
  const rules = await readRules();
  if (rules.length < MANY) throw new Error(`There are only ${rules.length} rules to compare.`);
  return {
    few: await search(server, rules.slice(0, FEW)),
    many: await search(server, rules.slice(0, MANY)),
  };
}

async function readRules(): Promise<FamiliesRequest["rules"]> {
  const organisation = createSampleOrganisation({ scenario: "big-org" });
  const connection = createApiConnection({
    name: "bench",
    credentials: sampleCredentials(),
    createTransport: () => createSampleTransport(organisation),
  });
  const audiences = await collectItems(listAudiences(connection.openSession("prod")));
  await connection.close();
  const rules = audiences.flatMap(({ expression: { format, value } = { value: "" } }) =>
    format === undefined ? [] : { format, value },
  );
  return [...new Map(rules.map((rule) => [rule.value, rule])).values()];
}

/** In a process of its own, whose code is as cold as that of a window just opened. */
async function search(server: BenchServer, rules: FamiliesRequest["rules"]): Promise<SearchTime> {
  const { session } = await BenchSession.begin(server);
  const { driver } = session;
  const [spent, from] = [cpuOf(driver.pid), performance.now()];
  await driver.request(FIND_FAMILIES, { uri: session.uri("rules"), rules, run: "bench" });
  const wallClock = performance.now() - from;
  const [before, after] = [spent, cpuOf(driver.pid)];
  await session.end();
  return {
    wallClock,
    processor: before === undefined || after === undefined ? undefined : after - before,
  };
}

/** The row of the report. */
export function toFamilyRow({ few, many }: FamilyFigures): Row {
  const share = MANY / FEW;
  return {
    what: `equal and contained ones among ${MANY.toLocaleString("en-US")} audiences`,
    unit: "ms",
    comparisons: [
      { label: "10 s", atMost: 1, ours: many.wallClock, base: 10_000 },
      {
        label: `${share} × ${FEW} audiences, processor time`,
        atMost: share,
        ours: many.processor,
        base: few.processor,
      },
    ],
  };
}
