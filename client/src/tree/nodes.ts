/**
 * The nodes of the sidebar: their kinds, stable ids and context values. Pure data; ids are paths, so that a node can be
 * found again after a refresh, by a test or from a link.
 */
import type { Connection } from "../model/connection";
import {
  RESOURCE_KINDS,
  type ResourceKind,
  type SandboxTarget,
  toResourcePath,
  toSandboxKey,
  toSegment,
} from "../model/resource";
import type { ResourceRow, SandboxRow } from "../model/rows";
import { isRecord } from "../model/values";

/** Why a row stands where a thing was expected. */
export type NoticeReason =
  | "empty"
  | "filtered"
  | "noAccess"
  | "failed"
  | "forbidden"
  | "offline"
  | "signedOut";

/** What a node stands for. */
export type NodeData =
  | { readonly type: "connection"; readonly connection: Connection; readonly isSample: boolean }
  | {
      readonly type: "sandbox";
      readonly target: SandboxTarget;
      readonly row: SandboxRow;
      readonly isSelected: boolean;
    }
  | {
      readonly type: "kind";
      readonly target: SandboxTarget;
      readonly kind: ResourceKind;
      readonly progress: ListProgress;
    }
  | { readonly type: "resource"; readonly target: SandboxTarget; readonly row: ResourceRow }
  | {
      readonly type: "notice";
      readonly reason: NoticeReason;
      readonly text: string;
      readonly detail?: string;
    }
  | { readonly type: "more"; readonly progress: ListProgress };

/** How much of a list is shown. */
export interface ListProgress {
  /** Rows shown; undefined before the first page. */
  readonly shown: number | undefined;
  /** Rows on the platform; undefined when it does not say. */
  readonly total: number | undefined;
  /** Whether every page has been read. */
  readonly isComplete: boolean;
  readonly filter: string | undefined;
}

/** One node. The same id is always the same object; only its data changes. */
export interface TreeNode {
  readonly id: string;
  readonly parent: TreeNode | undefined;
  data: NodeData;
}

/** Whether a value handed to a command is a node of the tree. */
export function isTreeNode(value: unknown): value is TreeNode {
  return (
    isRecord(value) && typeof value["id"] === "string" && isRecord(value["data"]) && "type" in value["data"]
  );
}

/** A node before the cache has given it its lasting object. */
export interface NewNode {
  readonly id: string;
  readonly data: NodeData;
}

export function connectionNode(connection: Connection, isSample: boolean): NewNode {
  return { id: toSegment(connection.name), data: { type: "connection", connection, isSample } };
}

export function sandboxNode(target: SandboxTarget, row: SandboxRow, isSelected: boolean): NewNode {
  return { id: toSandboxKey(target), data: { type: "sandbox", target, row, isSelected } };
}

export function kindNodes(
  target: SandboxTarget,
  progressOf: (id: string) => ListProgress | undefined,
): readonly NewNode[] {
  return RESOURCE_KINDS.map((kind) => {
    const id = kindNodeId(target, kind);
    return { id, data: { type: "kind", target, kind, progress: progressOf(id) ?? NOTHING_READ } };
  });
}

const NOTHING_READ: ListProgress = {
  shown: undefined,
  total: undefined,
  isComplete: false,
  filter: undefined,
};

/** `connection/sandbox/kind`. */
export function kindNodeId(target: SandboxTarget, kind: ResourceKind): string {
  return `${toSandboxKey(target)}/${kind}`;
}

export function resourceNode(target: SandboxTarget, row: ResourceRow): NewNode {
  return {
    id: toResourcePath({ ...target, kind: row.kind, id: row.id }),
    data: { type: "resource", target, row },
  };
}

/** A row that says why there is nothing, or what failed. */
export function noticeNode(
  parentId: string,
  notice: { reason: NoticeReason; text: string; detail?: string },
): NewNode {
  return { id: `${parentId}//notice`, data: { type: "notice", ...notice } };
}

/** The row at the end of a list of which the platform has more. */
export function moreNode(parentId: string, progress: ListProgress): NewNode {
  return { id: `${parentId}//more`, data: { type: "more", progress } };
}

const KIND_TITLES: Readonly<Record<ResourceKind, string>> = {
  audience: "Audiences",
  journey: "Journeys",
  dataset: "Datasets",
};

/** What people call many of a kind. */
export function toKindTitle(kind: ResourceKind): string {
  return KIND_TITLES[kind];
}

/** "50 of 1,204", "50 of many", "12"; empty before the first page. */
export function toCountText(progress: ListProgress): string {
  if (progress.shown === undefined) return "";
  const shown = progress.shown.toLocaleString("en-US");
  if (progress.isComplete) return shown;
  return `${shown} of ${progress.total?.toLocaleString("en-US") ?? "many"}`;
}

/** What menus match on. Parts are separated by dots, so that `when` clauses can ask for a prefix. */
export function toContextValue(data: NodeData): string {
  switch (data.type) {
    case "connection":
      return data.isSample ? "connection.sample" : "connection";
    case "sandbox":
      return data.isSelected ? "sandbox.selected" : "sandbox";
    case "kind":
      return `kind.${data.kind}${data.progress.filter === undefined ? "" : ".filtered"}`;
    case "resource":
      return `${data.row.kind}.${data.row.state ?? "unknown"}`;
    case "notice":
      return `notice.${data.reason}`;
    case "more":
      return "more";
  }
}
