/**
 * Makes a `ClauseAnalysis`: the walk of the check with a recorder that writes everything down.
 * Decides nothing; what it tells is exactly what the check believed.
 */
import type { PqlFunction } from "../language/functionCatalogue";
import type { FieldId } from "../schema/schemaIndex";
import type { NodeId } from "../syntax/nodeKinds";
import type { Clause } from "../syntax/query";
import { type Type, UNKNOWN } from "../types/pqlTypes";
import type { Signature } from "../types/signature";
import { readClause } from "./checkClauses";
import type { Environment, SchemaRoot } from "./checkEnvironment";
import { CheckState } from "./checkState";
import type { CallBinding, ClauseAnalysis, FieldBinding, PathBase, Scope, Variable } from "./clauseAnalysis";
import type { Scopes } from "./nameScopes";
import { visit } from "./walk/visitNode";
import type { Introduction, RecordedBase, Recorder } from "./walkRecorder";

/** Analyses one clause; its findings are those of `checkClauses`. */
export function analyseClause(clause: Clause, environment: Environment): ClauseAnalysis {
  const recorder = new AnalysisRecorder(clause, environment);
  const findings = readClause(new CheckState(clause, environment, visit, recorder), clause);
  return {
    clause,
    findings,
    variables: Array.from(recorder.variables.values()),
    typeOf: (node) => recorder.types[node] ?? UNKNOWN,
    findField: (token) => recorder.fields.get(token),
    findVariable: (token) => recorder.variables.get(recorder.readings.get(token) ?? token),
    findCall: (node) => recorder.calls.get(node),
    findBase: (node) => recorder.findBase(node),
    scopeAt: (offset) => recorder.scopeAt(offset + clause.origin),
  };
}

interface RecordedScope extends Scope {
  readonly start: number;
  readonly end: number;
}

interface RecordedVariable extends Variable {
  readonly uses: number[];
}

const NO_SCOPE: Scope = { elements: [], variables: [] };
const OTHER_BASE: PathBase = { kind: "other" };

class AnalysisRecorder implements Recorder {
  readonly types: Type[] = [];
  readonly fields = new Map<number, FieldBinding>();
  readonly variables = new Map<number, RecordedVariable>();
  /** From the token that reads a variable to the one that introduces it. */
  readonly readings = new Map<number, number>();
  readonly calls = new Map<NodeId, CallBinding>();
  readonly #bases = new Map<NodeId, RecordedBase>();
  readonly #scopes: RecordedScope[] = [];

  readonly #clause: Clause;
  readonly #environment: Environment;

  constructor(clause: Clause, environment: Environment) {
    this.#clause = clause;
    this.#environment = environment;
  }

  type(node: NodeId, type: Type): void {
    this.types[node] = type;
  }

  field(token: number, root: SchemaRoot, field: FieldId): void {
    const { schema } = root;
    const isEvent = root === this.#environment.event;
    this.fields.set(token, { schema, field, root: isEvent ? "event" : "profile" });
  }

  introduce({ token, kind, type, source }: Introduction): void {
    const name = this.#nameOf(token);
    this.variables.set(token, { name, kind, declaration: token, type, source, uses: [] });
  }

  use(token: number, declaration: number): void {
    this.readings.set(token, declaration);
    this.variables.get(declaration)?.uses.push(token);
  }

  base(node: NodeId, base: RecordedBase): void {
    this.#bases.set(node, base);
  }

  call(node: NodeId, entry: PqlFunction, signature: Signature | undefined): void {
    this.calls.set(node, { entry, signature });
  }

  scope(start: number, end: number, scopes: Scopes): void {
    const elements: Type[] = [];
    const variables: Variable[] = [];
    for (let frame = scopes.depth - 1; frame >= scopes.lastVisible; frame--) {
      if (scopes.isElement(frame)) elements.push(scopes.typeOf(frame));
      else {
        const variable = this.variables.get(scopes.tokenOf(frame));
        if (variable !== undefined) variables.push(variable);
      }
    }
    this.#scopes.push({ start, end, elements, variables });
  }

  findBase(node: NodeId): PathBase | undefined {
    const base = this.#bases.get(node);
    if (base?.kind !== "variable") return base;
    const variable = this.variables.get(base.token);
    return variable === undefined ? OTHER_BASE : { kind: "variable", variable };
  }

  /** The innermost recorded scope around an offset of the tree's text; of equal ones, the later. */
  scopeAt(offset: number): Scope {
    let best: RecordedScope | undefined;
    for (const scope of this.#scopes) {
      if (offset < scope.start || offset > scope.end) continue;
      if (best === undefined || scope.end - scope.start <= best.end - best.start) best = scope;
    }
    return best ?? NO_SCOPE;
  }

  #nameOf(token: number): string {
    return this.#clause.tree.name(token);
  }
}
