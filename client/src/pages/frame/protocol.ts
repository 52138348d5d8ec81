/**
 * What a page and its host say to each other, checked on both sides. The parts that differ from page to page travel as
 * `content` and `request` and are checked by the page's own shapes.
 */
import * as z from "zod/mini";
import { PAGE_NAMES } from "./pageNames";

/** What a page is about. Kept by the editor so that the page comes back after a reload. */
export const placeShape = z.object({
  page: z.enum(PAGE_NAMES),
  connection: z.string(),
  sandbox: z.string(),
  id: z.string(),
});

/** What a page is about. */
export type PagePlace = z.infer<typeof placeShape>;

/** From the page to its host. */
export const toHostShape = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("reload") }),
  z.object({ type: z.literal("readPart"), part: z.string() }),
  z.object({ type: z.literal("wayOut"), index: z.number() }),
  z.object({ type: z.literal("ask"), id: z.number(), request: z.unknown() }),
  z.object({ type: z.literal("broken"), text: z.string() }),
]);

/** From the page to its host. */
export type ToHost = z.infer<typeof toHostShape>;

/** From the host to its page. */
export const toPageShape = z.discriminatedUnion("type", [
  z.object({ type: z.literal("loading") }),
  z.object({ type: z.literal("content"), content: z.unknown() }),
  z.object({ type: z.literal("part"), part: z.string(), section: z.unknown() }),
  z.object({ type: z.literal("failed"), text: z.string(), waysOut: z.array(z.string()) }),
  z.object({ type: z.literal("answer"), id: z.number(), value: z.unknown() }),
  z.object({ type: z.literal("refused"), id: z.number(), text: z.string() }),
]);

/** From the host to its page. */
export type ToPage = z.infer<typeof toPageShape>;

/** How something does, as a command worked it out. */
export const FIGURE_SHAPES = {
  source: z.string(),
  days: z.string(),
  findings: z.array(z.string()),
  remarks: z.array(z.string()),
  /** In a sentence. */
  summary: z.optional(z.string()),
};

/** A missing number travels as null. */
export const figuresRowShape = z.array(z.nullable(z.number()));

/** What every page may ask for: things that lead away from it. */
export const commonRequestShape = z.discriminatedUnion("type", [
  z.object({ type: z.literal("copy"), text: z.string() }),
  z.object({ type: z.literal("openPage"), page: z.enum(PAGE_NAMES), id: z.string() }),
  z.object({ type: z.literal("openDefinition"), id: z.string() }),
  z.object({ type: z.literal("openJson"), kind: z.enum(PAGE_NAMES), id: z.string() }),
  z.object({
    type: z.literal("prepareCopy"),
    campaignId: z.string(),
    messageId: z.string(),
    /** Place among the message's variants. */
    variant: z.number(),
    name: z.string(),
  }),
  z.object({ type: z.literal("showPerformance"), kind: z.enum(["journey", "campaign"]), id: z.string() }),
  z.object({
    type: z.literal("compareVersions"),
    kind: z.enum(["campaign", "fragment"]),
    id: z.string(),
    name: z.string(),
    /** Left and right; the latest two when absent. */
    versions: z.optional(z.array(z.string())),
  }),
]);

/** What every page may ask for. */
export type CommonRequest = z.infer<typeof commonRequestShape>;

/** A label and any JSON value; texts are shown as they are, everything else as a tree of its parts. */
const factShape = z.object({
  label: z.string(),
  value: z.unknown(),
  /** The platform's name of the field. */
  field: z.optional(z.string()),
  /** What the platform writes where `value` is a name for it. */
  written: z.optional(z.unknown()),
});
export type Fact = z.infer<typeof factShape>;

/** Facts under a heading. */
export const factGroupShape = z.object({ title: z.string(), facts: z.array(factShape) });
export type FactGroup = z.infer<typeof factGroupShape>;

/** What every page is sent of its thing: what stands in its head. */
export const HEAD_SHAPES = {
  id: z.string(),
  name: z.string(),
  description: z.optional(z.string()),
  state: z.optional(z.string()),
  connection: z.string(),
  sandbox: z.string(),
} as const;

/** Names for values that are ids, by the label of their fact. */
export const namesShape = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type FactNames = Readonly<Record<string, string | string[]>>;

/** A part of a page that is read on its own, so that its failure or slowness leaves the rest readable. */
export function sectionOf<Value extends z.ZodMiniType>(value: Value) {
  const section = z.union([
    z.object({ value }),
    z.object({ failure: z.string() }),
    z.object({ isReading: z.literal(true) }),
  ]);
  return z._default(section, { isReading: true });
}

/** A part of a page: what was read, why it could not be, or that it is on its way. */
export type Section<Value> =
  | { readonly value: Value }
  | { readonly failure: string }
  | { readonly isReading: true };
