/**
 * What every part of the walk shares: the clause, its scopes, the path cursor, and what was found.
 * Reused from clause to clause. Knows no rule; the walk is handed in, so that its parts need not import each other.
 */
import { type Fix, type Problem, replacementFix } from "../problems/problem";
import { type ProblemCode, type Severity, severityOf } from "../problems/problemCodes";
import type { FieldId } from "../schema/schemaIndex";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Clause } from "../syntax/query";
import type { Tree } from "../syntax/syntaxTree";
import type { TokenList } from "../syntax/tokenList";
import type { Span, TextEdit } from "../text/span";
import { type Type, UNKNOWN } from "../types/pqlTypes";
import type { Environment, SchemaRoot } from "./checkEnvironment";
import { TraitsDraft } from "./clauseTraits";
import { nameEnd, nameStart, Scopes } from "./nameScopes";
import { PathCursor } from "./pathCursor";
import type { Recorder } from "./walkRecorder";

/** Reads one node: finds its problems and tells the type of its value. */
export type Visit = (state: CheckState, node: NodeId) => Type;

/** A problem as a rule words it, before it has a place. */
export interface Report {
  readonly code: ProblemCode;
  readonly message: string;
  /** For variants that weigh less than their code; a setting still has the last word. */
  readonly severity?: Severity;
  readonly fix?: Fix | undefined;
}

/** Trees deeper than this are not looked into, so that no text can exhaust the stack. */
const DEEPEST = 1000;

const NO_PROBLEMS: readonly Problem[] = [];
const NO_FIXES: readonly Fix[] = [];

/** Cursor, scopes and findings of the walk over one clause at a time. */
export class CheckState {
  tree: Tree;
  tokens: TokenList;
  /** To be taken off every offset of the tree. */
  origin: number;
  readonly scopes = new Scopes();
  readonly cursor = new PathCursor();
  readonly traits = new TraitsDraft();
  /** Where the value that was visited last is stored; no root where it is no field. */
  boundRoot: SchemaRoot | undefined = undefined;
  boundField: FieldId = 0;
  /** Whether the rule on case is on, which would look at nearly every comparison. */
  readonly isCaseChecked: boolean;
  #found: Problem[] | undefined;
  #depth = 0;

  readonly #read: Visit;

  constructor(
    clause: Clause,
    readonly environment: Environment,
    read: Visit,
    readonly recorder?: Recorder,
  ) {
    this.#read = read;
    this.tree = clause.tree;
    this.tokens = clause.tree.tokens;
    this.origin = clause.origin;
    this.isCaseChecked = this.isOn("pql.caseSensitive");
  }

  /** A walker of the same kind at the beginning of a clause. */
  over(clause: Clause, environment: Environment, recorder?: Recorder): CheckState {
    return new CheckState(clause, environment, this.#read, recorder);
  }

  /** Makes the state ready for another clause. */
  begin(clause: Clause): void {
    this.tree = clause.tree;
    this.tokens = clause.tree.tokens;
    this.origin = clause.origin;
    this.scopes.clear();
    this.traits.clear();
    this.#found = undefined;
    this.#depth = 0;
    this.boundRoot = undefined;
  }

  /** The problems found since `begin`. */
  get problems(): readonly Problem[] {
    return this.#found ?? NO_PROBLEMS;
  }

  /** How many problems were found since `begin`. */
  get problemCount(): number {
    return this.#found?.length ?? 0;
  }

  /** Visits a node and tells its type; what lies too deep is unknown. */
  visit(node: NodeId): Type {
    this.boundRoot = undefined;
    if (this.#depth >= DEEPEST) return UNKNOWN;
    this.#depth++;
    const type = this.#read(this, node);
    this.#depth--;
    const kind = this.tree.kind(node);
    if (kind > NodeKind.Subscript && kind !== NodeKind.Paren) this.boundRoot = undefined;
    this.recorder?.type(node, type);
    return type;
  }

  /** Whether a problem of this code would be shown; for rules that cost something or are off by default. */
  isOn(code: ProblemCode): boolean {
    return this.#severityOf(code) !== "off";
  }

  /** Reports a problem over a node. */
  report(node: NodeId, report: Report): void {
    this.reportAt(this.spanOf(node), report);
  }

  /** Reports a problem over one token. */
  reportToken(token: number, report: Report): void {
    this.reportAt(this.tokenSpan(token), report);
  }

  /** Reports a problem over a span that is relative to the clause. */
  reportAt(span: Span, report: Report): void {
    const { code, message, fix } = report;
    const severity = this.#severityOf(code, report.severity);
    if (severity === "off") return;
    const fixes = fix === undefined ? NO_FIXES : [fix];
    const problem: Problem = { code, severity, message, span, fixes };
    // Most clauses have one problem at most, and a list that is pushed to reserves room for many.
    if (this.#found === undefined) this.#found = [problem];
    else this.#found.push(problem);
  }

  /** The span of a node, relative to the clause. */
  spanOf(node: NodeId): Span {
    return { start: this.tree.start(node) - this.origin, end: this.tree.end(node) - this.origin };
  }

  /** The span of a token, relative to the clause. */
  tokenSpan(token: number): Span {
    return { start: this.tokens.starts[token] - this.origin, end: this.tokens.ends[token] - this.origin };
  }

  /** The span from the start of one token to the end of another, relative to the clause. */
  tokensSpan(first: number, last: number): Span {
    return { start: this.tokens.starts[first] - this.origin, end: this.tokens.ends[last] - this.origin };
  }

  text(node: NodeId): string {
    return this.tree.text(node);
  }

  /** The name at a token, without backticks. */
  nameOf(token: number): string {
    return this.tokens.text.slice(nameStart(this.tokens, token), nameEnd(this.tokens, token));
  }

  /** A fix that puts `newText` in place of a node. */
  replaceNode(title: string, node: NodeId, newText: string): Fix {
    return replacementFix(title, this.spanOf(node), newText);
  }

  /** A fix that puts `newText` in place of a token. */
  replaceToken(title: string, token: number, newText: string): Fix {
    return replacementFix(title, this.tokenSpan(token), newText);
  }

  /** A fix that writes `newText` before a node. */
  insertBefore(title: string, node: NodeId, newText: string): Fix {
    const { start } = this.spanOf(node);
    return replacementFix(title, { start, end: start }, newText);
  }

  /** A fix that writes `before` and `after` around a node. */
  surround(title: string, node: NodeId, [before, after]: readonly [string, string]): Fix {
    const { start, end } = this.spanOf(node);
    const edits: TextEdit[] = [
      { span: { start, end: start }, newText: before },
      { span: { start: end, end }, newText: after },
    ];
    return { title, edits, isPreferred: true };
  }

  #severityOf(code: ProblemCode, variant?: Severity): Severity | "off" {
    return severityOf(code, this.environment.severities, variant);
  }
}
