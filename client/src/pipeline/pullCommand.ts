/**
 * `aep pull`: audiences of the sandbox into a folder of pairs. Reads the platform, writes files, and keeps local changes.
 */
import { type PullSelection, pullAudiences } from "../files/pull";
import { type PullReport, toMissingLines } from "../files/pullReport";
import { type CommandLine, findTextOption, type PipelineCommand, readOptions } from "./commandLine";
import { ENVIRONMENT_HELP, getSandbox, readEnvironment } from "./environment";
import { BadUsage, ExitCode } from "./failures";
import { openNodeFolder } from "./nodeFolder";
import { withPlatform } from "./platform";
import { toOneLine } from "./visibleText";

const USAGE = `Usage: aep pull [--name TEXT] [--id ID[,ID…]] [--overwrite] FOLDER

Writes each audience of the sandbox as a pair of files, NAME.pql and NAME.audience.json. Pairs that are already there are
found by what stands inside them, wherever they were moved. Changes made in the files stay unless --overwrite is given.

  --name TEXT   only audiences whose name contains TEXT
  --id ID       only these audiences
  --overwrite   let changes made in the files give way to what the platform holds

Exit code: 0 done, 1 failed or incomplete (what is missing is named), 2 bad usage.

${ENVIRONMENT_HELP}`;

/** `aep pull`. */
export const PULL: PipelineCommand = { usage: USAGE, run: pull };

async function pull(parameters: readonly string[], line: CommandLine): Promise<number> {
  const options = readOptions(
    parameters,
    { name: { type: "string" }, id: { type: "string" }, overwrite: { type: "boolean" } },
    { usage: USAGE, operand: "FOLDER" },
  );
  const environment = readEnvironment(line.variables);
  const sandbox = getSandbox(environment);
  const ids = findTextOption(options, "id");
  const selection: PullSelection =
    ids === undefined
      ? { kind: "listed", nameContains: findTextOption(options, "name") }
      : { kind: "ids", ids: readIds(ids) };
  const report = await withPlatform({ environment, sandbox, line }, (session) =>
    pullAudiences({
      session,
      folder: openNodeFolder(options.operand),
      selection,
      decide: async () => (options.values["overwrite"] === true ? "overwrite" : "keep"),
      onProgress: toProgress(line),
      signal: line.signal,
    }),
  );
  line.print(toPullText(report, sandbox));
  const missing = toMissingLines(report);
  for (const sentence of missing) line.say(`${toOneLine(`error: not pulled: ${sentence}`)}\n`);
  return missing.length === 0 ? ExitCode.Success : ExitCode.Failed;
}

/** An empty list, as an unset variable of a pipeline leaves it, is a mistake and not everything. */
function readIds(text: string): readonly string[] {
  const ids = text.split(",").flatMap((id) => id.trim() || []);
  if (ids.length === 0) throw new BadUsage("--id names no audience.", USAGE);
  return ids;
}

/** One line per hundred, because logs of pipelines keep every line. */
function toProgress(line: CommandLine): (done: number, total: number | undefined) => void {
  return (done, total) => {
    if (total === undefined) line.say("Listing audiences…\n");
    else if (done % 100 === 0 || done === total) line.say(`${done} of ${total}\n`);
  };
}

function toPullText(report: PullReport, sandbox: string): string {
  const { created, updated, same, kept, skipped, failed, gaps } = report;
  // The two lists overlap, and so may what they left out.
  const unlisted = Math.max(0, ...gaps.map(({ count }) => count ?? 0));
  const missing = [
    ...(failed.length > 0 ? [`${failed.length} could not be read`] : []),
    ...(unlisted > 0 ? [`at least ${unlisted} not listed`] : []),
  ].join(", ");
  const isComplete = failed.length + gaps.length === 0;
  const lines = [
    ...kept.map(({ stem, fields }) => toOneLine(`kept     ${stem}: changed here in ${fields.join(", ")}`)),
    ...skipped.map(({ id, name, reason }) => toOneLine(`skipped  ${name === "" ? id : name}: ${reason}`)),
    `Pulled from ${sandbox}: ${created.length} new, ${updated.length} updated, ${same} unchanged, ` +
      `${kept.length} with changes made here, ${skipped.length} skipped` +
      `${isComplete ? "." : missing === "" ? ". Incomplete." : `. Incomplete: ${missing}.`}`,
  ];
  return `${lines.join("\n")}\n`;
}
