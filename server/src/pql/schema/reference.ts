/**
 * Follows a `$ref` inside one document: a JSON pointer, the id of the document, or the id of one of its definitions.
 * Opens nothing else; a reference to another document is simply not found.
 */
import { type JsonObject, readObject } from "./xdmNode";

/** What `reference` points to; `undefined` where it leads nowhere or to something that is no schema. */
export function findReference(document: JsonObject, reference: string): JsonObject | undefined {
  const hash = reference.indexOf("#");
  const resource = hash < 0 ? reference : reference.slice(0, hash);
  const start = resource === "" ? document : findResource(document, resource);
  return start && hash >= 0 ? findByPointer(start, reference.slice(hash + 1)) : start;
}

function findResource(document: JsonObject, id: string): JsonObject | undefined {
  if (document["$id"] === id) return document;
  return readObject(memberOf(document["definitions"], id)) ?? readObject(memberOf(document["$defs"], id));
}

function findByPointer(start: JsonObject, pointer: string): JsonObject | undefined {
  const steps = pointer.split("/").slice(1).map(decodePointerStep);
  return readObject(steps.reduce(memberOf, start as unknown));
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as JsonObject)[name];
}

/** One step of a JSON pointer without its escapes; a broken percent escape is left as it is. */
export function decodePointerStep(step: string): string {
  const unescaped = step.replaceAll("~1", "/").replaceAll("~0", "~");
  if (!unescaped.includes("%")) return unescaped;
  try {
    return decodeURIComponent(unescaped);
  } catch {
    return unescaped;
  }
}
