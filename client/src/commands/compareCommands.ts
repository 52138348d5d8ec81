/**
 * Names the commands that compare; what they do is loaded with the first call.
 */
import type { Command } from "./command";

/** The commands of this file. */
export const COMPARE_COMMANDS: readonly Command[] = [
  {
    id: "aep.resource.compare",
    run: async (services, call) => (await import("./compare")).compareSelection(services, call),
  },
  {
    id: "aep.resource.compareSandbox",
    run: async (services, call) => (await import("./compare")).compareWithSandbox(services, call),
  },
  {
    id: "aep.resource.compareVersions",
    run: async (services, call) => (await import("./compareVersions")).compareVersions(services, call),
  },
];
