/**
 * What the page of a template or fragment is sent and may ask for.
 */
import * as z from "zod/mini";
import { factGroupShape, HEAD_SHAPES, namesShape, sectionOf } from "../frame/protocol";

const authoredShape = z.object({
  subject: z.optional(z.string()),
  preheader: z.optional(z.string()),
  html: z.optional(z.string()),
  text: z.optional(z.string()),
  title: z.optional(z.string()),
});

const publicationShape = z.object({
  /** Whether messages use a published copy. */
  isPublished: z.boolean(),
  /** Whether that copy says something else than the draft. */
  isChanged: z.boolean(),
  /** The platform's word for the last publication, where there was one. */
  status: z.optional(z.string()),
  problems: z.array(z.string()),
});

/** Everything the page shows. */
export const contentShape = z.object({
  ...HEAD_SHAPES,
  kind: z.enum(["template", "fragment"]),
  /** Whether content of its kind can have a headline. */
  headline: z.optional(z.enum(["Subject", "Title"])),
  authored: authoredShape,
  /** How the published copy of a fragment stands; templates are not published. */
  publication: sectionOf(publicationShape),
  names: sectionOf(namesShape),
  groups: z.array(factGroupShape),
});
export type ContentContent = z.infer<typeof contentShape>;
export type AuthoredContent = z.infer<typeof authoredShape>;
export type PublicationContent = z.infer<typeof publicationShape>;

/** Opens the source of a part as a document. */
export const contentRequestShape = z.object({
  type: z.literal("openSource"),
  part: z.enum(["html", "text"]),
});
