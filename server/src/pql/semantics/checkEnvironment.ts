/**
 * What an expression is checked against: the union schemas, the dialect, the audiences that exist, the switches.
 * Built once per schema generation and shared by every clause; holds no facts about any expression.
 */
import type { Dialect } from "../language/dialect";
import type { SeveritySwitches } from "../problems/problemCodes";
import { EnumKind, type FieldId, findEventRecord, ROOT_FIELD, type SchemaIndex } from "../schema/schemaIndex";
import { FieldTypes } from "../types/fieldTypes";
import { arrayOf, EVENT, OBJECT, type Type } from "../types/pqlTypes";

/** Which rules decide on the evaluation kind: those in force, or those before 20 May 2025 that old audiences keep. */
export type EvaluationRules = "current" | "before2025";

/** One schema and the field of it at which paths begin. */
export interface SchemaRoot {
  readonly schema: SchemaIndex;
  /** 0, or the item of `xEvent` where the profile union describes the events itself. */
  readonly field: FieldId;
  readonly types: FieldTypes;
  readonly enums: EnumTable;
}

/** Everything a check may ask besides the clause. Without a schema there is never a problem about a field. */
export interface Environment {
  readonly profile: SchemaRoot | undefined;
  readonly event: SchemaRoot | undefined;
  /** The type of a profile and of the array of its events. */
  readonly profileType: Type;
  readonly eventsType: Type;
  readonly dialect: Dialect;
  readonly evaluationRules: EvaluationRules;
  readonly severities: SeveritySwitches;
  /** Names of audiences by id; undefined where nobody knows which exist. */
  readonly audiences: ReadonlyMap<string, string> | undefined;
}

/** What an environment is made of; everything may be missing. */
export interface EnvironmentParts {
  readonly profile?: SchemaIndex | undefined;
  /** Without it, an array `xEvent` of the profile union describes the events. */
  readonly event?: SchemaIndex | undefined;
  readonly dialect?: Dialect | undefined;
  readonly evaluationRules?: EvaluationRules | undefined;
  readonly severities?: SeveritySwitches | undefined;
  readonly audiences?: Iterable<{ readonly id: string; readonly name: string }> | undefined;
}

const NO_SWITCHES: SeveritySwitches = new Map();

/** The environment of these parts. */
export function createEnvironment(parts: EnvironmentParts = {}): Environment {
  const event = toEventRoot(parts);
  const profile = toProfileRoot(parts.profile, event);
  const { audiences } = parts;
  return {
    profile,
    event,
    profileType: profile?.types.of(ROOT_FIELD) ?? OBJECT,
    eventsType: arrayOf(event?.types.of(event.field) ?? EVENT),
    dialect: parts.dialect ?? "segmentation",
    evaluationRules: parts.evaluationRules ?? "current",
    severities: parts.severities ?? NO_SWITCHES,
    audiences: audiences && new Map(Array.from(audiences, ({ id, name }) => [id, name])),
  };
}

function toEventRoot({ profile, event }: EnvironmentParts): SchemaRoot | undefined {
  const place = findEventRecord(profile, event);
  return place && toRoot(place.index, place.field, place.field);
}

/** Shares the types with the events where both come from one schema, so that equal fields have the identical type. */
function toProfileRoot(
  profile: SchemaIndex | undefined,
  event: SchemaRoot | undefined,
): SchemaRoot | undefined {
  if (profile === undefined) return undefined;
  if (event?.schema === profile && event.field !== ROOT_FIELD) return { ...event, field: ROOT_FIELD };
  return toRoot(profile, ROOT_FIELD, undefined);
}

function toRoot(schema: SchemaIndex, field: FieldId, eventField: FieldId | undefined): SchemaRoot {
  return { schema, field, types: new FieldTypes(schema, eventField), enums: new EnumTable(schema) };
}

/** The root whose schema this is; undefined for a schema that is not part of the environment. */
export function findRoot(environment: Environment, schema: SchemaIndex | undefined): SchemaRoot | undefined {
  if (schema === undefined) return undefined;
  if (environment.profile?.schema === schema) return environment.profile;
  return environment.event?.schema === schema ? environment.event : undefined;
}

const NO_VALUES: ReadonlySet<string> = new Set();

/**
 * The values a field may take, as sets that are built on first use, because a text may ask ten thousand times.
 * Decides nothing: whether a value that is not in the set matters is for the rule.
 */
class EnumTable {
  readonly #sets = new Map<FieldId, ReadonlySet<string>>();

  readonly #schema: SchemaIndex;

  constructor(schema: SchemaIndex) {
    this.#schema = schema;
  }

  /** The values of a field in the order of the schema; empty where it lists none. */
  valuesOf(field: FieldId): ReadonlySet<string> {
    if (this.#schema.enumKind(field) === EnumKind.None) return NO_VALUES;
    let values = this.#sets.get(field);
    if (values === undefined) {
      values = new Set(this.#schema.enumValues(field).map(({ value }) => value));
      this.#sets.set(field, values);
    }
    return values;
  }
}
