/**
 * Reads a union schema as the schema registry answers it (`xed-full+json`, also `xed-full-desc+json`) into an index, with what
 * it says of itself. Takes any value and never fails: what cannot be understood becomes an open field and a note.
 */
import { assembleColumns } from "./assembleColumns";
import { readDescriptorTree } from "./descriptors";
import { FlatSchemaIndex } from "./flatIndex";
import type { SchemaFacts } from "./schemaColumns";
import type { SchemaIndex } from "./schemaIndex";
import { type JsonObject, readObject, readText } from "./xdmNode";
import { type SchemaNote, walkSchema } from "./xdmWalk";

/** Facts of a schema with these top-level properties. */
function factsOf(schema: JsonObject, properties: JsonObject): SchemaFacts {
  const id = readText(schema["$id"]) || readText(schema["meta:altId"]);
  return {
    id,
    title: readText(schema["title"]),
    className: lastStep(readText(schema["meta:class"]) || id),
    tenants: Object.keys(properties).filter((name) => isTenantStep(name, properties[name])),
  };
}

function lastStep(id: string): string {
  const withoutUnion = id.replace(/__union$/, "");
  return withoutUnion.slice(Math.max(withoutUnion.lastIndexOf("/"), withoutUnion.lastIndexOf(".")) + 1);
}

/** Steps with an underscore that every organisation has: namespaces of the standard model and of Adobe's solutions. */
const STANDARD_STEPS: ReadonlySet<string> = new Set(
  "_id _type _repo _experience _xdm _xmpDM _xmp _dc _schema _name _channels _iptc4xmpExt _id3 _tiff _exif".split(
    " ",
  ),
);

function isTenantStep(name: string, value: unknown): boolean {
  if (!name.startsWith("_") || name.length < 2 || STANDARD_STEPS.has(name)) return false;
  const properties = readObject(readObject(value)?.["properties"]);
  if (!properties) return false;
  const namespace = `${name.slice(1)}:`;
  return !Object.values(properties).some((each) =>
    readText(readObject(each)?.["meta:xdmField"]).startsWith(namespace),
  );
}

/** A schema that was read, and what was odd about it. */
interface ReadSchema {
  readonly index: SchemaIndex;
  readonly notes: readonly SchemaNote[];
}

/** Descriptors of the schema that were fetched apart from it, in any of the shapes the registry lists them. */
interface ReadSchemaOptions {
  readonly descriptors?: unknown;
}

/** The index over the schema in `json`. A value that is no schema gives an index with nothing but an open root. */
export function readSchema(json: unknown, options: ReadSchemaOptions = {}): ReadSchema {
  const schema = readObject(json);
  const document = schema ?? {};
  const descriptors = readDescriptorTree([document["meta:descriptors"], options.descriptors]);
  const { draft, notes, topLevel } = walkSchema(document, descriptors);
  const index = new FlatSchemaIndex(assembleColumns(draft, factsOf(document, topLevel)));
  const isSchema = schema !== undefined && index.fieldCount > 1;
  return { index, notes: isSchema ? notes : [...notes, { code: "notASchema", path: "" }] };
}
