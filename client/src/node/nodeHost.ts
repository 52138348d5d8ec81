/**
 * The extension host with Node: disk, processes, the network with proxies and certificates. Loads what weighs when it is needed.
 */
import type { EditorHost } from "../editorHost";
import { openDiskFolder } from "./diskFolder";

/** The host of a desktop editor, or of a server. */
export const NODE_HOST: EditorHost = {
  isInBrowser: false,
  environment: process.env,
  openFolder: ({ fsPath }) => openDiskFolder(fsPath),
  openInventoryFolder: async ({ fsPath }) =>
    (await import("../inventory/inventoryDisk")).openInventoryDisk(fsPath),
  loadNetwork: async () => (await import("./nodeNetwork")).openNodeNetwork,
  createLanguageClient: async (options) => (await import("./serverProcess")).createProcessClient(options),
  offerToolServer: async (context, parts) =>
    (await import("./mcpDefinitions")).registerMcpDefinitions(context, parts),
};
