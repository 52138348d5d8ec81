/**
 * What the page is sent that shows both sides of a preview of content as people will see them.
 */
import * as z from "zod/mini";

const sideShape = z.object({
  title: z.string(),
  subject: z.optional(z.string()),
  html: z.optional(z.string()),
  text: z.optional(z.string()),
});

/** Everything the page shows. */
export const renderedShape = z.object({
  name: z.string(),
  connection: z.string(),
  sandbox: z.string(),
  left: sideShape,
  right: sideShape,
});

export type RenderedContent = z.infer<typeof renderedShape>;
export type RenderedSide = z.infer<typeof sideShape>;
