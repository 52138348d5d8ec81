/**
 * A second, plain reading of resolved schemas, to compare the index with: no merging, no caps, an object per field.
 * Only for schemas in the form the registry answers.
 */
import { FieldKind } from "../../../../server/src/pql/schema/schemaIndex";

/** A node of a resolved schema. */
interface ResolvedNode {
  readonly type?: string;
  readonly "meta:xdmType"?: string;
  readonly "meta:status"?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly "meta:enum"?: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, ResolvedNode>>;
  readonly items?: ResolvedNode;
  readonly additionalProperties?: ResolvedNode;
}

/** A field as the JSON has it; `steps` holds `null` for each item or map value on the way. */
export interface NaiveField {
  readonly steps: readonly (string | null)[];
  readonly node: ResolvedNode;
}

const KINDS: Readonly<Record<string, FieldKind>> = {
  string: FieldKind.String,
  int: FieldKind.Integer,
  long: FieldKind.Long,
  number: FieldKind.Double,
  boolean: FieldKind.Boolean,
  date: FieldKind.Date,
  "date-time": FieldKind.DateTime,
  array: FieldKind.Array,
  map: FieldKind.Map,
  object: FieldKind.Object,
};

/** The kind `meta:xdmType` names. */
export function naiveKind(node: ResolvedNode): FieldKind {
  return KINDS[node["meta:xdmType"] ?? "object"] ?? FieldKind.Unknown;
}

/** All fields of a resolved schema but its root, parents first. */
export function naiveFields(schema: unknown): readonly NaiveField[] {
  const fields: NaiveField[] = [];
  const visit = (node: ResolvedNode, steps: readonly (string | null)[]) => {
    if (steps.length > 0) fields.push({ steps, node });
    for (const [name, child] of Object.entries(node.properties ?? {})) visit(child, [...steps, name]);
    const inner = node.items ?? node.additionalProperties;
    if (inner) visit(inner, [...steps, null]);
  };
  visit(schema as ResolvedNode, []);
  return fields;
}

/** True where the node holds a plain value. */
export function isNaiveLeaf(node: ResolvedNode): boolean {
  return !node.properties && !node.items && !node.additionalProperties;
}
