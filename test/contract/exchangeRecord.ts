/** A recorded exchange as the stand-in logs it, and the reading of a log file. Refuses lines that are no exchange. */
import { findObject, findText, type JsonObject } from "../../client/src/api/tolerantShapes";

/** One exchange; bodies are the text that was on the wire. */
export interface RecordedExchange {
  readonly method: string;
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
}

/** Reads a log of JSON lines; throws on a line that is no exchange. */
export function readLog(text: string): readonly RecordedExchange[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => readExchange(JSON.parse(line)));
}

/** Reads one entry of a log. */
export function readExchange(entry: unknown): RecordedExchange {
  const exchange = findObject(entry);
  const answer = findObject(exchange?.["response"]);
  const status = answer?.["status"];
  if (exchange === undefined || answer === undefined || typeof status !== "number")
    throw new Error(`Not an exchange: ${JSON.stringify(entry).slice(0, 200)}`);
  return {
    method: findText(exchange["method"]) ?? "",
    url: new URL(findText(exchange["url"]) ?? ""),
    headers: readHeaders(exchange["headers"]),
    body: findText(exchange["body"]) ?? "",
    answer: { status, headers: readHeaders(answer["headers"]), body: findText(answer["body"]) ?? "" },
  };
}

function readHeaders(headers: unknown): Record<string, string> {
  const entries: JsonObject = findObject(headers) ?? {};
  return Object.fromEntries(
    Object.entries(entries).map(([name, value]) => [name.toLowerCase(), findText(value) ?? ""]),
  );
}

/** The media type without its parameters, in lower case; empty when there is none. */
export function readMediaType(headers: Readonly<Record<string, string>>): string {
  return (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** Whether bodies of that type are JSON. */
export function isJsonType(mediaType: string): boolean {
  return /[/+]json$/.test(mediaType);
}
