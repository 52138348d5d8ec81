/**
 * What names and values of a clause mean, for features: hover, completion, rename, inlay hints.
 * The same walk as the check, with everything written down; made on request, never on the typing path of a whole text.
 */
import type { PqlFunction } from "../language/functionCatalogue";
import type { FieldId, SchemaIndex } from "../schema/schemaIndex";
import type { NodeId } from "../syntax/nodeKinds";
import type { Clause } from "../syntax/query";
import type { Type } from "../types/pqlTypes";
import type { Signature } from "../types/signature";
import type { ClauseFindings } from "./checkClauses";
import type { VariableKind } from "./walkRecorder";

/** The field a step of a path names. */
export interface FieldBinding {
  readonly schema: SchemaIndex;
  readonly field: FieldId;
  /** Whether the path begins at the profile or at an event. */
  readonly root: "profile" | "event";
}

/** A name that the clause itself introduces. */
export interface Variable {
  readonly name: string;
  readonly kind: VariableKind;
  /** The token that introduces it. */
  readonly declaration: number;
  readonly type: Type;
  /** The node its value comes from, such as the array it walks over; 0 for parameters of the query. */
  readonly source: NodeId;
  /** Tokens that read it, in order. */
  readonly uses: readonly number[];
}

/** What a bare name may mean at some place. */
export interface Scope {
  /**
   * Types of the implicit elements, innermost first: inside `xEvent[…]` the event, inside `xEvent[productListItems[…]]` the
   * item, then the event. A bare name is read on the first; each `^` moves one on, and past the last stands the profile.
   */
  readonly elements: readonly Type[];
  /** Visible variables, innermost first. */
  readonly variables: readonly Variable[];
}

/** The function a call means. */
export interface CallBinding {
  readonly entry: PqlFunction;
  /** Undefined where no signature fits. */
  readonly signature: Signature | undefined;
}

/** Where a path begins. */
export type PathBase =
  | { readonly kind: "profile" }
  | { readonly kind: "events" }
  | { readonly kind: "variable"; readonly variable: Variable }
  /** On an implicit element; `source` is the node of the array it is an element of. */
  | { readonly kind: "element"; readonly source: NodeId }
  | { readonly kind: "other" };

/** Everything the walk knows about one clause. Offsets are relative to the clause; tokens and nodes are those of its tree. */
export interface ClauseAnalysis {
  readonly clause: Clause;
  readonly findings: ClauseFindings;
  /** Every variable the clause introduces, in the order of their declarations. */
  readonly variables: readonly Variable[];
  /** The type of a node's value; unknown for nodes that are no values. */
  typeOf(node: NodeId): Type;
  /** The field the name at a token means. */
  findField(token: number): FieldBinding | undefined;
  /** The variable the name at a token introduces or reads. */
  findVariable(token: number): Variable | undefined;
  /** The function of a `Call`, `MethodCall`, `Aggregate` or operator node. */
  findCall(node: NodeId): CallBinding | undefined;
  /** Where a `Path` or `UpPath` begins. */
  findBase(node: NodeId): PathBase | undefined;
  /** What may be named at an offset. */
  scopeAt(offset: number): Scope;
}
