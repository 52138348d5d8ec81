/**
 * What a reader of one kind is: it finds objects page by page and makes a record of one at a time. Holds no page longer than needed.
 * Rules are read by somebody else: the core itself on the command line, the language server in an editor.
 */
import { isApiError, isCancellation } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import type { openLatestSizes } from "../api/audienceSize";
import type { PageWalk } from "../api/pages";
import { toReasonText } from "../model/failureText";
import type { InventoryKind, RecordDraft, RecordRule } from "./inventoryRecord";
import type { TestFinder } from "./linkedTests";

/** A rule as the platform stores it. */
interface StoredRule {
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

/** What readers share. */
export interface ReadingContext {
  readonly session: ApiSession;
  readonly signal: AbortSignal | undefined;
  readonly rules: RuleReader;
  /** Missing where no files are at hand that could have tests. */
  readonly findTests?: TestFinder | undefined;
  /** Missing where sizes are not wanted. */
  readonly findSize?: Awaited<ReturnType<typeof openLatestSizes>> | undefined;
  readonly mergePolicyNames: ReadonlyMap<string, string>;
  /** Names of kinds of destinations by their ids. */
  readonly destinationTypes: ReadonlyMap<string, string>;
  /** The id of an object that was read before, by its id or another name of it. */
  readonly findKnown: (kind: InventoryKind, idOrAlias: string) => string | undefined;
}

/** One object that a list named. */
export interface FoundObject {
  readonly id: string;
  readonly name: string;
  /** Makes its record. Rejects with `ApiError`. */
  readonly read: (context: ReadingContext) => Promise<RecordDraft>;
}

/** Some of a list. */
export interface FoundPage {
  readonly found: readonly FoundObject[];
  /** On the last page: why some are missing. */
  readonly gap?: string | undefined;
}

/** The objects of a kind, page by page. */
export type ObjectReader = (session: ApiSession, signal: AbortSignal | undefined) => AsyncIterable<FoundPage>;

/** The pages of a list, and at its end what is missing. */
export async function* walkFound<Item>(
  walk: PageWalk<Item>,
  toFound: (item: Item) => FoundObject,
  signal: AbortSignal | undefined,
): AsyncGenerator<FoundPage> {
  for (let page = await walk.nextPage(signal); page !== undefined; page = await walk.nextPage(signal)) {
    const { items, missing, isCapped, isLast, loaded } = page;
    const found = items.map(toFound);
    if (!isLast) yield { found };
    else if (isCapped) yield { found, gap: `The list is longer than the ${loaded} that are read.` };
    else if (missing > 0) yield { found, gap: `The platform named ${loaded} of ${loaded + missing}.` };
    else yield { found };
  }
}

/** Runs one part of a reading; a failure becomes a sentence behind `what`. A cancellation stays one. */
export async function readPart<Result>(
  what: string,
  problems: string[],
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!isApiError(error) || isCancellation(error)) throw error;
    problems.push(`${what}: ${toReasonText(error)}`);
    return undefined;
  }
}
