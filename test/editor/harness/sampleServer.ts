/**
 * The sample organisation in a process of its own, reached over HTTP as a platform is: for connections with credentials.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import * as vscode from "vscode";

/** A running one. */
export interface SampleServer {
  readonly endpoints: Readonly<Record<string, string>>;
  readonly credentials: {
    readonly orgId: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly scopes: readonly string[];
  };
  /** Adds a connection to it, which brings its sandbox into use. */
  connect(name: string, more?: Readonly<Record<string, unknown>>): Thenable<unknown>;
  end(): void;
}

/** Starts one; resolves once it listens. */
export async function startSampleServer(): Promise<SampleServer> {
  const extension = vscode.extensions.getExtension("aep-workbench.aep-workbench");
  assert.ok(extension);
  const script = vscode.Uri.joinPath(extension.extensionUri, "dist", "sample.js").fsPath;
  const child = spawn(process.execPath, [script, "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
  });
  assert.ok(child.stdout);
  for await (const line of createInterface(child.stdout)) {
    const { endpoints, credentials } = JSON.parse(line) as SampleServer;
    const scopes = credentials.scopes.join(",");
    const own = { ...credentials, scopes, endpoints, sandbox: "dev" };
    return {
      endpoints,
      credentials,
      connect: (name, more) =>
        vscode.commands.executeCommand("aep.connections.add", { name, ...own, ...more }),
      end: () => child.kill(),
    };
  }
  throw new Error("The sample organisation did not start.");
}
