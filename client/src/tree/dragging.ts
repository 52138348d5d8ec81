/**
 * Dragging fields, audiences and namespaces from the tree into PQL: the tree says what is dragged, the editor what is right
 * at the place. Refuses documents that cannot be changed by not offering anything there; writes nothing itself.
 */

import * as vscode from "vscode";
import { type Insertion, toInsertedText } from "../model/pqlPath";
import { isRecord, readText } from "../model/values";
import { say } from "../words/say";
import type { TreeNode } from "./nodes";

/** What travels from the tree to an editor: insertions as JSON. */
const DRAGGED_TYPE = "application/vnd.aep.reference";

/** Lets rows be dragged out of the tree; nothing can be dropped into it. */
export const treeDragging: vscode.TreeDragAndDropController<TreeNode> = {
  dragMimeTypes: [DRAGGED_TYPE],
  dropMimeTypes: [],
  handleDrag(nodes, transfer) {
    const insertions = nodes.flatMap(({ data }) => toInsertion(data) ?? []);
    if (insertions.length > 0)
      transfer.set(DRAGGED_TYPE, new vscode.DataTransferItem(JSON.stringify(insertions)));
  },
};

/** Offers what was dragged as the text that is right at the place. */
export function registerDropping(): vscode.Disposable {
  return vscode.languages.registerDocumentDropEditProvider(
    { language: "pql" },
    { provideDocumentDropEdits: toDropEdit },
    { dropMimeTypes: [DRAGGED_TYPE] },
  );
}

/** What a row means inside an expression; undefined for rows that have no place in one. */
function toInsertion(data: TreeNode["data"]): Insertion | undefined {
  if (data.type === "field") return { type: "field", path: data.field.path, root: data.field.root };
  if (data.type !== "resource") return undefined;
  if (data.row.kind === "audience") return { type: "audience", id: data.row.id };
  return data.row.kind === "namespace" ? { type: "namespace", code: data.row.id } : undefined;
}

async function toDropEdit(
  document: vscode.TextDocument,
  position: vscode.Position,
  transfer: vscode.DataTransfer,
): Promise<vscode.DocumentDropEdit | undefined> {
  const insertions = readInsertions(await transfer.get(DRAGGED_TYPE)?.asString());
  if (insertions.length === 0) return undefined;
  const before = document.getText(new vscode.Range(new vscode.Position(0, 0), position));
  const text = insertions.map((insertion) => toInsertedText(insertion, before)).join(" and ");
  return new vscode.DocumentDropEdit(text, say("Insert reference"));
}

/** What is dragged comes from another process, so it is read like any other outside text. */
function readInsertions(text: string | undefined): readonly Insertion[] {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value.flatMap((one) => readInsertion(one) ?? []) : [];
  } catch {
    return [];
  }
}

function readInsertion(value: unknown): Insertion | undefined {
  if (!isRecord(value)) return undefined;
  const [path, id, code] = ["path", "id", "code"].map((name) => readText(value[name]));
  if (value["type"] === "audience" && id !== undefined) return { type: "audience", id };
  if (value["type"] === "namespace" && code !== undefined) return { type: "namespace", code };
  const root = (["profile", "event", "other"] as const).find((known) => known === value["root"]);
  return path === undefined || root === undefined ? undefined : { type: "field", path, root };
}
