/**
 * How the steps of a journey do, counted by Query Service for organisations without Customer Journey Analytics. What the datasets do
 * not hold is said.
 */

import type { ApiSession } from "../api/apiSession";
import type { Journey } from "../api/journeys";
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
import { toDayRange, toToday } from "../reports/reportDates";
import type { ReportDates } from "../reports/reportFile";
import type { TrackingQuestion } from "../reports/trackingStatements";
import type { Services } from "../services";
import { say } from "../words/say";
import { COUNTED_NAMES, countTracked, MOST_STATEMENTS, toUtcText } from "./trackingQueries";

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

/** Asks, counts number by number, and puts them together. */
export async function measureByQuery(
  services: Services,
  measured: MeasuredJourney,
  dates: ReportDates,
): Promise<Omit<JourneyFigures, "summary">> {
  const { journey } = measured;
  const range = toDayRange(dates, toToday(services.now(), undefined));
  const all = listQuestions(measured).map((one) => ({ ...one, range }));
  if (all.length === 0) throw new UserError("gone", say("The journey has no steps that could be counted."));
  const questions = all.slice(0, MOST_STATEMENTS);
  const name = "AEP Workbench: steps of a journey";
  const { rows, source, remarks } = await countTracked(services, { ...measured, questions, name });
  const steps = toSteps(questions, rows);
  const columns = toColumns();
  return {
    columns,
    steps,
    source,
    days: toUtcText(range),
    findings: findStepLoss({ columns, steps }, toWays(journey)),
    remarks: [
      ...remarks,
      ...(all.length > questions.length
        ? [say("Only the first steps were counted, because each number is a query.")]
        : []),
      ...findUnmatched(steps, journey.nodes.map(toStepName)),
    ],
  };
}

/** Of a step: what a data view tells too, without purchases. */
const COUNTED = FIGURE_ROLES.filter((role) => role !== "purchase");

type StepRole = (typeof COUNTED)[number];

/** Every step can be entered; those that send something can be sent, opened and clicked. Steps of one name are counted once. */
function listQuestions({ journey }: MeasuredJourney): readonly Omit<TrackingQuestion, "range">[] {
  const names = new Set<string>();
  return journey.nodes.flatMap((node) => {
    const name = toStepName(node);
    if (name === "" || names.has(name)) return [];
    names.add(name);
    const subject = { kind: "step", journeyVersionId: journey.id, name } as const;
    return listRoles(node.type).map((role) => ({ subject, role }));
  });
}

/** Opens and clicks are tracked in e-mails. */
function listRoles(type: string): readonly StepRole[] {
  if (!isMessageKind(type)) return ["entry"];
  return toKindWords(type) === "E-mail" ? COUNTED : ["entry", "send"];
}

function toColumns(): readonly FigureColumn[] {
  return COUNTED.map((role) => ({ role, name: say(COUNTED_NAMES[role]) }));
}

function toSteps(asked: readonly TrackingQuestion[], rows: readonly number[]): readonly StepFigures[] {
  const steps = [...new Set(asked.map(({ subject }) => subject.name))];
  return steps.map((step) => ({
    step,
    values: COUNTED.map(
      (role) => rows[asked.findIndex((one) => one.subject.name === step && one.role === role)],
    ),
  }));
}
