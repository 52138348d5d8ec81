/**
 * Who reads PQL for an inventory: the core itself on the command line, the language server in an editor. An inventory reads none.
 */
import type { ApiSession } from "../api/apiSession";
import type { RecordRule } from "./inventoryRecord";

/** A rule as the platform stores it. */
export interface StoredRule {
  readonly format: string;
  readonly value: string;
}

/** Reads rules of one sandbox. */
export interface RuleReader {
  /** Why fields are called by their paths; a sentence each. */
  readonly problems: readonly string[];
  /** The rule in words; undefined where it is a tree that no text stands for. Rejects where nobody is there to read it. */
  read(rule: StoredRule): Promise<RecordRule | undefined>;
}

/** Opens a reader for the sandbox of a session. */
export type RuleReaderOpener = (session: ApiSession, signal: AbortSignal | undefined) => Promise<RuleReader>;
