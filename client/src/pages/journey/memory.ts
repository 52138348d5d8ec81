/**
 * What the journey page remembers across a reload: which step is open, and which part of a message was looked at.
 */
import * as z from "zod/mini";

/** What is remembered. */
export const memoryShape = z.object({
  /** Key of the step whose details are open. */
  selected: z.optional(z.string()),
  /** Part of a message last looked at. */
  part: z.optional(z.string()),
});
export type JourneyMemory = z.infer<typeof memoryShape>;
