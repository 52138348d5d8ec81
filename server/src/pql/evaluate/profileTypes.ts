/**
 * Whether the values of a profile have the types that the union schemas give their fields. Fields no schema knows are left
 * alone, and so is what is missing; nothing is repaired.
 */
import { EVENT_STEP, type FieldId, FieldKind, type SchemaIndex } from "../schema/schemaIndex";
import type { Environment } from "../semantics/checkEnvironment";
import { isMissing, isObject, kindOf, type Value } from "./pqlValue";
import type { ProfileProblem } from "./profileReader";
import { isNumber } from "./quantity";
import { readTime } from "./timestamp";

/** Problems beyond this number add nothing for a reader. */
const MOST_PROBLEMS = 20;

/** What is of another type than the schemas say, each by its place in the profile. */
export function findTypeProblems(
  profile: unknown,
  { profile: root, event }: Pick<Environment, "profile" | "event">,
): readonly ProfileProblem[] {
  const value = profile as Value;
  if (!isObject(value)) return [];
  const problems: ProfileProblem[] = [];
  const { [EVENT_STEP]: events, ...fields } = value;
  if (root !== undefined) new TypeWalk(root.schema, problems).object(fields, root.field, "");
  if (event !== undefined && Array.isArray(events)) {
    const walk = new TypeWalk(event.schema, problems);
    for (let i = 0; i < events.length && problems.length < MOST_PROBLEMS; i++)
      walk.object(events[i] as Value, event.field, `/${EVENT_STEP}/${i}`);
  }
  return problems;
}

class TypeWalk {
  readonly #schema: SchemaIndex;
  readonly #problems: ProfileProblem[];
  readonly #time = new Float64Array(1);

  constructor(schema: SchemaIndex, problems: ProfileProblem[]) {
    this.#schema = schema;
    this.#problems = problems;
  }

  /** The members of an object whose fields hang below `parent`. */
  object(value: Value, parent: FieldId, pointer: string): void {
    if (!isObject(value)) return;
    for (const name of Object.keys(value)) {
      if (this.#problems.length >= MOST_PROBLEMS) return;
      const field = this.#schema.findChild(parent, name);
      if (field !== 0) this.#field(value[name], field, `${pointer}/${escapeStep(name)}`);
    }
  }

  #field(value: Value, field: FieldId, pointer: string): void {
    if (isMissing(value)) return;
    const kind = this.#schema.kind(field);
    const wanted = this.#findMismatch(value, kind);
    if (wanted !== undefined)
      this.#problems.push({ pointer, message: `The schema has ${wanted} here, not ${kindOf(value)}.` });
    else if (kind === FieldKind.Array) this.#items(value, this.#schema.element(field), pointer);
    else if (kind === FieldKind.Map) this.#entries(value, this.#schema.element(field), pointer);
    else this.object(value, field, pointer);
  }

  #items(value: Value, element: FieldId, pointer: string): void {
    if (element === 0 || !Array.isArray(value)) return;
    for (let i = 0; i < value.length && this.#problems.length < MOST_PROBLEMS; i++)
      this.#field(value[i] as Value, element, `${pointer}/${i}`);
  }

  #entries(value: Value, element: FieldId, pointer: string): void {
    if (element === 0 || !isObject(value)) return;
    for (const name of Object.keys(value))
      this.#field(value[name], element, `${pointer}/${escapeStep(name)}`);
  }

  /** What should stand here; undefined where the value fits. */
  #findMismatch(value: Value, kind: FieldKind): string | undefined {
    switch (kind) {
      case FieldKind.String:
        return typeof value === "string" ? undefined : "a string";
      case FieldKind.Integer:
      case FieldKind.Long:
      case FieldKind.Double:
        return isNumber(value) ? undefined : "a number";
      case FieldKind.Boolean:
        return typeof value === "boolean" ? undefined : "a Boolean";
      case FieldKind.Date:
      case FieldKind.DateTime:
        return readTime(value, this.#time) ? undefined : "a time";
      case FieldKind.Array:
        return Array.isArray(value) ? undefined : "a list";
      case FieldKind.Map:
      case FieldKind.Object:
        return isObject(value) ? undefined : "an object";
      default:
        return undefined;
    }
  }
}

/** A name as a step of a JSON Pointer. */
export function escapeStep(name: string): string {
  return name.replace(/~/g, "~0").replace(/\//g, "~1");
}
