/**
 * The tools as package.json has to promise them to the editor: made from the registry, so that they are told once.
 */
import * as z from "zod";
import { TOOLS } from "../../client/src/tools/toolRegistry.js";

/** The contribution `languageModelTools`. */
export function toToolManifest(): readonly object[] {
  return TOOLS.map(({ name, title, description, input }) => {
    const { $schema: _dialect, ...inputSchema } = z.toJSONSchema(input, { io: "input" });
    return {
      name: `aep_${name}`,
      toolReferenceName: `aep_${name}`,
      displayName: `AEP: ${title}`,
      modelDescription: description,
      userDescription: toFirstSentence(description),
      canBeReferencedInPrompt: true,
      inputSchema,
    };
  });
}

function toFirstSentence(text: string): string {
  return /^.*?[.:](?= |$)/.exec(text)?.[0].replace(/:$/, ".") ?? text;
}
