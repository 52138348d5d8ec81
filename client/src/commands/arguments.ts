/**
 * Reads what commands are called with: tree nodes, addresses, or the plain object of a program. Asks nobody.
 */
import * as vscode from "vscode";
import { readDocumentUri } from "../documents/aepUri";
import { AUDIENCE_FILE_ENDING } from "../model/audienceFile";
import { EXPRESSION_FILE_ENDING } from "../model/audienceFolder";
import { lackingConnection, unchosenSandbox } from "../model/refusals";
import type { ResourceReference, SandboxTarget } from "../model/resource";
import type { ResourceRow } from "../model/rows";
import { UserError } from "../model/userError";
import { isRecord, readText } from "../model/values";
import { findSessionId } from "../preview/session/previewDocuments";
import type { Services } from "../services";
import { isTreeNode, type NodeData, type TreeNode } from "../tree/nodes";
import { say } from "../words/say";
import type { CommandCall } from "./command";

/** The plain object of an automated call; empty for every other call. */
export function getRecord(call: CommandCall): Readonly<Record<string, unknown>> {
  const [first] = call.args;
  return call.isAutomated && isRecord(first) ? first : {};
}

/** The plain name a button or link hands over. */
export function findName(call: CommandCall): string | undefined {
  return readText(call.args[0]);
}

/** The node a command was called on. */
export function findNode(call: CommandCall): TreeNode | undefined {
  const [first] = call.args;
  return isTreeNode(first) ? first : undefined;
}

/** The data of the node a command was called on, when it is of one type. */
export function findNodeData<Type extends NodeData["type"]>(
  call: CommandCall,
  type: Type,
): (NodeData & { type: Type }) | undefined {
  const data = findNode(call)?.data;
  return data?.type === type ? (data as NodeData & { type: Type }) : undefined;
}

/** The things a command was called on: the selection when the clicked node is part of it, else the clicked node, else what is in front. */
export function findReferences(call: CommandCall): readonly ResourceReference[] {
  const [first, selection] = call.args;
  const selected = Array.isArray(selection) ? selection.filter(isTreeNode) : [];
  const nodes = selected.some((node) => node === first) ? selected : [findNode(call)];
  const references = nodes.flatMap((node) => (node === undefined ? [] : toReference(node)));
  if (references.length > 0) return references;
  const given = findUri(call);
  // A page hides which editor is in front beside it.
  if (given === undefined && call.front !== undefined) return [call.front];
  const uri = given ?? vscode.window.activeTextEditor?.document.uri;
  const document = uri === undefined ? undefined : readDocumentUri(uri);
  return document === undefined ? [] : [document.reference];
}

/** The one journey or campaign a command was called on, if any: a row, its page, or as a program names it. */
export function findPlace(call: CommandCall, kind: "journey" | "campaign"): CalledPlace | undefined {
  const given = getRecord(call);
  const [connection, sandbox, id] = ["connection", "sandbox", "id"].map((name) => readText(given[name]));
  if (connection !== undefined && sandbox !== undefined && id !== undefined)
    return { connection, sandbox, id };
  return findReferences(call).find((one) => one.kind === kind);
}

/** Where a journey or campaign is. */
export interface CalledPlace extends SandboxTarget {
  readonly id: string;
}

/** Names of the rows a command was called on, by id. */
export function findRowNames(call: CommandCall): ReadonlyMap<string, string> {
  const [first, selection] = call.args;
  const nodes = [first, ...(Array.isArray(selection) ? selection : [])].filter(isTreeNode);
  return new Map(
    nodes.flatMap(({ data }) => (data.type === "resource" ? [[data.row.id, data.row.name] as const] : [])),
  );
}

/** The row of a thing among those the command was called on. */
export function findRow({ args }: CommandCall, reference: ResourceReference): ResourceRow | undefined {
  const nodes = [args[0], ...(Array.isArray(args[1]) ? args[1] : [])].filter(isTreeNode);
  return nodes
    .flatMap(({ data }) => (data.type === "resource" ? [data.row] : []))
    .find(({ kind, id }) => kind === reference.kind && id === reference.id);
}

/** The address a command was called with: by a menu, or as text by the language server. */
export function findUri(call: CommandCall): vscode.Uri | undefined {
  const [first] = call.args;
  if (first instanceof vscode.Uri) return first;
  if (typeof first === "string" && /^[a-z][a-z0-9+.-]+:/i.test(first)) return vscode.Uri.parse(first, true);
  return undefined;
}

/** The PQL document a command is about: the one it was called with, else the one in front. */
export function findPqlUri(call: CommandCall): vscode.Uri | undefined {
  const given = findUri(call);
  if (given !== undefined) return given;
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === "pql" ? document.uri : undefined;
}

/** The expression of the draft a command is about: a PQL document, or the one beside the `.audience.json` that is meant. */
export function findDraftUri(call: CommandCall): vscode.Uri | undefined {
  const meant = findUri(call) ?? vscode.window.activeTextEditor?.document.uri;
  if (meant?.path.endsWith(AUDIENCE_FILE_ENDING) !== true) return findPqlUri(call);
  return meant.with({ path: meant.path.slice(0, -AUDIENCE_FILE_ENDING.length) + EXPRESSION_FILE_ENDING });
}

/** A file of an automated call: a path or an address. */
export function readFileArgument(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) return value;
  const text = readText(value);
  if (text === undefined) return undefined;
  return /^[a-z][a-z0-9+.-]+:/i.test(text) ? vscode.Uri.parse(text, true) : vscode.Uri.file(text);
}

/** The sandbox a command works in: the one given, else the one in use. Throws `noSandbox` when there is none. */
export function getTarget(services: Services, given: Readonly<Record<string, unknown>> = {}): SandboxTarget {
  const { current } = services.selection;
  const connection = readText(given["connection"]) ?? current?.connection;
  const sandbox =
    readText(given["sandbox"]) ?? (connection === current?.connection ? current?.sandbox : undefined);
  if (connection !== undefined && sandbox !== undefined) return { connection, sandbox };
  throw refuseWithoutSandbox(services);
}

/** No sandbox is in use, or nothing is connected that could have one. */
export function refuseWithoutSandbox({ connections }: Pick<Services, "connections">): UserError {
  return connections.all().length === 0 ? lackingConnection() : unchosenSandbox();
}

/** The preview a command is about: given by id, by the address of its editor title, or the one in front. */
export function getPreviewId({ previews }: Services, call: CommandCall): string {
  const uri = findUri(call);
  const named = uri === undefined ? findName(call) : findSessionId(uri);
  const given = readText(getRecord(call)["preview"]) ?? named;
  if (given !== undefined && previews.isOpen(given)) return given;
  const id = previews.findFront() ?? given;
  if (id !== undefined) return id;
  throw new UserError("gone", say("No preview is in front. Open one first."));
}

function toReference({ data }: TreeNode): readonly ResourceReference[] {
  return data.type === "resource" ? [{ ...data.target, kind: data.row.kind, id: data.row.id }] : [];
}
