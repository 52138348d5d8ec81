/**
 * What client and server tell each other about several rules at once: relations, families, and what a changed schema breaks.
 * As `clientMessages`, whose addresses and keys these use, it holds names and types only.
 */

/** Client → server, a request: what two rules have to do with each other. */
export const RELATE_RULES = "aep/relateRules";

/** A rule as the platform stores it. */
export interface RelatedExpression {
  readonly format: string;
  readonly value: string;
}

export interface RelationRequest {
  /** Any address in the sandbox whose schema counts; see `readSandboxKey`. */
  readonly uri: string;
  readonly first: RelatedExpression;
  readonly second: RelatedExpression;
  /** How the sentences call the two. */
  readonly names: readonly [first: string, second: string];
}

/** What was proved, or shown by a made-up profile. */
export interface RelatedRules {
  readonly kind: "equal" | "contained" | "contains" | "disjoint" | "overlapping" | "unknown";
  /** The relation as one sentence. */
  readonly sentence: string;
  /** The same as news for those who qualify for the first, when the second takes its place. */
  readonly update: string;
  /** A profile, as JSON, that qualifies for one alone. */
  readonly onlyFirst?: string;
  readonly onlySecond?: string;
  /** The time at which the profiles are looked at, as ISO 8601 text. */
  readonly clock?: string;
}

/** Client → server, a request: equal and contained rules among many. */
export const FIND_FAMILIES = "aep/findFamilies";

export interface FamiliesRequest {
  /** Any address in the sandbox whose schema counts; see `readSandboxKey`. */
  readonly uri: string;
  readonly rules: readonly RelatedExpression[];
  /** Names the run in what is told of its progress; nothing is told without it. */
  readonly run?: string;
}

/** Server → client: how far a run has come. */
export const FAMILIES_PROGRESS = "aep/familiesProgress";

export interface FamiliesProgress {
  readonly run: string;
  readonly share: number;
}

/** Places in the list of rules. */
export interface FoundFamilies {
  /** Groups of rules that accept the same profiles. */
  readonly equal: readonly (readonly number[])[];
  /** Of each pair the first accepts less; one of a group of equal rules stands for all. */
  readonly contained: readonly (readonly [inner: number, outer: number])[];
  /** Rules that nobody meets. */
  readonly never: readonly number[];
  /** Rules that could not be read. */
  readonly unread: readonly number[];
}

/** Client → server, a request: which rules and tests changes of a schema touch. */
export const FIND_IMPACT = "aep/findImpact";

/** A field that changes by itself. */
export interface SingleChange {
  readonly kind: "removed" | "renamed" | "retyped" | "deprecated";
  /** As PQL writes it from the profile: `xEvent.` begins fields of events. */
  readonly path: string;
  /** The new path, of a renamed field. */
  readonly to?: string;
  /** A word of XDM, of a retyped field: `string`, `integer`, `date-time` … */
  readonly type?: string;
}

export interface ImpactRequest {
  /** Any address in the sandbox whose schema is now; see `readSandboxKey`. */
  readonly uri: string;
  /** A change of one field, or an address in the sandbox whose schema takes its place. */
  readonly change: SingleChange | { readonly uri: string };
  readonly texts: readonly ImpactText[];
}

/** A rule, as text or tree, or a file of tests. */
export interface ImpactText {
  readonly kind: "rule" | "test";
  readonly format: string;
  readonly value: string;
}

/** What the changes do. */
export interface FoundImpact {
  /** In words, in the order of the schema. */
  readonly changes: readonly string[];
  readonly touched: readonly TouchedText[];
  /** Why nothing could be compared. */
  readonly failure?: "noSchema" | "badPath" | "noField";
}

/** A text that changes touch. */
export interface TouchedText {
  /** Place in the list of the request. */
  readonly index: number;
  readonly places: readonly TouchedPlace[];
  /** What it would become: text, or a tree where it was one; missing where nothing of it can be renamed. */
  readonly becomes?: string;
  /** The same as PQL text, of a rule. */
  readonly shown?: string;
  /** What would be wrong with it and is not now. */
  readonly problems: readonly string[];
}

/** One read of a changed field; lines and columns count from 0. */
export interface TouchedPlace {
  readonly change: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** Name of the test, in a file of tests. */
  readonly test?: string;
}
