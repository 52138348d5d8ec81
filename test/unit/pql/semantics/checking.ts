/**
 * What tests of the semantics ask: the problems of a text, the text after a fix. Spans are absolute here.
 */
import { readFileSync } from "node:fs";
import type { Fix, Problem } from "../../../../server/src/pql/problems/problem";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import { type ClauseFindings, checkClauses } from "../../../../server/src/pql/semantics/checkClauses";
import { createEnvironment, type Environment } from "../../../../server/src/pql/semantics/checkEnvironment";
import type { TraitsList } from "../../../../server/src/pql/semantics/clauseTraits";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import type { Query } from "../../../../server/src/pql/syntax/query";
import { type Span, shifted } from "../../../../server/src/pql/text/span";
import { findSharedFile } from "../../../support/sharedCorpus";

/** A text, parsed and checked. */
export interface Checked {
  readonly text: string;
  readonly query: Query;
  readonly findings: readonly ClauseFindings[];
  /** Problems of syntax and semantics, in text order, with absolute spans. */
  readonly problems: readonly Problem[];
  readonly traits: TraitsList;
}

/** Checks a whole text. */
export function checkText(text: string, environment: Environment): Checked {
  const query = parseQuery(text);
  const findings = checkClauses(query.clauses, environment);
  const starts: number[] = [];
  let start = 0;
  for (const clause of query.clauses) {
    starts.push(start);
    start += clause.length;
  }
  const problems = query.clauses.flatMap((clause, index) =>
    [...clause.problems, ...findings[index].problems].map((problem) => absolute(problem, starts[index])),
  );
  problems.sort((left, right) => left.span.start - right.span.start);
  const traits: TraitsList = {
    length: findings.length,
    traitsAt: (index) => findings[index].traits,
    startOf: (index) => starts[index],
  };
  return { text, query, findings, problems, traits };
}

function absolute(problem: Problem, start: number): Problem {
  const fixes = problem.fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map(({ span, newText }) => ({ span: shifted(span, start), newText })),
  }));
  return { ...problem, span: shifted(problem.span, start), fixes };
}

/** The codes of all errors, in text order. */
export function errorsIn(text: string, environment: Environment): string[] {
  return checkText(text, environment)
    .problems.filter(({ severity }) => severity === "error")
    .map(({ code, message }) => `${code}: ${message}`);
}

/** The codes of all problems, in text order. */
export function codesIn(text: string, environment: Environment): string[] {
  return checkText(text, environment).problems.map(({ code }) => code);
}

/** The text a span covers. */
export function covered({ text }: Checked, span: Span): string {
  return text.slice(span.start, span.end);
}

/** The text after a fix. */
export function applyFix(text: string, fix: Fix): string {
  const edits = [...fix.edits].sort((left, right) => right.span.start - left.span.start);
  return edits.reduce(
    (before, { span, newText }) => before.slice(0, span.start) + newText + before.slice(span.end),
    text,
  );
}

/** Checks against the published unions; undefined, with a line on screen, where they are missing. */
export function readRealEnvironment(): Environment | undefined {
  const [profile, event] = ["profile-union.json", "experienceevent-union.json"].map((name) => {
    const file = findSharedFile("xdm", name);
    return file === undefined ? undefined : readSchema(JSON.parse(readFileSync(file, "utf8"))).index;
  });
  return profile === undefined || event === undefined ? undefined : createEnvironment({ profile, event });
}
