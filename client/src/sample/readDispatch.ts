/** Reads undici's many ways of giving a request into one plain request. Understands every header and body form undici does. */
import type { Dispatcher } from "undici";
import type { SampleRequest } from "./exchange.js";

/** Returns the request behind dispatch options. Rejects when reading a streamed body fails. */
export async function readDispatch(options: Dispatcher.DispatchOptions): Promise<SampleRequest> {
  const url = new URL(options.path, options.origin);
  for (const [name, value] of Object.entries(options.query ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(item));
  }
  return {
    method: options.method.toUpperCase(),
    url: url.href,
    headers: readHeaders(options.headers),
    body: await readText(options.body),
  };
}

function readHeaders(given: Dispatcher.DispatchOptions["headers"]): Record<string, string> {
  const headers: Record<string, string> = {};
  const add = (name: unknown, value: unknown): void => {
    if (value === undefined || value === null) return;
    const key = String(name).toLowerCase();
    const text = Array.isArray(value) ? value.join(", ") : String(value);
    headers[key] = headers[key] === undefined ? text : `${headers[key]}, ${text}`;
  };
  for (const [name, value] of headerPairs(given)) add(name, value);
  return headers;
}

function headerPairs(given: unknown): Iterable<readonly [unknown, unknown]> {
  if (given === undefined || given === null) return [];
  if (Array.isArray(given)) {
    const flat: unknown[] = given;
    if (flat.every(Array.isArray)) return flat.map((pair) => [pair[0], pair[1]]);
    return flat.flatMap((name, index): [unknown, unknown][] =>
      index % 2 === 0 ? [[name, flat[index + 1]]] : [],
    );
  }
  if (typeof given === "object" && Symbol.iterator in given) {
    return given as Iterable<readonly [unknown, unknown]>;
  }
  return Object.entries(given);
}

async function readText(body: unknown): Promise<string> {
  if (body === undefined || body === null) return "";
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return Buffer.from(body).toString("utf8");
  if (typeof body === "object" && Symbol.asyncIterator in body) {
    const chunks: Buffer[] = [];
    for await (const chunk of body as AsyncIterable<string | Uint8Array>) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString("utf8");
  }
  return String(body);
}
