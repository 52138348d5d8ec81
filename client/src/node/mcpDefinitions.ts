/**
 * The tools' server for agents inside the editor that speak its protocol: one definition for the sandbox in use. The editor asks the
 * person before it starts one; the credential goes into the environment of that process alone, and is read when it starts.
 */
import * as vscode from "vscode";
import { SAMPLE_CONNECTION } from "../auth/sampleConnection";
import type { ToolServerParts } from "../editorHost";
import type { Connection } from "../model/connection";
import { lackingSecret } from "../model/refusals";

/** As in package.json. */
const PROVIDER = "aep-workbench.mcp";

/** Of version 1, the first with such servers. */
const FIRST_MINOR = 101;

/** What editors since 1.101 take and hand back; the types of the oldest one do not have it. */
interface ServerDefinition {
  env: Record<string, string | number | null>;
}

interface DefinitionProvider {
  readonly onDidChangeMcpServerDefinitions: vscode.Event<void>;
  provideMcpServerDefinitions(): readonly ServerDefinition[];
  resolveMcpServerDefinition(server: ServerDefinition): Promise<ServerDefinition>;
}

interface NewerEditor {
  readonly lm?: {
    registerMcpServerDefinitionProvider?(id: string, provider: DefinitionProvider): vscode.Disposable;
  };
  readonly McpStdioServerDefinition?: new (
    label: string,
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    version: string,
  ) => ServerDefinition;
}

/** Registers the definitions; nothing where the editor knows no such servers. */
export function registerMcpDefinitions(
  { extension }: vscode.ExtensionContext,
  { connections, selection }: ToolServerParts,
): vscode.Disposable {
  const { lm, McpStdioServerDefinition } = vscode as NewerEditor;
  const changed = new vscode.EventEmitter<void>();
  // Another sandbox may be in use by the time that a person starts the server.
  const connectionNames = new WeakMap<ServerDefinition, string>();
  if (
    isTooOld() ||
    lm?.registerMcpServerDefinitionProvider === undefined ||
    McpStdioServerDefinition === undefined
  )
    return changed;
  const registration = lm.registerMcpServerDefinitionProvider(PROVIDER, {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions: () => {
      const { current } = selection;
      if (current === undefined) return [];
      const isSample = current.connection === SAMPLE_CONNECTION.name;
      const program = vscode.Uri.joinPath(extension.extensionUri, "dist", "mcp.js").fsPath;
      const args = isSample ? [program, "--sample"] : [program];
      const label = `AEP: ${current.sandbox} (${current.connection})`;
      // A desktop editor is its own Node with this variable.
      const env = { ELECTRON_RUN_AS_NODE: "1", AEP_SANDBOX: current.sandbox };
      const { version } = extension.packageJSON;
      const server = new McpStdioServerDefinition(label, process.execPath, args, env, version);
      connectionNames.set(server, current.connection);
      return [server];
    },
    resolveMcpServerDefinition: async (server) => {
      const connection = connections.find(connectionNames.get(server) ?? "");
      if (connection === undefined || connection.name === SAMPLE_CONNECTION.name) return server;
      server.env = { ...server.env, ...(await toVariables(connections, connection)) };
      return server;
    },
  });
  const listener = selection.onDidChange(() => changed.fire());
  return vscode.Disposable.from(registration, listener, changed);
}

/** Version 1.100 has the function already, as a proposal: it throws. */
function isTooOld(): boolean {
  const [major = 0, minor = 0] = vscode.version.split(".").map(Number);
  return major === 1 && minor < FIRST_MINOR;
}

async function toVariables(
  connections: ToolServerParts["connections"],
  { name, orgId, clientId, scopes, apiKey, endpoints = {} }: Connection,
): Promise<Record<string, string>> {
  const secret = await connections.findSecret(name);
  if (secret === undefined) throw lackingSecret(name);
  const given = {
    AEP_ORG_ID: orgId,
    AEP_CLIENT_ID: clientId,
    AEP_CLIENT_SECRET: secret,
    AEP_SCOPES: scopes,
    AEP_API_KEY: apiKey,
    AEP_IMS_URL: endpoints.ims,
    AEP_PLATFORM_URL: endpoints.platform,
    AEP_EXPERIENCE_URL: endpoints.experience,
    AEP_CJA_URL: endpoints.cja,
  };
  const set = Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return Object.fromEntries(set);
}
