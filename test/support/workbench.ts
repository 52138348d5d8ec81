/**
 * A real workbench with everything it needs: a place to be opened in, its own unless it shares one, and a copy of a workspace. How it is
 * driven stands in workbenchPage.ts.
 */
import { repositoryFolder } from "./folders.js";
import { toWorkbenchAddress, type WorkbenchAddress } from "./workbenchAddress.js";
import { WorkbenchPage } from "./workbenchPage.js";
import { makePlace, type PlaceOptions, type WorkbenchPlace } from "./workbenchPlace.js";
import { copyWorkspace, removeWorkspaceCopy } from "./workspaceCopy.js";

/** `workspace` is a folder, or the name of one under test/fixtures; it is copied, so tests may write in it. */
export interface WorkbenchOptions extends PlaceOptions {
  readonly workspace: string;
  /** The address of a folder that lies on no disk, opened in the place of the workspace. */
  readonly virtualFolder?: string;
}

/** Has the server's own host load the extension of the repository, unless another is meant. */
function chooseDevelopment({
  runsInBrowser = false,
}: WorkbenchOptions): Pick<WorkbenchAddress, "extensionUnderDevelopment"> {
  return runsInBrowser ? {} : { extensionUnderDevelopment: repositoryFolder() };
}

/** One open workbench with its own copy of a workspace. */
export class Workbench extends WorkbenchPage {
  readonly workspace: string;
  readonly #place: WorkbenchPlace;

  private constructor(place: WorkbenchPlace, workspace: string) {
    super(place.page);
    this.workspace = workspace;
    this.#place = place;
  }

  /** Opens the workspace in a place of its own and returns once the workbench is drawn. */
  static async open(options: WorkbenchOptions): Promise<Workbench> {
    return await Workbench.openIn(await makePlace(options), options);
  }

  /** The same in a place where no window is open. */
  static async openIn(place: WorkbenchPlace, options: WorkbenchOptions): Promise<Workbench> {
    const workspace = copyWorkspace(options.workspace);
    const workbench = new Workbench(place, workspace);
    const address = {
      origin: place.server.origin,
      workspace: options.virtualFolder ?? workspace,
      hasProposals: options.testExtensions !== undefined,
      ...chooseDevelopment(options),
    };
    try {
      await workbench.visit(toWorkbenchAddress(address));
      return workbench;
    } catch (error) {
      await workbench.close();
      throw error;
    }
  }

  /** What the editor printed on its terminal. */
  get serverLog(): string {
    return this.#place.server.log();
  }

  /** Where the editor and the extension keep what they keep: settings, storage, logs. */
  get dataFolder(): string {
    return this.#place.server.dataFolder;
  }

  /** Closes the window and leaves its place to the next one. */
  async leave(): Promise<void> {
    await this.#place.leave();
    removeWorkspaceCopy(this.workspace);
  }

  /** Ends the place and removes everything that was written. */
  async close(): Promise<void> {
    await this.#place.end();
    removeWorkspaceCopy(this.workspace);
  }
}
