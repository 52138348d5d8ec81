/**
 * What a client is to the run: something that is installed, opens the document and takes the steps that it knows, as its user
 * would. A session tells what its client shows and decides nothing about right and wrong.
 */
import type { EditorWorkspace } from "./editorWorkspace.js";

/** How long a client may take to show what it was asked for: far beyond what a slow machine needs. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 50;

/** Where a name begins, counted from nought, as the protocol does. */
export interface NamePlace {
  readonly line: number;
  readonly character: number;
}

/** One client with the document open. A step that it lacks is not there. */
export interface ClientSession {
  /** The text as the client holds it now. */
  readText(): Promise<string>;
  /** The messages of the problems that it shows now. */
  readProblems(): Promise<readonly string[]>;
  /** Types at the end of the document and takes the first completion. */
  complete?(typed: string): Promise<void>;
  /** Whether the client puts parentheses behind a function itself, which must not double those of the server. */
  readonly addsParentheses?: boolean;
  /** Applies the first fix of the problem at the beginning of the document. */
  fix?(): Promise<void>;
  rename?(place: NamePlace, name: string): Promise<void>;
  format?(): Promise<void>;
  save?(): Promise<void>;
  end(): Promise<void>;
}

/** A client that can be driven. */
export interface EditorClient {
  readonly name: string;
  /** Why a step is not taken, by its name, where the reason is not that the client has none. */
  readonly remarks?: Readonly<Record<string, string>>;
  /** Makes it ready and returns its version; rejects with why it cannot be had. */
  install(): Promise<string>;
  open(workspace: EditorWorkspace): Promise<ClientSession>;
}

/** Asks again and again until the answer is the one that is waited for; returns the last answer in any case. */
export async function readUntil<Answer>(
  read: () => Promise<Answer>,
  isReached: (answer: Answer) => boolean,
): Promise<Answer> {
  const end = Date.now() + PATIENCE_MS;
  let answer = await read();
  while (!isReached(answer) && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    answer = await read();
  }
  return answer;
}
