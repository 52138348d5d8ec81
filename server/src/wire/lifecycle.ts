/**
 * Which messages are in order before `initialize`, while the server runs, and after `shutdown`, and the exit code that
 * follows from it. As LSP, "Server lifecycle", prescribes.
 */
import { ErrorCode, RequestError } from "./rpc";

type Phase = "fresh" | "running" | "down";

/** The phases of one server process. */
export class Lifecycle {
  #phase: Phase = "fresh";

  /** Why a request is refused now; undefined where it is in order. Notes the phase the request leads to. */
  refuse(method: string): RequestError | undefined {
    if (method === "initialize") {
      if (this.#phase !== "fresh") {
        return new RequestError(ErrorCode.InvalidRequest, "The server was initialized before.");
      }
      this.#phase = "running";
      return undefined;
    }
    if (this.#phase === "fresh") {
      return new RequestError(ErrorCode.ServerNotInitialized, "The server waits for `initialize`.");
    }
    if (this.#phase === "down") {
      return new RequestError(ErrorCode.InvalidRequest, "The server was shut down.");
    }
    if (method === "shutdown") this.#phase = "down";
    return undefined;
  }

  /** True while notifications mean anything; `exit` always does. */
  get isRunning(): boolean {
    return this.#phase === "running";
  }

  /** 0 where the client said `shutdown` first, else 1. */
  get exitCode(): number {
    return this.#phase === "down" ? 0 : 1;
  }
}
