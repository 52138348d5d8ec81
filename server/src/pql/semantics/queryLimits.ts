/**
 * Limits that hold for a query as a whole: aggregations of a rule, length and nesting of decision rules.
 * Limits of a single construct are checked where it stands. Adds up traits, so it can be asked on each key.
 */
import type { Problem } from "../problems/problem";
import { type ProblemCode, type Severity, severityOf } from "../problems/problemCodes";
import { type Span, shifted } from "../text/span";
import type { Environment } from "./checkEnvironment";
import type { TraitsList } from "./clauseTraits";

/** More aggregations than this in a rule draw a warning of the platform. */
const MOST_AGGREGATIONS = 3;
/** Longest decision rule and longest ranking formula, in bytes. */
const LONGEST_RULE = 15 * 1024;
const LONGEST_FORMULA = 8 * 1024;
/** Deepest nesting of parentheses in either. */
const DEEPEST_PARENTHESES = 30;

/** A query as far as limits are concerned. */
export interface MeasuredQuery {
  readonly clauses: TraitsList;
  /** Length of the whole text in UTF-16 code units. */
  readonly length: number;
}

/** The problems of the query as a whole; spans are absolute. */
export function checkLimits({ clauses, length }: MeasuredQuery, environment: Environment): Problem[] {
  const drafts = [tooManyAggregations(clauses)];
  if (environment.dialect === "decisioning") drafts.push(tooLarge(length), tooDeep(clauses));
  return drafts.flatMap((draft) => (draft === undefined ? [] : toProblem(draft, environment)));
}

interface Draft {
  readonly code: ProblemCode;
  readonly message: string;
  readonly span: Span;
  readonly severity?: Severity;
}

function toProblem({ code, message, span, severity }: Draft, { severities }: Environment): Problem[] {
  const weight = severityOf(code, severities, severity);
  return weight === "off" ? [] : [{ code, severity: weight, message, span, fixes: [] }];
}

function tooManyAggregations(clauses: TraitsList): Draft | undefined {
  let count = 0;
  let span: Span | undefined;
  for (let index = 0; index < clauses.length; index++) {
    const { aggregations } = clauses.traitsAt(index);
    const place = aggregations[Math.max(0, MOST_AGGREGATIONS - count)];
    if (span === undefined && place !== undefined && count + aggregations.length > MOST_AGGREGATIONS) {
      span = shifted(place, clauses.startOf(index));
    }
    count += aggregations.length;
  }
  if (span === undefined) return undefined;
  return {
    code: "pql.tooManyAggregations",
    span,
    message: `This rule has ${count} aggregations; the platform recommends at most ${MOST_AGGREGATIONS}.`,
  };
}

/** A formula and a rule look alike, so what is too long for a formula alone only warns. */
function tooLarge(length: number): Draft | undefined {
  if (length <= LONGEST_FORMULA) return undefined;
  const isError = length > LONGEST_RULE;
  return {
    code: "pql.tooLarge",
    severity: isError ? "error" : "warning",
    span: { start: 0, end: length },
    message: isError
      ? `This is ${length} characters long; a decision rule may have at most 15 KB.`
      : `This is ${length} characters long; a ranking formula may have at most 8 KB.`,
  };
}

function tooDeep(clauses: TraitsList): Draft | undefined {
  for (let index = 0; index < clauses.length; index++) {
    const { parenthesisDepth } = clauses.traitsAt(index);
    if (parenthesisDepth <= DEEPEST_PARENTHESES) continue;
    const start = clauses.startOf(index);
    return {
      code: "pql.bracketDepth",
      span: { start, end: index + 1 < clauses.length ? clauses.startOf(index + 1) : start + 1 },
      message: `Parentheses are nested ${parenthesisDepth} deep here; the limit is ${DEEPEST_PARENTHESES}.`,
    };
  }
  return undefined;
}
