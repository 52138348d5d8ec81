/**
 * How the conditions of a rule made its answer: which clauses decided it, and which conditions would have turned it had they
 * been otherwise. Reads explanations; evaluates nothing.
 */
import type { ClauseExplanation } from "../evaluate/explanationTrace";
import type { Answer } from "../evaluate/verdict";
import type { Query } from "../syntax/query";

/** The conditions of a rule as `and`, `or` and `not` join them, with what each gave. What loops over items is one condition. */
export interface Decision {
  readonly kind: "and" | "or" | "not" | "condition";
  readonly value: Answer;
  /** The clause it is; undefined for what joins clauses at top level. */
  readonly clause: ClauseExplanation | undefined;
  readonly parts: readonly Decision[];
}

/** The decision of an explained query. */
export function toDecision({ clauses: written }: Query, clauses: readonly ClauseExplanation[]): Decision {
  const groups: Decision[][] = [[]];
  clauses.forEach((clause, index) => {
    groups[groups.length - 1]?.push(toPart(clause));
    if (written[index]?.connective === "or" && index + 1 < clauses.length) groups.push([]);
  });
  return join(
    "or",
    groups.map((parts) => join("and", parts)),
  );
}

function toPart(clause: ClauseExplanation): Decision {
  const { kind, value = "unknown", children } = clause;
  if (kind !== "and" && kind !== "or" && kind !== "not")
    return { kind: "condition", value, clause, parts: [] };
  return { kind, value, clause, parts: children.map(toPart) };
}

function join(kind: "and" | "or", parts: readonly Decision[]): Decision {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const absorbing = kind === "or";
  const values = parts.map(({ value }) => value);
  const value = values.includes(absorbing) ? absorbing : values.includes("unknown") ? "unknown" : !absorbing;
  return { kind, value, clause: undefined, parts };
}

/** The conditions that made the answer what it is, in the order of the text. */
export function findDeciders(decision: Decision): readonly ClauseExplanation[] {
  const { kind, value, clause, parts } = decision;
  if (parts.length === 0) return clause === undefined ? [] : [clause];
  const deciding = kind === "not" ? parts : parts.filter((part) => part.value === value);
  return deciding.flatMap(findDeciders);
}

/**
 * The conditions on which the answer rests alone: turned round, with all others as they are, they turn it. Two tests in
 * which a condition does so, once true and once false, are what MC/DC asks for (its masking form).
 */
export function findSoleDeciders(decision: Decision): readonly ClauseExplanation[] {
  const { kind, value, clause, parts } = decision;
  if (value === "unknown") return [];
  if (parts.length === 0) return clause === undefined ? [] : [clause];
  if (kind === "not") return parts.flatMap(findSoleDeciders);
  const neutral = kind === "and";
  const opposing = parts.filter((part) => part.value !== neutral);
  if (opposing.length > 1) return [];
  return (opposing.length === 1 ? opposing : parts).flatMap(findSoleDeciders);
}

/** Clauses with the deciding conditions turned, and these conditions. */
interface TurnedClauses {
  readonly clauses: readonly ClauseExplanation[];
  readonly deciders: readonly ClauseExplanation[];
}

/**
 * The clauses as they would be if each condition that decided gave what leads to the wanted answer; of a turned condition nobody
 * knows what it would have compared.
 */
export function turnDeciders(
  clauses: readonly ClauseExplanation[],
  { deciders, wanted }: { readonly deciders: readonly ClauseExplanation[]; readonly wanted: Answer },
): TurnedClauses {
  const turned: ClauseExplanation[] = [];
  const turn = (clause: ClauseExplanation, value: Answer): ClauseExplanation => {
    if (deciders.includes(clause)) {
      const other = { ...clause, value, operands: [], items: undefined, missing: [] };
      turned.push(other);
      return other;
    }
    const inner = clause.kind === "not" && value !== "unknown" ? !value : value;
    const before = turned.length;
    const children = clause.children.map((child) => turn(child, inner));
    return turned.length === before ? clause : { ...clause, value, children };
  };
  return { clauses: clauses.map((clause) => turn(clause, wanted)), deciders: turned };
}
