/**
 * Keeps the state of the workspace's pairs in the sandbox in use: read from the platform on demand and after writes,
 * recomputed without network when files change. Shows nothing.
 */
import * as vscode from "vscode";
import type { ApiSession } from "../api/apiSession";
import type { Selection } from "../auth/selection";
import type { Sessions } from "../auth/sessions";
import type { Log } from "../log";
import { AUDIENCE_FILE_ENDING } from "../model/audienceFile";
import { EXPRESSION_FILE_ENDING, isWithin } from "../model/audienceFolder";
import { type SandboxTarget, toSandboxKey } from "../model/resource";
import { once } from "../once";
import { findRelativePath, findStem, openEditorFolder } from "./editorFolder";
import type { NamedEntry } from "./fileNames";
import type { AudiencePair, FolderIndex } from "./folderIndex";
import type { DraftPlace } from "./localDraft";
import {
  type PairStatus,
  type RememberedAudience,
  toPairStatus,
  toRemembered,
  toStatusAfterEdit,
} from "./pairStatus";

/** What states are read with. */
export interface FileStatusSources {
  readonly selection: Selection;
  readonly sessions: () => Promise<Sessions>;
  readonly log: Log;
}

/** The pairs of one workspace folder. */
export interface FolderStatus {
  readonly root: vscode.Uri;
  readonly target: SandboxTarget;
  /** By stem. */
  readonly pairs: ReadonlyMap<string, PairStatus>;
  /** Audiences without files; undefined while nobody asked for them. */
  readonly onlyThere: readonly NamedEntry[] | undefined;
}

interface KeptFolder extends FolderStatus {
  readonly pairs: Map<string, PairStatus>;
  readonly place: DraftPlace;
  /** By id; outlives the pairs, because a file that moves is gone for a moment. */
  readonly remembered: Map<string, RememberedAudience>;
}

/** What a refresh reads. */
export interface RefreshOptions {
  readonly signal?: AbortSignal | undefined;
  /** Also list the sandbox, to find what is only there. */
  readonly listsSandbox?: boolean;
}

/** Rows of one state that are shown before somebody asks for more. */
const ROWS_AT_ONCE = 500;

/** States by workspace folder. */
export class FileStatus implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly folders = new Map<string, KeptFolder>();
  private readonly listeners: vscode.Disposable[];
  private readonly edited: vscode.Uri[] = [];
  /** How often the rows of a state were asked for, by folder and state. */
  private readonly steps = new Map<string, number>();
  private pending: Promise<void> = Promise.resolve();
  /** Before states are known, no change of a file says anything. */
  private readonly followFiles = once(async () => {
    const { followFiles } = await import("../documents/followedFiles");
    const following = followFiles({
      pattern: `**/*{${EXPRESSION_FILE_ENDING},${AUDIENCE_FILE_ENDING}}`,
      onChange: (files) => {
        for (const file of files) this.followEdit(file);
      },
      onGone: (uri) => this.followEdit(uri),
      log: this.sources.log,
    });
    this.listeners.push(following);
  });

  /** Fires after states changed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly sources: FileStatusSources) {
    const follow = (uri: vscode.Uri): void => this.followEdit(uri);
    this.listeners = [
      this.changed,
      // The editor knows its own renames before the disk reports them.
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) for (const uri of [oldUri, newUri]) follow(uri);
      }),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => follow(uri)),
      sources.selection.onDidChange(() => this.forgetOthers()),
    ];
  }

  /** The states as last computed. */
  all(): readonly FolderStatus[] {
    return [...this.folders.values()];
  }

  /** The state of the pair a file belongs to. */
  find(uri: vscode.Uri): { readonly folder: FolderStatus; readonly status: PairStatus } | undefined {
    for (const folder of this.folders.values()) {
      const path = findRelativePath(folder.root, uri);
      const status = path === undefined ? undefined : folder.pairs.get(findStem(path) ?? "");
      if (status !== undefined) return { folder, status };
    }
    return undefined;
  }

  /** Reads everything anew from the platform for the sandbox in use. One refresh at a time. */
  refresh(options: RefreshOptions = {}): Promise<void> {
    const refreshing = this.pending.then(() => this.refreshNow(options));
    this.pending = refreshing.catch(() => undefined);
    return refreshing;
  }

  /** Takes a write into account: what the platform holds now is the audience's other side from here on. */
  noteWritten(target: SandboxTarget, id: string): void {
    this.enqueue(async () => {
      if (this.folders.size === 0 || !this.sources.selection.isCurrent(target)) return;
      const session = await (await this.sources.sessions()).open(target.connection, target.sandbox);
      const [{ fetchAudiences }, { isApiError }] = await Promise.all([
        import("../api/audiences"),
        import("../api/apiError"),
      ]);
      const audience = (await fetchAudiences(session, [id])).get(id);
      for (const { remembered } of this.folders.values()) {
        if (audience === undefined || isApiError(audience)) remembered.delete(id);
        else remembered.set(id, toRemembered(audience));
      }
      await this.recomputeLinked(id);
    });
  }

  /** How many rows of a state are shown; more than anybody reads only slow the view down. */
  limitOf(root: vscode.Uri, state: string): number {
    return (this.steps.get(`${root.toString()} ${state}`) ?? 1) * ROWS_AT_ONCE;
  }

  /** Shows the next rows of a state too. */
  showMore(root: vscode.Uri, state: string): void {
    const key = `${root.toString()} ${state}`;
    this.steps.set(key, (this.steps.get(key) ?? 1) + 1);
    this.changed.fire();
  }

  /** Resolves when changes of files that were announced until now are taken into account. */
  async settle(): Promise<void> {
    await this.pending;
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
  }

  private async refreshNow({ signal, listsSandbox }: RefreshOptions): Promise<void> {
    const target = this.sources.selection.current;
    if (target === undefined) return;
    const session = await (await this.sources.sessions()).open(target.connection, target.sandbox);
    const { listAudienceNames } = await import("./platformAudiences");
    await this.followFiles();
    const listed =
      listsSandbox === true
        ? (await listAudienceNames(session, {}, { ...(signal && { signal }) })).entries
        : undefined;
    for (const { uri: root } of vscode.workspace.workspaceFolders ?? []) {
      const read = await readFolderStatus({ root, session, signal });
      // Another sandbox may have come into use while this one was read.
      if (!this.sources.selection.isCurrent(target)) return;
      const before = this.folders.get(root.toString());
      this.folders.delete(root.toString());
      if (read === undefined) continue;
      const onlyThere = listed === undefined ? before?.onlyThere : withoutLinked(listed, read.pairs);
      const { connection, sandbox } = target;
      this.folders.set(root.toString(), { root, target: { connection, sandbox }, ...read, onlyThere });
    }
    this.changed.fire();
  }

  /** Files change in swarms (a pull, a checkout): what gathers while one step runs is one step. */
  private followEdit(uri: vscode.Uri): void {
    if (this.edited.length === 0) {
      this.enqueue(async () => {
        const uris = this.edited.splice(0);
        for (const folder of this.folders.values()) await this.recompute(folder, uris);
      });
    }
    this.edited.push(uri);
  }

  private enqueue(step: () => Promise<void>): void {
    this.pending = this.pending
      .then(step)
      .catch((error: unknown) => this.sources.log.error("The state of a file could not be computed", error));
  }

  private async recomputeLinked(id: string): Promise<void> {
    for (const folder of this.folders.values()) {
      const linked = [...folder.pairs.values()].filter(({ remote }) => remote?.id === id);
      const uris = linked.map(({ pair }) =>
        vscode.Uri.joinPath(folder.root, pair.stem + AUDIENCE_FILE_ENDING),
      );
      await this.recompute(folder, uris);
    }
  }

  /** A pair that moved keeps what is remembered of its audience: the link inside it says which. */
  private async recompute(kept: KeptFolder, uris: readonly vscode.Uri[]): Promise<void> {
    const paths = uris.flatMap((uri) => findRelativePath(kept.root, uri) ?? []);
    // A folder that moved or went is told as one, and meant are the pairs that were in it.
    const places = new Set(paths.map((path) => findStem(path) ?? path));
    const isMeant = (stem: string): boolean => isWithin(stem, places);
    if (!paths.some(findStem) && ![...kept.pairs.keys()].some(isMeant)) return;
    const [{ readExpression, readFolderIndex }, { toDraftHere, toIdsHere }] = await Promise.all([
      import("./folderIndex"),
      import("./localDraft"),
    ]);
    const folder = openEditorFolder(kept.root);
    const index = await readFolderIndex(folder, { unchanged: findUnchanged(kept, isMeant) });
    const place = { ...kept.place, idsHere: toIdsHere(index.pairs, kept.place.key) };
    for (const pair of index.pairs.filter(({ stem }) => isMeant(stem))) {
      const { draft, link, problems } = toDraftHere(pair, await readExpression(folder, pair), place);
      const remembered = this.findRemembered(kept, { stem: pair.stem, id: link?.id });
      kept.pairs.set(pair.stem, toStatusAfterEdit(remembered, { pair, draft, base: link?.seen, problems }));
    }
    this.dropMissing(kept, index);
    this.changed.fire();
  }

  /** A pair without a link may still have been found by its name. */
  private findRemembered(
    { pairs, remembered }: KeptFolder,
    { stem, id }: { readonly stem: string; readonly id: string | undefined },
  ): Pick<PairStatus, "remote"> {
    return id === undefined ? { remote: pairs.get(stem)?.remote } : { remote: remembered.get(id) };
  }

  private dropMissing({ pairs }: KeptFolder, index: FolderIndex): void {
    const present = new Set(index.pairs.map(({ stem }) => stem));
    for (const stem of pairs.keys()) if (!present.has(stem)) pairs.delete(stem);
  }

  private forgetOthers(): void {
    const current = this.sources.selection.current;
    const key = current && toSandboxKey(current);
    const others = [...this.folders].filter(([, { target }]) => toSandboxKey(target) !== key);
    if (others.length === 0) return;
    for (const [root] of others) this.folders.delete(root);
    this.changed.fire();
    // Whoever looked at states keeps looking at them in the new sandbox.
    if (current !== undefined) this.enqueue(() => this.refreshNow({}));
  }
}

/** Thousands of files are not read again because one of them was edited. */
function findUnchanged(
  { pairs }: KeptFolder,
  isEdited: (stem: string) => boolean,
): ReadonlyMap<string, AudiencePair> {
  const others = [...pairs].filter(([stem]) => !isEdited(stem));
  return new Map(others.map(([stem, { pair }]) => [stem, pair]));
}

/** Reads and compares the pairs of one folder; undefined when it holds none. */
async function readFolderStatus({
  root,
  session,
  signal,
}: {
  readonly root: vscode.Uri;
  readonly session: ApiSession;
  readonly signal: AbortSignal | undefined;
}): Promise<Pick<KeptFolder, "pairs" | "place" | "remembered"> | undefined> {
  const [{ compareFolder }, { readFolderIndex }] = await Promise.all([
    import("./folderComparison"),
    import("./folderIndex"),
  ]);
  const folder = openEditorFolder(root);
  const index = await readFolderIndex(folder, { signal });
  if (index.pairs.length === 0) return undefined;
  const pairs = new Map<string, PairStatus>();
  const remembered = new Map<string, RememberedAudience>();
  const place = await compareFolder({ session, folder, index, signal }, (compared) => {
    const status = toPairStatus(compared);
    pairs.set(compared.pair.stem, status);
    if (status.remote !== undefined) remembered.set(status.remote.id, status.remote);
  });
  return { pairs, place, remembered };
}

function withoutLinked(
  listed: readonly NamedEntry[],
  pairs: ReadonlyMap<string, PairStatus>,
): readonly NamedEntry[] {
  const linked = new Set([...pairs.values()].map(({ remote }) => remote?.id));
  return listed.filter(({ id }) => !linked.has(id));
}
