/**
 * The tool that tells what uses an audience: journeys, campaigns, destinations, other audiences. What may not be read is named.
 */

import * as z from "zod";
import { fetchAudience } from "../api/audiences";
import { AudienceUsers, type UserKind } from "../model/audienceUsers";
import { toReasonText } from "../model/failureText";
import { later, say } from "../words/say";
import { toListedRow } from "./listedRow";
import { defineTool, type Tool, type ToolContext } from "./tool";

const USER_KINDS: readonly UserKind[] = ["journeys", "campaigns", "destinations"];

const WHAT_USES = defineTool({
  name: "what_uses_audience",
  title: later("What uses an audience"),
  description:
    "Journeys, campaigns, destinations and other audiences that use an audience, by the audience's id.",
  input: z.strictObject({ id: z.string().min(1).max(500) }),
  confirmation: ({ id }) => say("Look for what uses the audience {0}", id),
  async run({ id }, context) {
    const { knowledge, session, signal } = context;
    const users = new AudienceUsers({ now: () => session.clock.now(), freshForMs: 0 });
    const found = await Promise.all(
      USER_KINDS.map((kind) => findUsers(users, { kind, audienceId: id }, context)),
    );
    const { audiences, rules } = await knowledge.audiences(signal);
    const naming = new Set(rules.filter(({ text }) => text.includes(`"${id}"`)).map((rule) => rule.id));
    const readers = audiences
      .filter((audience) => audience.dependencies.includes(id) || naming.has(audience.id))
      .map(({ id: by, name }) => ({ id: by, name }));
    const isUsed = readers.length > 0 || found.some(({ rows }) => rows?.length !== 0);
    // That nothing uses it may be said of an audience that exists only; the list leaves out inactive ones.
    if (!isUsed && !audiences.some((audience) => audience.id === id))
      await fetchAudience(session, id, { signal });
    return {
      data: { ...Object.fromEntries(found.map(({ kind, rows }) => [kind, rows])), audiences: readers },
      readAt: session.clock.now(),
      notes: found.flatMap(({ note }) => note ?? []),
    };
  },
});

async function findUsers(
  users: AudienceUsers,
  question: { readonly kind: UserKind; readonly audienceId: string },
  { session, signal }: ToolContext,
) {
  const { kind } = question;
  try {
    const { rows, failure } = await users.find(session, question, signal);
    const note =
      failure === undefined ? undefined : `Not all ${kind} could be read: ${toReasonText(failure)}`;
    return { kind, rows: rows.map(toListedRow), note };
  } catch (error) {
    signal.throwIfAborted();
    return { kind, rows: undefined, note: `The ${kind} could not be read: ${toReasonText(error)}` };
  }
}

/** Tools about use. */
export const USE_TOOLS: readonly Tool[] = [WHAT_USES];
