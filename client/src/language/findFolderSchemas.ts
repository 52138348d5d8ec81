/**
 * Finds in the open folder what `pql schema pull` wrote: `schemas.json`, which says of which sandbox the schemas are, and the schemas
 * beside it. Of several it takes the one nearest to the top. Takes nothing for a schema that is none, and writes nothing.
 */
import * as vscode from "vscode";
import type { SchemaSources } from "../../../server/src/protocol/clientMessages";
import { isRecord } from "../model/values";

/** Union schemas as `pql schema pull` writes them into a folder. */
export interface FoundSchemas {
  /** The address of the file that says of which sandbox they are. */
  readonly mark: string;
  readonly schemas: SchemaSources;
  /** The sandbox they are of. */
  readonly sandbox: string;
  /** ISO time at which they were fetched; missing where the folder does not say. */
  readonly age?: string;
}

/** The file that stands beside schemas. */
export const SCHEMA_MARK = "**/schemas.json";
const ELSEWHERE = "**/{node_modules,dist,out}/**";
const MOST_LOOKED_AT = 50;
/** Looked at in any case: not every place that an editor shows can be searched. */
const USUAL_PLACES = ["schemas.json", "schemas/schemas.json"];

/** Undefined where the folder has none. */
export async function findFolderSchemas(): Promise<FoundSchemas | undefined> {
  const usual = (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) =>
    USUAL_PLACES.map((place) => vscode.Uri.joinPath(uri, place)),
  );
  const marks = await vscode.workspace.findFiles(SCHEMA_MARK, ELSEWHERE, MOST_LOOKED_AT);
  for (const mark of [...usual, ...marks.sort(isNearer)]) {
    const found = await readBeside(mark);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isNearer({ path: one }: vscode.Uri, { path: other }: vscode.Uri): number {
  return one.split("/").length - other.split("/").length || (one < other ? -1 : 1);
}

async function readBeside(mark: vscode.Uri): Promise<FoundSchemas | undefined> {
  const { sandbox, fetchedAt } = (await readJson(mark)) ?? {};
  if (typeof sandbox !== "string") return undefined;
  const [profile, experienceEvent] = await Promise.all(
    ["profile.json", "experienceEvent.json"].map((name) => toSource(vscode.Uri.joinPath(mark, "..", name))),
  );
  if (profile === undefined && experienceEvent === undefined) return undefined;
  const isTime = typeof fetchedAt === "string" && !Number.isNaN(Date.parse(fetchedAt));
  return {
    mark: mark.toString(),
    schemas: { profile, experienceEvent },
    sandbox,
    ...(isTime && { age: fetchedAt }),
  };
}

/** A path where there is a disk, which the server reads by itself; else the schema, whose place only the editor can read. */
async function toSource(file: vscode.Uri): Promise<unknown> {
  if (file.scheme !== "file") return await readJson(file);
  const isThere = await vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  return isThere ? file.fsPath : undefined;
}

/** Undefined for what is not there, or is no object. */
async function readJson(file: vscode.Uri): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
