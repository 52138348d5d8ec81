/**
 * The language server in a worker: the same program as on a disk, handed over as a text, because a worker may not load what only
 * the editor can read. What the server would read from files it asks for here.
 */
import * as vscode from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from "vscode-languageclient/browser";
import { READ_SCHEMA_FILE, type SchemaFileRequest } from "../../../server/src/protocol/clientMessages";
import type { LanguageClientPlan } from "../editorHost";
import { CLIENT_NAME, quieten, toClientOptions } from "../language/quietClient";
import { joinProgram } from "./joinedProgram";

/** A client that is ready to start. */
export function createWorkerClient(options: LanguageClientPlan): LanguageClient {
  const startWorker = async (): Promise<MessageTransports> => {
    const folder = vscode.Uri.joinPath(options.server, "..");
    const program = await joinProgram(
      "server.js",
      async (part) => await readText(vscode.Uri.joinPath(folder, part)),
    );
    const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
    const worker = new Worker(address, { name: CLIENT_NAME });
    // Not the worker itself: the editor's host puts a function of its own in the place of `Worker`, by which the library knows none.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const client = new LanguageClient("aep", CLIENT_NAME, startWorker, toClientOptions(options));
  client.onRequest(READ_SCHEMA_FILE, async ({ source }: SchemaFileRequest) => ({
    text: await readText(vscode.Uri.parse(source)),
  }));
  return quieten(client, options);
}

async function readText(file: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}
