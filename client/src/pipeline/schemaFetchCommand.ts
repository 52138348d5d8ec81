/**
 * `aep schema pull`: the union schemas of a sandbox as files, for editors that cannot fetch them. Reads the platform, or the
 * sample organisation in this process, and writes structure only: no profile comes near it.
 */
import { join } from "node:path";
import { printExactJson } from "../../../server/src/pql/text/exactJson";
import { createApiConnection } from "../api/apiConnection";
import type { ApiSession } from "../api/apiSession";
import { fetchDescribedUnions } from "../api/describedUnions";
import { type CommandLine, type PipelineCommand, readOptions } from "./commandLine";
import { ENVIRONMENT_HELP, getSandbox, readEnvironment } from "./environment";
import { BadUsage, ExitCode } from "./failures";
import { replaceFile } from "./nodeFolder";
import { withPlatform } from "./platform";

const USAGE = `Usage: pql schema pull [--sample] FOLDER
       aep schema pull [--sample] FOLDER

Writes the union schemas of the sandbox into FOLDER, as other editors take them: profile.json, experienceEvent.json (where the
sandbox has events) and schemas.json, which says of which sandbox they are and when they were fetched.

  --sample   the sample organisation instead of the platform; needs no credentials

Exit code: 0 done, 1 failed, 2 bad usage.

${ENVIRONMENT_HELP}`;

const SAMPLE_SANDBOX = "dev";

/** `aep schema`. */
export const SCHEMA: PipelineCommand = { usage: USAGE, run: runSchema };

async function runSchema([verb, ...parameters]: readonly string[], line: CommandLine): Promise<number> {
  if (verb !== "pull") throw new BadUsage("The command is schema pull.", USAGE);
  const shape = { usage: USAGE, operand: "FOLDER" };
  const { operand, values } = readOptions(parameters, { sample: { type: "boolean" } }, shape);
  const pull = (session: ApiSession) => pullSchemas(session, operand, line);
  if (values["sample"] === true) return await withSample(line, pull);
  const environment = readEnvironment(line.variables);
  return await withPlatform({ environment, sandbox: getSandbox(environment), line }, pull);
}

async function withSample<Result>(
  { variables }: CommandLine,
  work: (session: ApiSession) => Promise<Result>,
): Promise<Result> {
  const [{ createSampleTransport }, { createSampleOrganisation }, { sampleCredentials }] = await Promise.all([
    import("../sample/sampleTransport"),
    import("../sample/organisation"),
    import("../sample/sampleCredentials"),
  ]);
  const organisation = createSampleOrganisation();
  const createTransport = () => createSampleTransport(organisation);
  const connection = createApiConnection({
    name: "sample",
    credentials: sampleCredentials(),
    createTransport,
  });
  return await work(connection.openSession(variables["AEP_SANDBOX"] ?? SAMPLE_SANDBOX));
}

async function pullSchemas(session: ApiSession, folder: string, line: CommandLine): Promise<number> {
  const unions = await fetchDescribedUnions(session, {
    signal: line.signal,
    onMissingDescriptors: () => line.say("Warning: the descriptors could not be fetched; names are plain.\n"),
  });
  const fetchedAt = new Date(session.clock.now()).toISOString();
  for (const [name, union] of Object.entries(unions)) {
    await replaceFile(join(folder, `${name}.json`), `${printExactJson(union, 1)}\n`);
  }
  const facts = { organisation: session.orgId, sandbox: session.sandbox, fetchedAt };
  await replaceFile(join(folder, "schemas.json"), `${JSON.stringify(facts, undefined, 2)}\n`);
  const classes = Object.keys(unions).join(" and ");
  line.print(`Wrote the unions of ${session.sandbox} into ${folder}: ${classes}, as of ${fetchedAt}.\n`);
  return ExitCode.Success;
}
