/**
 * What may follow a dot or a caret: the fields of the value in front of it and its methods; fields anywhere else; and
 * functions, with a tab stop for each argument that has to be given. A client without tab stops is given the bare name: some of
 * them add parentheses to what is a function, some cut what is written at its parenthesis, and all of them make the same right
 * text of a name. Fields that the text around the cursor uses come first, because what was used is used again; it looks at a
 * bounded stretch, so that a key in a megabyte costs no more than one in a line.
 */
import type { Dialect } from "../../language/dialect";
import { allFunctions, type PqlFunction } from "../../language/functionCatalogue";
import { findByLeafName, findChildren } from "../../schema/fieldSearch";
import { toPathStep } from "../../schema/pathText";
import {
  type FieldId,
  type FieldKind,
  fieldKindName,
  ROOT_FIELD,
  type SchemaIndex,
} from "../../schema/schemaIndex";
import type { Environment } from "../../semantics/checkEnvironment";
import type { Clause } from "../../syntax/query";
import { isWord } from "../../syntax/tokenKinds";
import { recordOf, type Type } from "../../types/pqlTypes";
import type { Signature } from "../../types/signature";
import { type Bindings, bindType, substitute } from "../../types/typeBindings";
import { displayType } from "../../types/typeNames";
import { isOpen } from "../../types/typeRelations";
import { typeEndingAt } from "../leftOperand";
import type { QueryView } from "../queryCursor";
import type { CompletionMemory, FieldSuggestion, KnownFields, KnownPaths } from "./completionMemory";
import type { Situation } from "./completionSituation";
import { joinOffers, NO_OFFER, type Offer, offer, type Suggestion } from "./suggestion";

const MOST_FIELDS = 200;
/** Room kept for methods behind a long list of fields. */
const ROOM_FOR_METHODS = 40;

/** Fields and methods of the value in front of a dot. */
export function offerMembers(situation: Situation, dot: number): Offer {
  const { analysis, environment, cursor, typed } = situation;
  const type = dot > cursor.clause.firstToken ? typeEndingAt(analysis, environment, dot - 1) : undefined;
  if (type === undefined) return NO_OFFER;
  const record = findRecord(environment, type, false);
  const fields = record === undefined ? NO_OFFER : offerChildren(record, toFieldQuery(situation));
  const entries = offer(listEntries(type), typed.prefix);
  const methods = offer(listMethods(environment.dialect, type, situation.memory), typed.prefix);
  return joinOffers(fields, entries, methods);
}

/** How fields are asked for in a situation. */
export function toFieldQuery(
  { query, cursor, typed, memory }: Situation,
  prefers?: FieldQuery["prefers"],
): FieldQuery {
  return {
    prefix: typed.prefix,
    limit: MOST_FIELDS - ROOM_FOR_METHODS,
    usage: readUsage(query, cursor.index, memory),
    memory,
    prefers,
  };
}

/** Keys of an object literal, and the variables of a row. */
function listEntries(type: Type): Suggestion[] {
  const inner = type.kind === "array" ? type.element : type;
  const entries = inner.kind === "record" ? inner.entries : inner.kind === "tuple" ? inner.variables : [];
  return Array.from(entries, ([name, value]) => ({
    label: toPathStep(name, false),
    kind: "field",
    filter: name,
    detail: displayType(value),
  }));
}

/** Fields of the element so many levels out, or of the profile. */
export function offerOuterFields(situation: Situation, carets: number): Offer {
  const { environment, scope } = situation;
  const record = findRecord(environment, scope.elements[carets] ?? environment.profileType, false);
  if (record === undefined) return NO_OFFER;
  const query = toFieldQuery(situation);
  return joinOffers(offerChildren(record, query), offerDescendants(record, query));
}

/** What is offered as a skeleton instead. */
const CONSTRUCTS: ReadonlySet<string> = new Set(["chain", "if", "WHAT", "WHEN", "COUNT", "WHERE"]);

/** The functions of a dialect that are called like one. */
export function listFunctions(dialect: Dialect, memory: CompletionMemory): readonly Suggestion[] {
  return memory.functionsOf(dialect, () =>
    entriesOf("function", dialect)
      .filter(({ name }) => !CONSTRUCTS.has(name))
      .flatMap((entry) => {
        const [signature] = entry.signatures;
        return signature === undefined ? [] : [toFunctionSuggestion(entry, signature, signature.result)];
      }),
  );
}

/** The methods of a dialect that a value of this type has. */
function listMethods(dialect: Dialect, receiver: Type, memory: CompletionMemory): readonly Suggestion[] {
  const type = toRepresentative(receiver);
  return memory.methodsOf(dialect, type, () => collectMethods(dialect, type));
}

/** Stands for every object of a schema: whether a method takes one does not depend on its fields. */
const SOME_OBJECT = recordOf(new Map());

function toRepresentative(receiver: Type): Type {
  const isPlain = receiver.kind === "object" && !receiver.isEvent && receiver.schema !== undefined;
  return isPlain ? SOME_OBJECT : receiver;
}

function collectMethods(dialect: Dialect, receiver: Type): readonly Suggestion[] {
  return entriesOf("method", dialect).flatMap((entry) => {
    for (const signature of entry.signatures) {
      const bindings: Bindings = new Map();
      const takes =
        signature.receiver === undefined || bindType(signature.receiver, receiver, bindings) !== "no";
      if (takes) return [toFunctionSuggestion(entry, signature, substitute(signature.result, bindings))];
    }
    return [];
  });
}

function entriesOf(style: "function" | "method", dialect: Dialect): PqlFunction[] {
  return allFunctions().filter(
    (entry) => entry.style === style && entry.status !== "historical" && entry.isIn(dialect),
  );
}

function toFunctionSuggestion(entry: PqlFunction, { parameters }: Signature, result: Type): Suggestion {
  const { name, style } = entry;
  const kind = style === "method" ? "method" : "function";
  const needed = parameters.filter(({ isOptional }) => !isOptional);
  const stops = needed.map(({ name: parameter }, index) => `\${${index + 1}:${parameter}}`);
  return {
    label: name,
    kind,
    snippet: `${name}(${stops.join(", ")})`,
    subject: { kind, name },
    ...(!isOpen(result) && { detail: displayType(result) }),
  };
}

/** A record whose fields can be named. */
export interface Record {
  readonly schema: SchemaIndex;
  readonly field: FieldId;
  readonly root: "profile" | "event";
  /** True where the field begins a path. */
  readonly isFirst: boolean;
}

/** What to look for. */
export interface FieldQuery {
  readonly prefix: string;
  readonly limit: number;
  readonly usage: Usage;
  readonly memory: CompletionMemory;
  /** Kinds that fit the place best go first. */
  readonly prefers?: ((kind: FieldKind) => boolean) | undefined;
}

/** The record a value of this type is, its items where it is a list; undefined where no schema describes it. */
export function findRecord(environment: Environment, type: Type, isFirst: boolean): Record | undefined {
  let inner = type;
  while (inner.kind === "array") inner = inner.element;
  if (inner.kind !== "object" || inner.schema === undefined) return undefined;
  const { schema, field } = inner;
  return {
    schema,
    field,
    root:
      schema === environment.event?.schema && schema !== environment.profile?.schema
        ? "event"
        : rootOf(environment, schema, field),
    isFirst,
  };
}

/** Where both roots are one schema, fields below the events belong to the event. */
function rootOf({ event }: Environment, schema: SchemaIndex, field: FieldId): "profile" | "event" {
  if (event === undefined || event.schema !== schema || event.field === 0) return "profile";
  for (let at = field; at !== 0; at = schema.parent(at)) if (at === event.field) return "event";
  return "profile";
}

/** Of more fields than are told only the first: who types on is asked again, and nobody looks through the rest. */
const MOST_OF_MANY = 100;

/** The fields directly below a record, those used before first. */
export function offerChildren(record: Record, query: FieldQuery): Offer {
  const { prefix, limit } = query;
  const { fields, isIncomplete } = findChildren(record.schema, record.field, prefix, limit);
  const most = isIncomplete ? MOST_OF_MANY : limit;
  // What is typed ranks fields by itself, so that those behind the last one shown need not be made.
  const shown = prefix === "" ? rankChildren(record, fields, query).slice(0, most) : fields.slice(0, most);
  const known = query.memory.fieldsOf(record.schema);
  return { items: shown.map((field) => recallChild(record, field, known).suggestion), isIncomplete };
}

/** Used ones first, then those of a kind that fits, else in the order of their names. */
function rankChildren(
  record: Record,
  fields: readonly FieldId[],
  { usage, prefers, memory }: FieldQuery,
): readonly FieldId[] {
  const known = memory.fieldsOf(record.schema);
  const uses = usage.countIn(new Map(fields.map((field) => [recallChild(record, field, known).name, field])));
  const first: { readonly field: FieldId; readonly rank: number }[] = [];
  const others: FieldId[] = [];
  for (const field of fields) {
    const isPreferred = prefers?.(record.schema.kind(field)) === true;
    const rank = (uses.get(field) ?? 0) * 2 + (isPreferred ? 1 : 0);
    if (rank === 0) others.push(field);
    else first.push({ field, rank });
  }
  if (first.length === 0) return fields;
  const ranked = first.sort((one, other) => other.rank - one.rank).map(({ field }) => field);
  return ranked.concat(others);
}

/** Shorter texts answer to too much. */
const SHORTEST_DEEP_QUERY = 2;
/** Paths are long to write and to read; a person types on rather than look through more. */
const MOST_DESCENDANTS = 40;

/** Fields anywhere below the record by their own name, nearest to the record first; those directly below only if asked for. */
export function offerDescendants(record: Record, query: FieldQuery, withChildren = false): Offer {
  const { prefix, limit, memory } = query;
  if (prefix.length < SHORTEST_DEEP_QUERY) return { items: [], isIncomplete: true };
  const { schema } = record;
  const known = memory.pathsOf(schema);
  const found = findByLeafName(schema, prefix, Math.min(limit, MOST_DESCENDANTS));
  const parent = schema.record(record.field);
  const fields = found.fields.filter((field) => withChildren || schema.parent(field) !== parent);
  const items = nearestFirst(schema, fields, prefix).flatMap(
    (field) => recallDescendant(record, field, known) ?? [],
  );
  return { items, isIncomplete: found.isIncomplete };
}

/** Of the fields whose names are the typed one, and of those whose names begin with it, those with the shortest paths first. */
function nearestFirst(schema: SchemaIndex, fields: readonly FieldId[], prefix: string): readonly FieldId[] {
  const typed = prefix.toLowerCase();
  const placed = fields.map((field) => {
    const name = schema.name(field).toLowerCase();
    const likeness = name === typed ? 0 : name.startsWith(typed) ? 1 : 2;
    return { field, likeness, steps: likeness === 2 ? 0 : countSteps(schema, field) };
  });
  placed.sort((one, other) => one.likeness - other.likeness || one.steps - other.steps);
  return placed.map(({ field }) => field);
}

function countSteps(schema: SchemaIndex, field: FieldId): number {
  let steps = 0;
  for (let at = field; at !== ROOT_FIELD; at = schema.parent(at)) steps++;
  return steps;
}

function recallChild(record: Record, field: FieldId, known: KnownFields): FieldSuggestion {
  const { schema, root, isFirst } = record;
  const key = field * 4 + (root === "event" ? 2 : 0) + (isFirst ? 1 : 0);
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const name = schema.name(field);
  const made = { name, suggestion: toFieldSuggestion(record, field, toPathStep(name, isFirst)) };
  known.set(key, made);
  return made;
}

function recallDescendant(record: Record, field: FieldId, known: KnownPaths): Suggestion | undefined {
  const { schema, root } = record;
  const key = (record.field * schema.fieldCount + field) * 2 + (root === "event" ? 1 : 0);
  const kept = known.get(key);
  if (kept !== undefined || known.has(key)) return kept;
  const path = schema.relativePath(field, record.field);
  const made =
    path === undefined || path === ""
      ? undefined
      : // The whole of a name counts more for editors than its beginning: `home` would lead to a deep field before `homeAddress`.
        { ...toFieldSuggestion(record, field, path), filter: `${schema.name(field)} ${path}` };
  known.set(key, made);
  return made;
}

function toFieldSuggestion({ schema, root }: Record, field: FieldId, label: string): Suggestion {
  const kind = schema.kind(field);
  const title = schema.title(field);
  const name = fieldKindName(kind);
  return {
    label,
    kind: "field",
    ...(label.includes("`") && { filter: label.replaceAll("`", "") }),
    detail: title === "" ? name : `${name} · ${title}`,
    subject: { kind: "field", root, field },
    ...(schema.isDeprecated(field) && { isDeprecated: true }),
  };
}

const MOST_TOKENS = 300;

/** The names near a clause. */
interface Usage {
  /** How often each of these fields is named there; those that are not are left out. */
  countIn(fieldsByName: ReadonlyMap<string, FieldId>): ReadonlyMap<FieldId, number>;
}

/** The names in the clauses nearest to a clause, looked at when fields are ranked by them. */
function readUsage({ clauses }: QueryView, index: number, memory: CompletionMemory): Usage {
  const last = clauses.length - 1;
  const farthest = Math.max(index, last - index);
  return {
    countIn(fieldsByName) {
      const counts = new Map<FieldId, number>();
      const count = (clause: Clause | undefined): number => {
        if (clause === undefined) return 0;
        for (const name of memory.namesIn(clause, listNames)) {
          const field = fieldsByName.get(name);
          if (field !== undefined) counts.set(field, (counts.get(field) ?? 0) + 1);
        }
        return endOfLook(clause) - clause.firstToken;
      };
      let left = MOST_TOKENS - count(clauses[index]);
      for (let distance = 1; left > 0 && distance <= farthest; distance++) {
        left -= count(clauses[index - distance]) + count(clauses[index + distance]);
      }
      return counts;
    },
  };
}

function listNames(clause: Clause): readonly string[] {
  const { tree, firstToken } = clause;
  const names: string[] = [];
  const end = endOfLook(clause);
  for (let token = firstToken; token < end; token++) {
    if (isWord(tree.tokenKind(token))) names.push(tree.name(token));
  }
  return names;
}

function endOfLook({ firstToken, endToken }: Clause): number {
  return Math.min(endToken, firstToken + MOST_TOKENS);
}
