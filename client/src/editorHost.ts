/**
 * What differs between the editors the extension runs in: a host with Node, and one in a browser. Each has an entry that hands in
 * its own; everything else is the same and asks here. No decision of its own.
 */
import type * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ServerOptions } from "../../server/src/protocol/clientMessages";
import type { Transport } from "./api/transport";
import type { Connection } from "./model/connection";
import type { InventoryFolder } from "./model/inventoryFolder";
import type { KeptFolder } from "./model/keptFolder";
import type { SandboxTarget } from "./model/resource";
import type { NetworkSettings } from "./settings";

/** Opens the way to the platform, as the editor is told to use the network. */
export type NetworkOpener = (settings: NetworkSettings) => Transport;

/** How the client of the language server is set up. */
export interface LanguageClientPlan {
  /** The program of the server. */
  readonly server: vscode.Uri;
  /** Where Node may keep the compiled server; nothing in a browser. */
  readonly compileCacheFolder: string;
  /** Asked at each start, also after a crash. */
  readonly getServerOptions: () => ServerOptions;
  /** The server ended by itself; whether it is started again. */
  readonly onCrash: () => boolean;
  /** Done before each completion, which waits for it. */
  readonly prepareCompletion: (place: {
    readonly document: vscode.TextDocument;
    readonly lineStart: string;
  }) => Promise<void> | undefined;
  /** The server is up, or on its way. */
  readonly onState: (isRunning: boolean) => void;
}

/** What the tools' server is told of. */
export interface ToolServerParts {
  readonly connections: {
    find(name: string): Connection | undefined;
    findSecret(name: string): Promise<string | undefined>;
  };
  readonly selection: {
    readonly current: SandboxTarget | undefined;
    readonly onDidChange: vscode.Event<unknown>;
  };
}

/** The surroundings of the extension. */
export interface EditorHost {
  /** Whether calls leave as those of a page do, which not every host answers. */
  readonly isInBrowser: boolean;
  /** Environment variables; none in a browser. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A folder of the extension's own storage. */
  openFolder(uri: vscode.Uri): KeptFolder;
  /** A folder of this computer for an inventory; missing where there is no disk. */
  openInventoryFolder?(uri: vscode.Uri): Promise<InventoryFolder>;
  /** Loads what opens the network. */
  loadNetwork(): Promise<NetworkOpener>;
  /** Loads the language client with a server that is ready to start. */
  createLanguageClient(options: LanguageClientPlan): Promise<BaseLanguageClient>;
  /** Offers the tools' server to agents inside the editor; missing where no process can be started. */
  offerToolServer?(context: vscode.ExtensionContext, parts: ToolServerParts): Promise<vscode.Disposable>;
}
