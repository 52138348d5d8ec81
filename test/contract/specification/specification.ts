/**
 * One published API definition, read and repaired in memory. Refuses to write: the definitions are not ours.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { findObject, findText, type JsonObject } from "../../../client/src/api/tolerantShapes";
import { repairDocument, repairText } from "./repairs";

/** A definition by its file name, OpenAPI 3.0 or Swagger 2. */
export interface Specification {
  readonly file: string;
  readonly document: JsonObject;
}

/** Reads one definition; throws when it is no definition even after the repairs. */
export function readSpecification(folder: string, file: string): Specification {
  const text = repairText(file, readFileSync(path.join(folder, file), "utf8"));
  const document = findObject(parse(text, { logLevel: "error" }));
  if (document === undefined) throw new Error(`${file} holds no object`);
  return { file, document: repairDocument(file, document) };
}

/** All definitions of a folder; the one Postman collection among them is none. */
export function readSpecifications(folder: string): readonly Specification[] {
  return readdirSync(folder)
    .filter((file) => /\.(ya?ml|json)$/.test(file) && !file.includes("postman"))
    .sort()
    .map((file) => readSpecification(folder, file));
}

/** Follows `#/…` references of anything but schemas; undefined where a reference leads nowhere. */
export function findReferred(specification: Specification, node: unknown): JsonObject | undefined {
  const object = findObject(node);
  const reference = findText(object?.["$ref"]);
  if (reference === undefined) return object;
  return findReferred(specification, findAt(specification.document, reference));
}

/** The value at a local reference such as `#/components/schemas/Audience`. */
export function findAt(document: JsonObject, reference: string): unknown {
  if (!reference.startsWith("#/")) return undefined;
  const steps = reference.slice(2).split("/").map(unescapeStep);
  return steps.reduce<unknown>((node, step) => findObject(node)?.[step], document);
}

function unescapeStep(step: string): string {
  return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
}
