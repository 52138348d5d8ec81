/**
 * `pql schema pull`: asks the program beside this one, `aep`, because this one never opens a socket.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { BadUsage, ExitCode } from "./pqlFailures";

/** Runs `pql schema` with these parameters; its streams are those of this process. */
export async function runSchema(parameters: readonly string[]): Promise<number> {
  const program = join(__dirname, "aep.js");
  if (!existsSync(program)) {
    throw new BadUsage("Schemas are fetched by aep.js, which does not stand beside pql.js.", "");
  }
  const child = spawn(process.execPath, [program, "schema", ...parameters], { stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? ExitCode.BadInput;
}
