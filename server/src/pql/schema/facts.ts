/**
 * What a schema says of itself and of its fields beyond name and kind, as plain data that survives JSON.
 * Shapes only; reading them is xdmDetails.ts and schemaFacts.ts.
 */

/** A value a field may take, as text whatever its type, and what people call it (the value itself where no title is given). */
export interface EnumValue {
  readonly value: string;
  readonly title: string;
}

/** The identity namespace whose values the field holds. Codes of namespaces compare without regard to case. */
export interface FieldIdentity {
  readonly namespace: string;
  readonly isPrimary: boolean;
}

/** The facts that few fields have. Absent means that the schema does not say. */
export interface FieldDetails {
  readonly enumValues?: readonly EnumValue[];
  /** Regular expression in the spelling of JSON Schema. */
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** JSON Schema format beyond what the kind says: `uri`, `email`, `ipv4` … */
  readonly format?: string;
  readonly defaultValue?: string | number | boolean;
  /** Data usage labels, such as `C2` or `core/C2`. */
  readonly labels?: readonly string[];
  readonly identity?: FieldIdentity;
}

/** What the schema says of itself. Texts are empty where it says nothing. */
export interface SchemaFacts {
  /** `$id`, else `meta:altId`. */
  readonly id: string;
  readonly title: string;
  /** Last step of `meta:class`: `profile`, `experienceevent` …; read from the id of the union where the class is not given. */
  readonly className: string;
  /** Names of the top-level steps below which the organisation keeps its own fields: `_acme`. */
  readonly tenants: readonly string[];
}
