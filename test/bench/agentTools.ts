/**
 * The tools of agents from warm caches, in one process with the sample organisation that has thousands of audiences, beside the plain
 * call that reads the list of these audiences. Run as a program of its own; prints one line of JSON.
 */
import { createApiConnection } from "../../client/src/api/apiConnection";
import { listAudiences } from "../../client/src/api/audiences";
import { collectItems } from "../../client/src/api/pages";
import { createSampleOrganisation } from "../../client/src/sample/organisation";
import { sampleCredentials } from "../../client/src/sample/sampleCredentials";
import { createSampleTransport } from "../../client/src/sample/sampleTransport";
import { CoreRuleDesk } from "../../client/src/tools/coreRuleDesk";
import { SandboxKnowledge } from "../../client/src/tools/sandboxKnowledge";
import { runTool } from "../../client/src/tools/toolRegistry";
import type { AgentFigures } from "./agentRows";
import { percentile } from "./figures";

const ROUNDS = 15;
const RULE = '_acme.loyalty.tier = "gold" and homeAddress.countryCode in ["DE", "AT"]';

/** A question to each tool but those that wait for a job or a count of the platform, and one to a kind that is read by table. */
const QUESTIONS: Readonly<Record<string, object>> = {
  find_fields: { about: "loyalty tier of people who bought" },
  describe_field: { path: "_acme.loyalty.tier" },
  list_things: { kind: "audience" },
  "list_things of flowRun": { kind: "flowRun", nameContains: "nothing is called that" },
  check_pql: { rule: RULE },
  explain_pql: { rule: RULE },
  evaluate_pql: { rule: RULE, profile: { _acme: { loyalty: { tier: "gold" } } } },
  relate_rules: { first: RULE, second: '_acme.loyalty.tier = "gold"' },
  draft_audience: { name: "Gold", rule: RULE, request: "Gold members in Germany and Austria" },
};

async function main(): Promise<void> {
  const organisation = createSampleOrganisation({ scenario: "big-org" });
  const connection = createApiConnection({
    name: "bench",
    credentials: sampleCredentials(),
    createTransport: () => createSampleTransport(organisation),
  });
  const session = connection.openSession("prod");
  const knowledge = new SandboxKnowledge(session, new CoreRuleDesk(session));
  const { signal } = new AbortController();
  const times = new Map<string, number[]>();
  const measure = async (name: string, run: () => Promise<unknown>): Promise<void> => {
    const from = performance.now();
    await run();
    times.set(name, [...(times.get(name) ?? []), performance.now() - from]);
  };
  const ask = async (name: string): Promise<void> => {
    const { isError, text } = await runTool(name.split(" ")[0] ?? "", QUESTIONS[name], {
      session,
      knowledge,
      signal,
    });
    if (isError) throw new Error(`${name}: ${text}`);
  };
  for (const name of Object.keys(QUESTIONS)) await ask(name);
  let audiences = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await measure("list", async () => {
      audiences = (await collectItems(listAudiences(session))).length;
    });
    for (const name of Object.keys(QUESTIONS)) await measure(name, () => ask(name));
  }
  await connection.close();
  const medians = [...times].map(([name, all]) => ({ name, ms: percentile(all, 0.5) ?? 0 }));
  const list = medians.find(({ name }) => name === "list")?.ms ?? 0;
  const [slowest] = medians.filter(({ name }) => name !== "list").sort((a, b) => b.ms - a.ms);
  const figures: AgentFigures = { list, audiences, slowest: slowest?.ms ?? 0, tool: slowest?.name ?? "" };
  process.stdout.write(JSON.stringify(figures));
}

void main();
