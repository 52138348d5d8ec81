/**
 * The language server behind the demo page: the program of the extension, in a worker that is started from its text, because the page
 * is one file. What CodeMirror's client cannot show is asked for here. Opens no connection; the page's policy allows none.
 */
import {
  hoverTooltips,
  LSPClient,
  type LSPClientExtension,
  serverCompletion,
  serverDiagnostics,
  signatureHelp,
  type Transport,
} from "@codemirror/lsp-client";
import type {
  CodeAction,
  Diagnostic,
  InlayHint,
  PublishDiagnosticsParams,
} from "vscode-languageserver-protocol";
import {
  CHOOSE_PROFILE,
  INSPECT_EXPRESSION,
  type Inspection,
  type ProfileAnswer,
  type ServerOptions,
} from "../../../server/src/protocol/clientMessages";

/** The one document of the page. */
export const RULE_ADDRESS = "file:///rule.pql";

/** Far off: a phone may need a while for the first answer. */
const PATIENCE_MS = 60_000;

/** What the page does about its server. */
export interface DemoServerListener {
  /** The problems of the rule are known. */
  problems(found: readonly Diagnostic[]): void;
  /** The server is gone for good, with the reason. */
  end(reason: string): void;
}

/** Places in the rule, in what the client counts in. */
export type Range = Diagnostic["range"];

export class DemoServer {
  readonly client: LSPClient;

  /** Starts the worker from the text of its program. */
  constructor(program: string, options: ServerOptions, listener: DemoServerListener) {
    const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
    const worker = new Worker(address, { name: "PQL language server" });
    worker.addEventListener("error", ({ message }) => listener.end(message || "it could not be started"));
    this.client = new LSPClient({
      timeout: PATIENCE_MS,
      initializationOptions: options,
      extensions: [serverCompletion(), hoverTooltips(), signatureHelp(), serverDiagnostics(), FIXES],
      notificationHandlers: {
        "textDocument/publishDiagnostics": (_client, { diagnostics }: PublishDiagnosticsParams) => {
          listener.problems(diagnostics);
          return true;
        },
      },
    }).connect(new WorkerTransport(worker));
  }

  /** What the rule asks for, and which engine can evaluate it. */
  async inspect(value: string): Promise<Inspection> {
    return await this.client.request(INSPECT_EXPRESSION, { uri: RULE_ADDRESS, format: "pql/text", value });
  }

  /** What the rule as it stands answers for a profile, which its hints tell from then on. */
  async answer(profile: string): Promise<ProfileAnswer> {
    return await this.client.request(CHOOSE_PROFILE, { uri: RULE_ADDRESS, profile });
  }

  /** The fixes of these problems, each with the problems it repairs. */
  async listFixes(range: Range, diagnostics: readonly Diagnostic[]): Promise<readonly CodeAction[]> {
    const context = { diagnostics, only: ["quickfix"] };
    return (await this.ask<readonly CodeAction[]>("textDocument/codeAction", { range, context })) ?? [];
  }

  /** What stands beside the text. */
  async listHints(range: Range): Promise<readonly InlayHint[]> {
    return (await this.ask<readonly InlayHint[]>("textDocument/inlayHint", { range })) ?? [];
  }

  /** The tokens of the text, as LSP packs them; see `TOKEN_TYPES` of the server for the kinds. */
  async readTokens(): Promise<readonly number[]> {
    const found = await this.ask<{ readonly data: readonly number[] }>("textDocument/semanticTokens/full");
    return found?.data ?? [];
  }

  /** The names of the kinds of tokens. */
  get tokenTypes(): readonly string[] {
    const provider = this.client.serverCapabilities?.semanticTokensProvider;
    return provider?.legend.tokenTypes ?? [];
  }

  private async ask<Answer>(method: string, params: object = {}): Promise<Answer | null> {
    return await this.client.request(method, { textDocument: { uri: RULE_ADDRESS }, ...params });
  }
}

/** The server makes fixes only for clients that say that they take them. */
const FIXES: LSPClientExtension = {
  clientCapabilities: {
    textDocument: {
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } } },
      inlayHint: {},
    },
  },
};

/** Carries the messages of the client, which are texts, to a worker, which takes objects. */
class WorkerTransport implements Transport {
  private readonly listeners = new Map<(message: string) => void, (event: MessageEvent) => void>();

  constructor(private readonly worker: Worker) {}

  send(message: string): void {
    this.worker.postMessage(JSON.parse(message));
  }

  subscribe(handler: (message: string) => void): void {
    const listener = ({ data }: MessageEvent): void => handler(JSON.stringify(data));
    this.listeners.set(handler, listener);
    this.worker.addEventListener("message", listener);
  }

  unsubscribe(handler: (message: string) => void): void {
    const listener = this.listeners.get(handler);
    if (listener !== undefined) this.worker.removeEventListener("message", listener);
    this.listeners.delete(handler);
  }
}
