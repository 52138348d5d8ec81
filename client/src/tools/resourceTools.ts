/**
 * Tools that read what the sidebar shows: lists of things, one thing with its fields, and what an audience is used by.
 */
import * as z from "zod";
import { AudienceUsers, type UserKind } from "../model/audienceUsers";
import { toReasonText } from "../model/failureText";
import { describeKind, RESOURCE_KINDS, type ResourceKind } from "../model/resourceKinds";
import type { ResourceRow, RowWalk } from "../model/rows";
import { openResourceList, readResource } from "../resources/resourceSources";
import { defineTool, type Tool, type ToolContext } from "./tool";

/** What a data view has is read with it, see `reportTools.ts`. */
const KINDS = RESOURCE_KINDS.filter((kind) => describeKind(kind).parent !== "dataView");
const KIND = z.enum(KINDS as [ResourceKind, ...ResourceKind[]]);
const LONGEST_LIST = 100;

function toListedRow({ id, name, state, evaluation, origin, changedAt, facts }: ResourceRow) {
  const description = facts.find(([label]) => label === "Description")?.[1];
  return { id, name, description, state, evaluation, origin, changed: toTime(changedAt) };
}

function toTime(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}

async function collectRows(walk: RowWalk, limit: number, signal: AbortSignal) {
  const rows: ResourceRow[] = [];
  for (;;) {
    const page = await walk.nextPage(signal);
    rows.push(...page.rows);
    if (page.isLast || rows.length >= limit) {
      const isAll = page.isLast && rows.length <= limit;
      return { rows: rows.slice(0, limit), total: page.total ?? (isAll ? rows.length : undefined), isAll };
    }
  }
}

const LIST_THINGS = defineTool({
  name: "list_things",
  title: "List things of the sandbox",
  description: `Things of one kind in the sandbox, by a part of their name, the latest changed first. Kinds: ${KINDS.map((kind) => `${kind} (${describeKind(kind).plural})`).join(", ")}.`,
  input: z.strictObject({
    kind: KIND,
    nameContains: z.string().min(1).max(200).optional(),
    limit: z.int().min(1).max(LONGEST_LIST).default(25),
  }),
  confirmation: ({ kind }) => `List ${describeKind(kind).plural} of the sandbox`,
  async run({ kind, nameContains, limit }, { session, signal }) {
    const isOfOrganisation = describeKind(kind).parent === "organisation";
    const bound = isOfOrganisation ? session.withSandbox(undefined) : session;
    const walk = openResourceList(bound, kind, { nameContains, pageSize: Math.min(limit, 50) });
    const { rows, total, isAll } = await collectRows(walk, limit, signal);
    return {
      data: { [describeKind(kind).plural]: rows.map(toListedRow), total },
      readAt: session.clock.now(),
      notes: isAll ? [] : ["There are more. Ask for a part of the name, or a higher limit."],
    };
  },
});

const GET_THING = defineTool({
  name: "get_thing",
  title: "Read one thing",
  description:
    "One thing of the sandbox with all its fields as the platform returns them. For audiences use get_audience, which also gives the rule as text and in plain English.",
  input: z.strictObject({ kind: KIND, id: z.string().min(1).max(500) }),
  confirmation: ({ kind, id }) => `Read the ${describeKind(kind).noun} ${id}`,
  async run({ kind, id }, { session }) {
    const isOfOrganisation = describeKind(kind).parent === "organisation";
    const { raw } = await readResource(isOfOrganisation ? session.withSandbox(undefined) : session, kind, id);
    return { data: raw, readAt: session.clock.now() };
  },
});

const USER_KINDS: readonly UserKind[] = ["journeys", "campaigns", "destinations"];

const WHAT_USES = defineTool({
  name: "what_uses_audience",
  title: "What uses an audience",
  description:
    "Journeys, campaigns, destinations and other audiences that use an audience, by the audience's id.",
  input: z.strictObject({ id: z.string().min(1).max(500) }),
  confirmation: ({ id }) => `Look for what uses the audience ${id}`,
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

/** Tools about things of the sandbox. */
export const RESOURCE_TOOLS: readonly Tool[] = [LIST_THINGS, GET_THING, WHAT_USES];
