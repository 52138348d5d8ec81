/**
 * Questions to the language server that take their time: given up when nobody waits any longer, and told how far they are.
 */
import * as vscode from "vscode";
import {
  FAMILIES_PROGRESS,
  type FamiliesProgress,
  type FamiliesRequest,
  FIND_FAMILIES,
  FIND_IMPACT,
  type FoundFamilies,
  type FoundImpact,
  type ImpactRequest,
} from "../../../server/src/protocol/relationMessages";
import {
  type AnsweredAboutRules,
  ASK_ABOUT_RULES,
  type AskedAboutRules,
} from "../../../server/src/protocol/ruleMessages";
import type { AskedServer } from "./serverSeam";

/** How a question is given up, and who is told how far it is, from 0 to 1. */
export interface LongQuestion {
  readonly signal: AbortSignal;
  readonly onProgress?: (share: number) => void;
}

/** Equal and contained rules among many. */
export async function askFamilies(
  server: AskedServer,
  request: FamiliesRequest,
  question: LongQuestion,
): Promise<FoundFamilies | undefined> {
  const run = crypto.randomUUID();
  const listener = server.client?.onNotification(FAMILIES_PROGRESS, (told: FamiliesProgress) => {
    if (told.run === run) question.onProgress?.(told.share);
  });
  try {
    return await askLong(server, { method: FIND_FAMILIES, request: { ...request, run } }, question);
  } finally {
    listener?.dispose();
  }
}

/** What changes of a schema would break. */
export async function askImpact(
  server: AskedServer,
  request: ImpactRequest,
  question: LongQuestion,
): Promise<FoundImpact | undefined> {
  return await askLong(server, { method: FIND_IMPACT, request }, question);
}

/** The answer to a question about rules; which shape it has the question says. */
export async function askAboutRules(
  server: AskedServer,
  request: AskedAboutRules,
  question: LongQuestion,
): Promise<unknown> {
  const answered = await askLong<AnsweredAboutRules>(server, { method: ASK_ABOUT_RULES, request }, question);
  return answered?.answer;
}

/** Undefined, with a line in the log, where there is no answer; rejects when it is given up. */
async function askLong<Answer>(
  { client, log }: AskedServer,
  { method, request }: { readonly method: string; readonly request: object },
  { signal }: LongQuestion,
): Promise<Answer | undefined> {
  signal.throwIfAborted();
  const stop = new vscode.CancellationTokenSource();
  const cancel = (): void => stop.cancel();
  signal.addEventListener("abort", cancel);
  try {
    return await client?.sendRequest<Answer>(method, request, stop.token);
  } catch (error) {
    signal.throwIfAborted();
    log.error(`The language server did not answer ${method}`, error);
    return undefined;
  } finally {
    signal.removeEventListener("abort", cancel);
    stop.dispose();
  }
}
