/**
 * The extension host in a browser: its storage, a worker for the language server, and the network as pages have it. Loads what
 * weighs when it is needed.
 */
import type { EditorHost } from "../editorHost";
import { openStoredFolder } from "./storedFolder";

/** The host of an editor in a browser. */
export const BROWSER_HOST: EditorHost = {
  isInBrowser: true,
  environment: {},
  openFolder: openStoredFolder,
  loadNetwork: async () => (await import("./fetchTransport")).openFetchNetwork,
  createLanguageClient: async (options) => (await import("./serverWorker")).createWorkerClient(options),
};
