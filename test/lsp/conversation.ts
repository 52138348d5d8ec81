/**
 * A conversation with the built server as tests hold it: greeted, documents opened and changed, answers typed.
 * Adds nothing to what crosses the wire; `LspDriver` stays reachable for everything else.
 */

import { LspDriver } from "../support/lspDriver.js";
import { encodeMessage } from "../support/lspFraming.js";

/** What a client may say of itself when it greets the server. */
export interface Greeting {
  readonly capabilities?: object;
  readonly initializationOptions?: object;
  /** The language the client speaks. */
  readonly locale?: string;
}

/** A place in a document, as in LSP. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

/** A diagnostic as far as tests look at it. */
export interface ShownProblem {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly severity: number;
  readonly code: string;
  readonly message: string;
}

/** What the server published for a document. */
export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly ShownProblem[];
}

/** The answer to a completion. */
export interface CompletionAnswer {
  readonly isIncomplete: boolean;
  readonly items: readonly { readonly label: string; readonly textEdit?: unknown; readonly data?: unknown }[];
  readonly itemDefaults?: unknown;
}

/** The answer to a pull of diagnostics. */
export interface PullAnswer {
  readonly kind: "full" | "unchanged";
  readonly resultId?: string;
  readonly items?: readonly ShownProblem[];
}

/** A greeted server. */
export class Conversation {
  private constructor(
    readonly driver: LspDriver,
    readonly greeting: { readonly capabilities: Readonly<Record<string, unknown>> },
  ) {}

  /** Starts a server and greets it. */
  static async begin({
    capabilities = {},
    initializationOptions,
    locale,
  }: Greeting = {}): Promise<Conversation> {
    const driver = LspDriver.start();
    const params = { processId: process.pid, rootUri: null, capabilities, initializationOptions, locale };
    const greeting = await driver.request("initialize", params);
    driver.notify("initialized", {});
    return new Conversation(driver, greeting as Conversation["greeting"]);
  }

  /** Opens a document in its first version. */
  open(uri: string, text: string): void {
    this.driver.notify("textDocument/didOpen", {
      textDocument: { uri, languageId: "pql", version: 1, text },
    });
  }

  /** Replaces the text between two places. */
  edit(uri: string, version: number, change: { start: Place; end?: Place; text: string }): void {
    this.driver.notify("textDocument/didChange", changeOf(uri, version, change));
  }

  /** Problems of that version once they are published. */
  async published(uri: string, version?: number): Promise<Published> {
    const fits = (params: unknown) => {
      const told = params as Published;
      return told.uri === uri && (version === undefined || told.version === version);
    };
    return (await this.driver.waitForNotification("textDocument/publishDiagnostics", fits)) as Published;
  }

  /** Asks for the problems of a document. */
  async pull(uri: string, previousResultId?: string): Promise<PullAnswer> {
    const params = { textDocument: { uri }, previousResultId };
    return (await this.driver.request("textDocument/diagnostic", params)) as PullAnswer;
  }

  /** The labels offered at a place. */
  async labels(uri: string, position: Place): Promise<string[]> {
    const answer = await this.ask("textDocument/completion", uri, position);
    return (answer as CompletionAnswer).items.map(({ label }) => label);
  }

  /** Sends a request about a place in a document. */
  ask(method: string, uri: string, position: Place): Promise<unknown> {
    return this.driver.request(method, { textDocument: { uri }, position });
  }

  /** Sends several messages in one piece, so that the server sees them together. */
  sendTogether(messages: readonly object[]): void {
    this.driver.sendRaw(
      Buffer.concat(messages.map((message) => encodeMessage({ jsonrpc: "2.0", ...message }))),
    );
  }

  /** Ends the server whatever state it is in. */
  end(): Promise<void> {
    return this.driver.kill();
  }
}

/** The parameters of `didChange` with one change. */
export function changeOf(
  uri: string,
  version: number,
  { start, end = start, text }: { start: Place; end?: Place; text: string },
): object {
  return { textDocument: { uri, version }, contentChanges: [{ range: { start, end }, text }] };
}
