/**
 * What completion keeps from one request for the next because it would come out the same: suggestions of fields, functions
 * and methods, and the names a clause uses. Losing any of it costs time only, and what grows with use is bounded.
 */
import type { Dialect } from "../../language/dialect";
import { CODES, type SeveritySwitches } from "../../problems/problemCodes";
import type { SchemaIndex } from "../../schema/schemaIndex";
import type { Environment } from "../../semantics/checkEnvironment";
import type { Clause } from "../../syntax/query";
import type { Type } from "../../types/pqlTypes";
import type { Suggestion } from "./suggestion";

/** Suggestions of fields of a schema that are kept at a time; somewhat more than a long session of one person brings up. */
const MOST_FIELDS = 5000;

/** A field as a suggestion, and its name as the schema has it. */
export interface FieldSuggestion {
  readonly name: string;
  readonly suggestion: Suggestion;
}

/** Suggestions of the fields of a schema, by a number of the field and of how it is written. */
export type KnownFields = Map<number, FieldSuggestion>;

/** Nobody reads the problems of a clause that is read for its names and types. */
const ALL_OFF: SeveritySwitches = new Map(CODES.map(({ code }) => [code, "off"]));

/** Suggestions of fields by their paths from a field above them, by a number of both. */
export type KnownPaths = Map<number, Suggestion | undefined>;

/** The memory of one conversation. */
export class CompletionMemory {
  readonly #fields = new WeakMap<SchemaIndex, KnownFields>();
  readonly #paths = new WeakMap<SchemaIndex, KnownPaths>();
  readonly #silent = new WeakMap<Environment, Environment>();
  readonly #names = new WeakMap<Clause, readonly string[]>();
  readonly #functions = new Map<Dialect, readonly Suggestion[]>();
  readonly #methods = new Map<Dialect, WeakMap<Type, readonly Suggestion[]>>();

  /** What is kept of a schema, to be read and added to. */
  fieldsOf(schema: SchemaIndex): KnownFields {
    const known = this.#fields.get(schema) ?? new Map<number, FieldSuggestion>();
    if (known.size > MOST_FIELDS) known.clear();
    this.#fields.set(schema, known);
    return known;
  }

  /** The same of paths. */
  pathsOf(schema: SchemaIndex): KnownPaths {
    const known = this.#paths.get(schema) ?? new Map<number, Suggestion | undefined>();
    if (known.size > MOST_FIELDS) known.clear();
    this.#paths.set(schema, known);
    return known;
  }

  /** The same environment for readings in which no problem need be found. */
  silentOf(environment: Environment): Environment {
    const known = this.#silent.get(environment);
    if (known !== undefined) return known;
    const silent: Environment = { ...environment, severities: ALL_OFF };
    this.#silent.set(environment, silent);
    return silent;
  }

  /** The names in a clause, in order. */
  namesIn(clause: Clause, make: (clause: Clause) => readonly string[]): readonly string[] {
    const known = this.#names.get(clause);
    if (known !== undefined) return known;
    const made = make(clause);
    this.#names.set(clause, made);
    return made;
  }

  /** The functions of a dialect. */
  functionsOf(dialect: Dialect, make: () => readonly Suggestion[]): readonly Suggestion[] {
    const made = this.#functions.get(dialect) ?? make();
    this.#functions.set(dialect, made);
    return made;
  }

  /** The methods of values of a type. */
  methodsOf(dialect: Dialect, receiver: Type, make: () => readonly Suggestion[]): readonly Suggestion[] {
    const ofDialect = this.#methods.get(dialect) ?? new WeakMap<Type, readonly Suggestion[]>();
    this.#methods.set(dialect, ofDialect);
    const made = ofDialect.get(receiver) ?? make();
    ofDialect.set(receiver, made);
    return made;
  }
}
