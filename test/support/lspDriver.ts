/**
 * Speaks the language server protocol with the built server over stdio, byte for byte, without any
 * LSP library of the server's own: framing, cancellation and shutdown are what these tests are about.
 * Waits for messages, never for time; a wait that cannot end rejects with what the server said last.
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { inRepository } from "./folders.js";
import { encodeMessage, MessageReader } from "./lspFraming.js";

/** How long a message may take before the test gives up on it: far off, and before the test's own end. */
const PATIENCE_MS = 60_000;

/** A JSON-RPC message as it crossed the wire. */
export interface LspMessage {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** The server answered a request with an error. */
export class LspError extends Error {
  readonly code: number;

  constructor(method: string, error: { readonly code: number; readonly message: string }) {
    super(`${method}: ${error.message}`);
    this.name = "LspError";
    this.code = error.code;
  }
}

/** A request under way: its id for `$/cancelRequest`, and its answer. */
export interface PendingRequest {
  readonly id: number;
  readonly answer: Promise<unknown>;
}

interface Waiter {
  readonly accepts: (message: LspMessage) => boolean;
  readonly resolve: (message: LspMessage) => void;
}

/** A server process and the conversation with it. */
export class LspDriver {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #exit: Promise<number | undefined>;
  /** Messages nobody has waited for yet, in order of arrival. */
  readonly #unread: LspMessage[] = [];
  readonly #waiters: Waiter[] = [];
  readonly #answers = new Map<string, (params: unknown) => unknown>();
  #stderr = "";
  #lastId = 0;

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    const reader = new MessageReader((message) => this.#receive(message as LspMessage));
    child.stdout.on("data", (chunk: Buffer) => reader.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => (this.#stderr += chunk.toString("utf8")));
    // A server that has ended refuses what is written to it; the wait for its answer tells the test.
    child.stdin.on("error", (error) => (this.#stderr += `${error.message}\n`));
    this.#exit = new Promise((resolve) => child.on("close", (code) => resolve(code ?? undefined)));
    const endWithUs = () => child.kill("SIGKILL");
    process.once("exit", endWithUs);
    child.once("close", () => process.off("exit", endWithUs));
  }

  /** Starts `node dist/server.js --stdio`, or the given script with the given parameters. */
  static start(script = "dist/server.js", parameters: readonly string[] = ["--stdio"]): LspDriver {
    return new LspDriver(spawn(process.execPath, [inRepository(script), ...parameters], { stdio: "pipe" }));
  }

  /** What the server wrote on its error stream. */
  get stderr(): string {
    return this.#stderr;
  }

  /** The parameters of notifications of that method that came and nobody waited for. */
  unread(method: string): readonly unknown[] {
    return this.#unread.filter((message) => message.method === method).map(({ params }) => params);
  }

  /** The number the system knows the process by. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The exit code once the process has ended; undefined when a signal ended it. */
  get exit(): Promise<number | undefined> {
    return this.#exit;
  }

  /** Answers requests of the server; without an answer it gets null. */
  answer(method: string, reply: (params: unknown) => unknown): void {
    this.#answers.set(method, reply);
  }

  /** Sends bytes as they are, for broken framing. */
  sendRaw(bytes: string | Uint8Array): void {
    this.#child.stdin.write(bytes);
  }

  /** Closes the server's input, as a client that has gone does. */
  closeInput(): void {
    this.#child.stdin.end();
  }

  /** Sends a notification. */
  notify(method: string, params?: unknown): void {
    this.sendRaw(encodeMessage({ jsonrpc: "2.0", method, params }));
  }

  /** Sends a request and returns without waiting. */
  startRequest(method: string, params?: unknown): PendingRequest {
    const id = ++this.#lastId;
    const reply = this.waitForMessage(
      `the answer to ${method}`,
      (message) => message.id === id && !message.method,
    );
    this.sendRaw(encodeMessage({ jsonrpc: "2.0", id, method, params }));
    const answer = reply.then(({ result, error }) => {
      if (error !== undefined) throw new LspError(method, error);
      return result;
    });
    return { id, answer };
  }

  /** Sends a request and returns its result; rejects with `LspError` when the server answers with an error. */
  request(method: string, params?: unknown): Promise<unknown> {
    return this.startRequest(method, params).answer;
  }

  /** The parameters of the next notification of that method that fits, also of one that came before. */
  async waitForNotification(
    method: string,
    fits: (params: unknown) => boolean = () => true,
  ): Promise<unknown> {
    const accepts = (message: LspMessage) =>
      message.method === method && message.id === undefined && fits(message.params);
    return (await this.waitForMessage(method, accepts)).params;
  }

  /** Asks for shutdown and exit and returns the exit code. */
  async shutdown(): Promise<number | undefined> {
    await this.request("shutdown");
    this.notify("exit");
    return await this.#exit;
  }

  /** Ends the process at once. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#exit;
  }

  #receive(message: LspMessage): void {
    if (message.method !== undefined && message.id !== undefined) this.#reply(message.method, message);
    const waiter = this.#waiters.findIndex(({ accepts }) => accepts(message));
    if (waiter < 0) this.#unread.push(message);
    else this.#waiters.splice(waiter, 1)[0]?.resolve(message);
  }

  #reply(method: string, { id, params }: LspMessage): void {
    const result = this.#answers.get(method)?.(params) ?? null;
    this.sendRaw(encodeMessage({ jsonrpc: "2.0", id, result }));
  }

  /** The next message that fits, also one that came before; `what` names it when it does not come. */
  waitForMessage(what: string, accepts: (message: LspMessage) => boolean): Promise<LspMessage> {
    const unread = this.#unread.findIndex(accepts);
    const [message] = unread < 0 ? [] : this.#unread.splice(unread, 1);
    if (message !== undefined) return Promise.resolve(message);
    return new Promise((resolve, reject) => {
      const fail = (reason: string) => reject(new Error(`Waiting for ${what}: ${reason}\n${this.#stderr}`));
      const deadline = setTimeout(() => fail(`nothing for ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
      const settle = (found: LspMessage) => {
        clearTimeout(deadline);
        resolve(found);
      };
      this.#waiters.push({ accepts, resolve: settle });
      void this.#exit.then((code) => {
        clearTimeout(deadline);
        fail(`the server ended (${code})`);
      });
    });
  }
}
