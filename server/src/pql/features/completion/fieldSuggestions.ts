/**
 * Fields as suggestions: the children of a record, and fields further down whose own name answers to what is typed. Those that
 * the text around the cursor uses come first, because what was used is used again; it looks at a bounded stretch, so that a
 * key in a megabyte costs no more than one in a line.
 */
import { findByLeafName, findChildren } from "../../schema/fieldSearch";
import { toPathStep } from "../../schema/pathText";
import { type FieldId, type FieldKind, fieldKindName, type SchemaIndex } from "../../schema/schemaIndex";
import type { Environment } from "../../semantics/checkEnvironment";
import type { Clause } from "../../syntax/query";
import { isWord } from "../../syntax/tokenKinds";
import type { Type } from "../../types/pqlTypes";
import type { QueryView } from "../queryCursor";
import type { CompletionMemory, FieldSuggestion } from "./completionMemory";
import type { Offer, Suggestion } from "./suggestion";

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
  const { prefix, limit, memory } = query;
  const found = findChildren(record.schema, record.field, prefix, limit);
  const children = found.fields.map((field) => recallChild(record, field, memory));
  const ranked = prefix === "" ? rankChildren(record, { ...found, children }, query) : children;
  const shown = found.isIncomplete ? ranked.slice(0, MOST_OF_MANY) : ranked;
  return { items: shown.map(({ suggestion }) => suggestion), isIncomplete: found.isIncomplete };
}

interface Children {
  readonly fields: readonly FieldId[];
  readonly children: readonly FieldSuggestion[];
}

/** Used ones first, then those of a kind that fits, else in the order of their names. */
function rankChildren(
  { schema }: Record,
  { fields, children }: Children,
  { usage, prefers }: FieldQuery,
): readonly FieldSuggestion[] {
  const byRank = new Map<number, FieldSuggestion[]>();
  for (const [at, child] of children.entries()) {
    const isPreferred = prefers?.(schema.kind(fields[at] ?? 0)) === true;
    const rank = usage.countOf(child.name) * 2 + (isPreferred ? 1 : 0);
    const equals = byRank.get(rank);
    if (equals === undefined) byRank.set(rank, [child]);
    else equals.push(child);
  }
  if (byRank.size === 1) return children;
  return [...byRank].sort(([one], [other]) => other - one).flatMap(([, equals]) => equals);
}

/** Shorter texts answer to too much. */
const SHORTEST_DEEP_QUERY = 2;
/** Paths are long to write and to read; a person types on rather than look through more. */
const MOST_DESCENDANTS = 40;

/** Fields anywhere below the record by their own name, nearest to the record first; those directly below only if asked for. */
export function offerDescendants(record: Record, { prefix, limit }: FieldQuery, withChildren = false): Offer {
  if (prefix.length < SHORTEST_DEEP_QUERY) return { items: [], isIncomplete: true };
  const { schema } = record;
  const found = findByLeafName(schema, prefix, Math.min(limit, MOST_DESCENDANTS));
  const parent = schema.record(record.field);
  const items = found.fields
    .filter((field) => withChildren || schema.parent(field) !== parent)
    .flatMap((field): Suggestion[] => {
      const path = schema.relativePath(field, record.field);
      if (path === undefined || path === "") return [];
      return [{ ...toSuggestion(record, field, path), filter: schema.name(field) }];
    });
  return { items, isIncomplete: found.isIncomplete };
}

function recallChild(record: Record, field: FieldId, memory: CompletionMemory): FieldSuggestion {
  const { schema, root, isFirst } = record;
  const key = field * 4 + (root === "event" ? 2 : 0) + (isFirst ? 1 : 0);
  return memory.fieldOf(schema, key, () => {
    const name = schema.name(field);
    return { name, suggestion: toSuggestion(record, field, toPathStep(name, isFirst)) };
  });
}

function toSuggestion({ schema, root }: Record, field: FieldId, label: string): Suggestion {
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

/** How often a name was seen. */
interface Usage {
  countOf(name: string): number;
}

/** The names in the clauses nearest to a clause, counted when the first one is asked for. */
export function readUsage(query: QueryView, index: number, memory: CompletionMemory): Usage {
  let counts: ReadonlyMap<string, number> | undefined;
  return {
    countOf(name) {
      counts ??= countNear(query, index, memory);
      return counts.get(name) ?? 0;
    },
  };
}

function countNear({ clauses }: QueryView, index: number, memory: CompletionMemory): Map<string, number> {
  const counts = new Map<string, number>();
  const last = clauses.length - 1;
  let left = MOST_TOKENS;
  for (let distance = 0; left > 0 && distance <= Math.max(index, last - index); distance++) {
    left -= countNames(clauses[index - distance], counts, memory);
    if (distance > 0) left -= countNames(clauses[index + distance], counts, memory);
  }
  return counts;
}

/** Counts the names of one clause; returns the number of tokens looked at. */
function countNames(
  clause: Clause | undefined,
  counts: Map<string, number>,
  memory: CompletionMemory,
): number {
  if (clause === undefined) return 0;
  for (const name of memory.namesIn(clause, listNames)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return endOfLook(clause) - clause.firstToken;
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
