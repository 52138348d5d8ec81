/**
 * One process of one server in one measurement: greeted, fed, timed from outside. Times are milliseconds between handing
 * bytes to the system and having read the answer.
 */
import path from "node:path";
import { inRepository } from "../support/folders.js";
import { LspDriver } from "../support/lspDriver.js";
import type { BenchServer } from "./benchServers";
import type { SchemaName } from "./inputs";

/** A place in a document, as in LSP. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

const CAPABILITIES = {
  textDocument: {
    publishDiagnostics: { versionSupport: true },
    completion: {
      completionItem: { snippetSupport: true, documentationFormat: ["markdown"] },
      completionList: { itemDefaults: ["editRange", "data"] },
    },
    hover: { contentFormat: ["markdown"] },
    semanticTokens: { formats: ["relative"], requests: { full: { delta: true }, range: true } },
  },
};

/** A server that is being measured. */
export class BenchSession {
  #version = 0;

  private constructor(
    readonly driver: LspDriver,
    readonly server: BenchServer,
    readonly startedAt: number,
  ) {}

  /** Starts the process and greets it; also how long that took. */
  static async begin(
    server: BenchServer,
    schema?: SchemaName,
  ): Promise<{ session: BenchSession; startMs: number }> {
    const startedAt = performance.now();
    const driver = LspDriver.start(path.relative(inRepository(), server.script), server.parameters);
    const messages = schema === undefined ? {} : server.schemaMessages(schema);
    await driver.request("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: CAPABILITIES,
      initializationOptions: messages.initializationOptions,
    });
    const startMs = performance.now() - startedAt;
    driver.notify("initialized", {});
    if (messages.settings !== undefined) {
      driver.notify("workspace/didChangeConfiguration", { settings: messages.settings });
    }
    return { session: new BenchSession(driver, server, startedAt), startMs };
  }

  /** Name of a document of this server's language. */
  uri(name: string): string {
    return `file:///${name}.${this.server.kind}`;
  }

  /** Opens a document and waits for its diagnostics. */
  async open(name: string, text: string): Promise<number> {
    const uri = this.uri(name);
    const version = ++this.#version;
    const from = performance.now();
    this.driver.notify("textDocument/didOpen", {
      textDocument: { uri, languageId: this.server.kind, version, text },
    });
    await this.#diagnostics(uri, version);
    return performance.now() - from;
  }

  /** Closes a document and waits until the server has noticed. */
  async close(name: string): Promise<void> {
    this.driver.notify("textDocument/didClose", { textDocument: { uri: this.uri(name) } });
    await this.driver.request("made/up", {}).catch(() => undefined);
  }

  /** Types at a place and waits for the diagnostics of that version. */
  async type(name: string, place: Place, text: string): Promise<number> {
    const uri = this.uri(name);
    const from = performance.now();
    const version = this.send(name, { start: place, end: place }, text);
    await this.#diagnostics(uri, version);
    return performance.now() - from;
  }

  /** Sends a change without waiting; the version it makes. */
  send(name: string, range: { readonly start: Place; readonly end: Place }, text: string): number {
    const version = ++this.#version;
    this.driver.notify("textDocument/didChange", {
      textDocument: { uri: this.uri(name), version },
      contentChanges: [{ range, text }],
    });
    return version;
  }

  /** Waits for the diagnostics of a version that was sent. */
  async settle(name: string, version: number): Promise<void> {
    await this.#diagnostics(this.uri(name), version);
  }

  /** Sends a request about a place and waits for the answer. */
  ask(method: string, name: string, position: Place): Promise<number> {
    return this.request(method, name, { position });
  }

  /** Sends a request about a document and waits for the answer. */
  async request(method: string, name: string, rest: object): Promise<number> {
    const from = performance.now();
    await this.driver.request(method, { textDocument: { uri: this.uri(name) }, ...rest });
    return performance.now() - from;
  }

  /** Ends the process. */
  end(): Promise<void> {
    return this.driver.kill();
  }

  async #diagnostics(uri: string, version: number): Promise<void> {
    await this.driver.waitForNotification("textDocument/publishDiagnostics", (params) => {
      const told = params as { uri: string; version?: number };
      // The JSON server tells no versions.
      return told.uri === uri && (told.version === undefined || told.version === version);
    });
  }
}
