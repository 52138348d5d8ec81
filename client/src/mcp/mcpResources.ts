/**
 * What agents can attach as a resource: the definition of an audience, a schema, a journey. The same data that the tools give.
 */
import { UserError } from "../model/userError";
import type { ToolContext } from "../tools/tool";
import { runTool } from "../tools/toolRegistry";

/** A kind of thing that is a resource, and the tool that reads it. */
interface ReadableKind {
  readonly kind: "audience" | "schema" | "journey";
  readonly title: string;
  readonly description: string;
  readonly tool: "get_audience" | "get_thing";
}

/** The kinds that can be attached. */
export const READABLE_KINDS: readonly ReadableKind[] = [
  {
    kind: "audience",
    title: "Audience",
    description: "An audience with its rule as PQL and in plain English",
    tool: "get_audience",
  },
  {
    kind: "schema",
    title: "Schema",
    description: "An XDM schema with all its fields",
    tool: "get_thing",
  },
  {
    kind: "journey",
    title: "Journey",
    description: "A journey with its steps",
    tool: "get_thing",
  },
];

/** The address of a thing: `aep://audience/ID`. */
export function toThingAddress(kind: ReadableKind["kind"], id: string): string {
  return `aep://${kind}/${id}`;
}

/** The thing as JSON text. Throws with the reason where it cannot be read. */
export async function readThing(
  { kind, tool, id }: Pick<ReadableKind, "kind" | "tool"> & { readonly id: string },
  context: ToolContext,
): Promise<string> {
  const plainId = decodeId(id);
  const input = tool === "get_audience" ? { id: plainId } : { kind, id: plainId };
  const { isError, text } = await runTool(tool, input, context);
  if (isError) throw new UserError("badArguments", text);
  return text;
}

function decodeId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch (cause) {
    throw new UserError("badArguments", "The id in the address is not encoded as addresses are.", { cause });
  }
}
