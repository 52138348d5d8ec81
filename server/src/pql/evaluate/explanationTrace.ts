/**
 * The why of an answer: what each clause gave, which items matched, what was missing. Only filled by rules compiled for
 * explanation; the fast form of a rule never comes here.
 */
import type { Span } from "../text/span";
import { isMissing, itemsOf, Special, type Value } from "./pqlValue";
import { isNumber, numberText } from "./quantity";
import { toValueText } from "./valueText";
import { type Answer, type Reason, Truth, toAnswer } from "./verdict";

/** What a clause is, for whoever shows it. */
export type ClauseKind = "or" | "and" | "not" | "condition" | "quantifier" | "chain" | "step" | "if";

/** One clause of an expression, with what it gave. */
export interface ClauseExplanation {
  readonly span: Span;
  readonly kind: ClauseKind;
  /** What it gave; undefined where it was read never, or once per item of a list (see `times`). */
  readonly value: Answer | undefined;
  /** How often it gave what. */
  readonly times: { readonly true: number; readonly false: number; readonly unknown: number };
  /** The two sides of a comparison as last read, shortened for people; the tested value of a time test. */
  readonly operands: readonly string[];
  /** The items it looked through: how many matched of how many, and the places of the first of them, from 0. */
  readonly items:
    | { readonly matched: number; readonly of: number; readonly first: readonly number[] }
    | undefined;
  /** Paths that led to nothing, as written. */
  readonly missing: readonly string[];
  /** Doubts met in it and not in a clause below. */
  readonly reasons: readonly Reason[];
  readonly children: readonly ClauseExplanation[];
}

/** Where a clause stands; known when a rule is compiled. */
export interface ClausePlace {
  readonly span: Span;
  readonly kind: ClauseKind;
  readonly children: ClausePlace[];
  readonly index: number;
  /** True where it is read once per item of a list. */
  readonly isPerItem: boolean;
}

/** The clauses of a rule, gathered while it is compiled. */
export class ClauseOutline {
  readonly roots: ClausePlace[] = [];
  count = 0;
  readonly #open: ClausePlace[] = [];

  /** Opens a clause below the one that is open. */
  enter(span: Span, kind: ClauseKind, isPerItem: boolean): number {
    const place: ClausePlace = { span, kind, children: [], index: this.count++, isPerItem };
    const parent = this.#open[this.#open.length - 1];
    (parent?.children ?? this.roots).push(place);
    this.#open.push(place);
    return place.index;
  }

  leave(): void {
    this.#open.pop();
  }
}

/** Places of items told apart; beyond it only their number. */
const MOST_PLACES = 10;
const LONGEST_VALUE = 80;

class ClauseRecord {
  readonly truths = [0, 0, 0];
  operands: string[] = [];
  matched = 0;
  looked = 0;
  readonly first: number[] = [];
  readonly missing = new Set<string>();
  readonly reasons: Reason[] = [];
}

/** What the clauses of one rule gave in one evaluation. */
export class Trace {
  readonly #records: ClauseRecord[];
  #current: ClauseRecord | undefined;

  constructor(count: number) {
    this.#records = Array.from({ length: count }, () => new ClauseRecord());
  }

  /** Makes a clause the current one; gives the one to go back to. */
  enter(index: number): unknown {
    const outer = this.#current;
    this.#current = this.#records[index];
    return outer;
  }

  leave(truth: Truth, outer: unknown): void {
    if (this.#current !== undefined) this.#current.truths[truth]++;
    this.#current = outer as ClauseRecord | undefined;
  }

  /** An item that the current clause looked at. */
  item(place: number, truth: Truth): void {
    const current = this.#current;
    if (current === undefined) return;
    current.looked++;
    if (truth !== Truth.True) return;
    current.matched++;
    if (current.first.length < MOST_PLACES) current.first.push(place);
  }

  missing(path: string): void {
    this.#current?.missing.add(path);
  }

  operands(values: readonly Value[]): void {
    if (this.#current !== undefined) this.#current.operands = values.map(showValue);
  }

  doubt(reason: Reason): void {
    const current = this.#current;
    if (current !== undefined && !current.reasons.includes(reason)) current.reasons.push(reason);
  }

  /** The explanation of one clause and those below it. */
  explain(place: ClausePlace): ClauseExplanation {
    const { truths, operands, matched, looked, first, missing, reasons } = this.#records[place.index];
    const given = ([Truth.True, Truth.False, Truth.Unknown] as const).find((truth) => truths[truth] > 0);
    return {
      span: place.span,
      kind: place.kind,
      value: place.isPerItem || given === undefined ? undefined : toAnswer(given),
      times: { true: truths[Truth.True], false: truths[Truth.False], unknown: truths[Truth.Unknown] },
      operands,
      items: looked === 0 ? undefined : { matched, of: looked, first },
      missing: [...missing],
      reasons,
      children: place.children.map((child) => this.explain(child)),
    };
  }
}

/** A value for people, cut where it is long. */
function showValue(value: Value): string {
  if (isMissing(value)) return "missing";
  if (isNumber(value)) return numberText(value);
  const items = itemsOf(value);
  if (items !== undefined) return items.length === 1 ? "1 item" : `${items.length} items`;
  if (value instanceof Special) return "?";
  const text = toValueText(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}
