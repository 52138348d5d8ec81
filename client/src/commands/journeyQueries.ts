/**
 * How the steps of a journey do, counted by Query Service for organisations without Customer Journey Analytics. The statements are
 * shown first; each costs computing time, and what the datasets do not hold is said.
 */

import type { ApiSession } from "../api/apiSession";
import type { Journey } from "../api/journeys";
import { fetchTrackingTables } from "../api/queryTables";
import { isMessageKind, toKindWords } from "../model/stepKinds";
import { UserError } from "../model/userError";
import {
  FIGURE_ROLES,
  type FigureColumn,
  findStepLoss,
  findUnmatched,
  type JourneyFigures,
  type StepFigures,
  type StepWay,
} from "../reports/journeyFigures";
import { type CountedRole, type StepQuestion, toStepStatement } from "../reports/journeyStatements";
import { toDayRange, toToday } from "../reports/reportDates";
import type { ReportDates } from "../reports/reportFile";
import type { Services } from "../services";
import { openUntitled } from "../ui/editors";
import { say } from "../words/say";

/** A journey whose steps are counted. */
export interface MeasuredJourney {
  readonly connection: string;
  readonly sandbox: string;
  readonly journey: Journey;
  /** Bound to the sandbox. */
  readonly session: ApiSession;
}

/** A step's name as the data knows it; empty where it has none. */
export function toStepName({ name }: Journey["nodes"][number]): string {
  return name?.trim() ?? "";
}

/** What follows each step, by name. */
export function toWays({ nodes }: Journey): readonly StepWay[] {
  return nodes.map((node) => ({
    step: toStepName(node),
    next: node.transitions.flatMap(({ targetNodeId }) => {
      const target = nodes.find(({ id }) => id === targetNodeId);
      return target === undefined ? [] : [toStepName(target)];
    }),
  }));
}

/** Nobody waits for more; each takes seconds at least. */
const MOST_STATEMENTS = 60;

const NAMES: Readonly<Record<CountedRole, string>> = {
  entry: say("Entries"),
  send: say("Messages sent"),
  open: say("Opens"),
  click: say("Clicks"),
};

/** Asks, counts number by number, and puts them together. */
export async function measureByQuery(
  services: Services,
  measured: MeasuredJourney,
  dates: ReportDates,
): Promise<JourneyFigures> {
  const { connection, sandbox, session, journey } = measured;
  const range = toDayRange(dates, toToday(services.now(), undefined));
  const questions = listQuestions(measured).map((one) => ({ ...one, range }));
  if (questions.length === 0)
    throw new UserError("gone", say("The journey has no steps that could be counted."));
  const asked = questions.slice(0, MOST_STATEMENTS);
  const tables = await services.prompts.showProgress(say("Looking for the tracking datasets"), (signal) =>
    fetchTrackingTables(session, { signal }),
  );
  const toStatement = (question: StepQuestion): string => toStepStatement(question, tables);
  const statements = asked.map(toStatement);
  await openUntitled(`${statements.join(";\n\n")};\n`, "sql");
  const { confirmQueries } = await import("../preview/queryCount");
  const query = await confirmQueries(services, {
    target: { connection, sandbox },
    statements,
    name: "AEP Workbench: steps of a journey",
  });
  const counts = await services.prompts.showProgress(say("Counting with Query Service"), (signal, report) =>
    runAll(statements.length, signal, async ({ place, done, signal: each }) => {
      report(say("{0} of {1} numbers counted", done, statements.length));
      return await query.run(session, place, { signal: each });
    }),
  );
  const steps = toSteps(
    asked,
    counts.map(({ rows }) => rows),
  );
  const columns = toColumns();
  return {
    columns,
    steps,
    source: say("the tracking datasets {0} by Query Service", Object.values(tables).join(", ")),
    days: say("{0} to {1} (UTC)", range.from, range.to),
    findings: findStepLoss({ columns, steps }, toWays(journey)),
    remarks: [
      say("Query Service counts no purchases: they are in no tracking dataset of Journey Optimizer."),
      ...(counts.some(({ isAtLeast }) => isAtLeast)
        ? [say("50,000 means at least so many: there the platform cuts results off.")]
        : []),
      ...(questions.length > asked.length
        ? [say("Only the first steps were counted, because each number is a query.")]
        : []),
      ...findUnmatched(steps, journey.nodes.map(toStepName)),
    ],
  };
}

/** Queries under way at a time; the platform has room for more, but not for us alone. */
const AT_A_TIME = 4;

interface Turn {
  readonly place: number;
  /** How many have been answered. */
  readonly done: number;
  readonly signal: AbortSignal;
}

/** Runs everything, a few at a time, and returns the answers in order. The first failure ends the others, which are cancelled. */
async function runAll<Answer>(
  count: number,
  signal: AbortSignal,
  run: (turn: Turn) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  const answers = new Map<number, Answer>();
  let next = 0;
  const work = async (): Promise<void> => {
    for (let place = next++; place < count; place = next++)
      answers.set(place, await run({ place, done: answers.size, signal: either }));
  };
  try {
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
  } catch (error) {
    failing.abort();
    throw error;
  }
  return [...answers].sort(([one], [other]) => one - other).map(([, answer]) => answer);
}

/** Every step can be entered; those that send something can be sent, opened and clicked. Steps of one name are counted once. */
function listQuestions({ journey }: MeasuredJourney): readonly Omit<StepQuestion, "range">[] {
  const names = new Set<string>();
  return journey.nodes.flatMap((node) => {
    const step = toStepName(node);
    if (step === "" || names.has(step)) return [];
    names.add(step);
    return listRoles(node.type).map((role) => ({ journeyVersionId: journey.id, step, role }));
  });
}

/** Opens and clicks are tracked in e-mails. */
function listRoles(type: string): readonly CountedRole[] {
  if (!isMessageKind(type)) return ["entry"];
  return toKindWords(type) === "E-mail" ? ["entry", "send", "open", "click"] : ["entry", "send"];
}

const COUNTED: readonly CountedRole[] = FIGURE_ROLES.filter((role) => role !== "purchase");

function toColumns(): readonly FigureColumn[] {
  return COUNTED.map((role) => ({ role, name: NAMES[role] }));
}

function toSteps(
  asked: readonly Pick<StepQuestion, "step" | "role">[],
  rows: readonly number[],
): readonly StepFigures[] {
  const steps = [...new Set(asked.map(({ step }) => step))];
  return steps.map((step) => ({
    step,
    values: COUNTED.map((role) => rows[asked.findIndex((one) => one.step === step && one.role === role)]),
  }));
}
