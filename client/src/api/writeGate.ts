/**
 * Decides what may leave this computer: questions always, changes only under a confirmed preview, and what sends, triggers or
 * proofs a message, or empties a list of people, never. Asked at the one place that sends. What it does not know is a change.
 */
import { ApiError } from "./apiError";
import type { HttpMethod } from "./apiSession";
import { Confirmation } from "./confirmation";
import type { ApiHost } from "./credentials";

/** What wants to leave. */
export interface Departure {
  readonly host: ApiHost;
  readonly method: HttpMethod;
  readonly url: string;
  readonly confirmation?: unknown;
}

/** Calls that change nothing although they are not GET, by the ends of their paths. */
const QUESTIONS: readonly (readonly [host: ApiHost, method: HttpMethod, path: RegExp])[] = [
  ["ims", "POST", /\/ims\/token\/v\d$/],
  ["platform", "POST", /\/data\/core\/ups\/audiences\/bulk-get$/],
  ["platform", "POST", /\/data\/core\/ups\/segment\/conversion$/],
  ["platform", "POST", /\/data\/core\/ups\/preview$/],
  // Gives up a question that was asked here.
  ["platform", "DELETE", /\/data\/core\/ups\/preview\/[^/]+$/],
  ["platform", "POST", /\/data\/foundation\/access-control\/acl\/effective-policies$/],
  ["cja", "POST", /\/reports$/],
];

/** Addresses nothing is ever sent to, whoever confirmed it (docs/platform.md#journey-optimizer). */
const NEVER = /\/proofs(\/|$)|\/im\/executions(\/|$)|\/trigger$/i;

/** Lists of people who must not be written to: read at most. */
const SUPPRESSION = /\/config\/suppression(\/|$)/i;

/** Throws `refused` when the call may not leave. */
export function checkMayLeave(departure: Departure): void {
  const { method, url } = departure;
  const path = toPlainPath(url);
  if (NEVER.test(path) || (SUPPRESSION.test(path) && method !== "GET")) {
    throw toRefusal(departure, "neverSent");
  }
  if (method === "GET" || isQuestion(departure)) return;
  const { confirmation } = departure;
  if (Confirmation.isOpen(confirmation) && confirmation.covers(method, path)) return;
  throw toRefusal(departure, "unconfirmed");
}

function isQuestion({ host, method, url }: Departure): boolean {
  const { pathname } = new URL(url);
  return QUESTIONS.some(
    ([itsHost, itsMethod, path]) => itsHost === host && itsMethod === method && path.test(pathname),
  );
}

/** Without the spellings in which an address can hide. */
function toPlainPath(url: string): string {
  const { pathname } = new URL(url);
  return pathname.replace(/%[0-9a-f]{2}/gi, decodeLetter).replace(/\/{2,}/g, "/");
}

/** Only plain letters and signs; halves of longer characters stay as they are. */
function decodeLetter(code: string): string {
  const letter = Number.parseInt(code.slice(1), 16);
  return letter < 0x80 ? String.fromCharCode(letter) : code;
}

function toRefusal({ method, url }: Departure, kind: "neverSent" | "unconfirmed"): ApiError {
  return new ApiError("refused", { reason: { kind }, operation: `${method} ${new URL(url).pathname}` });
}
