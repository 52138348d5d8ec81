/**
 * Tools that read things of the sandbox: lists and single ones, of what the sidebar shows and of what the tables of `platform` name.
 */

import * as z from "zod";
import type { ApiSession } from "../api/apiSession";
import { describeKind, RESOURCE_KINDS, type ResourceKind } from "../model/resourceKinds";
import { UserError } from "../model/userError";
import { openResourceList, readResource } from "../resources/resourceSources";
import { later, say } from "../words/say";
import { toListedRow } from "./listedRow";
import { PLATFORM_KINDS, type PlatformKindName } from "./platform/platformKinds";
import { openPlatformList, type PlatformListQuestion, readPlatformThing } from "./platform/platformReading";
import { defineTool, type Tool } from "./tool";

/** What a data view has is read with it, see `reportTools.ts`. */
const LISTED_KINDS = RESOURCE_KINDS.filter((kind) => describeKind(kind).parent !== "dataView");
const KINDS = [...LISTED_KINDS, ...PLATFORM_KINDS];
type KindName = ResourceKind | PlatformKindName;
const KIND = z.enum(KINDS as [KindName, ...KindName[]]);
const LONGEST_LIST = 100;
const OF = z
  .string()
  .min(1)
  .max(500)
  .optional()
  .describe("What they belong to: a batch, a query's schedule, a marketing action, a channel");
const WHERE = z
  .record(z.string().max(40), z.string().min(1).max(300))
  .optional()
  .describe('Filters, such as {"status":"failed"}, of kinds from connector on');

function isPlatformKind(kind: KindName): kind is PlatformKindName {
  return PLATFORM_KINDS.some((each) => each === kind);
}

/** As a person reads it. */
function toNoun(kind: KindName): string {
  if (!isPlatformKind(kind)) return describeKind(kind).noun;
  return kind.replaceAll(/[A-Z]/g, (sign) => ` ${sign.toLowerCase()}`);
}

/** A list of either sort. */
interface ToolWalk {
  nextPage(signal: AbortSignal): Promise<{
    readonly rows: readonly object[];
    readonly total: number | undefined;
    readonly isLast: boolean;
    readonly isCapped?: boolean;
  }>;
}

interface ListedPart {
  readonly skip: number;
  readonly limit: number;
}

async function collectRows(walk: ToolWalk, { skip, limit }: ListedPart, signal: AbortSignal) {
  const rows: object[] = [];
  const end = skip + limit;
  for (;;) {
    const page = await walk.nextPage(signal);
    rows.push(...page.rows);
    if (page.isLast || rows.length >= end) {
      const isAll = page.isLast && rows.length <= end && page.isCapped !== true;
      return { rows: rows.slice(skip, end), total: page.total ?? (isAll ? rows.length : undefined), isAll };
    }
  }
}

const LIST_THINGS = defineTool({
  name: "list_things",
  title: later("List things of the sandbox"),
  description:
    "Things of one kind in the sandbox, by a part of their name, the latest changed first: what people make, from audience to calculatedMetric, and what the platform keeps, from connector on. Names of people are left out of the latter.",
  input: z.strictObject({
    kind: KIND,
    nameContains: z.string().min(1).max(200).optional(),
    of: OF,
    where: WHERE,
    skip: z.int().min(0).max(4_000).default(0),
    limit: z.int().min(1).max(LONGEST_LIST).default(25),
  }),
  confirmation: ({ kind }) =>
    isPlatformKind(kind)
      ? say("List every {0}", toNoun(kind))
      : say("List {0} of the sandbox", say(describeKind(kind).plural)),
  async run({ kind, skip, limit, ...asked }, { session, signal }) {
    const question = { ...asked, pageSize: Math.min(skip + limit, 50) };
    const walk = isPlatformKind(kind)
      ? openPlatformList(session, kind, question)
      : openSidebarList(session, kind, question);
    const { rows, total, isAll } = await collectRows(walk, { skip, limit }, signal);
    return {
      data: { [isPlatformKind(kind) ? "things" : describeKind(kind).plural]: rows, total },
      readAt: session.clock.now(),
      notes: [
        ...(isAll ? [] : [`There are more. Ask with skip ${skip + limit}, or for a part of the name.`]),
        ...(rows.length > 0
          ? []
          : ["There is none, none that is meant, or none that the credential may see."]),
      ],
    };
  },
});

function openSidebarList(
  session: ApiSession,
  kind: ResourceKind,
  { nameContains, pageSize, of, where }: PlatformListQuestion,
): ToolWalk {
  if (of !== undefined || where !== undefined)
    throw new UserError("badArguments", `A list of the kind ${kind} has no \`of\` and no \`where\`.`);
  const walk = openResourceList(bindTo(session, kind), kind, { nameContains, pageSize });
  return {
    nextPage: async (signal) => {
      const page = await walk.nextPage(signal);
      return { ...page, rows: page.rows.map(toListedRow) };
    },
  };
}

function bindTo(session: ApiSession, kind: ResourceKind): ApiSession {
  return describeKind(kind).parent === "organisation" ? session.withSandbox(undefined) : session;
}

const GET_THING = defineTool({
  name: "get_thing",
  title: later("Read one thing"),
  description:
    "One thing of list_things with its fields as the platform returns them. For audiences use get_audience, which also gives the rule as text and in plain English.",
  input: z.strictObject({ kind: KIND, id: z.string().min(1).max(500), of: OF, where: WHERE }),
  confirmation: ({ kind, id }) => say("Read the {0} {1}", say(toNoun(kind)), id),
  async run({ kind, id, of, where }, { session, signal }) {
    const data = isPlatformKind(kind)
      ? await readPlatformThing(session, kind, { id, of, where, signal })
      : (await readResource(bindTo(session, kind), kind, id)).raw;
    return { data, readAt: session.clock.now() };
  },
});

/** Tools about things of every kind. */
export const THING_TOOLS: readonly Tool[] = [LIST_THINGS, GET_THING];
