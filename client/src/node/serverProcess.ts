/**
 * The language server as a process of its own, on its standard input and output.
 */
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import type { LanguageClientPlan } from "../editorHost";
import { CLIENT_NAME, quieten, toClientOptions } from "../language/quietClient";

/** A client that is ready to start. */
export function createProcessClient(options: LanguageClientPlan): LanguageClient {
  // Node compiles the server anew at each start unless it may keep what it compiled; editors whose Node cannot ignore this.
  const env = { ...process.env, NODE_COMPILE_CACHE: options.compileCacheFolder };
  const run = { module: options.server.fsPath, transport: TransportKind.stdio, options: { env } };
  const debug = { ...run, options: { env, execArgv: ["--nolazy", "--inspect=6009"] } };
  return quieten(new LanguageClient("aep", CLIENT_NAME, { run, debug }, toClientOptions(options)), options);
}
