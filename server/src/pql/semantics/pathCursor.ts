/**
 * How far a path has been read: a field of a schema, or a value of some type. One cursor is used for all paths in turn.
 * Moves where it is told; what a step means and what is wrong with it is decided in `walk/visitSteps.ts`.
 */
import { type FieldId, ROOT_FIELD } from "../schema/schemaIndex";
import { spreadOf, type Type, UNKNOWN } from "../types/pqlTypes";
import { type Environment, findRoot, type SchemaRoot } from "./checkEnvironment";

/** The place a path has reached. */
export class PathCursor {
  /** The schema the path runs in; undefined where `type` says all that is known. */
  root: SchemaRoot | undefined;
  field: FieldId = ROOT_FIELD;
  /** True behind an array: the value is the flat list of what stands below its items. */
  isSpread = false;
  /** The type reached, where no schema describes it. */
  type: Type = UNKNOWN;
  /** Arrays and maps passed on the way. */
  containers = 0;
  /** The first token of the path where it is a bare name, so that the same names can be tried elsewhere; else -1. */
  bareName = -1;

  /** Nothing is known from here on. */
  setUnknown(): void {
    this.root = undefined;
    this.type = UNKNOWN;
  }

  startAtField(root: SchemaRoot, field: FieldId): void {
    this.root = root;
    this.field = field;
    this.isSpread = false;
    this.containers = 0;
  }

  /** Begins at a value; lists are passed, so that the next step is read on their items. */
  startAtType(type: Type, environment: Environment): void {
    this.isSpread = false;
    this.containers = 0;
    this.moveToType(type, environment);
  }

  /** Begins at a value that is the whole path, so that a list stays a list. */
  startAtValue(type: Type, environment: Environment): void {
    this.startAtType(type, environment);
    if (type.kind !== "array") return;
    this.root = undefined;
    this.isSpread = false;
    this.type = type;
  }

  /** Goes on at a value, spread as before. */
  moveToType(target: Type, environment: Environment): void {
    let type = target;
    while (type.kind === "array") {
      this.isSpread = true;
      type = type.element;
    }
    const root = type.kind === "object" ? findRoot(environment, type.schema) : undefined;
    this.root = root;
    if (root !== undefined && type.kind === "object") this.field = type.field;
    else this.type = type;
  }

  /** The type of the value at the place reached. */
  get valueType(): Type {
    const type = this.root === undefined ? this.type : this.root.types.of(this.field);
    return this.isSpread && type !== UNKNOWN ? spreadOf(type) : type;
  }
}
