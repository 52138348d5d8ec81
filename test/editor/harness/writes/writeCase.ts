/**
 * What the matrix of writes needs to know about one kind of write: how its preview is opened, what must leave, what the
 * platform then holds, and how somebody else gets in the way. Asserts nothing.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ApiSession } from "../../../../client/src/api/apiSession.js";
import type { AuditEntry } from "../../../../client/src/audit/auditTrail.js";
import { PreviewSession, planPreview } from "../../../../client/src/preview/session/previewSession.js";
import type { WritePlace } from "../../../../client/src/preview/session/writePlaces.js";
import type { WritePlan, WriteTask } from "../../../../client/src/preview/session/writeTask.js";
import type { SampleOrganisation } from "../../../../client/src/sample/organisation.js";
import type { TestApi } from "../../../../client/src/testApi.js";
import { getOrganisation } from "../extensionUnderTest.js";
import { openElsewhere } from "../otherWindow.js";

/** One write about to be previewed, on an object of its own. */
export interface WriteCase {
  /** What messages call it. */
  readonly subject: string;
  /** The one request that must leave: verb and path. */
  readonly request: string;
  /** A text that stands in the address or the body of this request and of no other. */
  readonly mark: string;
  /** Opens the preview as a person or a program would; its id. */
  open(): Promise<string>;
  /** What the platform holds, as text; looked up inside the stand-in, so that no index lags. */
  read(): string;
  /** Whether the platform holds what was wished for. */
  isDone(): boolean;
  /** Somebody else changes the object. */
  disturb(): Promise<void>;
  /** Somebody else, in a window of their own, is about to make the same kind of write on the same object. */
  startElsewhere(): Promise<OtherWrite>;
}

/** A previewed write of another window. */
export interface OtherWrite {
  apply(): Promise<unknown>;
}

/** A kind of write. */
export interface WriteDriver {
  readonly name: string;
  /** Of two who write at once the platform lets one through. */
  readonly isExclusive: boolean;
  prepare(world: World): Promise<WriteCase>;
}

/** Where the matrix plays. */
export interface World {
  readonly api: TestApi;
  readonly organisation: SampleOrganisation;
  /** Somebody else. */
  readonly other: ApiSession;
  readonly otherStage: ApiSession;
  /** A folder for files. */
  readonly folder: vscode.Uri;
  /** A name nobody used. */
  nextName(): string;
}

/** Opens the world in a folder of the workspace, which `close` deletes. */
export async function openWorld(api: TestApi, folderName: string): Promise<World> {
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(workspace, "the suite runs in a workspace");
  const folder = vscode.Uri.joinPath(workspace, folderName);
  await vscode.workspace.fs.createDirectory(folder);
  let count = 0;
  return {
    api,
    organisation: await getOrganisation(api),
    other: await openElsewhere(api, "dev"),
    otherStage: await openElsewhere(api, "stage"),
    folder,
    nextName: () => `Matrix ${++count}`,
  };
}

/** Calls a command as a program does and returns the id of the preview it opened. */
export async function openByCommand(command: string, given: object): Promise<string> {
  const report = await vscode.commands.executeCommand<{ kind: string; preview?: { id: string } }>(
    command,
    given,
  );
  assert.equal(report.kind, "open", `${command}: ${JSON.stringify(report)}`);
  assert.ok(report.preview);
  return report.preview.id;
}

/**
 * Makes a change of an object through the editor and opens the preview that takes it back: only the editor's own changes are
 * in its trail.
 */
export async function changeToTakeBack(
  id: string,
  openChange: () => Promise<string>,
): Promise<() => Promise<string>> {
  await vscode.commands.executeCommand("aep.preview.apply", { preview: await openChange() });
  const entries = await vscode.commands.executeCommand<readonly AuditEntry[]>("aep.audit.show", {});
  const last = entries.find((entry) => entry.id === id);
  return () => openByCommand("aep.audit.undo", { change: last?.change });
}

/** The write path in another window: a session of its own on a task of its own. */
export async function startTask<Item, Change extends WritePlan>(
  session: ApiSession,
  toTask: (place: WritePlace) => WriteTask<Item, Change>,
): Promise<OtherWrite> {
  const patience = new AbortController().signal;
  const target = { connection: session.connection, sandbox: session.sandbox ?? "" };
  const planned = await planPreview("other", toTask({ target, session, heading: [] }), patience);
  assert.ok(planned instanceof PreviewSession, "the other window has something to preview");
  return { apply: () => planned.apply(patience) };
}
