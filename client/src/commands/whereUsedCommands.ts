/**
 * Names the commands that tell where something is used; what they do is loaded with the first call.
 */
import type { Command } from "./command";

/** The commands of this file. */
export const WHERE_USED_COMMANDS: readonly Command[] = [
  {
    id: "aep.field.whereUsed",
    run: async (services, call) => (await import("./whereUsed")).findFieldUses(services, call),
  },
  {
    id: "aep.audience.whereUsed",
    run: async (services, call) => (await import("./whereUsed")).findAudienceUses(services, call),
  },
];
