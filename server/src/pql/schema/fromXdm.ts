/**
 * Reads a union schema as the schema registry answers it (`xed-full+json`, also `xed-full-desc+json`) into an index.
 * Takes any value and never fails: what cannot be understood becomes an open field and a note.
 */
import { assembleColumns } from "./assemble";
import { readDescriptorTree } from "./descriptors";
import { FlatSchemaIndex } from "./flatIndex";
import type { SchemaIndex } from "./model";
import type { SchemaNote } from "./notes";
import { factsOf } from "./schemaFacts";
import { walkSchema } from "./walk";
import { readObject } from "./xdmNode";

/** A schema that was read, and what was odd about it. */
export interface ReadSchema {
  readonly index: SchemaIndex;
  readonly notes: readonly SchemaNote[];
}

/** Descriptors of the schema that were fetched apart from it, in any of the shapes the registry lists them. */
export interface ReadSchemaOptions {
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
