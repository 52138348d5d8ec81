/**
 * The language server on a connection of any kind: greets the client and names all handlers. Knows neither Node nor a browser.
 */
import { ErrorCodes, type InitializeResult, ResponseError } from "vscode-languageserver";
import { createSpeech, type ServerWords } from "./convert/translatedTexts";
import { routeAnnotations } from "./handlers/annotationRoutes";
import { routeAudienceTests } from "./handlers/audienceTestRoute";
import { routeCallHierarchy } from "./handlers/callHierarchyRoutes";
import { routeChosenProfile } from "./handlers/chosenProfileRoute";
import { routeCodeActions } from "./handlers/codeActionRoutes";
import { routeCompletion } from "./handlers/completionRoutes";
import { routeDefinition } from "./handlers/definitionRoutes";
import { routeFormatting } from "./handlers/formattingRoutes";
import { routeHover, routeSignatureHelp } from "./handlers/hintRoutes";
import { routeImpact } from "./handlers/impactRoute";
import { routeInspection } from "./handlers/inspectionRoute";
import { routeNames } from "./handlers/nameRoutes";
import { routeProblems } from "./handlers/problemRoutes";
import { routeRelations } from "./handlers/relationRoutes";
import { routeRuleQuestions } from "./handlers/ruleQuestionRoutes";
import { routeSemanticTokens } from "./handlers/semanticTokenRoutes";
import { routeStructure } from "./handlers/structureRoutes";
import { routeSynchronisation } from "./handlers/synchronisationRoutes";
import type { ServerOptions } from "./protocol/clientMessages";
import { toServerCapabilities } from "./serverCapabilities";
import { readClientFacts } from "./session/clientFacts";
import { createSession, type Session, type SessionHost } from "./session/serverSession";

const NAME = "PQL language server";

/** What surrounds a server. */
interface ServerHost extends Pick<SessionHost, "connection" | "log" | "readSchemaFile" | "findFieldPlace"> {
  /** The version it tells its client. */
  readonly version: string;
  /** The translations for the language of a client; missing where there are no files. */
  readonly findTranslations?: (locale: string) => ServerWords | undefined;
}

/** Makes the connection answer everything the capabilities promise, once the client has introduced itself. */
export function startServer({ version, findTranslations, ...host }: ServerHost): void {
  const { connection } = host;
  let isGreeted = false;
  connection.onInitialize((params): InitializeResult => {
    if (isGreeted) throw new ResponseError(ErrorCodes.InvalidRequest, "The server was initialized before.");
    isGreeted = true;
    const client = readClientFacts(params.capabilities ?? {}, params.initializationOptions);
    const speech = createSpeech(params.locale === undefined ? undefined : findTranslations?.(params.locale));
    openSession({ ...host, ...speech, client, options: readOptions(params.initializationOptions) });
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
  routeAudienceTests(session);
  routeRelations(session);
  routeImpact(session);
  routeRuleQuestions(session);
  routeChosenProfile(session);
  routeFeatures(session);
}

function readOptions(value: unknown): ServerOptions {
  return typeof value === "object" && value !== null ? value : {};
}

/** Names the handlers of all features. None of their modules is loaded by it. */
function routeFeatures(session: Session): void {
  routeCompletion(session);
  routeHover(session);
  routeSignatureHelp(session);
  routeCodeActions(session);
  routeFormatting(session);
  routeDefinition(session);
  routeNames(session);
  routeStructure(session);
  routeSemanticTokens(session);
  routeAnnotations(session);
  routeCallHierarchy(session);
}
