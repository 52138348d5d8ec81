/**
 * The nodes of the sidebar: their kinds, stable ids and context values. Pure data; ids are paths, so that a node can be
 * found again after a refresh, by a test or from a link.
 */

import type { Connection, Product } from "../model/connection";
import { type SandboxTarget, toSandboxKey, toSegment, WHOLE_ORGANISATION } from "../model/resource";
import {
  describeKind,
  listKindsBelow,
  RESOURCE_KINDS,
  type Relation,
  type ResourceKind,
} from "../model/resourceKinds";
import type { ResourceRow, SandboxRow } from "../model/rows";
import type { SchemaField } from "../model/schemaFields";
import { isRecord } from "../model/values";
import { say, sayNumber } from "../words/say";
import type { ListView, RowGroup } from "./listView";
import type { JourneyStep } from "./relations";

/** Why a row stands where a thing was expected. */
export type NoticeReason =
  | "empty"
  | "filtered"
  | "stopped"
  | "noAccess"
  | "failed"
  | "forbidden"
  | "offline"
  | "signedOut"
  | "noSecret";

/** What a node stands for. */
export type NodeData =
  | { readonly type: "connection"; readonly connection: Connection; readonly isSample: boolean }
  | {
      readonly type: "sandbox";
      readonly target: SandboxTarget;
      readonly row: SandboxRow;
      readonly isSelected: boolean;
    }
  | { readonly type: "content"; readonly target: SandboxTarget }
  | {
      readonly type: "kind";
      readonly target: SandboxTarget;
      readonly kind: ResourceKind;
      /** The thing the list stands below; lists of a sandbox or an organisation have none. */
      readonly owner?: string;
      readonly progress: ListProgress;
    }
  | {
      readonly type: "group";
      readonly target: SandboxTarget;
      readonly kind: ResourceKind;
      readonly group: RowGroup;
      /** Whether more of it may follow: its list was not read to its end. */
      readonly isPartial: boolean;
    }
  | { readonly type: "resource"; readonly target: SandboxTarget; readonly row: ResourceRow }
  | {
      readonly type: "relation";
      readonly target: SandboxTarget;
      readonly row: ResourceRow;
      readonly relation: Relation;
    }
  | {
      readonly type: "step";
      readonly target: SandboxTarget;
      readonly journey: ResourceRow;
      readonly step: JourneyStep;
    }
  | { readonly type: "field"; readonly target: SandboxTarget; readonly field: SchemaField }
  | {
      readonly type: "notice";
      readonly reason: NoticeReason;
      /** A few words, where the text is long. */
      readonly headline?: string | undefined;
      readonly text: string;
      readonly detail?: string;
    }
  | { readonly type: "more"; readonly progress: ListProgress };

/** How much of a list is shown, and how it is looked at. */
export interface ListProgress extends ListView {
  /** Rows shown; undefined before the first page. */
  readonly shown: number | undefined;
  /** Rows on the platform; undefined when it does not say. */
  readonly total: number | undefined;
  /** Whether every page has been read. */
  readonly isComplete: boolean;
  /** What alone is left to read; see `RowPage`. */
  readonly remaining?: "inactive" | undefined;
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

/** What `kindNode` shows before the first page. */
export const NOTHING_READ: ListProgress = {
  shown: undefined,
  total: undefined,
  isComplete: false,
  filter: undefined,
  sort: undefined,
  grouping: undefined,
};

/** How far a list was read; undefined before it was. */
type FindProgress = (id: string) => ListProgress | undefined;

/** Whether a connection is for a product. */
type HasProduct = (product: Product) => boolean;

/** The lists of a sandbox, as far as the connection is for their product. Content stands where the first of its lists would. */
export function sandboxChildren(
  target: SandboxTarget,
  progressOf: FindProgress,
  hasProduct: HasProduct,
): readonly NewNode[] {
  const [firstContent] = listKindsBelow("content");
  return RESOURCE_KINDS.flatMap((kind): NewNode[] => {
    const { parent, product } = describeKind(kind);
    if (!hasProduct(product)) return [];
    if (parent === "sandbox") return [kindNode(target, kind, progressOf)];
    if (kind !== firstContent) return [];
    return [{ id: `${toSandboxKey(target)}/content`, data: { type: "content", target } }];
  });
}

/** The lists below Content. */
export function contentChildren(target: SandboxTarget, progressOf: FindProgress): readonly NewNode[] {
  return listKindsBelow("content").map((kind) => kindNode(target, kind, progressOf));
}

/** The lists of the whole organisation, which stand below a connection. */
export function organisationChildren(
  connection: string,
  progressOf: FindProgress,
  hasProduct: HasProduct,
): readonly NewNode[] {
  const target = { connection, sandbox: WHOLE_ORGANISATION };
  return listKindsBelow("organisation")
    .filter((kind) => hasProduct(describeKind(kind).product))
    .map((kind) => kindNode(target, kind, progressOf));
}

/** The lists below a thing: what a data view has. */
export function listsBelowThing(
  { id, data }: { readonly id: string; readonly data: NodeData & { readonly type: "resource" } },
  progressOf: FindProgress,
): readonly NewNode[] {
  const { target, row } = data;
  return listKindsBelow("dataView").map((kind) => {
    const list = `${id}/${kind}`;
    const progress = progressOf(list) ?? NOTHING_READ;
    return { id: list, data: { type: "kind", target, kind, owner: row.id, progress } };
  });
}

function kindNode(target: SandboxTarget, kind: ResourceKind, progressOf: FindProgress): NewNode {
  const id = kindNodeId(target, kind);
  return { id, data: { type: "kind", target, kind, progress: progressOf(id) ?? NOTHING_READ } };
}

/** `connection/sandbox/kind`, for templates and fragments `connection/sandbox/content/kind`. */
export function kindNodeId(target: SandboxTarget, kind: ResourceKind): string {
  const above = describeKind(kind).parent === "content" ? "content/" : "";
  return `${toSandboxKey(target)}/${above}${kind}`;
}

/** A thing below a list, a group or a relation: the same thing can stand in several places. */
export function resourceNode(parentId: string, target: SandboxTarget, row: ResourceRow): NewNode {
  return { id: `${parentId}/${toSegment(row.id)}`, data: { type: "resource", target, row } };
}

/** A row that says why there is nothing, or what failed. */
export function noticeNode(
  parentId: string,
  notice: { reason: NoticeReason; headline?: string | undefined; text: string; detail?: string },
): NewNode {
  return { id: `${parentId}//notice`, data: { type: "notice", ...notice } };
}

/** The row at the end of a list of which the platform has more. */
export function moreNode(parentId: string, progress: ListProgress): NewNode {
  return { id: `${parentId}//more`, data: { type: "more", progress } };
}

/** "50 of 1,204", "first 50", "12"; empty before the first page. */
export function toCountText(progress: ListProgress): string {
  if (progress.shown === undefined) return "";
  const shown = sayNumber(progress.shown);
  if (progress.isComplete || progress.remaining !== undefined) return shown;
  const { total = 0 } = progress;
  return total < progress.shown ? say("first {0}", shown) : say("{0} of {1}", shown, sayNumber(total));
}

/** "2", or "2 so far" while the list may hold more of the group. */
export function toGroupCountText({ rows }: RowGroup, isPartial: boolean): string {
  const count = sayNumber(rows.length);
  return isPartial ? say("{0} so far", count) : count;
}

/** What menus match on: parts separated by dots, so that `when` clauses can ask for a prefix, then `+` and what the row allows. */
export function toContextValue(data: NodeData): string {
  switch (data.type) {
    case "connection":
      return data.isSample ? "connection.sample" : "connection";
    case "sandbox":
      return data.isSelected ? "sandbox.selected" : "sandbox";
    case "kind":
      return `kind.${data.kind}${data.progress.filter === undefined ? "" : ".filtered"}${toAllowed(listAllowed(data.kind))}`;
    case "group":
      return `group.${data.kind}`;
    case "resource":
      return `${data.row.kind}.${data.row.state ?? "unknown"}${toAllowed(thingAllowed(data.row.kind))}`;
    case "relation":
      return `relation.${data.relation}`;
    case "step":
      return `step.${data.step.type}`;
    case "notice":
      return `notice.${data.reason}`;
    case "content":
    case "field":
    case "more":
      return data.type;
  }
}

type Allowed = Readonly<Record<string, boolean>>;

function toAllowed(allowed: Allowed): string {
  return Object.entries(allowed)
    .map(([word, isAllowed]) => (isAllowed ? `+${word}` : ""))
    .join("");
}

/** What menus offer on a list. */
function listAllowed(kind: ResourceKind): Allowed {
  const { sort, groupings } = describeKind(kind);
  return { sort: sort !== undefined, group: groupings.length > 0 };
}

/** What menus offer on a thing. */
function thingAllowed(kind: ResourceKind): Allowed {
  const { opens, page, isComparable = false, hasVersions = false } = describeKind(kind);
  return {
    id: true,
    open: opens !== "nothing",
    page: page !== undefined && page.command === undefined,
    compare: isComparable,
    versions: hasVersions,
  };
}

/** Whether `id` is the node's own or that of something below it; everything is below nothing. */
export function isBelow(id: string, node: { readonly id: string } | undefined): boolean {
  return node === undefined || id === node.id || id.startsWith(`${node.id}/`);
}
