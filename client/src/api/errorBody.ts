/**
 * Finds the service's message, code and waiting time in an error body of any of the seventeen kinds
 * (docs/platform.md#errors). Pure. Refuses to trust a status written in a body: those contradict the real one.
 */
import { findNumber, findObject, findText, type JsonObject, readList } from "./tolerantShapes";

/** What an error body says; every part may be missing. */
export interface ErrorFacts {
  readonly message: string | undefined;
  readonly serviceCode: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** The gateway wrote it (it has an `error_code`), so the call did not reach a service. */
  readonly isFromGateway: boolean;
}

/** Longer words say nothing more to people and would fill a log. */
const LONGEST_MESSAGE = 400;
const LONGEST_CODE = 80;

/** Members that hold a message, in the order in which they are looked at. Dots step into objects. */
const MESSAGE_PLACES: readonly string[] = [
  "errors.detail",
  "report.detailed-message",
  "report.additionalContext.detailedMessage",
  "detail",
  "message",
  "errorMessage",
  "errorDescription",
  "error_description",
  "errors.title",
  "title",
  "reason",
];

const CODE_PLACES: readonly string[] = [
  "error_code",
  "errorCode",
  "errors.errorCode",
  "report.code",
  "code",
  "error",
  "statusCode",
];

/** Reads an error body that was JSON; arrays are judged by their first element. */
export function readErrorBody(body: unknown): ErrorFacts {
  const object = findObject(Array.isArray(body) ? body[0] : body);
  if (object === undefined) return { ...NOTHING, message: toPlainMessage(findText(body)) };
  const listed = findListedError(object);
  return {
    message: toPlainMessage(
      findFirst(object, listed === undefined ? MESSAGE_PLACES : ["message", ...MESSAGE_PLACES], listed),
    ),
    serviceCode: (findText(listed?.["code"]) ?? findCode(object))?.slice(0, LONGEST_CODE),
    retryAfterMs: findNumber(object["retryAfterMs"]),
    isFromGateway: object["error_code"] !== undefined,
  };
}

/** Reads an error body that was not JSON: the start of plain text; nothing of HTML or emptiness. */
export function readErrorText(text: string, isHtml: boolean): ErrorFacts {
  return isHtml ? NOTHING : { ...NOTHING, message: toPlainMessage(text) };
}

const NOTHING: ErrorFacts = {
  message: undefined,
  serviceCode: undefined,
  retryAfterMs: undefined,
  isFromGateway: false,
};

/** `errors` keyed by status, each a list: `{"404":[{"code","message"}]}`. Also a bare list. */
function findListedError(object: JsonObject): JsonObject | undefined {
  const errors = object["errors"];
  const first = Array.isArray(errors) ? errors : Object.values(findObject(errors) ?? {})[0];
  return findObject(readList(first)[0]);
}

function findFirst(
  object: JsonObject,
  places: readonly string[],
  listed: JsonObject | undefined,
): string | undefined {
  const fromList = findText(listed?.["message"]);
  if (fromList) return fromList;
  for (const place of places) {
    const found = findAt(object, place);
    if (found) return found;
  }
  return undefined;
}

function findCode(object: JsonObject): string | undefined {
  for (const place of CODE_PLACES) {
    const found = findAt(object, place);
    if (found) return found;
  }
  return findText(object["type"])?.match(/[A-Z]{3,8}-\d{3,7}-\d{3}$/)?.[0];
}

function findAt(object: JsonObject, place: string): string | undefined {
  let value: unknown = object;
  for (const step of place.split(".")) value = findObject(value)?.[step];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function toPlainMessage(text: string | undefined): string | undefined {
  const plain = text?.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim() ?? "";
  const characters = plain.length > LONGEST_MESSAGE ? [...plain] : [];
  if (characters.length <= LONGEST_MESSAGE) return plain || undefined;
  return `${characters.slice(0, LONGEST_MESSAGE).join("").trimEnd()}…`;
}
