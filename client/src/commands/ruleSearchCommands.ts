/**
 * The commands that look through many rules at once; each is loaded when it is called.
 */
import type { Command } from "./command";

/** The commands of this file. */
export const RULE_SEARCH_COMMANDS: readonly Command[] = [
  {
    id: "aep.audiences.findFamilies",
    run: async (services, call) => (await import("./familyCommands")).findFamilies(services, call),
  },
  {
    id: "aep.schema.whatWouldBreak",
    run: async (services, call) => (await import("./schemaChangeCommands")).showBroken(services, call),
  },
];
