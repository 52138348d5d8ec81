/**
 * `pql evaluate`: what a rule answers for one profile, or for each line of a stream of them.
 * Reads files and standard input; profiles never leave the process but as the answer that was asked for.
 */
import { findUnknownMembers } from "../pql/evaluate/unknownMembers";
import {
  type Clock,
  type CompiledRule,
  checkProfile,
  checkText,
  compileRule,
  type Environment,
  isUsableClock,
  LineIndex,
  parseProfile,
  type RuleSource,
} from "../pql/service";
import { type ReadSchemas, readSchemaSources } from "./environmentFiles";
import { evaluateLines } from "./evaluateLines";
import { toExplainedText, toReport } from "./evaluationReport";
import { type CommandLine, type InputText, type ReadOptions, readInput, readOptions } from "./pqlCommandLine";
import { BadUsage, ExitCode } from "./pqlFailures";
import { isTree } from "./ruleInput";

const USAGE = `Usage: pql evaluate --profile FILE [options] RULE
       pql evaluate --profile FILE --jsonl [options] RULE

  --profile FILE       a profile as JSON (XDM, with xEvent and segmentMembership); - for standard input
  --now INSTANT        the time of the evaluation, such as 2031-05-09T12:00:00Z; now where it is left out
  --time-zone ZONE     the zone of days and months, such as Europe/Oslo; UTC where it is left out
  --week-start DAY     sunday or monday; sunday where it is left out, and an answer that rests on it says so
  --schema FILE        union schema of the profile class: the rule and each profile are checked against it, and of one
                       profile the members that it does not have are named
  --event-schema FILE  union schema of the experience event class
  --steps NUMBER       most steps for one profile; 10000000 where it is left out
  --explain            what each clause gave, and why
  --json               the answer as one JSON object
  --jsonl              one profile a line in, one answer a line out, in the same order

RULE is a file with PQL text or pql/json. The answer is true, false or unknown with its reasons: Adobe does not document
everything, and nothing is guessed.

Exit code: 0 every profile was answered true or false, 1 some answer is unknown,
2 bad usage, a rule with errors, or input that cannot be read or is at fault (other lines go on).
`;

/** Runs `pql evaluate`. */
export async function runEvaluate(parameters: readonly string[], line: CommandLine): Promise<number> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = readOptions(
    parameters,
    {
      profile: text,
      now: text,
      "time-zone": text,
      "week-start": text,
      schema: text,
      "event-schema": text,
      steps: text,
      explain: flag,
      json: flag,
      jsonl: flag,
    },
    USAGE,
  );
  const { values, files } = options;
  if (values["help"] === true) {
    line.print(USAGE);
    return ExitCode.Success;
  }
  const profile = values["profile"];
  if (typeof profile !== "string") throw new BadUsage("--profile is missing.", USAGE);
  if (files.length !== 1) throw new BadUsage("One rule is evaluated at a time.", USAGE);
  if (files[0] === "-" && profile === "-")
    throw new BadUsage("Standard input can be the profile or the rule, not both.", USAGE);
  const clock = readClock(options);
  const input = await readInput(files[0] ?? "-", line);
  const schemas = await readSchemas(options);
  const environment = schemas?.environment;
  const steps = readSteps(options);
  const rule = readRule(input, { steps, environment }, line);
  if (rule === undefined) return ExitCode.BadInput;
  const isExplained = values["explain"] === true;
  if (values["jsonl"] === true) {
    const asked = { file: profile, clock, isExplained };
    const plain = { ...asked, source: toSource(input), steps, schemas: schemas?.sources };
    return evaluateLines({ ...asked, rule, environment }, plain, line);
  }
  const isJson = values["json"] === true;
  const evaluation = { rule, input, clock, isExplained, isJson, environment };
  return evaluateOne(await readInput(profile, line), evaluation, line);
}

function readClock({ values }: ReadOptions): Clock {
  const weekStart = values["week-start"];
  if (weekStart !== undefined && weekStart !== "sunday" && weekStart !== "monday") {
    throw new BadUsage("--week-start takes sunday or monday.", USAGE);
  }
  const now = typeof values["now"] === "string" ? values["now"] : Date.now();
  const timeZone = typeof values["time-zone"] === "string" ? values["time-zone"] : undefined;
  if (!isUsableClock({ now })) {
    throw new BadUsage(`--now takes a time such as 2031-05-09T12:00:00Z, not ${now}.`, USAGE);
  }
  if (!isUsableClock({ now, timeZone })) throw new BadUsage(`There is no time zone ${timeZone}.`, USAGE);
  return { now, timeZone, weekStart };
}

function readSteps({ values }: ReadOptions): number | undefined {
  if (typeof values["steps"] !== "string") return undefined;
  const steps = Number(values["steps"]);
  if (!Number.isSafeInteger(steps) || steps < 1)
    throw new BadUsage("--steps takes a whole number above 0.", USAGE);
  return steps;
}

/** The schemas that were given; undefined without any. */
async function readSchemas({ values }: ReadOptions): Promise<ReadSchemas | undefined> {
  const { schema, "event-schema": eventSchema } = values;
  if (schema === undefined && eventSchema === undefined) return undefined;
  return await readSchemaSources(schema, eventSchema);
}

function toSource({ text }: InputText): RuleSource {
  return isTree(text) ? { json: text } : { text };
}

/** The rule of an input; undefined where it has errors, which are told. */
function readRule(
  { file, text }: InputText,
  {
    steps,
    environment,
  }: { readonly steps: number | undefined; readonly environment: Environment | undefined },
  line: CommandLine,
): CompiledRule | undefined {
  const isJson = isTree(text);
  const { rule, problems } = compileRule(toSource({ file, text }), { steps });
  const found = isJson || environment === undefined ? problems : checkText(text, environment).problems;
  const errors = found.filter(({ severity }) => severity === "error");
  const lines = new LineIndex(text);
  for (const { span, message, code } of errors) {
    const place = lines.positionAt(span.start);
    const where = isJson ? "" : `:${place.line + 1}:${place.character + 1}`;
    line.complain(`${file}${where}: error: ${message} [${code}]\n`);
  }
  return errors.length === 0 ? rule : undefined;
}

interface OneEvaluation {
  readonly rule: CompiledRule;
  readonly input: InputText;
  readonly clock: Clock;
  readonly isExplained: boolean;
  readonly isJson: boolean;
  readonly environment: Environment | undefined;
}

function evaluateOne(
  { file, text }: InputText,
  { rule, input, clock, isExplained, isJson, environment }: OneEvaluation,
  line: CommandLine,
): number {
  const { profile, problem } = parseProfile(text);
  const problems = problem === undefined ? checkProfile(profile, environment) : [problem];
  for (const { pointer, message } of problems) {
    line.complain(`${file}${pointer === "" ? "" : `#${pointer}`}: ${message}\n`);
  }
  const unknown = environment === undefined ? [] : findUnknownMembers(profile, environment);
  for (const { pointer, message } of unknown) line.complain(`${file}#${pointer}: note: ${message}\n`);
  if (problem !== undefined) return ExitCode.BadInput;
  const verdict = isExplained ? rule.explain(profile, clock) : rule.evaluate(profile, clock);
  if (isJson) line.print(`${JSON.stringify(toReport(verdict, problems), null, 2)}\n`);
  else line.print(toExplainedText(file, verdict, input));
  if (problems.length > 0) return ExitCode.BadInput;
  return verdict.value === "unknown" ? ExitCode.Found : ExitCode.Success;
}
