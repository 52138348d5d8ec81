/**
 * How the steps of a journey do: short numbers on the picture, whole ones in a table below it. Computes nothing; a number that is
 * not there is not drawn as zero.
 */
import type { TemplateResult } from "lit-html";
import { later, say, sayNumber, sayShortNumber } from "../../words/say";
import { drawFigureTable } from "../frame/figureTable";
import type { JourneyFiguresContent, JourneyGraph, JourneyStep } from "./journeyPageContent";

type Role = JourneyFiguresContent["columns"][number]["role"];

/** Behind the number on the picture. */
const WORDS: Readonly<Record<Role, string>> = {
  entry: later("{0} in"),
  send: later("{0} sent"),
  open: later("{0} opened"),
  click: later("{0} clicked"),
  purchase: later("{0} bought"),
};

/** Characters that a line of a step holds. */
const MOST_IN_LINE = 31;

export interface StepNumbers {
  /** Lines for the picture, none wider than a step. */
  readonly lines: readonly string[];
  /** In full, for screen readers. */
  readonly spoken: string;
}

/** The numbers by key of the step; steps that share a name have none. */
export function readStepNumbers(
  { columns, steps }: JourneyFiguresContent,
  graph: JourneyGraph,
): ReadonlyMap<string, StepNumbers> {
  const found = graph.steps.flatMap((step) => {
    const values = findValues(step, { graph, steps });
    return values === undefined ? [] : [[step.key, toNumbers(columns, values)] as const];
  });
  return new Map(found);
}

function findValues(
  { name }: JourneyStep,
  { graph, steps }: { readonly graph: JourneyGraph; readonly steps: JourneyFiguresContent["steps"] },
): readonly (number | null)[] | undefined {
  const isAlone = graph.steps.filter((other) => other.name === name).length === 1;
  return isAlone ? steps.find(({ step }) => step === name)?.values : undefined;
}

function toNumbers(
  columns: JourneyFiguresContent["columns"],
  values: readonly (number | null)[],
): StepNumbers {
  const known = columns.flatMap(({ role, name }, index) => {
    const value = values[index] ?? null;
    // Most steps send nothing; that they sent nothing is no news.
    return value === null || (value === 0 && role !== "entry") ? [] : [{ role, name, value }];
  });
  const lines = [
    known.filter(({ role }) => role === "entry" || role === "purchase"),
    known.filter(({ role }) => role !== "entry" && role !== "purchase"),
  ].flatMap((part) => toLines(part.map(({ role, value }) => say(WORDS[role], sayShortNumber(value)))));
  return {
    lines,
    spoken: known.map(({ name, value }) => `${name} ${sayNumber(value)}`).join(", "),
  };
}

/** As many beside each other as fit: numbers and words are longer in some languages. */
function toLines(parts: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = `${lines.at(-1)} · ${part}`;
    if (lines.length === 0 || longer.length > MOST_IN_LINE) lines.push(part);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** The numbers as a table, in the order of the steps. */
export function drawFigures(figures: JourneyFiguresContent, graph: JourneyGraph): TemplateResult {
  const rows = graph.steps.flatMap((step) => {
    const values = findValues(step, { graph, steps: figures.steps });
    return values === undefined ? [] : [{ label: step.name, values }];
  });
  return drawFigureTable(figures, { of: say("Step"), title: say("Numbers of the steps"), rows });
}
