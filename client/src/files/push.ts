/**
 * What pushing and promoting files would send, as changes for the one write path. Collects real differences only; reads,
 * compares and resolves, and sends nothing.
 */
import * as vscode from "vscode";
import type { ApiSession } from "../api/apiSession";
import { EXPRESSION_FILE_ENDING } from "../model/audienceFolder";
import { replaceReferences } from "../model/expressionReferences";
import type { SandboxTarget } from "../model/resource";
import type { AudienceRequest, CreationOrder } from "../preview/audience/audienceRequests";
import { say } from "../words/say";
import { findRelativePath, findStem, openEditorFolder } from "./editorFolder";
import { type ComparedPair, compareFolder } from "./folderComparison";
import { type AudiencePair, type FolderIndex, readFolderIndex } from "./folderIndex";
import {
  type BlockedPair,
  listAwaited,
  toCircularOnes,
  toIdsByName,
  toSendingOrder,
  toStemsToCome,
  type WaitingWrite,
} from "./plannedReferences";
import { resolveExpression } from "./promotion";

/** Which files to send where. */
export interface PushRequest {
  readonly target: SandboxTarget;
  /** Opens the sandboxes of the target's connection. */
  readonly openSession: (sandbox: string) => Promise<ApiSession>;
  /** Files of the pairs, or folders that hold them; undefined means every pair of the workspace. */
  readonly uris: readonly vscode.Uri[] | undefined;
  readonly signal: AbortSignal;
}

/** What would be sent, and what stands in the way. */
export interface PushPlan {
  readonly changes: readonly (AudienceRequest<string> & { readonly document: vscode.TextDocument })[];
  readonly blocked: readonly BlockedPair[];
  /** Pairs that ask for nothing. */
  readonly same: number;
}

/** Plans a push. The editor's own rules (permission, conflicts, what the platform refuses) come with the preview. */
export async function planPush(request: PushRequest): Promise<PushPlan> {
  const session = await request.openSession(request.target.sandbox);
  const plans: PushPlan[] = [];
  for (const { uri: root } of vscode.workspace.workspaceFolders ?? []) {
    const isWanted = toFilter(root, request.uris);
    if (isWanted !== undefined) plans.push(await planFolderPush(request, { root, isWanted, session }));
  }
  return {
    changes: plans.flatMap(({ changes }) => changes),
    blocked: plans.flatMap(({ blocked }) => blocked),
    same: plans.reduce((sum, plan) => sum + plan.same, 0),
  };
}

interface FolderPush {
  readonly root: vscode.Uri;
  readonly isWanted: (pair: Pick<AudiencePair, "stem">) => boolean;
  readonly session: ApiSession;
}

async function planFolderPush(
  request: PushRequest,
  { root, isWanted, session }: FolderPush,
): Promise<PushPlan> {
  const { target, signal } = request;
  const folder = openEditorFolder(root, request.uris);
  const index = await readFolderIndex(folder, { signal });
  const asking: ComparedPair[] = [];
  let same = 0;
  await compareFolder({ session, folder, index, isWanted, signal }, (compared) => {
    const { here, conflicting, state } = compared.comparison;
    if (state === "onlyHere" || here.length + conflicting.length + compared.problems.length > 0)
      asking.push(compared);
    else same++;
  });
  const resolved = await Promise.all(
    asking.map((compared) => resolve(compared, { request, session, asking })),
  );
  const { ordered, circular } = toSendingOrder(resolved.filter(({ problems }) => problems.length === 0));
  const names = new Map(asking.map(({ pair }) => [pair.stem, pair.name]));
  const created = new Map<string, string>();
  const changes = await Promise.all(
    ordered.map((one) => toChange(one, { root, target, order: toOrder(one, names, created) })),
  );
  return {
    changes,
    blocked: [
      ...toBrokenOnes(index, isWanted),
      ...toUnlinkedOnes(index, findNamedStems(root, request.uris ?? [])),
      ...resolved.flatMap(({ compared, problems }) =>
        problems.map((reason) => ({ name: compared.pair.name, reason })),
      ),
      ...toCircularOnes(circular.map((stem) => names.get(stem) ?? stem)),
    ],
    same,
  };
}

function toOrder(
  { stem, write }: ResolvedPair,
  names: ReadonlyMap<string, string>,
  created: Map<string, string>,
): CreationOrder {
  const awaits = Object.entries(write.awaits).map(
    ([id, key]) => [id, { key, name: names.get(key) ?? key }] as const,
  );
  return { key: stem, awaits: Object.fromEntries(awaits), created };
}

function toBrokenOnes(
  { broken }: FolderIndex,
  isWanted: (pair: { readonly stem: string }) => boolean,
): readonly BlockedPair[] {
  return broken
    .filter(({ path }) => isWanted({ stem: findStem(path) ?? path }))
    .map(({ path, reason }) => ({ name: path, reason }));
}

/** Whoever names a file means an audience: where there is none, "nothing to send" would say that the platform holds it. */
function toUnlinkedOnes(
  { pairs, broken, loose }: FolderIndex,
  named: readonly string[],
): readonly BlockedPair[] {
  const known = new Set([...pairs.map(({ stem }) => stem), ...broken.map(({ path }) => findStem(path))]);
  return named
    .filter((stem) => !known.has(stem))
    .map((stem) => ({
      name: stem + EXPRESSION_FILE_ENDING,
      reason: loose.includes(stem)
        ? say("It belongs to no audience yet. “AEP: Preview Audience” makes one of it.")
        : say("There is no such file."),
    }));
}

interface Resolving {
  readonly request: PushRequest;
  readonly session: ApiSession;
  readonly asking: readonly ComparedPair[];
}

/** A pair with its expression in the target's terms, and the pairs it waits for. */
interface ResolvedPair extends WaitingWrite {
  readonly compared: ComparedPair;
  readonly problems: readonly string[];
}

/** Ids of the pair's home become ids of the target, first through the files' own links, then by name. */
async function resolve(
  compared: ComparedPair,
  { request, session, asking }: Resolving,
): Promise<ResolvedPair> {
  const { draft, problems, pair } = compared;
  const { stem } = pair;
  const home = Object.keys(pair.file.remotes).map(toSandboxName)[0];
  const text = draft.expression?.value;
  if (text === undefined || home === undefined || home === request.target.sandbox)
    return { stem, compared, problems, write: { awaits: {} } };
  const linked = replaceReferences(text, { audiences: toIdsByName(asking), namespaces: new Map() });
  const toCome = toStemsToCome(asking.filter((other) => other !== compared));
  const awaits = Object.fromEntries(listAwaited(linked, toCome).map((id) => [id, toCome.get(id) ?? id]));
  const { expression, problems: missing } = await resolveExpression(linked, {
    source: await request.openSession(home),
    target: session,
    signal: request.signal,
    awaited: new Set(Object.keys(awaits)),
  });
  return {
    stem,
    compared: { ...compared, draft: { ...draft, expression: { format: "pql/text", value: expression } } },
    problems: [...problems, ...missing],
    write: { awaits },
  };
}

async function toChange(
  { compared: { pair, draft, base, audience } }: ResolvedPair,
  { root, target, order }: ChangePlace,
): Promise<PushPlan["changes"][number]> {
  const uri = vscode.Uri.joinPath(root, pair.stem + EXPRESSION_FILE_ENDING);
  const document = await vscode.workspace.openTextDocument(uri);
  const lifecycle = audience === undefined && draft.lifecycle === "active" ? "published" : draft.lifecycle;
  return {
    target,
    subject: pair.name,
    draft: { ...draft, lifecycle },
    document,
    id: audience?.id,
    base,
    order,
  };
}

interface ChangePlace {
  readonly root: vscode.Uri;
  readonly target: SandboxTarget;
  readonly order: CreationOrder;
}

function toSandboxName(key: string): string {
  return key.slice(key.indexOf("/") + 1);
}

/** Whether a pair is meant: it was named, or stands below a folder that was; undefined when this folder has no part in it. */
function toFilter(
  root: vscode.Uri,
  uris: readonly vscode.Uri[] | undefined,
): ((pair: Pick<AudiencePair, "stem">) => boolean) | undefined {
  if (uris === undefined || uris.some((uri) => uri.toString() === root.toString())) return () => true;
  const paths = uris.flatMap((uri) => findRelativePath(root, uri) ?? []);
  if (paths.length === 0) return undefined;
  const stems = new Set(findNamedStems(root, uris));
  return ({ stem }) => stems.has(stem) || paths.some((path) => stem.startsWith(`${path}/`));
}

function findNamedStems(root: vscode.Uri, uris: readonly vscode.Uri[]): readonly string[] {
  return [...new Set(uris.flatMap((uri) => findStem(findRelativePath(root, uri) ?? "") ?? []))];
}
