/**
 * Tests made for a rule, for whoever has its text and perhaps the schemas it is written over.
 */
import type { Environment } from "../semantics/checkEnvironment";
import { type WrittenTests, writeTests } from "../testProfiles/testFileText";

/** Tests to be made. */
export interface TestGeneration {
  /** The text of the rule. */
  readonly rule: string;
  /** The file of tests that is there; what they show is not shown again. */
  readonly tests?: string | undefined;
  /** How many are to qualify, and how many not, as far as there are different ones; as few as possible unless given. */
  readonly fewest?: number | undefined;
  /** The schemas that tell which values a field takes. */
  readonly environment?: Environment | undefined;
  readonly isCancelled?: (() => boolean) | undefined;
}

/** Made-up tests that reach full condition coverage with values at the boundaries, at the end of those that are there. */
export function generateTests({ environment, ...writing }: TestGeneration): WrittenTests {
  const schemas = { profile: environment?.profile, event: environment?.event };
  return writeTests({ ...writing, schemas });
}
