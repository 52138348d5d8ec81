/**
 * The language server as an editor in a browser starts it: one text, made of the parts of the built program, in a place that has
 * nothing of Node.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createContext, runInContext } from "node:vm";
import { joinProgram } from "../../client/src/browser/joinedProgram.js";
import { inRepository } from "../support/folders.js";

const HAS_TOO = {
  MessageChannel,
  addEventListener: () => undefined,
  setTimeout,
  clearTimeout,
  TextDecoder,
  TextEncoder,
  URL,
};

/** What a worker has, as far as the server asks for it. */
class WorkerScope {
  onmessage: ((event: { readonly data: unknown }) => void) | undefined;
  private heard: (answer: object) => void = () => undefined;

  readonly globals = createContext(Object.assign(this, HAS_TOO));

  postMessage(message: object): void {
    this.heard(message);
  }

  /** The answer to a request. */
  ask(method: string, params: object): Promise<object> {
    const id = method;
    return new Promise((resolve) => {
      assert.ok(this.onmessage, "the program listens");
      this.heard = (message) => "id" in message && message.id === id && resolve(message);
      this.onmessage({ data: { jsonrpc: "2.0", id, method, params } });
    });
  }
}

describe("the server in a worker", () => {
  it("answers from one text, with what it loads later", async () => {
    const read = (part: string): Promise<string> => readFile(inRepository("dist", part), "utf8");
    const program = await joinProgram("server.js", read);
    const scope = new WorkerScope();
    runInContext(program, scope.globals);
    await new Promise(setImmediate);
    const answer = await scope.ask("initialize", { processId: null, rootUri: null, capabilities: {} });
    assert.match(JSON.stringify(answer), /completionProvider/);
    scope.onmessage?.({
      data: {
        jsonrpc: "2.0",
        method: "textDocument/didOpen",
        params: { textDocument: { uri: "file:///a.pql", languageId: "pql", version: 1, text: "inS" } },
      },
    });
    const offers = await scope.ask("textDocument/completion", {
      textDocument: { uri: "file:///a.pql" },
      position: { line: 0, character: 3 },
    });
    assert.match(JSON.stringify(offers), /inSegment/);
  });
});
