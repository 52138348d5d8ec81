/**
 * `pql relate`: what two rules have to do with each other, and which rules of a folder are equal or contained. Says only what is
 * proved, or shown by a profile that the evaluator confirms.
 */
import { relative } from "node:path";
import {
  type Environment,
  type Finding,
  openRelations,
  type RelatedRule,
  type Relation,
  type RuleFamilies,
  relationSentence,
} from "../pql/service";
import { readSchemaFiles } from "./environmentFiles";
import { isFolder, listRulesOfFolder } from "./folderFiles";
import { type CommandLine, type InputText, readInput, readOptions } from "./pqlCommandLine";
import { BadUsage, ExitCode, toComplaint } from "./pqlFailures";
import { readRule } from "./ruleInput";

const USAGE = `Usage: pql relate [--schema FILE] [--event-schema FILE] [--json] FILE FILE
       pql relate [--schema FILE] [--event-schema FILE] [--json] FOLDER

  --schema FILE        union schema of the profile class: tells which fields are lists
  --event-schema FILE  union schema of the experience event class
  --json               the findings as JSON

Of two files: equal, contained, contains, disjoint, overlapping or unknown, with a profile that shows it where one does.
Of a folder: the groups of equal rules and the nearest containments among its .pql files, those in folders below included.
A FILE holds PQL text or pql/json.

Exit code: 0 the rules were read, 1 a rule has errors, 2 bad usage or unreadable input (the others of a folder are related).
`;

/** Runs `pql relate`. */
export async function runRelate(parameters: readonly string[], line: CommandLine): Promise<number> {
  const text = { type: "string" } as const;
  const options = { schema: text, "event-schema": text, json: { type: "boolean" } } as const;
  const { values, files } = readOptions(parameters, options, USAGE);
  if (values["help"] === true) {
    line.print(USAGE);
    return ExitCode.Success;
  }
  const environment = await readSchemaFiles(values["schema"], values["event-schema"]);
  const job = { line, environment, isJson: values["json"] === true };
  const [first, second, more] = files;
  if (first !== undefined && second !== undefined && more === undefined) {
    return relatePair([await readInput(first, line), await readInput(second, line)], job);
  }
  if (first === undefined || second !== undefined || !(await isFolder(first))) {
    throw new BadUsage("Give two files, or one folder.", USAGE);
  }
  return relateFolder(first, job);
}

interface Job {
  readonly line: CommandLine;
  readonly environment: Environment;
  readonly isJson: boolean;
}

/** Stands for pql/json without a text: a rule that cannot be read. */
const UNREADABLE = "(";

function toText(input: InputText, line: CommandLine): InputText {
  return readRule(input, line) ?? { file: input.file, text: UNREADABLE };
}

function relatePair(inputs: readonly [InputText, InputText], { line, environment, isJson }: Job): number {
  const desk = openRelations({ environment });
  const [one, other] = inputs;
  const [first, second] = [desk.read(toText(one, line)), desk.read(toText(other, line))];
  const relation = desk.relate(first, second);
  const names = [one.file, other.file] as const;
  line.print(
    isJson ? `${JSON.stringify({ files: names, ...relation }, null, 2)}\n` : pairText(relation, names),
  );
  return isRead(first) && isRead(second) ? ExitCode.Success : ExitCode.Found;
}

function isRead({ rule }: RelatedRule): boolean {
  return rule !== undefined;
}

function pairText(relation: Relation, names: readonly [string, string]): string {
  const [first, second] = names;
  const lines = [relationSentence(relation, names)];
  const add = (title: string, finding: Finding) => {
    if (finding.answer === "refuted") lines.push(`  ${title}: ${JSON.stringify(finding.example.profile)}`);
  };
  add(`in ${first} and not in ${second}`, relation.contained);
  add(`in ${second} and not in ${first}`, relation.contains);
  add("in both", relation.disjoint);
  for (const [name, { never, always }] of [
    [first, relation.first],
    [second, relation.second],
  ] as const) {
    if (never.answer === "proved") lines.push(`  Nobody qualifies for ${name}.`);
    if (always.answer === "proved") lines.push(`  Everybody qualifies for ${name}.`);
  }
  const shown = [relation.contained, relation.contains, relation.disjoint].find(
    ({ answer }) => answer === "refuted",
  );
  if (shown?.answer === "refuted")
    lines.push(`  The clock of the examples is ${String(shown.example.clock.now)}.`);
  return `${lines.join("\n")}\n`;
}

async function relateFolder(folder: string, { line, environment, isJson }: Job): Promise<number> {
  const paths = await listRulesOfFolder(folder);
  const desk = openRelations({ environment });
  const inputs = await Promise.all(paths.map((path) => tryInput(path, line)));
  const search = desk.findFamilies(
    inputs.map((input) => desk.read(input === undefined ? { text: UNREADABLE } : toText(input, line))),
  );
  let step = search.next();
  while (step.done !== true) step = search.next();
  const names = paths.map((path) => relative(folder, path));
  const families = step.value;
  line.print(
    isJson ? `${JSON.stringify(toReport(families, names), null, 2)}\n` : familiesText(families, names),
  );
  if (inputs.includes(undefined)) return ExitCode.BadInput;
  return families.unread.length > 0 ? ExitCode.Found : ExitCode.Success;
}

/** One file among many: undefined where it cannot be read, which is told. */
async function tryInput(path: string, line: CommandLine): Promise<InputText | undefined> {
  try {
    return await readInput(path, line);
  } catch (error) {
    if (!(error instanceof BadUsage)) throw error;
    line.complain(toComplaint(error));
    return undefined;
  }
}

function toReport({ equal, contained, never, unread }: RuleFamilies, names: readonly string[]) {
  const named = (places: readonly number[]) => places.map((place) => names[place]);
  return {
    files: names.length,
    equal: equal.map(named),
    contained: contained.map(([inner, outer]) => ({ inner: names[inner], outer: names[outer] })),
    never: named(never),
    unread: named(unread),
  };
}

function familiesText(families: RuleFamilies, names: readonly string[]): string {
  const { equal, contained, never, unread } = families;
  const named = (place: number) => names[place] ?? "";
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [title, ...lines.map((text) => `  ${text}`)];
  const lines = [
    names.length === 1 ? "1 rule read." : `${names.length} rules read.`,
    ...part(
      "Accept the same profiles:",
      equal.map((group) => group.map(named).join(", ")),
    ),
    ...part(
      "Contained:",
      contained.map(([inner, outer]) => `${named(inner)} in ${named(outer)}`),
    ),
    ...part("Nobody qualifies:", never.map(named)),
    ...part("With errors:", unread.map(named)),
  ];
  if (equal.length + contained.length === 0)
    lines.push("No rule is equal to or contained in another, as far as can be proved.");
  return `${lines.join("\n")}\n`;
}
