/**
 * The pairs that are not as the platform holds them, as a source control view: one group per state, a comparison on click.
 * Appears once the workspace holds pairs. Draws only; its buttons are commands.
 */

import * as vscode from "vscode";
import { toDocumentUri } from "../documents/aepUri";
import { AUDIENCE_FILE_ENDING } from "../model/audienceFile";
import { EXPRESSION_FILE_ENDING } from "../model/audienceFolder";
import { say, sayNumber } from "../words/say";
import type { FileStatus, FolderStatus } from "./fileStatus";
import { type PairStatus, STATE_TITLES, toStatusSentence } from "./pairStatus";

/** The id menus match on (`scmProvider`). */
const SOURCE_CONTROL_ID = "aep";

type GroupId = keyof typeof STATE_TITLES;

/** One view per workspace folder with pairs. */
export class FileSourceControl implements vscode.Disposable {
  private readonly views = new Map<string, FolderView>();
  private readonly listener: vscode.Disposable;

  constructor(private readonly status: FileStatus) {
    this.listener = status.onDidChange(() => this.draw());
  }

  dispose(): void {
    this.listener.dispose();
    for (const view of this.views.values()) view.dispose();
  }

  private draw(): void {
    const folders = this.status.all();
    for (const [root, view] of this.views) {
      if (folders.some((folder) => folder.root.toString() === root)) continue;
      view.dispose();
      this.views.delete(root);
    }
    for (const folder of folders) {
      const key = folder.root.toString();
      const view = this.views.get(key) ?? new FolderView(folder.root, this.status);
      this.views.set(key, view);
      view.show(folder);
    }
  }
}

class FolderView {
  private readonly control: vscode.SourceControl;
  private readonly groups: ReadonlyMap<GroupId, vscode.SourceControlResourceGroup>;

  constructor(
    private readonly root: vscode.Uri,
    private readonly status: Pick<FileStatus, "limitOf">,
  ) {
    this.control = vscode.scm.createSourceControl(SOURCE_CONTROL_ID, say("AEP Audiences"), root);
    this.control.inputBox.visible = false;
    const ids = Object.keys(STATE_TITLES) as GroupId[];
    this.groups = new Map(
      ids.map((id) => {
        const group = this.control.createResourceGroup(id, STATE_TITLES[id]);
        group.hideWhenEmpty = true;
        return [id, group] as const;
      }),
    );
  }

  show(folder: FolderStatus): void {
    const rows = new Map<GroupId, vscode.SourceControlResourceState[]>();
    for (const status of folder.pairs.values()) {
      const { state } = status.comparison;
      if (state !== "same") rows.set(state, [...(rows.get(state) ?? []), toPairRow(folder, status)]);
    }
    rows.set(
      "onlyThere",
      (folder.onlyThere ?? []).map((entry) => toRemoteRow(folder, entry)),
    );
    for (const [id, group] of this.groups) {
      const all = rows.get(id) ?? [];
      const limit = this.status.limitOf(this.root, id);
      const isCut = all.length > limit;
      const hidden = all.length - limit;
      group.resourceStates = isCut ? [...all.slice(0, limit), toMoreRow(this.root, id, hidden)] : all;
      group.label = isCut ? say("{0} ({1} of {2})", STATE_TITLES[id], limit, all.length) : STATE_TITLES[id];
    }
    this.control.count = (["changedBoth", "changedHere", "onlyHere"] as const)
      .map((id) => rows.get(id)?.length ?? 0)
      .reduce((sum, count) => sum + count, 0);
    this.control.statusBarCommands = [
      {
        command: "aep.files.refresh",
        title: `$(sync) ${folder.target.sandbox}`,
        tooltip: say("Compare the audience files with the platform again"),
      },
    ];
  }

  dispose(): void {
    this.control.dispose();
  }
}

function toPairRow(folder: FolderStatus, status: PairStatus): vscode.SourceControlResourceState {
  const { stem } = status.pair;
  const { here, conflicting } = status.comparison;
  const isExpression = [...here, ...conflicting].includes("expression") || here.length === 0;
  const ending = isExpression ? EXPRESSION_FILE_ENDING : AUDIENCE_FILE_ENDING;
  const resourceUri = vscode.Uri.joinPath(folder.root, stem + ending);
  return {
    resourceUri,
    contextValue: status.comparison.state,
    command: { command: "aep.files.compare", title: say("Compare"), arguments: [resourceUri] },
    decorations: { tooltip: toStatusSentence(status, folder.target.sandbox) },
  };
}

function toRemoteRow(
  { target }: FolderStatus,
  { id, name }: { readonly id: string; readonly name: string },
): vscode.SourceControlResourceState {
  const reference = { ...target, kind: "audience", id } as const;
  const resourceUri = toDocumentUri({ reference, view: "expression" }, name === "" ? id : name);
  return {
    resourceUri,
    contextValue: "onlyThere",
    command: { command: "aep.resource.open", title: say("Open"), arguments: [resourceUri] },
    decorations: { faded: true, tooltip: say("In {0}, without files here", target.sandbox) },
  };
}

/** The row that stands for those not shown. */
function toMoreRow(root: vscode.Uri, id: GroupId, hidden: number): vscode.SourceControlResourceState {
  const name = say("Show more ({0} are not shown)", sayNumber(hidden));
  return {
    resourceUri: vscode.Uri.from({ scheme: "aep-more", path: `/${name}`, query: id }),
    contextValue: "more",
    command: {
      command: "aep.files.showMore",
      title: say("Show More"),
      arguments: [{ root: root.toString(), state: id }],
    },
    decorations: { tooltip: name },
  };
}
