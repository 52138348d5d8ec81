/**
 * Names and shapes of everything client and server say to each other beyond LSP.
 * The only server file the client may import; it therefore holds no behaviour except reading a key out of a URI,
 * which both sides must do in the same way.
 */

/** The scheme of read-only documents that show what the platform holds. */
export const PLATFORM_SCHEME = "aep";

/**
 * The scheme of documents whose text the server tells (`workspace/textDocumentContent`): a branch of a schema to read, at
 * `<sandbox key>/<profile or event>/<top-level field>.yaml`. Definitions of fields lead there.
 */
export const SCHEMA_SCHEME = "aep-schema";

/** Where the union schemas of one sandbox are: each a path of a JSON file, or (from other editors) that JSON itself. */
export interface SchemaSources {
  readonly profile?: unknown;
  readonly experienceEvent?: unknown;
}

/** An audience as far as the language needs it: what `inSegment("…")` may name. */
export interface NamedAudience {
  readonly id: string;
  readonly name: string;
  /** The document that shows its expression, for links; missing where the client has none. */
  readonly uri?: string;
}

/** `initializationOptions`. Every member may be missing; without `key` the schemas serve every document. */
export interface ServerOptions {
  readonly key?: string;
  readonly schemas?: SchemaSources;
  readonly audiences?: readonly NamedAudience[];
  /** ISO time at which the schemas were fetched. */
  readonly age?: string;
  /** Folder in which the server may keep what it read from schema files, so that its next start need not read them again. */
  readonly indexFolder?: string;
  /** The settings `aep.pql`, for clients that neither answer nor tell their configuration; alone, or as a whole configuration. */
  readonly settings?: unknown;
  /** Which of `CLIENT_COMMANDS` the client carries out. Without them there are no code lenses and no fixes that need them. */
  readonly commands?: readonly string[];
}

/** Client → server: the schemas of a sandbox were fetched, refreshed, or became the ones in use. */
export const SCHEMA_CHANGED = "aep/schemaChanged";

export interface SchemaChanged {
  /** See `readSandboxKey`. */
  readonly key: string;
  readonly schemas: SchemaSources;
  /** ISO time at which the schemas were fetched. */
  readonly age?: string;
  /** False when the sandbox is not the one in use, so that `file:` documents keep theirs. Missing means true. */
  readonly isSelected?: boolean;
}

/** Client → server: the audiences that can be named in a sandbox. */
export const AUDIENCES_CHANGED = "aep/audiencesChanged";

export interface AudiencesChanged {
  readonly key: string;
  readonly audiences: readonly NamedAudience[];
}

/** Client → server: whether the merge policy of the audience that a document is about is active on edge. */
export const EDGE_STATE_CHANGED = "aep/edgeStateChanged";

export interface EdgeStateChanged {
  readonly uri: string;
  /** Missing where nobody knows, or any longer. */
  readonly isActiveOnEdge?: boolean | undefined;
}

/** Client → server, a request: which fields expressions that are no documents read, for telling where a field is used. */
export const LIST_FIELD_READS = "aep/listFieldReads";

export interface FieldReadsRequest {
  readonly expressions: readonly { readonly format: string; readonly value: string }[];
}

/** One field an expression reads. */
export interface FieldRead {
  readonly root: "profile" | "event";
  readonly steps: readonly string[];
}

/** The reads of each expression, in the order of the request. */
export interface FieldReads {
  readonly reads: readonly (readonly FieldRead[])[];
}

/** Client → server, a request: the fields that hold a value in the schemas of a sandbox, for choosing one. */
export const LIST_FIELDS = "aep/listFields";

export interface FieldListRequest {
  /** Any address in the sandbox whose schema counts; see `readSandboxKey`. */
  readonly uri: string;
}

/** A field that a condition can be about without a loop: a plain value, or a list of plain values. */
export interface ListedField {
  readonly root: "profile" | "event";
  /** As PQL writes it, from the profile or from the event. */
  readonly path: string;
  /** The word of XDM: `string`, `integer`, `date-time` …; of a list that of its items. */
  readonly type: string;
  readonly isList?: boolean;
  readonly title?: string;
  readonly description?: string;
  readonly values?: readonly { readonly value: string; readonly title: string }[];
  /** Whether no other value is valid. */
  readonly isClosed?: boolean;
  readonly isDeprecated?: boolean;
}

/** Empty while the schemas are not known. */
export interface FieldList {
  readonly fields: readonly ListedField[];
}

/** Client → server, a request: what is to be said about an expression that is no document, for previews of writes. */
export const INSPECT_EXPRESSION = "aep/inspectExpression";

export interface InspectionRequest {
  /** Any address in the sandbox whose schema counts; see `readSandboxKey`. */
  readonly uri: string;
  readonly format: string;
  readonly value: string;
  /** Whether the audience's merge policy is active on edge; missing where nobody knows. */
  readonly isActiveOnEdge?: boolean | undefined;
}

/** What the core says about an expression. */
export interface Inspection {
  /** The expression as formatted PQL; undefined where its form has no text. */
  readonly text?: string;
  /** What it asks for in plain words, in the reader's language, a line each statement; undefined where it has errors. */
  readonly plainWords?: readonly string[];
  /** The fastest engine that can evaluate it; undefined where that is not certain. */
  readonly evaluation?: "edge" | "streaming" | "batch";
  /** When the time ended of which it needs events, in milliseconds since 1970; undefined where it has no fixed end. */
  readonly windowEnd?: number;
  /** Why each engine takes the expression or not. */
  readonly reasons?: readonly ExplainedReason[];
  readonly errors: readonly InspectedProblem[];
  readonly warnings: readonly InspectedProblem[];
}

export interface InspectedProblem {
  readonly code: string;
  readonly message: string;
}

/** Client → server, a request: an edited text in the place of the pql/json it was printed from, for writes. */
export const REWRITE_TREE = "aep/rewriteTree";

export interface TreeRewriteRequest {
  /** The pql/json the platform holds. */
  readonly stored: string;
  readonly text: string;
}

/** The new pql/json, or why the way there and back does not keep it. */
export type RewrittenExpression = { readonly value: string } | { readonly problem: string };

/** Client → server, a request: an expression as a statement for Query Service. */
export const CONVERT_TO_SQL = "aep/convertToSql";

export interface SqlRequest {
  /** Any address in the sandbox whose schema counts; see `readSandboxKey`. */
  readonly uri: string;
  readonly format: string;
  readonly value: string;
  readonly profileTable: string;
  readonly eventTables: readonly string[];
  /** What relative times count from, in milliseconds since 1970. */
  readonly now: number;
}

/** A statement, or the parts of the expression that have no equivalent. */
export interface ConvertedSql {
  readonly statement?: string | undefined;
  readonly problems: readonly { readonly clause: string; readonly reason: string }[];
  readonly readsEvents: boolean;
}

/** Why an engine evaluates a document or not: the second argument of `explainEvaluation` is a list of these. */
export interface ExplainedReason {
  readonly engine: "edge" | "streaming" | "batch";
  readonly answer: "yes" | "no" | "depends";
  readonly text: string;
  /** The place responsible; missing where it is the query as a whole. */
  readonly position?: { readonly line: number; readonly character: number };
}

/** Client → server, a request: runs tests of an audience on its rule. Can be cancelled between two tests. */
export const RUN_AUDIENCE_TESTS = "aep/runAudienceTests";

export interface AudienceTestRequest {
  /** The text of the file of tests. */
  readonly tests: string;
  /** The text of the rule beside it; without it tests are only listed. */
  readonly rule?: string;
  /** The tests to run; missing means all. */
  readonly names?: readonly string[];
}

/** Lines and UTF-16 columns from 0. */
export interface TextRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** A fault and where it stands in the file of tests. */
export interface AudienceTestProblem {
  readonly message: string;
  readonly range: TextRange;
}

/** A test, and what came of it where it was run. */
export interface ReportedAudienceTest {
  readonly name: string;
  /** In the file of tests. */
  readonly range: TextRange;
  readonly outcome?: "passed" | "failed" | "broken";
  readonly expected?: string;
  readonly actual?: string;
  /** What every clause gave, as lines for people. */
  readonly why?: string;
  /** The same lines with the clauses that decided as the test expected; only where it failed. */
  readonly wanted?: string;
  /** The clauses that decided, in the rule. */
  readonly deciders?: readonly TextRange[];
  readonly problems: readonly AudienceTestProblem[];
}

/** What tests tried of one clause of a rule. */
export interface CoveredClause {
  /** In the rule. */
  readonly range: TextRange;
  readonly times: { readonly true: number; readonly false: number };
  /** How often it decided on its own while true, while false; missing for what is no condition. */
  readonly decided?: { readonly true: number; readonly false: number };
}

/** All tests of a file, in its order. */
export interface AudienceTestReport {
  readonly problems: readonly AudienceTestProblem[];
  /** Errors that leave the rule without a meaning, with their places in it. */
  readonly ruleErrors: readonly AudienceTestProblem[];
  readonly tests: readonly ReportedAudienceTest[];
  readonly coverage: readonly CoveredClause[];
  /** How many conditions of the rule have decided the answer on their own both ways. */
  readonly conditions: { readonly covered: number; readonly total: number };
}

/** Client → server, a request: makes tests for a rule, at the end of those that are there. */
export const GENERATE_TESTS = "aep/generateTests";

export interface TestGenerationRequest {
  /** Any address in the sandbox whose schema counts; see `readSandboxKey`. */
  readonly uri: string;
  /** The text of the rule. */
  readonly rule: string;
  /** The file of tests as it is; missing where there is none. */
  readonly tests?: string;
}

/** A file of tests with what was made. */
export interface MadeTests {
  /** The whole file; as it was where nothing is to be added. */
  readonly text: string;
  readonly added: number;
  /** What of full condition coverage cannot be shown, then boundaries that cannot be tried; sentences without their full stop. */
  readonly uncovered: readonly string[];
  readonly untried: readonly string[];
  /** Why nothing could be made. */
  readonly problem?: string | undefined;
}

/** Client → server, a request: the profile whose values stand beside a rule, as inlay hints, until another or none is chosen. */
export const CHOOSE_PROFILE = "aep/chooseProfile";
/** The same as a command of the server, for clients that name no commands of their own. Its argument is a `ProfileChoice`. */
export const CHOOSE_PROFILE_COMMAND = "pql.chooseProfile";

/** Either a test of a file by its name, or a profile; with neither, the choice is taken back. */
export interface ProfileChoice {
  /** The document of the rule. */
  readonly uri: string;
  /** The text of a file of tests, and the name of one. */
  readonly tests?: string;
  readonly name?: string;
  /** A profile as JSON text, or that JSON itself. */
  readonly profile?: unknown;
  /** When it is asked about, such as `2031-05-09T12:00:00Z`; the present where it is missing. */
  readonly now?: string;
  readonly timeZone?: string;
}

/** What the rule answers for the chosen profile. */
export interface ProfileAnswer {
  /** `true`, `false` or `unknown`; missing where nothing is chosen. */
  readonly value?: string;
  /** What every clause gave, as lines for people. */
  readonly why?: string;
  /** Why nothing was chosen, or nothing can be answered. */
  readonly problems: readonly string[];
}

/** Client commands that the server's code lenses and quick fixes name. All take the document's URI first. */
export const CLIENT_COMMANDS = {
  refreshSchema: "aep.schema.refresh",
  previewAudience: "aep.audience.preview",
  compareAudience: "aep.audience.compare",
  estimateAudience: "aep.audience.estimate",
  explainEvaluation: "aep.audience.explainEvaluation",
} as const;

/**
 * The sandbox an `aep:` document belongs to, as `connection/sandbox`: the first two segments of its path, or of the path in its
 * query where it is a side of a comparison.
 * Undefined for every other document; those belong to the sandbox in use.
 */
export function readSandboxKey(uri: string): string | undefined {
  if (!uri.startsWith(`${PLATFORM_SCHEME}:`)) return undefined;
  const [path = "", query] = uri
    .slice(PLATFORM_SCHEME.length + 1)
    .replace(/^\/\/[^/]*/, "")
    .split("?");
  try {
    const [connection, sandbox] = (query === undefined ? path : query.replaceAll(/%2f/gi, "/"))
      .split("/")
      .slice(1);
    if (connection === undefined || sandbox === undefined || sandbox === "") return undefined;
    return `${decodeURIComponent(connection)}/${decodeURIComponent(sandbox)}`;
  } catch {
    return undefined;
  }
}

/** Asked by a server without a disk: the text of a schema file that the client can read. */
export const READ_SCHEMA_FILE = "pql/readSchemaFile";

/** Params of `pql/readSchemaFile`. */
export interface SchemaFileRequest {
  /** A path or an address, as the schemas were named to the server. */
  readonly source: string;
}

/** Result of `pql/readSchemaFile`. */
export interface SchemaFileText {
  readonly text: string;
}
