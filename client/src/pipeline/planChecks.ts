/**
 * Looks at what a plan would send: its expressions with the language core and the sandbox's own schema, its tests, and what is asked
 * for in vain. Errors and failed tests block, as in the editor; without a schema no field is judged. Sends nothing.
 */
import {
  checkText,
  describeJsonFault,
  openAudienceTests,
  readEnvironment,
  toRuleText,
} from "../../../server/src/pql/service";
import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { EXPERIENCE_EVENT_UNION, fetchUnionSchema, PROFILE_UNION } from "../api/schemas";
import type { AudiencePair, BrokenFile } from "../files/folderIndex";
import type { Blocker, FolderPlan } from "../files/folderPlan";
import type { PairWrite } from "../files/plannedReferences";
import { AUDIENCE_FILE_ENDING } from "../model/audienceFile";
import { type AudienceFolder, EXPRESSION_FILE_ENDING, TESTS_FILE_ENDING } from "../model/audienceFolder";
import { toReasonText } from "../model/failureText";
import type { CommandLine } from "./commandLine";

/** What the language core says of the expressions that would be sent. */
export interface ExpressionFindings {
  readonly errors: readonly Blocker[];
  /** Such as a value that no profile can have; the platform takes the rule, so they stand in the way of nothing. */
  readonly warnings: readonly Blocker[];
}

/** The errors and warnings in what would be sent. */
export async function checkExpressions(
  session: ApiSession,
  writes: readonly PairWrite[],
  line: CommandLine,
): Promise<ExpressionFindings> {
  const checked = writes.filter(({ write }) => write.fields.includes("expression"));
  if (checked.length === 0) return { errors: [], warnings: [] };
  const [profile, experienceEvent] = [
    await findUnion(session, PROFILE_UNION, line),
    await findUnion(session, EXPERIENCE_EVENT_UNION, line),
  ];
  const environment = readEnvironment({ profile, experienceEvent });
  const found = checked.flatMap(({ stem, write }) => {
    const text = write.after.expression?.value ?? "";
    return checkText(text, environment).problems.map(({ severity, message, code, span }) => ({
      severity,
      stem: `${stem}.pql:${toPlace(text, span.start)}`,
      reason: `${message} [${code}]`,
    }));
  });
  return {
    errors: found.filter(({ severity }) => severity === "error"),
    warnings: found.filter(({ severity }) => severity === "warning"),
  };
}

async function findUnion(session: ApiSession, id: string, line: CommandLine): Promise<unknown> {
  try {
    return (await fetchUnionSchema(session, id, { signal: line.signal })).json;
  } catch (error) {
    if (isApiError(error, "notFound")) return undefined;
    if (!isApiError(error, "forbidden", "sandboxForbidden")) throw error;
    line.say(`Fields are not checked against ${id}: ${toReasonText(error)}\n`);
    return undefined;
  }
}

/** Line and column, both from 1. */
function toPlace(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

/**
 * One note for each write whose evaluation is asked for and is impossible or uncertain. Blocks nothing, because the platform takes
 * such an audience and moves it silently.
 */
export function findEvaluationNotes({
  writes,
  mergePolicies,
}: Pick<FolderPlan, "writes" | "mergePolicies">): readonly Blocker[] {
  const environment = readEnvironment({});
  return writes.flatMap(({ stem, write }) => {
    const { evaluation: asked, mergePolicy } = write.after;
    const text = write.after.expression && toRuleText(write.after.expression);
    if (asked === undefined || asked === "batch" || text === undefined) return [];
    const isActiveOnEdge = mergePolicies.isActiveOnEdge(mergePolicy);
    const { evaluation } = checkText(text, environment, { isActiveOnEdge });
    const { answer, reasons } = evaluation[asked];
    if (answer === "yes") return [];
    const possible = (["edge", "streaming", "batch"] as const).find(
      (kind) => evaluation[kind].answer === "yes",
    );
    const verdict =
      answer === "no" ? `is evaluated by ${possible ?? "batch"} instead` : "may be evaluated by batch";
    return [{ stem, reason: `It asks for ${asked} and ${verdict}: ${reasons[0]?.text ?? ""}`.trimEnd() }];
  });
}

/** Broken files with the place where one stops being JSON: an editor underlines it, a log has to tell it. */
export async function placeFaults(
  folder: AudienceFolder,
  broken: readonly BrokenFile[],
): Promise<readonly BrokenFile[]> {
  return await Promise.all(
    broken.map(async (file) => {
      if (file.half !== undefined || !file.path.endsWith(AUDIENCE_FILE_ENDING)) return file;
      const fault = describeJsonFault((await folder.read(file.path)) ?? "{}");
      return fault === "" ? file : { ...file, reason: `${file.reason.replace(/\.$/, "")}: ${fault}.` };
    }),
  );
}

const FILE_FIELDS = [
  "name",
  "description",
  "mergePolicy",
  "evaluation",
  "labels",
  "tags",
  "lifecycle",
  "remote",
];

/** Members of the files that look like a field and are none: what they ask for would be left out without a word. */
export function findFieldNotes(pairs: readonly AudiencePair[]): readonly Blocker[] {
  return pairs.flatMap(({ stem, file: { raw } }) =>
    Object.keys(raw).flatMap((member) => {
      if (FILE_FIELDS.includes(member)) return [];
      const open = FILE_FIELDS.filter((field) => !(field in raw));
      const meant =
        open.find((field) => beginOf(field) === beginOf(member)) ??
        open.find((field) => isSlip(field, member));
      if (meant === undefined) return [];
      return [{ stem, reason: `“${member}” is no field of an audience and is left out. “${meant}” is one.` }];
    }),
  );
}

/** One letter is missing, or one too many: `nme`. */
function isSlip(field: string, member: string): boolean {
  const [short, long] = field.length < member.length ? [field, member] : [member, field];
  const isLonger = long.length === short.length + 1;
  return isLonger && Array.from(long, (_, at) => long.slice(0, at) + long.slice(at + 1)).includes(short);
}

/** A slip leaves the first letters as they are. */
function beginOf(name: string): string {
  return name.slice(0, 4).toLowerCase();
}

/** A test that did not pass, or a file of tests that is at fault. */
export interface FailedTest {
  readonly stem: string;
  /** Of the test; empty for what concerns the whole file. */
  readonly test: string;
  /** One sentence. */
  readonly reason: string;
}

/** What came of the tests of a plan. */
export interface TestedPlan {
  readonly passed: number;
  readonly failed: readonly FailedTest[];
  /** Why each failure came about, as lines for people. */
  readonly story: string;
}

/**
 * Runs the tests beside everything that is planned; audiences without tests are none. Asks the rule as its file has it, because
 * tests name the audiences of that file.
 */
export async function testPlanned(
  folder: AudienceFolder,
  writes: readonly PairWrite[],
  signal: AbortSignal,
): Promise<TestedPlan> {
  const tested: TestedPlan[] = [];
  for (const { stem } of writes) {
    signal.throwIfAborted();
    const text = await folder.read(stem + TESTS_FILE_ENDING);
    if (text === undefined) continue;
    const rule = (await folder.read(stem + EXPRESSION_FILE_ENDING)) ?? "";
    tested.push(testPair(stem, text, rule.replace(/^\uFEFF/, "")));
  }
  return {
    passed: tested.reduce((sum, { passed }) => sum + passed, 0),
    failed: tested.flatMap(({ failed }) => failed),
    story: tested.map(({ story }) => story).join(""),
  };
}

function testPair(stem: string, text: string, rule: string): TestedPlan {
  const opened = openAudienceTests(text, rule);
  const failed: FailedTest[] = opened.problems.map(({ message }) => ({ stem, test: "", reason: message }));
  let passed = 0;
  let story = "";
  for (const result of opened.run()) {
    const { test, outcome, problems, explanation } = result;
    if (outcome === "passed") {
      passed++;
      continue;
    }
    const reason =
      outcome === "failed"
        ? `expected ${test.question?.expected}, but the rule answers ${explanation?.value}`
        : (problems[0]?.message ?? "The rule has errors.");
    failed.push({ stem, test: test.name, reason });
    story += `${stem}: ${test.name}: ${reason}\n${opened.explain(result)}`;
  }
  return { passed, failed, story };
}
