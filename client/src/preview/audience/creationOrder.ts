/**
 * Audiences of one push that refer to each other before they exist: who is created first, and whose new id then stands in
 * the expressions of the others. What is replaced is said in the preview. Sends nothing by itself.
 */
import type { Audience } from "../../api/audiences";
import type { AudienceDefinition } from "../../model/audienceDefinition";
import type { AudiencePlan } from "../../model/changePlan";
import { replaceReferences } from "../../model/expressionReferences";
import { UserError } from "../../model/userError";
import type { WriteTask } from "../session/writeTask";

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
  return Object.entries(awaits).map(
    ([id, { name }]) => `Uses “${name}”, which is created first; its new id takes the place of ${id}.`,
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
  throw new UserError("notAllowed", `It uses “${name}”, which was not created; nothing was sent for it.`);
}
