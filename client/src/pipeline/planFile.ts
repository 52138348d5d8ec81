/**
 * A plan as a file: what was planned, for which sandbox, sealed with a checksum. Holds no credential. Reading refuses a plan
 * that is not exactly what was written.
 */
import { createHash } from "node:crypto";
import * as z from "zod";
import type { PairWrite } from "../files/plannedReferences";
import { DEFINITION_FIELDS, EVALUATION_KINDS } from "../model/audienceDefinition";
import { BadUsage, Refused } from "./failures";

/** What a plan file holds. */
export interface SavedPlan {
  readonly orgId: string;
  readonly sandbox: string;
  /** The folder of files, relative to the plan file; its links are brought up to date after applying. */
  readonly folder: string;
  /** ISO time. */
  readonly plannedAt: string;
  readonly writes: readonly PairWrite[];
  /** Tests that failed when it was planned and were waived. */
  readonly waivedTests?: readonly WaivedTest[] | undefined;
}

/** A failed test that somebody chose to plan in spite of; see `FailedTest`. */
export interface WaivedTest {
  readonly stem: string;
  readonly test: string;
  readonly reason: string;
}

const FORMAT = "aep-plan/1";

const textOrNothing = z.string().optional();

const definitionShape = z.strictObject({
  name: z.string(),
  description: textOrNothing,
  expression: z.strictObject({ format: z.string(), value: z.string() }).optional(),
  mergePolicy: textOrNothing,
  evaluation: z.enum(EVALUATION_KINDS).optional(),
  labels: z.array(z.string()).optional(),
  lifecycle: textOrNothing,
});

const planShape = z.strictObject({
  format: z.literal(FORMAT),
  orgId: z.string().min(1),
  sandbox: z.string().min(1),
  folder: z.string(),
  plannedAt: z.string(),
  writes: z.array(
    z.strictObject({
      stem: z.string().min(1),
      write: z.strictObject({
        id: textOrNothing,
        name: z.string(),
        before: definitionShape.optional(),
        after: definitionShape,
        fields: z.array(z.enum(DEFINITION_FIELDS)),
        awaits: z.record(z.string(), z.string()),
      }),
    }),
  ),
  waivedTests: z.array(z.strictObject({ stem: z.string(), test: z.string(), reason: z.string() })).optional(),
  checksum: z.string(),
});

/** The text of a plan file. */
export function toPlanText(plan: SavedPlan): string {
  const content = { format: FORMAT, ...plan };
  return `${JSON.stringify({ ...content, checksum: toChecksum(content) }, null, 2)}\n`;
}

/** Reads a plan file. Throws `BadUsage` when it is no plan, `Refused` when it was altered after it was written. */
export function readPlanText(text: string): SavedPlan {
  const value = parseJson(text);
  const content = z.looseObject({ format: z.string(), checksum: z.string() }).safeParse(value);
  if (!content.success) throw new BadUsage("The file is not a plan of `aep plan`.");
  const { checksum, ...sealed } = content.data;
  if (sealed.format !== FORMAT)
    throw new BadUsage(`The plan has the format ${sealed.format}, not ${FORMAT}.`);
  if (checksum !== toChecksum(sealed)) {
    throw new Refused(
      "The plan was altered after it was written: its checksum does not fit. Nothing was sent.",
    );
  }
  const read = planShape.safeParse(value);
  if (!read.success) throw new BadUsage("The plan cannot be read.");
  return toPlan(read.data);
}

function toPlan({
  orgId,
  sandbox,
  folder,
  plannedAt,
  writes,
  waivedTests,
}: z.output<typeof planShape>): SavedPlan {
  const plan = { orgId, sandbox, folder, plannedAt, writes: writes.map(toPairWrite) };
  return waivedTests === undefined ? plan : { ...plan, waivedTests };
}

/** What JSON leaves out is there again as undefined. */
function toPairWrite({ stem, write }: z.output<typeof planShape>["writes"][number]): PairWrite {
  const { id, name, before, after, fields, awaits } = write;
  return {
    stem,
    write: { id, name, before: before && toDefinition(before), after: toDefinition(after), fields, awaits },
  };
}

function toDefinition(read: z.output<typeof definitionShape>): PairWrite["write"]["after"] {
  const { name, description, expression, mergePolicy, evaluation, labels, lifecycle } = read;
  return { name, description, expression, mergePolicy, evaluation, labels, lifecycle };
}

/** Of the content with sorted keys, so that only what it says counts. */
function toChecksum(content: unknown): string {
  return createHash("sha256").update(toCanonicalText(content)).digest("hex");
}

function toCanonicalText(content: unknown): string {
  return JSON.stringify(content, (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new BadUsage("The file is not a plan of `aep plan`: it is not JSON.", "", { cause });
  }
}
