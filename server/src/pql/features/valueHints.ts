/**
 * What each condition of a rule gives for one profile, as small texts behind the conditions, and the whole answer behind the
 * rule. Evaluates nothing itself.
 */
import type { Explanation } from "../evaluate/compiledRule";
import type { ClauseExplanation } from "../evaluate/explanationTrace";
import type { Span } from "../text/span";
import type { Hint } from "./inlayHints";

const LONGEST_REASON = 90;

/** The values of a range, in text order; of clauses that end at one place the inner one comes first. */
export function listValueHints(
  { clauses, value, reasons }: Explanation,
  text: string,
  range: Span,
): readonly Hint[] {
  const hints: Hint[] = [];
  const visit = (clause: ClauseExplanation): void => {
    clause.children.forEach(visit);
    const told = tellClause(clause, text);
    if (told !== undefined) hints.push({ offset: clause.span.end, text: told, kind: "value" });
  };
  clauses.forEach(visit);
  const answer = value === "unknown" ? `unknown${because(reasons[0]?.message)}` : `${value}`;
  hints.push({ offset: text.trimEnd().length, text: `⇒ ${answer}`, kind: "value" });
  return hints
    .filter(({ offset }) => range.start <= offset && offset <= range.end)
    .sort((one, other) => one.offset - other.offset);
}

/** What joins conditions is told by these; a clause that was never read has no value. */
function tellClause(clause: ClauseExplanation, text: string): string | undefined {
  const { kind, value, times, items, span } = clause;
  if (kind === "and" || kind === "or" || kind === "not") return undefined;
  if (value === undefined) return tellTimes(times);
  if (value === "unknown") return `unknown${because(findReason(clause))}`;
  if (items === undefined) return `${value}`;
  const isOfEvents = /\bxEvent\b/.test(text.slice(span.start, span.end));
  const [one, many] = isOfEvents ? ["event", "events"] : ["item", "items"];
  return `${value}, ${items.matched} ${items.matched === 1 ? one : many}`;
}

/** A clause that is read once per item. */
function tellTimes({
  true: matched,
  false: missed,
  unknown,
}: ClauseExplanation["times"]): string | undefined {
  const all = matched + missed + unknown;
  if (all === 0) return undefined;
  if (all === 1) return matched === 1 ? "true" : missed === 1 ? "false" : "unknown";
  return `true for ${matched} of ${all}${unknown === 0 ? "" : `, unknown for ${unknown}`}`;
}

/** The first doubt in a clause or in one inside it. */
function findReason({ reasons, children }: ClauseExplanation): string | undefined {
  const [reason] = reasons;
  if (reason !== undefined) return reason.message;
  for (const child of children) {
    const inner = findReason(child);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function because(reason: string | undefined): string {
  if (reason === undefined) return "";
  const sentence = reason.replace(/\.$/, "");
  return `: ${sentence.length > LONGEST_REASON ? `${sentence.slice(0, LONGEST_REASON - 1)}…` : sentence}`;
}
