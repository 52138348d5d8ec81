/**
 * The extension host in a browser: its storage, a worker for the language server, and the network as pages have it. Loads what
 * weighs when it is needed.
 */
import type { EditorHost } from "../editorHost";
import { UserError } from "../model/userError";
import { openStoredFolder } from "./storedFolder";

/** The host of an editor in a browser. */
export const BROWSER_HOST: EditorHost = {
  isInBrowser: true,
  environment: {},
  openFolder: openStoredFolder,
  openInventoryFolder: async () => {
    throw new UserError(
      "badFile",
      "An inventory needs a disk. Take it in a desktop editor, or with `aep inventory`.",
    );
  },
  loadNetwork: async () => (await import("./fetchTransport")).openFetchNetwork,
  createLanguageClient: async (options) => (await import("./serverWorker")).createWorkerClient(options),
};
