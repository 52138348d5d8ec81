/**
 * The check of one clause: binds its names, types its values, finds its problems and sums up what it asks for.
 * Knows nothing of other clauses; `queryLimits.ts` and `evaluationKind.ts` judge the query from the traits of all of them.
 */
import type { Problem } from "../problems/problem";
import { keepApart } from "../syntax/fixSpacing";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { parseQuery } from "../syntax/parser";
import type { Clause } from "../syntax/query";
import { TokenKind } from "../syntax/tokenKinds";
import { createEnvironment, type Environment } from "./checkEnvironment";
import { CheckState } from "./checkState";
import { type ClauseTraits, NO_TRAITS, PROFILE_TRAITS } from "./clauseTraits";
import { checkWholeQuery } from "./rules/booleanPlace";
import { checkLookback } from "./rules/otherDialect";
import { visitCondition } from "./walk/visitConditions";
import { visit } from "./walk/visitNode";

/** What the check of a clause found. Syntax problems are not repeated here; those stand in the clause itself. */
export interface ClauseFindings {
  /** Spans and fixes are relative to the clause's segment. */
  readonly problems: readonly Problem[];
  readonly traits: ClauseTraits;
}

/** Kept, because V8 throws away optimised code once the last object of a shape it knows is collected. */
const IDLE = new CheckState(parseQuery("").clauses[0], createEnvironment(), visit);

/** Checks clauses with one walker, each by itself. Total: any clause of any text gives findings. */
export function checkClauses(clauses: readonly Clause[], environment: Environment): ClauseFindings[] {
  if (clauses.length === 0) return [];
  const state = IDLE.over(clauses[0], environment);
  const findings: ClauseFindings[] = new Array(clauses.length);
  for (let i = 0; i < clauses.length; i++) {
    state.begin(clauses[i]);
    findings[i] = readClause(state, clauses[i]);
  }
  return findings;
}

/** Walks a clause with a state that stands at its beginning. */
export function readClause(state: CheckState, clause: Clause): ClauseFindings {
  // A clause alone may be a value of any type; one that is joined to another is a condition.
  if (clause.isFirst && clause.connective === undefined) {
    checkWholeQuery(state, clause.root, state.visit(clause.root));
  } else visitCondition(state, clause.root);
  checkLookback(state);
  const { traits } = state;
  traits.isNegated = traits.events.length > 0 && isNegation(clause);
  if (state.environment.dialect === "decisioning") traits.parenthesisDepth = parenthesisDepthOf(clause);
  return toFindings(spacedProblems(state, clause), traits.finish());
}

function spacedProblems(
  { problems }: CheckState,
  { tree, origin, length, isFirst, connective, problems: syntaxProblems }: Clause,
) {
  if (problems.length === 0) return problems;
  const isLast = connective === undefined;
  const segment = { tokens: tree.tokens, start: origin, end: origin + length, isFirst, isLast };
  return untold(problems, syntaxProblems).map((problem) => keepApart(problem, segment));
}

/** `now - 30 days` is told where it is read; what is left of it, `now - 30`, needs no words of its own. */
function untold(problems: readonly Problem[], told: readonly Problem[]): readonly Problem[] {
  if (told.length === 0) return problems;
  const isTold = ({ code }: Problem) => told.some((each) => each.code === code);
  return problems.filter((problem) => problem.code !== "pql.dateArithmetic" || !isTold(problem));
}

const NO_PROBLEMS: readonly Problem[] = [];
const NOTHING_FOUND: ClauseFindings = { problems: NO_PROBLEMS, traits: NO_TRAITS };
const PROFILE_READ: ClauseFindings = { problems: NO_PROBLEMS, traits: PROFILE_TRAITS };

/** Clean clauses share their findings; a text has thousands of them. */
function toFindings(problems: readonly Problem[], traits: ClauseTraits): ClauseFindings {
  if (problems.length === 0 && traits === PROFILE_TRAITS) return PROFILE_READ;
  return problems.length === 0 && traits === NO_TRAITS ? NOTHING_FOUND : { problems, traits };
}

function isNegation({ tree, root }: Clause): boolean {
  const inner: NodeId = tree.unwrapped(root);
  return tree.kind(inner) === NodeKind.Not;
}

function parenthesisDepthOf({ tree, firstToken, endToken }: Clause): number {
  let depth = 0;
  let deepest = 0;
  for (let token = firstToken; token < endToken; token++) {
    const kind = tree.tokenKind(token);
    if (kind === TokenKind.OpenParen) deepest = Math.max(deepest, ++depth);
    else if (kind === TokenKind.CloseParen) depth--;
  }
  return deepest;
}
