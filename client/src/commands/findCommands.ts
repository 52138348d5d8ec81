/**
 * Names `AEP: Find…`; what it does is loaded with its first call.
 */
import type { Command } from "./command";

/** The commands of this file. */
export const FIND_COMMANDS: readonly Command[] = [
  { id: "aep.find", run: async (services, call) => (await import("./find")).find(services, call) },
  { id: "aep.find.definition", run: async ({ prompts }) => prompts.pressButton() },
];
