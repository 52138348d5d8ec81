/**
 * Union schemas from files, for commands that check against them.
 */
import { readFile } from "node:fs/promises";
import { ROOT_FIELD } from "../pql/schema/schemaIndex";
import type { SchemaRoot } from "../pql/semantics/checkEnvironment";
import { type Environment, readEnvironment } from "../pql/service";
import { decodeUtf8 } from "./pqlCommandLine";
import { BadUsage, faultWords } from "./pqlFailures";

/** The environment of two schema files; either may be missing. */
export async function readSchemaFiles(
  profile: string | boolean | undefined,
  experienceEvent: string | boolean | undefined,
): Promise<Environment> {
  const environment = readEnvironment({
    profile: await readJson(profile),
    experienceEvent: await readJson(experienceEvent),
  });
  refuseWithoutFields(profile, environment.profile);
  refuseWithoutFields(experienceEvent, environment.event);
  return environment;
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
