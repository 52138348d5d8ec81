/**
 * Union schemas from files, for commands that check against them.
 */
import { readFile } from "node:fs/promises";
import { ROOT_FIELD } from "../pql/schema/schemaIndex";
import type { SchemaRoot } from "../pql/semantics/checkEnvironment";
import { type CheckSources, type Environment, readEnvironment } from "../pql/service";
import { decodeUtf8 } from "./pqlCommandLine";
import { BadUsage, faultWords } from "./pqlFailures";

/** An environment and the JSON it was read from, which can be sent to another thread. */
export interface ReadSchemas {
  readonly environment: Environment;
  readonly sources: CheckSources;
}

/** The environment of two schema files; either may be missing. */
export async function readSchemaFiles(
  profile: string | boolean | undefined,
  experienceEvent: string | boolean | undefined,
): Promise<Environment> {
  return (await readSchemaSources(profile, experienceEvent)).environment;
}

/** The environment of two schema files, and what stands in them. */
export async function readSchemaSources(
  profile: string | boolean | undefined,
  experienceEvent: string | boolean | undefined,
): Promise<ReadSchemas> {
  const sources = { profile: await readJson(profile), experienceEvent: await readJson(experienceEvent) };
  const environment = readEnvironment(sources);
  refuseWithoutFields(profile, environment.profile);
  refuseWithoutFields(experienceEvent, environment.event);
  return { environment, sources };
}

/** A file that describes no field would let every misspelt one pass: a profile in its place, or a schema that only refers to others. */
function refuseWithoutFields(file: string | boolean | undefined, root: SchemaRoot | undefined): void {
  if (typeof file !== "string" || (root !== undefined && root.schema.childCount(ROOT_FIELD) > 0)) return;
  throw new BadUsage(
    `The schema ${file} describes no fields. Give the union schema as the schema registry answers it for application/vnd.adobe.xed-full+json.`,
  );
}

async function readJson(file: string | boolean | undefined): Promise<unknown> {
  if (typeof file !== "string") return undefined;
  try {
    return JSON.parse(decodeUtf8(await readFile(file))) as unknown;
  } catch (error) {
    throw new BadUsage(`The schema ${file} cannot be read: ${faultWords(error)}`);
  }
}
