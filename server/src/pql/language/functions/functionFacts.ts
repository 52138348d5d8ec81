/**
 * The shape in which the tables of this folder state what is known of functions and operators. Tables hold plain text
 * only, so that loading them costs next to nothing; functionCatalogue.ts reads the signatures when they are first asked for.
 */
import type { CallStyle, Dialect } from "../dialect";

/** What a function is about; groups entries in completion and documentation. */
export type FunctionCategory =
  | "aggregation"
  | "arithmetic"
  | "array"
  | "audience"
  | "boolean"
  | "comparison"
  | "datetime"
  | "event"
  | "filter"
  | "lambda"
  | "map"
  | "misc"
  | "object"
  | "quantifier"
  | "reference"
  | "string"
  | "ajo-aggregation"
  | "ajo-array"
  | "ajo-datetime"
  | "ajo-math"
  | "ajo-string";

/**
 * How sure we are that it exists: on a page about the language, on another page, only seen at work, or no longer in use.
 */
export type FunctionStatus = "documented" | "documented-elsewhere" | "observed" | "historical";

/** One function, method or operator. */
export interface FunctionFacts {
  /** Tells entries of the same name apart; the name itself where absent. */
  readonly id?: string;
  /** In the notation of types/signature.ts; the name is read from the first. */
  readonly signatures: readonly [string, ...string[]];
  /** One sentence of plain text. */
  readonly summary: string;
  /** An expression that parses and checks. */
  readonly example: string;
  /** How it is written, where a signature does not show it; one line per form. */
  readonly form?: string;
  /** What surprises people. */
  readonly note?: string;
  /** Other spellings that mean the same. */
  readonly aliases?: readonly string[];
}

/** Entries that share everything but their own facts. */
export interface FunctionGroup {
  readonly category: FunctionCategory;
  readonly style: CallStyle;
  /** Where the entries may be used; the first is the dialect they are documented for. */
  readonly dialects: readonly [Dialect, ...Dialect[]];
  readonly status: FunctionStatus;
  readonly entries: readonly FunctionFacts[];
}

/** Operations written as methods: audiences, computed attributes, decision rules. */
export const METHOD_DIALECTS: readonly [Dialect, ...Dialect[]] = ["segmentation", "decisioning"];

/** Parts of the language that mean the same wherever PQL is written. */
export const EVERY_DIALECT: readonly [Dialect, ...Dialect[]] = [
  "segmentation",
  "decisioning",
  "offer-filter",
  "ajo-personalization",
];

/** What needs the events of a profile or audiences it belongs to. */
export const AUDIENCE_DIALECT: readonly [Dialect, ...Dialect[]] = ["segmentation"];

/** The function library of Journey Optimizer personalization. */
export const AJO_DIALECT: readonly [Dialect, ...Dialect[]] = ["ajo-personalization"];
