/**
 * Words for faults of the platform: which calls they strike and what they do to the answers.
 */
import type { Damage, Fault } from "../support/faultProxy.js";

/** Which calls a fault strikes. */
export type Strikes = Fault["strikes"];
/** A JSON object that may be changed. */
export type JsonObject = Record<string, unknown>;

/** Calls of a verb whose path has this in it. */
export const on =
  (method: string, part: string): Strikes =>
  (call) =>
    call.method === method && call.path.includes(part);
/** Several audiences at once. */
export const BULK = on("POST", "/bulk-get");
/** A tree turned into text. */
export const CONVERSION = on("POST", "/segment/conversion");
/** The list of audiences. */
export const AUDIENCES = on("GET", "/ups/audiences?");
/** The older list, of segment definitions. */
export const DEFINITIONS = on("GET", "/segment/definitions?");

/** Another answer than the platform's. */
export const answer = (
  status: number,
  body: unknown = { title: "Broken", detail: "It failed." },
): Damage => ({
  kind: "answer",
  status,
  body: typeof body === "string" ? body : JSON.stringify(body),
});
/** The platform's answer, changed. */
export const change = (how: (body: JsonObject) => unknown): Damage => ({
  kind: "change",
  change: (body) => how(body as JsonObject),
});
