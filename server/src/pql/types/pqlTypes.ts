/**
 * The types of PQL values, as plain data that is built once and compared by identity.
 *
 * Primitives are constants. A type made from another one (array, map, map entry) is kept on its element, so
 * `arrayOf(STRING) === arrayOf(STRING)` holds without a global table. Says nothing about how types relate: see typeRelations.ts.
 */
import type { FieldId, SchemaIndex } from "../schema/schemaIndex";

/** Kinds without inner structure. `stringLiteral` is text written in the query, `time` any of date, timestamp and interval. */
export type PrimitiveKind =
  | "unknown"
  | "null"
  | "string"
  | "stringLiteral"
  | "integer"
  | "long"
  | "double"
  | "number"
  | "boolean"
  | "date"
  | "timestamp"
  | "interval"
  | "time";

/** Types already made from another one; the memo behind {@link arrayOf}, {@link spreadOf} and {@link mapOf}. */
interface DerivedTypes {
  array?: ArrayType;
  spread?: ArrayType;
  maps?: Map<Type, MapType>;
}

interface Derivable {
  /** Private to this module: types made from this one. */
  readonly derived: DerivedTypes;
}

/** A type that is fully described by its kind. */
export interface PrimitiveType extends Derivable {
  readonly kind: PrimitiveKind;
}

/** A list. `isSpread` marks the flat list a path through an array yields; it may be tested like one of its elements. */
export interface ArrayType extends Derivable {
  readonly kind: "array";
  readonly element: Type;
  readonly isSpread: boolean;
}

/** A map, also the result of `groupBy`. */
export interface MapType extends Derivable {
  readonly kind: "map";
  readonly key: Type;
  readonly value: Type;
}

/** An XDM object: a field of a schema, or, when `schema` is absent, an object of which nothing is known. */
export interface ObjectType extends Derivable {
  readonly kind: "object";
  readonly schema: SchemaIndex | undefined;
  /** 0 is the root of the schema. */
  readonly field: FieldId;
  /** An experience event, that is an element of `xEvent`. */
  readonly isEvent: boolean;
}

/** An object literal: the type of each key. */
export interface RecordType extends Derivable {
  readonly kind: "record";
  readonly entries: ReadonlyMap<string, Type>;
}

/** A row of a `select` with several variables: the type of each variable. */
export interface TupleType extends Derivable {
  readonly kind: "tuple";
  readonly variables: ReadonlyMap<string, Type>;
}

/** A function written in the query, such as `(K, G) => G.count()`. */
export interface LambdaType extends Derivable {
  readonly kind: "lambda";
  readonly parameters: readonly Type[];
  readonly result: Type;
}

/** What `mapEntry` returns. */
export interface MapEntryType extends Derivable {
  readonly kind: "mapEntry";
  readonly key: Type;
  readonly value: Type;
}

/** Only in signatures: stands for whatever the receiver or an argument binds it to. */
export interface TypeVariable extends Derivable {
  readonly kind: "variable";
  readonly name: string;
}

/** Only in signatures: an argument that is read with the element of the receiver as implicit scope. */
export interface ExpressionType extends Derivable {
  readonly kind: "expression";
  readonly result: Type;
}

/** Only in signatures: a piece of syntax that is no value, such as a time unit or a declaration. */
export interface SyntaxType extends Derivable {
  readonly kind: "syntax";
  readonly name: string;
}

/** Any type. Compare with `===` for primitives, arrays, maps and field types; records, tuples and lambdas are not shared. */
export type Type =
  | PrimitiveType
  | ArrayType
  | MapType
  | ObjectType
  | RecordType
  | TupleType
  | LambdaType
  | MapEntryType
  | TypeVariable
  | ExpressionType
  | SyntaxType;

function primitive(kind: PrimitiveKind): PrimitiveType {
  return { kind, derived: {} };
}

/** Nothing is known, for instance without a schema; silences every complaint. Also `Any` in signatures. */
export const UNKNOWN: PrimitiveType = primitive("unknown");
/** The literal `null`; compatible with everything. */
export const NULL: PrimitiveType = primitive("null");
/** Text from a field or a function. */
export const STRING: PrimitiveType = primitive("string");
/** Text between quotes in the query: the only thing the language coerces. */
export const STRING_LITERAL: PrimitiveType = primitive("stringLiteral");
/** Whole number of 32 bits, and every whole number written in a query. */
export const INTEGER: PrimitiveType = primitive("integer");
/** Whole number of 64 bits. */
export const LONG: PrimitiveType = primitive("long");
/** Number with a fraction. */
export const DOUBLE: PrimitiveType = primitive("double");
/** Some numeric type, which one is not known; also `Number` in signatures. */
export const NUMBER: PrimitiveType = primitive("number");
/** True or false. */
export const BOOLEAN: PrimitiveType = primitive("boolean");
/** A calendar day, as `date(…)` builds it. */
export const DATE: PrimitiveType = primitive("date");
/** An instant: XDM date-time, `now`, `today`. */
export const TIMESTAMP: PrimitiveType = primitive("timestamp");
/** A stretch of time: `yesterday`, `last month`. */
export const INTERVAL: PrimitiveType = primitive("interval");
/** Only in signatures: whatever may stand where `occurs` wants a time. */
export const TIME: PrimitiveType = primitive("time");
/** An object of which no field is known. */
export const OBJECT: ObjectType = objectOf(undefined, 0);
/** An experience event when no event schema is loaded; in signatures, any event. */
export const EVENT: ObjectType = eventOf(undefined, 0);

/** The type of arrays with this element; always the same object for the same element. */
export function arrayOf(element: Type): ArrayType {
  const { derived } = element;
  derived.array ??= { kind: "array", element, isSpread: false, derived: {} };
  return derived.array;
}

/** The flat list a path through an array yields; a spread of an array or of a spread stays flat. */
export function spreadOf(type: Type): ArrayType {
  const element = type.kind === "array" ? type.element : type;
  const { derived } = element;
  derived.spread ??= { kind: "array", element, isSpread: true, derived: {} };
  return derived.spread;
}

/** The type of maps from `key` to `value`; always the same object for the same pair. */
export function mapOf(key: Type, value: Type): MapType {
  const { derived } = value;
  derived.maps ??= new Map();
  let map = derived.maps.get(key);
  if (!map) {
    map = { kind: "map", key, value, derived: {} };
    derived.maps.set(key, map);
  }
  return map;
}

/** A new object type for a field of a schema. Not shared: take it from {@link FieldTypes} where identity matters. */
export function objectOf(schema: SchemaIndex | undefined, field: FieldId): ObjectType {
  return { kind: "object", schema, field, isEvent: false, derived: {} };
}

/** A new event type; `field` is 0 for the root of an event schema, else the item of `xEvent` in a profile union. */
export function eventOf(schema: SchemaIndex | undefined, field: FieldId): ObjectType {
  return { kind: "object", schema, field, isEvent: true, derived: {} };
}

/** The type of an object literal with these keys. */
export function recordOf(entries: ReadonlyMap<string, Type>): RecordType {
  return { kind: "record", entries, derived: {} };
}

/** The type of a row with these variables. */
export function tupleOf(variables: ReadonlyMap<string, Type>): TupleType {
  return { kind: "tuple", variables, derived: {} };
}

/** The type of a lambda. */
export function lambdaOf(parameters: readonly Type[], result: Type): LambdaType {
  return { kind: "lambda", parameters, result, derived: {} };
}

/** The type of one entry of a map under construction. */
export function mapEntryOf(key: Type, value: Type): MapEntryType {
  return { kind: "mapEntry", key, value, derived: {} };
}

/** A type variable of a signature; two variables are the same when their names are. */
export function variableOf(name: string): TypeVariable {
  return { kind: "variable", name, derived: {} };
}

/** A parameter that takes an expression over the element of the receiver. */
export function expressionOf(result: Type): ExpressionType {
  return { kind: "expression", result, derived: {} };
}

/** A parameter that takes a piece of syntax. */
export function syntaxOf(name: string): SyntaxType {
  return { kind: "syntax", name, derived: {} };
}
