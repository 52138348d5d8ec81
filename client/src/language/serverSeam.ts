/**
 * What the rest of the extension may say to the language server. The only place where message names meet a connection;
 * features talk to this, so that they work without a running server.
 */
import type { CancellationToken, TextDocument } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type {
  AudiencesChanged,
  AudienceTestReport,
  AudienceTestRequest,
  ConvertedSql,
  EdgeStateChanged,
  FieldListRequest,
  FieldReads,
  FieldReadsRequest,
  Inspection,
  InspectionRequest,
  ListedField,
  MadeTests,
  ProfileAnswer,
  ProfileChoice,
  RewrittenExpression,
  SchemaChanged,
  SqlRequest,
  TestGenerationRequest,
  TreeRewriteRequest,
} from "../../../server/src/protocol/clientMessages";
import type { RelatedRules, RelationRequest } from "../../../server/src/protocol/relationMessages";
import type { AccountedRule, RuleAccountRequest } from "../../../server/src/protocol/ruleMessages";
import type { Log } from "../log";

export type ServerState = "stopped" | "starting" | "running" | "failed";

/** A document in which something is about to be completed, and the text of the line up to there. */
export interface CompletionPlace {
  readonly document: TextDocument;
  readonly lineStart: string;
}

/** What has to be there before a completion; undefined where nothing is missing. */
export type CompletionPreparation = (place: CompletionPlace) => Promise<void> | undefined;

/** Whom a long question is asked, and where failures are noted; no client where the server does not run. */
export interface AskedServer {
  readonly client: BaseLanguageClient | undefined;
  readonly log: Pick<Log, "error">;
}

/** A question that takes its time. */
export type LongAsking<Answer> = (server: AskedServer) => Promise<Answer>;

/** The language server as the extension sees it. */
export interface ServerSeam {
  readonly state: ServerState;
  /** Calls `listener` after the state changed. */
  onDidChangeState(listener: () => void): { dispose(): void };
  /** Has `prepare` done before each completion; what it awaits is waited for only a moment. */
  prepareCompletions(prepare: CompletionPreparation): void;
  /** Starts the server unless it runs. A failure ends in the state `failed` and a message, never in a rejection. */
  start(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Hands over the schemas of a sandbox; kept and repeated when the server starts anew. */
  tellSchema(change: SchemaChanged): void;
  /** Hands over audience names; kept and repeated when the server starts anew. */
  tellAudiences(change: AudiencesChanged): void;
  /** Tells whether the merge policy behind a document is active on edge; kept and repeated when the server starts anew. */
  tellEdgeState(change: EdgeStateChanged): void;
  /** Which fields expressions read; undefined when the server does not run or was cancelled. Starts it. */
  listFieldReads(request: FieldReadsRequest, signal: AbortSignal): Promise<FieldReads | undefined>;
  /** What is to be known of a rule; undefined when the server does not run or does not answer. Starts it. */
  accountRule(request: RuleAccountRequest): Promise<AccountedRule | undefined>;
  /** The fields a condition can be about; undefined when the server does not run or was cancelled. Starts it. */
  listFields(request: FieldListRequest, signal: AbortSignal): Promise<readonly ListedField[] | undefined>;
  /** What the core says about an expression; undefined when the server does not run or does not answer soon. Starts it. */
  inspect(request: InspectionRequest): Promise<Inspection | undefined>;
  /** The pql/json an edited text stands for; undefined when the server does not run or does not answer. Starts it. */
  rewriteTree(request: TreeRewriteRequest): Promise<RewrittenExpression | undefined>;
  /** An expression as a statement for Query Service; undefined when the server does not run or does not answer. Starts it. */
  convertToSql(request: SqlRequest): Promise<ConvertedSql | undefined>;
  /** Runs tests of an audience; undefined when the server does not run or was cancelled. Starts it. */
  runAudienceTests(
    request: AudienceTestRequest,
    token: CancellationToken | undefined,
  ): Promise<AudienceTestReport | undefined>;
  /** Makes tests for a rule; undefined when the server does not run or does not answer. Starts it. */
  generateTests(request: TestGenerationRequest): Promise<MadeTests | undefined>;
  /** What two rules have to do with each other; undefined when the server does not run or does not answer. Starts it. */
  relateRules(request: RelationRequest): Promise<RelatedRules | undefined>;
  /** Asks what takes its time, in one of the ways of `longQuestion.ts`. Starts the server. */
  askLong<Answer>(ask: LongAsking<Answer>): Promise<Answer>;
  /** Has a rule show its values for a profile; undefined when the server does not run or does not answer. Starts it. */
  chooseProfile(choice: ProfileChoice): Promise<ProfileAnswer | undefined>;
}
