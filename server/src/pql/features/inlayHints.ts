/**
 * Small texts between the words: names of audiences behind their ids, types of variables, titles of fields.
 */
import { analyseClause } from "../semantics/analyseClause";
import type { ClauseAnalysis } from "../semantics/clauseAnalysis";
import { TokenKind } from "../syntax/tokenKinds";
import type { Span } from "../text/span";
import { UNKNOWN } from "../types/pqlTypes";
import { displayType } from "../types/typeNames";
import { audiencesIn } from "./audienceMentions";
import { clausesIn, type PlacedClause, type QueryView, tokenSpan } from "./queryCursor";

/** Which hints are wanted. */
export interface HintChoice {
  readonly audienceNames: boolean;
  readonly variableTypes: boolean;
  readonly fieldTitles: boolean;
}

export interface Hint {
  /** Where it stands, in the whole text. */
  readonly offset: number;
  readonly text: string;
  readonly kind: "name" | "type" | "title" | "value";
}

/** The hints of a range, in text order. */
export function listHints(query: QueryView, range: Span, choice: HintChoice): Hint[] {
  const hints: Hint[] = [];
  for (const placed of clausesIn(query, range)) hints.push(...hintsOf(query, placed, choice));
  return hints
    .filter(({ offset }) => range.start <= offset && offset <= range.end)
    .sort((one, other) => one.offset - other.offset);
}

function hintsOf(query: QueryView, placed: PlacedClause, choice: HintChoice): Hint[] {
  const names = choice.audienceNames ? audienceHints(query, placed) : [];
  const wantsTypes = choice.variableTypes && introducesNames(placed);
  if (!wantsTypes && !choice.fieldTitles) return names;
  const analysis = analyseClause(placed.clause, query.environment);
  return [
    ...names,
    ...(wantsTypes ? typeHints(placed, analysis) : []),
    ...(choice.fieldTitles ? titleHints(placed, analysis) : []),
  ];
}

function audienceHints({ environment }: QueryView, placed: PlacedClause): Hint[] {
  const { audiences } = environment;
  if (audiences === undefined) return [];
  return audiencesIn(placed).flatMap(({ id, span }): Hint[] => {
    const name = audiences.get(id);
    return name === undefined || name === "" ? [] : [{ offset: span.end, text: name, kind: "name" }];
  });
}

/** Most clauses introduce no name and need no analysis. */
function introducesNames({ clause }: PlacedClause): boolean {
  const { kinds } = clause.tree.tokens;
  for (let token = clause.firstToken; token < clause.endToken; token++) {
    const kind = kinds[token];
    if (kind === TokenKind.From || kind === TokenKind.Let || kind === TokenKind.Arrow) return true;
  }
  return false;
}

function typeHints(placed: PlacedClause, { variables }: ClauseAnalysis): Hint[] {
  return variables.flatMap(({ kind, type, declaration }): Hint[] => {
    if (kind === "label" || type === UNKNOWN) return [];
    return [{ offset: tokenSpan(placed, declaration).end, text: `: ${displayType(type)}`, kind: "type" }];
  });
}

/** Titles that say more than the name does. */
function titleHints(placed: PlacedClause, analysis: ClauseAnalysis): Hint[] {
  const { firstToken, endToken, tree } = placed.clause;
  const hints: Hint[] = [];
  for (let token = firstToken; token < endToken; token++) {
    const isInner = tree.tokenKind(token + 1) === TokenKind.Dot;
    const binding = isInner ? undefined : analysis.findField(token);
    const title = binding?.schema.title(binding.field) ?? "";
    if (title === "" || isSpelledLike(title, tree.name(token))) continue;
    hints.push({ offset: tokenSpan(placed, token).end, text: title, kind: "title" });
  }
  return hints;
}

function isSpelledLike(title: string, name: string): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return letters(title) === letters(name);
}
