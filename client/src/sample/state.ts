/**
 * All state of the organisation in one record: what a reset throws away. Each part is generated on first use
 * by its own file; this one only wires them together.
 */
import { createSandboxes, type Sandbox } from "./data/sandboxes.js";
import { createTokens, type TokenStore } from "./data/tokens.js";
import type { Seeded } from "./seeded.js";

/** What state is made from. `today` is midnight UTC of the first day, the anchor of every generated time. */
export interface StateSource {
  readonly seeded: Seeded;
  readonly today: number;
  readonly audienceCount: number;
}

/** Everything the organisation remembers. */
export interface SampleState {
  readonly today: number;
  readonly sandboxes: readonly [Sandbox, ...Sandbox[]];
  readonly tokens: TokenStore;
}

/** Returns fresh state. */
export function createState(source: StateSource): SampleState {
  const { seeded, today } = source;
  return {
    today,
    sandboxes: createSandboxes(seeded),
    tokens: createTokens(seeded),
  };
}
