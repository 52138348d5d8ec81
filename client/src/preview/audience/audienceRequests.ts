/**
 * What people and programs want of audiences, and what such a request says in the platform's terms. Writes nothing.
 */
import type * as vscode from "vscode";
import { fetchMergePolicies } from "../../api/mergePolicies";
import {
  type AudienceDefinition,
  type AudienceDraft,
  EMPTY_DRAFT,
  type Fingerprints,
} from "../../model/audienceDefinition";
import { toMergePolicyNames } from "../../model/mergePolicyNames";
import type { SandboxTarget } from "../../model/resource";
import { UserError } from "../../model/userError";
import type { WritePlace } from "../session/writePlaces";
import type { CreationOrder } from "./creationOrder";

/** A change of one audience as requested. */
export interface AudienceWish {
  readonly target: SandboxTarget;
  /** What it is called in titles and messages; undefined where only the id is known, for the name that the platform has. */
  readonly subject: string | undefined;
  readonly draft: AudienceDraft;
  /** The draft's document, whose link file is updated afterwards. */
  readonly document?: vscode.TextDocument | undefined;
  /** Undefined creates. */
  readonly id?: string | undefined;
  /** What the author started from, when known. */
  readonly base?: Fingerprints | undefined;
  /** What is done, where "Update" says too little. */
  readonly verb?: string | undefined;
  /** Where it stands among others that are sent with it, when they refer to each other. */
  readonly order?: CreationOrder | undefined;
}

/** A change of an audience whose name is known. */
export interface AudienceRequest extends AudienceWish {
  readonly subject: string;
}

/** What the audience would be if only the author's wishes counted. */
export function toMine(
  now: AudienceDefinition | undefined,
  { draft, subject = "" }: AudienceWish,
): AudienceDefinition {
  const wishes = Object.entries(draft).filter(([, value]) => value !== undefined);
  return { ...EMPTY_DRAFT, name: subject, ...now, ...Object.fromEntries(wishes) };
}

/** Files and programs name merge policies; the platform wants the id the name has in this sandbox. */
export async function withMergePolicyId(
  { session }: WritePlace,
  change: AudienceWish,
  signal: AbortSignal,
): Promise<AudienceWish> {
  const said = change.draft.mergePolicy;
  if (said === undefined) return change;
  const mergePolicy = toMergePolicyNames(await fetchMergePolicies(session, { signal })).findId(said);
  if (mergePolicy === undefined) {
    throw new UserError("badFile", `There is no merge policy named “${said}” in ${change.target.sandbox}.`);
  }
  return { ...change, draft: { ...change.draft, mergePolicy } };
}

/** The draft as a new audience; throws `badArguments` when it has no name. */
export function toNewDefinition(draft: AudienceDraft): AudienceDefinition {
  const { name } = draft;
  if (name !== undefined) return { ...draft, name };
  throw new UserError("badArguments", "A new audience needs a name.");
}
