/**
 * `aep handoff`: an audience, a journey or a campaign as a folder for the next system. Reads the platform, writes files, sends nothing.
 */
import { makeHandOff } from "../handOff/makeHandOff";
import { findHandedId, HANDED_KINDS, type HandedKind } from "../handOff/readHanded";
import { HAND_OFF_TARGETS, type HandOffTarget, TARGET_TITLES } from "../handOff/translationTable";
import { openInventoryDisk } from "../inventory/inventoryDisk";
import { toCountText } from "../inventory/inventoryMarkdown";
import {
  type CommandLine,
  findTextOption,
  type PipelineCommand,
  type ReadOptions,
  readOptions,
} from "./commandLine";
import { openCoreRules } from "./coreRules";
import { ENVIRONMENT_HELP, getSandbox, readEnvironment } from "./environment";
import { BadUsage, ExitCode } from "./failures";
import { withPlatform } from "./platform";

const TARGETS = HAND_OFF_TARGETS.map((target) => `  ${target.padEnd(10)} ${TARGET_TITLES[target]}`).join(
  "\n",
);

const USAGE = `Usage: aep handoff --to TARGET (--audience | --journey | --campaign) NAME FOLDER

Writes what the next system needs into FOLDER, which is new or empty: for whom, in words and in PQL, the steps, the fields by the
names they have there, and the messages with their personalisation translated. What could not be translated is listed with its
place. NAME is a name or an id. Nothing is sent.

Targets:
${TARGETS}

Exit code: 0 done, 1 failed or stopped, 2 bad usage, 6 done, but something could not be read (it is named).

${ENVIRONMENT_HELP}`;

/** `aep handoff`. */
export const HAND_OFF: PipelineCommand = { usage: USAGE, run: handOff };

async function handOff(parameters: readonly string[], line: CommandLine): Promise<number> {
  const text = { type: "string" } as const;
  const options = readOptions(
    parameters,
    { to: text, audience: text, journey: text, campaign: text },
    { usage: USAGE, operand: "FOLDER" },
  );
  const target = getHandOffTarget(options);
  const { kind, called } = getMeant(options);
  const environment = readEnvironment(line.variables);
  const sandbox = getSandbox(environment);
  const { signal } = line;
  const report = await withPlatform({ environment, sandbox, line }, async (session) => {
    const id = await findHandedId(session, { kind, called }, signal);
    const folder = openInventoryDisk(options.operand);
    return await makeHandOff({ session, openRules: openCoreRules, kind, id, target, folder, signal });
  });
  const { name, untranslated, problems } = report;
  const rest = target === "sandbox" ? "" : ` ${toCountText(untranslated, "place")} could not be translated.`;
  line.print(`${name}: a packet for ${TARGET_TITLES[target]}, see hand-off.md.${rest}\n`);
  for (const problem of problems) line.say(`error: not read: ${problem}\n`);
  return problems.length === 0 ? ExitCode.Success : ExitCode.Incomplete;
}

function getHandOffTarget(options: ReadOptions): HandOffTarget {
  const given = findTextOption(options, "to");
  const target = HAND_OFF_TARGETS.find((one) => one === given);
  if (target !== undefined) return target;
  throw new BadUsage(`--to is one of ${HAND_OFF_TARGETS.join(", ")}.`, USAGE);
}

function getMeant(options: ReadOptions): { readonly kind: HandedKind; readonly called: string } {
  const given = HANDED_KINDS.flatMap((kind) => {
    const called = findTextOption(options, kind);
    return called === undefined ? [] : [{ kind, called }];
  });
  const [meant, ...others] = given;
  if (meant !== undefined && others.length === 0) return meant;
  throw new BadUsage("Give one of --audience, --journey and --campaign.", USAGE);
}
