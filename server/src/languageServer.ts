/**
 * The language server on a connection of any kind: greets the client and names all handlers. Knows neither Node nor a browser.
 */
import { ErrorCodes, type InitializeResult, ResponseError } from "vscode-languageserver";
import { routeFeatures } from "./handlers/allRoutes";
import { routeAudienceTests } from "./handlers/audienceTestRoute";
import { routeChosenProfile } from "./handlers/chosenProfileRoute";
import { routeFieldList } from "./handlers/fieldListRoute";
import { routeFieldReads } from "./handlers/fieldReadsRoute";
import { routeImpact } from "./handlers/impactRoute";
import { routeInspection } from "./handlers/inspectionRoute";
import { routeProblems } from "./handlers/problemRoutes";
import { routeRelations } from "./handlers/relationRoutes";
import { routeRuleAccounts } from "./handlers/ruleAccountRoute";
import { routeRuleQuestions } from "./handlers/ruleQuestionRoute";
import { routeSql } from "./handlers/sqlRoute";
import { routeSynchronisation } from "./handlers/synchronisationRoutes";
import { routeTestGeneration } from "./handlers/testGenerationRoute";
import { routeTreeRewriting } from "./handlers/treeRewritingRoute";
import type { ServerOptions } from "./protocol/clientMessages";
import { toServerCapabilities } from "./serverCapabilities";
import { readClientFacts } from "./session/clientFacts";
import { createSession, type SessionHost } from "./session/serverSession";

const NAME = "PQL language server";

/** What surrounds a server. */
export interface ServerHost
  extends Pick<SessionHost, "connection" | "log" | "readSchemaFile" | "findFieldPlace"> {
  /** The version it tells its client. */
  readonly version: string;
}

/** Makes the connection answer everything the capabilities promise, once the client has introduced itself. */
export function startServer({ version, ...host }: ServerHost): void {
  const { connection } = host;
  let isGreeted = false;
  connection.onInitialize((params): InitializeResult => {
    if (isGreeted) throw new ResponseError(ErrorCodes.InvalidRequest, "The server was initialized before.");
    isGreeted = true;
    const client = readClientFacts(params.capabilities ?? {}, params.initializationOptions);
    openSession({ ...host, client, options: readOptions(params.initializationOptions) });
    return { serverInfo: { name: NAME, version }, capabilities: toServerCapabilities(client) };
  });
  // Asked only about methods that nobody answers, which before the greeting are all.
  connection.onRequest((method) => {
    throw isGreeted
      ? new ResponseError(ErrorCodes.MethodNotFound, `This server does not answer ${method}.`)
      : new ResponseError(ErrorCodes.ServerNotInitialized, "The server waits for `initialize`.");
  });
}

function openSession(host: SessionHost): void {
  const session = createSession(host);
  routeSynchronisation(session);
  routeProblems(session);
  routeInspection(session);
  routeFieldReads(session);
  routeFieldList(session);
  routeRuleAccounts(session);
  routeSql(session);
  routeTreeRewriting(session);
  routeAudienceTests(session);
  routeTestGeneration(session);
  routeRelations(session);
  routeImpact(session);
  routeRuleQuestions(session);
  routeChosenProfile(session);
  routeFeatures(session);
}

function readOptions(value: unknown): ServerOptions {
  return typeof value === "object" && value !== null ? value : {};
}
