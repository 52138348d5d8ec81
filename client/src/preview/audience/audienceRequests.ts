/**
 * What people and programs want of audiences, and what such a request says in the platform's terms: ids for names, the form in which
 * the platform keeps the rule, and new ids where audiences of one push refer to each other before they exist. Sends nothing by itself.
 */
import type * as vscode from "vscode";
import type { Audience } from "../../api/audiences";
import { fetchMergePolicies } from "../../api/mergePolicies";
import type { ServerSeam } from "../../language/serverSeam";
import {
  type AudienceDefinition,
  type AudienceDraft,
  EMPTY_DRAFT,
  type Fingerprints,
} from "../../model/audienceDefinition";
import type { AudiencePlan } from "../../model/changePlan";
import { replaceReferences } from "../../model/expressionReferences";
import { toMergePolicyNames } from "../../model/mergePolicyNames";
import { keptAsTree } from "../../model/refusals";
import type { SandboxTarget } from "../../model/resource";
import { UserError } from "../../model/userError";
import { say } from "../../words/say";
import type { WritePlace } from "../session/writePlaces";
import type { WriteTask } from "../session/writeTask";

/** A change of one audience as requested. The subject is a text where the name is known. */
export interface AudienceRequest<Subject extends string | undefined = string | undefined> {
  readonly target: SandboxTarget;
  /** What it is called in titles and messages; undefined where only the id is known, for the name that the platform has. */
  readonly subject: Subject;
  readonly draft: AudienceDraft;
  /** The draft's document, whose link file is updated afterwards. */
  readonly document?: vscode.TextDocument | undefined;
  /** Undefined creates. */
  readonly id?: string | undefined;
  /** What the author started from, when known. */
  readonly base?: Fingerprints | undefined;
  /** What is done, where "Update" says too little. */
  readonly verb?: string | undefined;
  /** What the author should know of it, above what is sent. */
  readonly notes?: readonly string[] | undefined;
  /** Where it stands among others that are sent with it, when they refer to each other. */
  readonly order?: CreationOrder | undefined;
}

/** What the audience would be if only the author's wishes counted. */
export function toMine(
  now: AudienceDefinition | undefined,
  { draft, subject = "" }: AudienceRequest,
): AudienceDefinition {
  const wishes = Object.entries(draft).filter(([, value]) => value !== undefined);
  return { ...EMPTY_DRAFT, name: subject, ...now, ...Object.fromEntries(wishes) };
}

/** Files and programs name merge policies; the platform wants the id the name has in this sandbox. */
export async function withMergePolicyId(
  { session }: WritePlace,
  change: AudienceRequest,
  signal: AbortSignal,
): Promise<AudienceRequest> {
  const said = change.draft.mergePolicy;
  if (said === undefined) return change;
  const mergePolicy = toMergePolicyNames(await fetchMergePolicies(session, { signal })).findId(said);
  if (mergePolicy === undefined) {
    throw new UserError(
      "badFile",
      say("There is no merge policy named “{0}” in {1}.", said, change.target.sandbox),
    );
  }
  return { ...change, draft: { ...change.draft, mergePolicy } };
}

/** The draft as a new audience; throws `badArguments` when it has no name. */
export function toNewDefinition(draft: AudienceDraft): AudienceDefinition {
  const { name } = draft;
  if (name !== undefined) return { ...draft, name };
  throw new UserError("badArguments", say("A new audience needs a name."));
}

/** What a change waits for, and what it stands for. */
export interface CreationOrder {
  /** What the others know the audience of this change by. */
  readonly key: string;
  /** Ids as the expression has them → the keys of the audiences they will be. */
  readonly awaits: Readonly<Record<string, AwaitedAudience>>;
  /** New ids by key, shared by all changes of a push and filled as they are sent. */
  readonly created: Map<string, string>;
}

/** An audience that the same push creates first. */
interface AwaitedAudience {
  readonly key: string;
  readonly name: string;
}

/** One line for each audience the change waits for, to stand above both sides of its diff. */
export function toOrderNotes({ awaits }: CreationOrder): readonly string[] {
  return Object.entries(awaits).map(([id, { name }]) =>
    say("Uses “{0}”, which is created first; its new id takes the place of {1}.", name, id),
  );
}

/** The task with new ids in its expression; refuses to send while an audience it waits for does not exist. */
export function toOrderedTask(task: WriteTask<Audience>, order: CreationOrder): WriteTask<Audience> {
  return {
    ...task,
    send: async (change, now, options) => {
      const id = await task.send(withNewIds(change, order), now, options);
      order.created.set(order.key, id);
      return id;
    },
    isFulfilled: (change, now) => task.isFulfilled(withNewIds(change, order), now),
    findWritten: async (change, signal) => {
      const written = await task.findWritten(withNewIds(change, order), signal);
      if (written !== undefined) order.created.set(order.key, written.id);
      return written;
    },
  };
}

function withNewIds(change: AudiencePlan, order: CreationOrder): AudiencePlan {
  return change.after === undefined ? change : { ...change, after: toFinal(change.after, order) };
}

function toFinal(after: AudienceDefinition, { awaits, created }: CreationOrder): AudienceDefinition {
  const { expression } = after;
  if (expression === undefined) return after;
  const ids = Object.entries(awaits).map(
    ([id, { key, name }]) => [id, getCreated(created, key, name)] as const,
  );
  const value = replaceReferences(expression.value, { audiences: new Map(ids), namespaces: new Map() });
  return { ...after, expression: { ...expression, value } };
}

function getCreated(created: ReadonlyMap<string, string>, key: string, name: string): string {
  const id = created.get(key);
  if (id !== undefined) return id;
  throw new UserError(
    "notAllowed",
    say("It uses “{0}”, which was not created; nothing was sent for it.", name),
  );
}

/**
 * The draft with its expression in the form the platform keeps: an edited text goes back as a tree, where the way there and back
 * keeps it. Throws `notAllowed` where it does not; text in the place of a tree could not be opened by the rule builder again.
 */
export async function toStoredForm(
  server: Pick<ServerSeam, "rewriteTree">,
  now: Pick<Audience, "name" | "expression">,
  draft: AudienceDraft,
): Promise<AudienceDraft> {
  const [stored, wanted] = [now.expression, draft.expression];
  if (stored?.format !== "pql/json" || wanted === undefined || wanted.format === "pql/json") return draft;
  const rewritten = await server.rewriteTree({ stored: stored.value, text: wanted.value });
  if (rewritten === undefined) {
    const reason = say("The language server, which turns text into one, is not running. Nothing was sent.");
    throw keptAsTree(now.name, reason, "notAllowed");
  }
  if ("problem" in rewritten) {
    const reason = say(
      "This text cannot take its place. {0} Change it in Experience Platform. Nothing was sent.",
      rewritten.problem,
    );
    throw keptAsTree(now.name, reason, "notAllowed");
  }
  return { ...draft, expression: { format: "pql/json", value: rewritten.value } };
}
