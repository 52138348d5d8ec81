/**
 * Whether the merge policy of the audience behind a document is active on edge: the policy its `.audience.json` names, the
 * audience's own for what the platform shows, else the default one of the sandbox. Policies are read when first asked for and
 * kept for a while per sandbox. A fact that only refines others: what cannot be read is not known, and nobody is told.
 */
import type * as vscode from "vscode";
import type { Selection } from "../auth/selection";
import { readDocumentUri } from "../documents/aepUri";
import { findText } from "../documents/draftFiles";
import type { DraftLinks } from "../documents/draftLinks";
import { AUDIENCE_FILE_ENDING, readAudienceFile } from "../model/audienceFile";
import { EXPRESSION_FILE_ENDING } from "../model/audienceFolder";
import type { MergePolicyNames } from "../model/mergePolicyNames";
import { type ResourceReference, type SandboxTarget, toResourcePath, toSandboxKey } from "../model/resource";

/** What the states are found with. */
export interface MergePolicySources {
  readonly selection: Selection;
  readonly draftLinks: DraftLinks;
  readonly fetchMergePolicies: (target: SandboxTarget) => Promise<MergePolicyNames>;
  readonly now: () => number;
}

/** An administrator rarely changes a merge policy; after this it is read again. */
const LIFETIME_MS = 600_000;

/** What is known of the sandboxes of one window. */
export class MergePolicyStates {
  private readonly policies = new Map<
    string,
    { readonly at: number; readonly names: Promise<MergePolicyNames> }
  >();

  /** The merge policies of the audiences that were shown, by what names each. */
  private readonly shown = new Map<string, string | undefined>();

  constructor(private readonly sources: MergePolicySources) {}

  /** Takes the merge policy of an audience whose expression is about to be shown. */
  note(reference: ResourceReference, mergePolicy: string | undefined): void {
    this.shown.set(toResourcePath(reference), mergePolicy);
  }

  /** Undefined where nobody knows. Never rejects. */
  async isActiveOnEdge(uri: vscode.Uri): Promise<boolean | undefined> {
    try {
      return await this.read(uri);
    } catch {
      // No answer, or a file that cannot be read and says so itself.
      return undefined;
    }
  }

  /** The name of a merge policy; undefined where it cannot be read. Never rejects. */
  async findName(target: SandboxTarget, id: string | undefined): Promise<string | undefined> {
    if (id === undefined) return undefined;
    return await this.getNames(target).then(
      (names) => names.toName(id),
      () => undefined,
    );
  }

  private async read(uri: vscode.Uri): Promise<boolean | undefined> {
    const { selection, draftLinks } = this.sources;
    const reference = readDocumentUri(uri)?.reference;
    if (reference !== undefined) {
      const path = toResourcePath(reference);
      if (!this.shown.has(path)) return undefined;
      return (await this.getNames(reference)).isActiveOnEdge(this.shown.get(path));
    }
    const target = selection.current;
    if (target === undefined) return undefined;
    const wanted = (await readWanted(uri)) ?? draftLinks.find(uri, target)?.started.mergePolicy;
    const names = await this.getNames(target);
    if (wanted === undefined) return names.isActiveOnEdge(undefined);
    const id = names.findId(wanted);
    return id === undefined ? undefined : names.isActiveOnEdge(id);
  }

  private getNames(target: SandboxTarget): Promise<MergePolicyNames> {
    const { now, fetchMergePolicies } = this.sources;
    const key = toSandboxKey(target);
    const known = this.policies.get(key);
    if (known !== undefined && now() - known.at < LIFETIME_MS) return known.names;
    const names = fetchMergePolicies(target);
    this.policies.set(key, { at: now(), names });
    names.catch(() => {
      if (this.policies.get(key)?.names === names) this.policies.delete(key);
    });
    return names;
  }
}

/** The merge policy that the file beside an expression names. */
async function readWanted(uri: vscode.Uri): Promise<string | undefined> {
  if (!uri.path.endsWith(EXPRESSION_FILE_ENDING) || uri.scheme === "untitled") return undefined;
  const path = uri.path.slice(0, -EXPRESSION_FILE_ENDING.length) + AUDIENCE_FILE_ENDING;
  const text = await findText(uri.with({ path }));
  return text === undefined ? undefined : readAudienceFile(text).definition.mergePolicy;
}
