/**
 * What a walk can write down besides problems. The check of whole texts passes no recorder and pays nothing for it.
 */
import type { PqlFunction } from "../language/functionCatalogue";
import type { FieldId } from "../schema/schemaIndex";
import type { NodeId } from "../syntax/nodeKinds";
import type { Type } from "../types/pqlTypes";
import type { Signature } from "../types/signature";
import type { SchemaRoot } from "./checkEnvironment";
import type { Scopes } from "./nameScopes";

/** What brought a name into scope. A `label` names a step of a chain and is never read. */
export type VariableKind = "declaration" | "let" | "parameter" | "label";

/** A name as it is introduced. */
export interface Introduction {
  readonly token: number;
  readonly kind: VariableKind;
  readonly type: Type;
  readonly source: NodeId;
}

/** Where a path begins; variables are named by the token that introduces them. */
export type RecordedBase =
  | { readonly kind: "profile" | "events" | "other" }
  | { readonly kind: "variable"; readonly token: number }
  | { readonly kind: "element"; readonly source: NodeId };

/** The listener of a walk. */
export interface Recorder {
  type(node: NodeId, type: Type): void;
  field(token: number, root: SchemaRoot, field: FieldId): void;
  introduce(introduction: Introduction): void;
  use(token: number, declaration: number): void;
  base(node: NodeId, base: RecordedBase): void;
  call(node: NodeId, entry: PqlFunction, signature: Signature | undefined): void;
  /** The names that are visible between two offsets of the tree's text. */
  scope(start: number, end: number, scopes: Scopes): void;
}
