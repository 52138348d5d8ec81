/**
 * Starts, stops and restarts the language server over `dist/server.js`, as a process or in a worker. Holds what the server must know, so that a server
 * that crashed and came back knows it again. Loads the client library with the first start. Knows nothing about PQL.
 */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  AUDIENCES_CHANGED,
  type AudiencesChanged,
  type AudienceTestReport,
  type AudienceTestRequest,
  CHOOSE_PROFILE,
  CLIENT_COMMANDS,
  CONVERT_TO_SQL,
  type ConvertedSql,
  EDGE_STATE_CHANGED,
  type EdgeStateChanged,
  type FieldList,
  type FieldListRequest,
  type FieldReads,
  type FieldReadsRequest,
  GENERATE_TESTS,
  INSPECT_EXPRESSION,
  type Inspection,
  type InspectionRequest,
  LIST_FIELD_READS,
  LIST_FIELDS,
  type ListedField,
  type MadeTests,
  type ProfileAnswer,
  type ProfileChoice,
  REWRITE_TREE,
  type RewrittenExpression,
  RUN_AUDIENCE_TESTS,
  SCHEMA_CHANGED,
  type SchemaChanged,
  type ServerOptions,
  type SqlRequest,
  type TestGenerationRequest,
  type TreeRewriteRequest,
} from "../../../server/src/protocol/clientMessages";
import {
  RELATE_RULES,
  type RelatedRules,
  type RelationRequest,
} from "../../../server/src/protocol/relationMessages";
import {
  ACCOUNT_RULE,
  type AccountedRule,
  type RuleAccountRequest,
} from "../../../server/src/protocol/ruleMessages";
import type { EditorHost } from "../editorHost";
import type { Log } from "../log";
import { waitFor } from "../model/waiting";
import type { Prompts } from "../ui/prompts";
import { say } from "../words/say";
import type { CompletionPreparation, LongAsking, ServerSeam, ServerState } from "./serverSeam";

/** What the client is built on. */
export interface LanguageClientSources {
  /** The program of the server. */
  readonly program: vscode.Uri;
  readonly createClient: EditorHost["createLanguageClient"];
  /** A folder of the editor's own in which the server may keep what it made of schema files. */
  readonly indexFolder: string;
  readonly now: () => number;
  readonly log: Log;
  readonly prompts: Prompts;
}

/** A server may fall this often within the window before we stop starting it again. */
const MOST_RESTARTS = 3;
const CRASH_WINDOW_MS = 180_000;

/** A preview is not held up by a server that is busy. */
const INSPECTION_MS = 5_000;

/** Names that come later than this are offered with the next key. */
const PREPARATION_MS = 2_000;

const RESTART = say("Restart");
const SHOW_LOG = say("Show Log");

/** The language server behind `vscode-languageclient`. */
export class PqlLanguageClient implements ServerSeam, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly schemas = new Map<string, SchemaChanged>();
  private readonly audiences = new Map<string, AudiencesChanged>();
  private readonly edgeStates = new Map<string, EdgeStateChanged>();
  private client: BaseLanguageClient | undefined;
  private starting: Promise<void> | undefined;
  private current: ServerState = "stopped";
  private crashes: readonly number[] = [];
  private prepare: CompletionPreparation = () => undefined;

  constructor(private readonly sources: LanguageClientSources) {}

  get state(): ServerState {
    return this.current;
  }

  onDidChangeState(listener: () => void): vscode.Disposable {
    return this.changed.event(listener);
  }

  start(): Promise<void> {
    this.starting ??= this.startNew();
    return this.starting;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.starting;
    const { client } = this;
    this.client = undefined;
    this.starting = undefined;
    this.put("stopped");
    await client
      ?.dispose()
      .catch((error: unknown) => this.sources.log.error("The language server did not stop", error));
  }

  prepareCompletions(prepare: CompletionPreparation): void {
    this.prepare = (place) => {
      const preparing = prepare(place);
      return preparing && Promise.race([preparing, waitFor(PREPARATION_MS)]);
    };
  }

  tellSchema(change: SchemaChanged): void {
    if (change.isSelected !== false) {
      for (const [key, known] of this.schemas) this.schemas.set(key, { ...known, isSelected: false });
    }
    this.schemas.set(change.key, change);
    this.send(SCHEMA_CHANGED, change);
  }

  tellAudiences(change: AudiencesChanged): void {
    this.audiences.set(change.key, change);
    this.send(AUDIENCES_CHANGED, change);
  }

  tellEdgeState(change: EdgeStateChanged): void {
    if (this.edgeStates.get(change.uri)?.isActiveOnEdge === change.isActiveOnEdge) return;
    if (change.isActiveOnEdge === undefined) this.edgeStates.delete(change.uri);
    else this.edgeStates.set(change.uri, change);
    this.send(EDGE_STATE_CHANGED, change);
  }

  async listFieldReads(request: FieldReadsRequest, signal: AbortSignal): Promise<FieldReads | undefined> {
    return await (await this.running(signal))?.sendRequest<FieldReads>(LIST_FIELD_READS, request);
  }

  async accountRule(request: RuleAccountRequest): Promise<AccountedRule | undefined> {
    return await this.ask(ACCOUNT_RULE, { request }, "told nothing of a rule");
  }

  async listFields(
    request: FieldListRequest,
    signal: AbortSignal,
  ): Promise<readonly ListedField[] | undefined> {
    return (await (await this.running(signal))?.sendRequest<FieldList>(LIST_FIELDS, request))?.fields;
  }

  async inspect(request: InspectionRequest): Promise<Inspection | undefined> {
    await this.start();
    const patience = new vscode.CancellationTokenSource();
    const timer = setTimeout(() => patience.cancel(), INSPECTION_MS);
    try {
      const { token } = patience;
      return await this.ask(INSPECT_EXPRESSION, { request, token }, "inspected nothing");
    } finally {
      clearTimeout(timer);
      patience.dispose();
    }
  }

  async rewriteTree(request: TreeRewriteRequest): Promise<RewrittenExpression | undefined> {
    return await this.ask(REWRITE_TREE, { request }, "made no tree");
  }

  async convertToSql(request: SqlRequest): Promise<ConvertedSql | undefined> {
    return await this.ask(CONVERT_TO_SQL, { request }, "made no SQL");
  }

  async generateTests(request: TestGenerationRequest): Promise<MadeTests | undefined> {
    return await this.ask(GENERATE_TESTS, { request }, "made no tests");
  }

  async relateRules(request: RelationRequest): Promise<RelatedRules | undefined> {
    return await this.ask(RELATE_RULES, { request }, "did not relate two rules");
  }

  async askLong<Answer>(ask: LongAsking<Answer>): Promise<Answer> {
    return await ask({ client: await this.running(), log: this.sources.log });
  }

  async chooseProfile(choice: ProfileChoice): Promise<ProfileAnswer | undefined> {
    return await this.ask(CHOOSE_PROFILE, { request: choice }, "took no profile");
  }

  /** The server once it runs; undefined where it does not, or where nobody waits any longer. */
  private async running(signal?: AbortSignal): Promise<BaseLanguageClient | undefined> {
    await this.start();
    return this.current === "running" && signal?.aborted !== true ? this.client : undefined;
  }

  /** The answer to a request; undefined, with a line in the log, where there is none. */
  private async ask<Answer>(
    method: string,
    { request, token }: { readonly request: unknown; readonly token?: vscode.CancellationToken | undefined },
    failure: string,
  ): Promise<Answer | undefined> {
    const client = await this.running();
    try {
      // A token that is not there would count as a second parameter, and the request arrive as a list.
      return token === undefined
        ? await client?.sendRequest<Answer>(method, request)
        : await client?.sendRequest<Answer>(method, request, token);
    } catch (error) {
      if (token?.isCancellationRequested !== true)
        this.sources.log.error(`The language server ${failure}`, error);
      return undefined;
    }
  }

  async runAudienceTests(
    request: AudienceTestRequest,
    token: vscode.CancellationToken | undefined,
  ): Promise<AudienceTestReport | undefined> {
    return await this.ask(RUN_AUDIENCE_TESTS, { request, token }, "ran no tests");
  }

  dispose(): void {
    void this.stop();
    this.changed.dispose();
  }

  /** Ends in the state `running` or `failed`, never in a rejection. */
  private async startNew(): Promise<void> {
    this.put("starting");
    try {
      this.client = await this.sources.createClient({
        server: this.sources.program,
        compileCacheFolder: this.sources.indexFolder,
        getServerOptions: () => this.toServerOptions(),
        prepareCompletion: (place) => this.prepare(place),
        onCrash: () => this.mayRestart(),
        onState: (isRunning) => (isRunning ? this.welcome() : this.put("starting")),
      });
      await this.client.start();
    } catch (error) {
      this.fail("The language server did not start", error);
    }
  }

  /** A server that was up and fell is started again, unless it keeps falling; one that never came up is not. */
  private mayRestart(): boolean {
    const now = this.sources.now();
    this.crashes = [...this.crashes.filter((at) => now - at < CRASH_WINDOW_MS), now];
    if (this.current === "running" && this.crashes.length <= MOST_RESTARTS) return true;
    this.fail("The language server ended by itself", new Error(`It ended ${this.crashes.length} times.`));
    return false;
  }

  private fail(message: string, error: unknown): void {
    if (this.current === "failed") return;
    this.sources.log.error(message, error);
    this.put("failed");
    void this.offerRestart();
  }

  private toServerOptions(): ServerOptions {
    const { indexFolder } = this.sources;
    const commands = Object.values(CLIENT_COMMANDS);
    const selected = [...this.schemas.values()].find(({ isSelected }) => isSelected !== false);
    if (selected === undefined) return { indexFolder, commands };
    const { key, schemas, age } = selected;
    const audiences = this.audiences.get(key)?.audiences;
    return {
      indexFolder,
      commands,
      key,
      schemas,
      ...(age === undefined ? {} : { age }),
      ...(audiences === undefined ? {} : { audiences }),
    };
  }

  /** Tells a server that has just come up what it must know; the sandbox in use last, because the last one counts. */
  private welcome(): void {
    this.put("running");
    const isSelected = (change: SchemaChanged): number => Number(change.isSelected !== false);
    const schemas = [...this.schemas.values()].sort((one, other) => isSelected(one) - isSelected(other));
    for (const change of schemas) this.send(SCHEMA_CHANGED, change);
    for (const change of this.audiences.values()) this.send(AUDIENCES_CHANGED, change);
    for (const change of this.edgeStates.values()) this.send(EDGE_STATE_CHANGED, change);
  }

  private send(method: string, params: SchemaChanged | AudiencesChanged | EdgeStateChanged): void {
    if (this.current !== "running") return;
    this.client?.sendNotification(method, params).catch((error: unknown) => {
      this.sources.log.error(`The language server did not take ${method}`, error);
    });
  }

  private async offerRestart(): Promise<void> {
    const text = say("The PQL language server is not running; completion and problems are missing.");
    const button = await this.sources.prompts.tell({ severity: "error", text, buttons: [RESTART, SHOW_LOG] });
    if (button === RESTART) await this.restart();
    if (button === SHOW_LOG) this.sources.log.show();
  }

  private put(state: ServerState): void {
    if (this.current === state) return;
    this.current = state;
    this.changed.fire();
  }
}
