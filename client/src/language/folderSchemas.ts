/**
 * The schemas that the open folder brings along, for a window in which no sandbox is in use: what they are and when they changed. Looks
 * for them when a document first needs them, with code that is loaded then.
 */
import * as vscode from "vscode";
import type { Log } from "../log";
import { isWithin } from "../model/audienceFolder";
import type { FoundSchemas } from "./findFolderSchemas";

export class FolderSchemas implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly parts: vscode.Disposable[] = [this.changed];
  private found: FoundSchemas | undefined;
  private isLooking = false;

  /** Fires when the folder has others, or none any more. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly log: Log) {}

  /** Undefined while nothing is known, and where the folder has none. */
  get current(): FoundSchemas | undefined {
    return this.found;
  }

  /** Looks from now on; what is found is told as a change. */
  look(): void {
    if (this.isLooking) return;
    this.isLooking = true;
    this.watch().catch((error: unknown) => this.log.error("The folder's schemas could not be read", error));
  }

  dispose(): void {
    for (const part of this.parts.splice(0)) part.dispose();
  }

  private async watch(): Promise<void> {
    const [{ SCHEMA_MARK, findFolderSchemas }, { followFiles }] = await Promise.all([
      import("./findFolderSchemas"),
      import("../documents/followedFiles"),
    ]);
    let latest = 0;
    const read = async (): Promise<void> => {
      const turn = ++latest;
      const found = await findFolderSchemas();
      // What was found before something else changed may be gone.
      if (turn !== latest) return;
      this.found = found;
      this.changed.fire();
    };
    const readAgain = (): void =>
      void read().catch((error: unknown) => this.log.error("The folder's schemas could not be read", error));
    const following = followFiles({
      pattern: SCHEMA_MARK,
      onChange: readAgain,
      onGone: (gone) => {
        if (this.found && isWithin(this.found.mark, new Set([gone.toString()]))) readAgain();
      },
      log: this.log,
    });
    this.parts.push(following);
    await read();
  }
}
