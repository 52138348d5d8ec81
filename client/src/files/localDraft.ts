/**
 * What a pair of files asks of one sandbox: names of merge policies and ids of audiences turned into that sandbox's. A file holds the
 * ids of the sandbox it was first pulled from (its home); where pairs are linked to several sandboxes, their links say which id
 * stands for which. Pure; what cannot be turned is named, never guessed.
 */
import { type AudienceDraft, EMPTY_DRAFT, toFingerprint } from "../model/audienceDefinition";
import type { RemoteLink } from "../model/audienceFile";
import { replaceReferences } from "../model/expressionReferences";
import type { MergePolicyNames } from "../model/mergePolicyNames";
import { say } from "../words/say";
import type { AudiencePair } from "./folderIndex";

/** The sandbox as far as drafts need it. */
export interface DraftPlace {
  /** See `toRemoteKey`. */
  readonly key: string;
  readonly mergePolicies: MergePolicyNames;
  /** Ids expressions are written with → ids of this sandbox. */
  readonly idsHere: ReadonlyMap<string, string>;
}

/** A draft with the link it belongs to. */
interface LocalDraftHere {
  readonly draft: AudienceDraft;
  /** Undefined where the pair is not linked to this sandbox. */
  readonly link: RemoteLink | undefined;
  /** Why nothing may be sent, one sentence each. */
  readonly problems: readonly string[];
}

/** The draft of a pair in a sandbox. `expression` is the text of the `.pql` file. */
export function toDraftHere(pair: AudiencePair, expression: string, place: DraftPlace): LocalDraftHere {
  const { definition, remotes } = pair.file;
  const link = remotes[place.key];
  const said = definition.mergePolicy;
  const mergePolicy = said === undefined ? undefined : place.mergePolicies.findId(said);
  const value = replaceReferences(expression, { audiences: place.idsHere, namespaces: new Map() });
  const text = { format: "pql/text", value } as const;
  const draft: AudienceDraft = {
    ...definition,
    name: pair.name,
    mergePolicy,
    expression: isUntouchedTree(link, { ...EMPTY_DRAFT, expression: text }) ? undefined : text,
  };
  const isMissing = said !== undefined && mergePolicy === undefined;
  return {
    draft,
    link,
    problems: isMissing ? [say("There is no merge policy named “{0}” in this sandbox.", said)] : [],
  };
}

/** The platform holds a tree of which the file is a translation: until somebody edits it, it says nothing new. */
function isUntouchedTree(link: RemoteLink | undefined, draft: AudienceDraft): boolean {
  return link?.text !== undefined && link.text === toFingerprint("expression", draft);
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/** The ids of every other sandbox that mean an audience of this one: what an expression is written with → what is sent. */
export function toIdsHere(pairs: readonly AudiencePair[], key: string): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { file } of pairs) {
    const here = file.remotes[key]?.id;
    if (here === undefined) continue;
    for (const { id } of Object.values(file.remotes)) if (id !== here) ids.set(id, here);
  }
  return ids;
}

/** The way back for one pair: this sandbox's ids → those of the pair's home. Empty at home, where nothing changes. */
export function toIdsAtHome(
  pairs: readonly AudiencePair[],
  { pair, key }: { readonly pair: AudiencePair; readonly key: string },
): ReadonlyMap<string, string> {
  const [home] = Object.keys(pair.file.remotes);
  if (home === undefined || home === key) return NOTHING;
  const ids = new Map<string, string>();
  for (const { file } of pairs) {
    const here = file.remotes[key]?.id;
    const there = file.remotes[home]?.id;
    if (here !== undefined && there !== undefined && here !== there) ids.set(here, there);
  }
  return ids;
}
