/**
 * A rule in Query Service: as a statement to read, and counted exactly. The statement comes from the language server, which
 * knows the schemas; what of the rule has no equivalent is shown, and then nothing runs.
 */
import type { ConvertedSql } from "../../../server/src/protocol/clientMessages";
import type { CountedRows, QueryProgress } from "../api/queryRuns";
import type { QueryTable, QueryTables } from "../api/queryTables";
import { toDocumentUri } from "../documents/aepUri";
import { silentServer } from "../model/refusals";
import { UserError } from "../model/userError";
import { readText, readTexts } from "../model/values";
import type { Services } from "../services";
import { openUntitled } from "../ui/editors";
import { say, sayCount } from "../words/say";
import { getRecord } from "./arguments";
import type { Command, CommandCall } from "./command";
import { type AskedExpression, readExpression } from "./draftCommands";

/** The commands of this file. */
export const QUERY_COMMANDS: readonly Command[] = [
  { id: "aep.audience.openAsSql", run: openAsSql },
  { id: "aep.audience.countByQuery", run: countByQuery },
];

/** The statement; undefined where the rule has none. */
async function openAsSql(services: Services, call: CommandCall): Promise<string | undefined> {
  const asked = await readExpression(services, call);
  const { statement } = await translate(services, call, asked);
  return statement;
}

/** The number of profiles that meet the rule, and the statement that counted them. */
async function countByQuery(
  services: Services,
  call: CommandCall,
): Promise<{ readonly count: number; readonly sql: string } | undefined> {
  const asked = await readExpression(services, call);
  const { target } = asked;
  const { statement: sql } = await translate(services, call, asked);
  if (sql === undefined) return undefined;
  const { confirmQueries } = await import("../preview/queryCount");
  const confirmation = call.isAutomated ? (readText(getRecord(call)["confirm"]) ?? "") : undefined;
  const query = await confirmQueries(services, {
    target,
    statements: [sql],
    confirmation,
    name: "AEP Workbench: profiles that meet a rule",
  });
  const session = await (await services.sessions()).open(target.connection, target.sandbox);
  const run = (signal: AbortSignal, report?: (message: string) => void): Promise<CountedRows> =>
    query.run(session, 0, { signal, onProgress: (progress) => report?.(toProgressText(progress)) });
  const counted = call.isAutomated
    ? await run(call.signal)
    : await services.prompts.showProgress(say("Counting with Query Service"), run);
  tell(services, call, { asked, counted });
  return { count: counted.rows, sql };
}

function toProgressText({ state, elapsedMs }: QueryProgress): string {
  const seconds = Math.round(elapsedMs / 1000);
  return state === "SUBMITTED" ? say("waiting, {0} s", seconds) : say("running, {0} s", seconds);
}

function tell(
  services: Services,
  call: CommandCall,
  { asked, counted }: { readonly asked: AskedExpression; readonly counted: CountedRows },
): void {
  const { uri, target, expression } = asked;
  const title = toCountText(counted, target.sandbox);
  if (uri !== undefined) services.estimates.keep("counted", uri, { title, expression });
  if (call.isAutomated) return;
  void services.prompts.tell({ severity: "information", text: say("{0}, says Query Service.", title) });
}

/** "Exactly 1,200 profiles match in prod". */
function toCountText({ rows, isAtLeast }: CountedRows, sandbox: string): string {
  return isAtLeast
    ? sayCount(rows, ["At least {0} profile matches in {1}", "At least {0} profiles match in {1}"], sandbox)
    : sayCount(rows, ["Exactly {0} profile matches in {1}", "Exactly {0} profiles match in {1}"], sandbox);
}

/** Names that stand for tables until it is known which are needed. */
const PLACEHOLDER = "table_to_be_chosen";

async function translate(
  services: Services,
  call: CommandCall,
  { expression, target, uri }: AskedExpression,
): Promise<ConvertedSql> {
  const reference = { ...target, kind: "audience", id: "query" } as const;
  const place = uri ?? toDocumentUri({ reference, view: "expression" }, "query");
  const ask = async (profileTable: string, eventTables: readonly string[]): Promise<ConvertedSql> => {
    const request = { uri: place.toString(), format: "pql/text", value: expression, now: Date.now() };
    const converted = await services.server.convertToSql({ ...request, profileTable, eventTables });
    if (converted === undefined) throw silentServer();
    return converted;
  };
  const first = await ask(PLACEHOLDER, [PLACEHOLDER]);
  if (first.statement === undefined) {
    if (call.isAutomated) return first;
    await openUntitled(toRefusalText(first), "sql");
    return first;
  }
  const tables = await fetchTables(services, call, target);
  const snapshot = await chooseSnapshot(services, call, tables.snapshots);
  const events = first.readsEvents ? await chooseEvents(services, call, tables.events) : [];
  const converted = await ask(snapshot, events);
  if (!call.isAutomated && converted.statement !== undefined) await openUntitled(converted.statement, "sql");
  return converted;
}

function toRefusalText({ problems }: ConvertedSql): string {
  const lines = problems.map(({ clause, reason }) => `--   ${oneLine(clause)}\n--     ${reason}`);
  return [
    `-- ${say("This rule has no statement for Query Service that would answer the same.")}`,
    `-- ${say("Nothing is approximated; these parts have no equivalent:")}`,
    ...lines,
    "",
  ].join("\n");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

async function fetchTables(
  services: Services,
  call: CommandCall,
  { connection, sandbox }: AskedExpression["target"],
): Promise<QueryTables> {
  const { fetchQueryTables } = await import("../api/queryTables");
  const session = await (await services.sessions()).open(connection, sandbox);
  const read = (signal: AbortSignal) => fetchQueryTables(session, { signal });
  return call.isAutomated
    ? await read(call.signal)
    : await services.prompts.showProgress(say("Looking for the tables of Query Service"), read);
}

async function chooseSnapshot(
  services: Services,
  call: CommandCall,
  snapshots: readonly QueryTable[],
): Promise<string> {
  const given = readText(getRecord(call)["profileTable"]);
  if (given !== undefined) return given;
  const [first, ...others] = snapshots;
  if (first === undefined) {
    throw new UserError(
      "gone",
      say(
        "The sandbox has no snapshot of its profiles (a dataset Profile-Snapshot-Export…). The platform makes one a day for each merge policy; without it there is nothing to count.",
      ),
    );
  }
  if (others.length === 0 || call.isAutomated) return first.table;
  const title = say("The snapshot of which merge policy?");
  return await services.prompts.pick(title, snapshots.map(toChoice));
}

async function chooseEvents(
  services: Services,
  call: CommandCall,
  events: readonly QueryTable[],
): Promise<readonly string[]> {
  const given = readTexts(getRecord(call)["eventTables"]);
  if (given !== undefined) return given;
  if (events.length === 0) {
    throw new UserError(
      "gone",
      say("The rule reads events, and no dataset of events feeds the profiles of this sandbox."),
    );
  }
  if (events.length === 1 || call.isAutomated) return events.map(({ table }) => table);
  const title = say("Which datasets hold the events that the rule reads? Each must have the fields.");
  const chosen = await services.prompts.pickMany(title, events.map(toChoice));
  if (chosen.length > 0) return chosen;
  throw new UserError("badArguments", say("Choose at least one dataset of events."));
}

function toChoice({ name, table }: QueryTable) {
  return { label: name, description: table, value: table };
}
