/**
 * Union schemas from files, for commands that check against them.
 */

import { readFile } from "node:fs/promises";
import { type Environment, readEnvironment } from "../pql/service";
import { BadUsage } from "./badUsage";
import { decodeUtf8 } from "./pqlCommandLine";

/** The environment of two schema files; either may be missing. */
export async function readSchemaFiles(
  profile: string | boolean | undefined,
  experienceEvent: string | boolean | undefined,
): Promise<Environment> {
  return readEnvironment({
    profile: await readJson(profile),
    experienceEvent: await readJson(experienceEvent),
  });
}

async function readJson(file: string | boolean | undefined): Promise<unknown> {
  if (typeof file !== "string") return undefined;
  try {
    return JSON.parse(decodeUtf8(await readFile(file))) as unknown;
  } catch (error) {
    throw new BadUsage(
      `The schema ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
