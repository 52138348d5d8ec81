/**
 * A message as a folder of local files: each part as authored and as the copy a person edits, and what to do with it.
 * Never overwrites an edited copy, and never the copy of another message.
 */
import * as vscode from "vscode";
import { findText, replaceText } from "../documents/draftFiles";
import { toFileName } from "../model/resource";
import { isRecord, readText } from "../model/values";
import { isSameText, type MessagePart } from "./contentParts";

/** Which message a folder is of. */
export interface MessageLink {
  readonly connection: string;
  readonly sandbox: string;
  readonly campaignId: string;
  readonly messageId: string;
  /** Counted from zero. */
  readonly variant: number;
}

/** Both sides of one part. */
export interface PartFiles {
  readonly title: string;
  readonly authored: vscode.Uri;
  readonly updated: vscode.Uri;
}

/** A folder that was written. */
export interface MessageFolder {
  readonly parts: readonly PartFiles[];
  readonly instructions: vscode.Uri;
  /** Titles of parts that were edited before and were left as they are. */
  readonly kept: readonly string[];
  /** Of those, the parts whose authored text has changed since. */
  readonly overtaken: readonly string[];
}

const LINK_FILE = "message.json";

/** Writes the folder below `root`. */
export async function writeMessageFolder(
  root: vscode.Uri,
  message: { readonly link: MessageLink; readonly name: string; readonly parts: readonly MessagePart[] },
  instructions: string,
): Promise<MessageFolder> {
  const folder = await chooseFolder(root, message.name, message.link);
  await replaceText(vscode.Uri.joinPath(folder, LINK_FILE), `${JSON.stringify(message.link, null, 2)}\n`);
  const instructionsFile = vscode.Uri.joinPath(folder, "WhatToDo.md");
  await replaceText(instructionsFile, instructions);
  const written: WrittenPart[] = [];
  for (const part of message.parts) written.push(await writePart(folder, part));
  return {
    parts: written.map(({ files }) => files),
    instructions: instructionsFile,
    kept: written.filter(({ isKept }) => isKept).map(({ files }) => files.title),
    overtaken: written.filter(({ isOvertaken }) => isOvertaken).map(({ files }) => files.title),
  };
}

interface WrittenPart {
  readonly files: PartFiles;
  readonly isKept: boolean;
  readonly isOvertaken: boolean;
}

async function writePart(folder: vscode.Uri, { ending, title, text }: MessagePart): Promise<WrittenPart> {
  const authored = vscode.Uri.joinPath(folder, `authored${ending}`);
  const updated = vscode.Uri.joinPath(folder, `updated${ending}`);
  const [before, edited] = [await findText(authored), await findText(updated)];
  const isKept = edited !== undefined && !isSameText(edited, before ?? text);
  await replaceText(authored, text);
  if (!isKept) await replaceText(updated, text);
  const isOvertaken = isKept && before !== undefined && !isSameText(before, text);
  return { files: { title, authored, updated }, isKept, isOvertaken };
}

/** The folder of this message: the one it has, else a new one whose name says which message it is if need be. */
async function chooseFolder(root: vscode.Uri, name: string, link: MessageLink): Promise<vscode.Uri> {
  const plain = toFileName(name);
  for (const candidate of [plain, `${plain} (${link.messageId.slice(0, 8)}, ${link.variant + 1})`]) {
    const folder = vscode.Uri.joinPath(root, candidate);
    const text = await findText(vscode.Uri.joinPath(folder, LINK_FILE));
    if (text === undefined || isLinkOf(text, link)) return folder;
  }
  return vscode.Uri.joinPath(root, toFileName(`${name} ${link.messageId} ${link.sandbox}`));
}

function isLinkOf(text: string, link: MessageLink): boolean {
  const value: unknown = parse(text);
  if (!isRecord(value)) return false;
  const keys = ["sandbox", "campaignId", "messageId"] as const;
  return keys.every((key) => readText(value[key]) === link[key]) && value["variant"] === link.variant;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
