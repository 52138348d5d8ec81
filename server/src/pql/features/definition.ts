/**
 * Where things come from: variables are introduced in the text, fields stand in the schema, audiences in documents of
 * their own. Names the thing; where a schema or an audience is shown is for the server to say.
 */
import type { FieldBinding } from "../semantics/analysis";
import type { Span } from "../text/span";
import type { Type } from "../types/types";
import { tokenSpan } from "./cursor";
import { findNameAt } from "./names";
import type { QueryView } from "./queryView";

/** Where a name leads. */
export interface Origin {
  /** The name that was asked about. */
  readonly span: Span;
  readonly target:
    | { readonly kind: "here"; readonly span: Span }
    | { readonly kind: "field"; readonly field: FieldBinding }
    | { readonly kind: "audience"; readonly id: string };
}

/** The origin of the name at an offset. */
export function findDefinition(query: QueryView, offset: number): Origin | undefined {
  const found = findNameAt(query, offset);
  if (found === undefined) return undefined;
  const { thing, span, placed } = found;
  switch (thing.kind) {
    case "variable":
      return { span, target: { kind: "here", span: tokenSpan(placed, thing.variable.declaration) } };
    case "field":
      return { span, target: { kind: "field", field: thing.field } };
    default:
      return { span, target: thing };
  }
}

/** The field of the schema that says what the value of the name at an offset is made of. */
export function findTypeDefinition(query: QueryView, offset: number): Origin | undefined {
  const found = findNameAt(query, offset);
  if (found === undefined || found.thing.kind === "audience") return undefined;
  const { thing, span } = found;
  const field = thing.kind === "field" ? thing.field : toField(query, thing.variable.type);
  return field && { span, target: { kind: "field", field } };
}

/** The field an object, or an item of a list, is described by. */
function toField({ environment }: QueryView, type: Type): FieldBinding | undefined {
  let inner = type;
  while (inner.kind === "array") inner = inner.element;
  if (inner.kind !== "object" || inner.schema === undefined) return undefined;
  const { schema, field, isEvent } = inner;
  const root = isEvent || schema !== environment.profile?.schema ? "event" : "profile";
  return { schema, field, root };
}
