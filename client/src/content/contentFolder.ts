/**
 * A template or fragment as a folder of local files: its parts, the same parts as they were when they were taken, and
 * `content.json` that says what they are of. Writes only into that folder.
 */
import * as vscode from "vscode";
import type { ContentKind } from "../api/contentWrites";
import { findText, replaceText } from "../documents/draftFiles";
import { UserError } from "../model/userError";
import { isRecord, readText } from "../model/values";
import { say } from "../words/say";
import { type ContentPart, isSameText } from "./contentParts";

/** What a folder is of. */
export interface ContentLink {
  readonly kind: ContentKind;
  readonly id: string;
  readonly name: string;
  readonly connection: string;
  readonly sandbox: string;
}

/** A folder that was read. */
export interface ContentFolder {
  readonly link: ContentLink;
  readonly parts: readonly ContentPart[];
  /** The parts as they were taken from the platform. */
  readonly started: readonly ContentPart[];
}

const LINK_FILE = "content.json";
/** Holds the start; hidden, because nobody edits it. */
const STARTED_FOLDER = ".started";

/** Writes the folder; returns the address of its first part. */
export async function writeContentFolder(
  folder: vscode.Uri,
  link: ContentLink,
  parts: readonly ContentPart[],
): Promise<vscode.Uri | undefined> {
  await replaceText(vscode.Uri.joinPath(folder, LINK_FILE), `${JSON.stringify(link, null, 2)}\n`);
  await writeStarted(folder, parts);
  for (const { file, text } of parts) await replaceText(vscode.Uri.joinPath(folder, file), text);
  const main = parts.find(({ file }) => file.endsWith(".html")) ?? parts[0];
  return main && vscode.Uri.joinPath(folder, main.file);
}

/**
 * Remembers what the platform holds now as the start of the next change. Files that still say what was sent follow it, for
 * a conflict may have been resolved to something else; what was edited since stays.
 */
export async function writeApplied(
  folder: vscode.Uri,
  { sent, now }: { readonly sent: readonly ContentPart[]; readonly now: readonly ContentPart[] },
): Promise<void> {
  for (const { file, text } of now) {
    const uri = vscode.Uri.joinPath(folder, file);
    const local = await findText(uri);
    const mine = sent.find((part) => part.file === file)?.text;
    const isUntouched = local !== undefined && mine !== undefined && isSameText(local, mine);
    if (isUntouched && !isSameText(local, text)) await replaceText(uri, text);
  }
  await writeStarted(folder, now);
}

async function writeStarted(folder: vscode.Uri, parts: readonly ContentPart[]): Promise<void> {
  for (const { file, text } of parts)
    await replaceText(vscode.Uri.joinPath(folder, STARTED_FOLDER, file), text);
}

/** Reads the folder a file is in, unsaved changes included. Throws `badFile` for another folder. */
export async function readContentFolder(
  folder: vscode.Uri,
  files: readonly string[],
): Promise<ContentFolder> {
  const text = await findText(vscode.Uri.joinPath(folder, LINK_FILE));
  const link = text === undefined ? undefined : readLink(text);
  if (link === undefined) {
    throw new UserError(
      "badFile",
      say("This file belongs to no template or fragment. Edit one from the AEP view first."),
    );
  }
  const readAll = async (from: vscode.Uri): Promise<readonly ContentPart[]> => {
    const found = await Promise.all(
      files.map(async (file) => ({ file, text: await findText(vscode.Uri.joinPath(from, file)) })),
    );
    return found.flatMap(({ file, text: content }) =>
      content === undefined ? [] : [{ file, text: content }],
    );
  };
  const started = await readAll(vscode.Uri.joinPath(folder, STARTED_FOLDER));
  return { link, parts: await readAll(folder), started };
}

/** The files a folder may hold. */
export const CONTENT_FILES: readonly string[] = [
  "subject.txt",
  "document.html",
  "body.html",
  "body.txt",
  "fragment.html",
  "fragment.txt",
];

function readLink(text: string): ContentLink | undefined {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) return undefined;
  const [id, connection, sandbox] = ["id", "connection", "sandbox"].map((key) => readText(value[key]));
  const kind = (["template", "fragment"] as const).find((known) => known === value["kind"]);
  if (id === undefined || connection === undefined || sandbox === undefined || kind === undefined)
    return undefined;
  return { kind, id, connection, sandbox, name: readText(value["name"]) ?? id };
}
