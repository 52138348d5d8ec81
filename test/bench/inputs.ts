/**
 * What all servers are fed: schemas as files, documents of three lengths, the same for every round. Written once per run
 * into a temporary folder.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { readSchema } from "../../server/src/pql/schema/readSchema";
import { generateSchema, type SchemaRecipe } from "../support/schemaGenerator";
import { SeededRandom } from "../support/seededRandom";
import { type FieldPool, poolFields } from "./fieldPool";
import { generateQuery } from "./queryGenerator";
import { generateRecords } from "./recordGenerator";

/** Names of the profile schemas. */
export type SchemaName = "1000" | "5000" | "20000" | "50000" | "flat";

const RECIPES: Readonly<Record<SchemaName, SchemaRecipe>> = {
  "1000": { seed: 11, leafFields: 1000 },
  "5000": { seed: 12, leafFields: 5000 },
  "20000": { seed: 13, leafFields: 20_000 },
  "50000": { seed: 14, leafFields: 50_000 },
  flat: { seed: 15, leafFields: 19_000, shape: "flat" },
};

/** Lengths of the documents in characters. */
export const DOCUMENT_LENGTHS = { "1 KB": 1000, "50 KB": 50_000, "1 MB": 1_000_000 } as const;

/** Names of the documents. */
export type DocumentName = keyof typeof DOCUMENT_LENGTHS;

/** A kind of document: PQL for our server and the echoes, JSON for the peer. */
export type DocumentKind = "pql" | "json";

/** Everything a run feeds its servers. */
export interface Inputs {
  readonly folder: string;
  readonly eventSchema: string;
  /** Path of the file of a schema. */
  schema(name: SchemaName): string;
  /** Path of the file of the JSON schema a JSON document of that field count answers to. */
  recordSchema(name: SchemaName): string;
  document(kind: DocumentKind, name: DocumentName): string;
  /** Paths of fields that can be hovered and completed. */
  readonly fieldPaths: Readonly<Record<SchemaName, readonly string[]>>;
}

/** Generates everything into a folder. */
export function writeInputs(folder: string): Inputs {
  const file = (name: string) => path.join(folder, `${name}.json`);
  const eventJson = generateSchema({ seed: 21, leafFields: 500, className: "experienceevent" });
  writeFileSync(file("event"), JSON.stringify(eventJson));
  const pools = new Map<SchemaName, FieldPool>();
  for (const [name, recipe] of Object.entries(RECIPES) as [SchemaName, SchemaRecipe][]) {
    const json = generateSchema(recipe);
    writeFileSync(file(name), JSON.stringify(json));
    writeFileSync(file(`records-${name}`), JSON.stringify({ type: "array", items: json }));
    pools.set(name, poolFields(readSchema(json).index));
  }
  const documents = generateDocuments(pools.get("20000"), poolFields(readSchema(eventJson).index));
  return {
    folder,
    eventSchema: file("event"),
    schema: (name) => file(name),
    recordSchema: (name) => file(`records-${name}`),
    document: (kind, name) => documents.get(`${kind} ${name}`) ?? "",
    fieldPaths: Object.fromEntries(
      [...pools].map(([name, pool]) => [name, pool.fields.map((field) => field.path)]),
    ) as Record<SchemaName, string[]>,
  };
}

function generateDocuments(profile: FieldPool | undefined, event: FieldPool): Map<string, string> {
  const documents = new Map<string, string>();
  if (profile === undefined) return documents;
  for (const [name, length] of Object.entries(DOCUMENT_LENGTHS)) {
    const random = new SeededRandom(length);
    documents.set(`pql ${name}`, generateQuery({ random, profile, event }, length));
    documents.set(`json ${name}`, generateRecords(random, profile, length));
  }
  return documents;
}
