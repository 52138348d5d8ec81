/**
 * What completion proposes in the profiles and events of tests (`name.audience-test.json`): the fields of the schemas as JSON,
 * and the values they may have. Everything else in such a file is described by its JSON schema. Takes any text, JSON or not.
 */
import { findNodeAtLocation, getLocation, type JSONPath, type Location, parseTree } from "jsonc-parser";
import { type FieldId, FieldKind, fieldKindName, type SchemaIndex } from "../../schema/schemaIndex";
import type { Environment } from "../../semantics/checkEnvironment";
import type { Span } from "../../text/span";
import { type Suggestion, type Suggestions, toSnippet } from "./suggestion";

/** A field of a schema that a place in the file is about. */
interface Place {
  readonly schema: SchemaIndex;
  readonly field: FieldId;
  readonly root: "profile" | "event";
}

/** The suggestions at an offset; undefined outside profiles and events, and where no schema describes the place. */
export function suggestTestFields(
  text: string,
  offset: number,
  environment: Environment,
): Suggestions | undefined {
  const location = getLocation(text, offset);
  const { path, isAtPropertyKey } = location;
  const place = findPlace(isAtPropertyKey ? path.slice(0, -1) : path, environment);
  const typed = place && findTyped(text, offset, location);
  if (place === undefined || typed === undefined) return undefined;
  const items = isAtPropertyKey
    ? suggestKeys(place, { taken: listTaken(text, path), typed, rest: text.slice(typed.end) })
    : suggestValues(place, typed);
  return { span: typed, replaceEnd: typed.end, items, isIncomplete: false };
}

/** The field that the steps into a test lead to. */
function findPlace(
  [tests, test, member, ...steps]: JSONPath,
  { profile, event }: Environment,
): Place | undefined {
  if (tests !== "tests" || typeof test !== "number") return undefined;
  const [first, ...rest] = steps;
  const inEvent = member === "events" ? steps : member === "profile" && first === "xEvent" ? rest : undefined;
  if (inEvent !== undefined && event !== undefined) {
    const [number, ...names] = inEvent;
    return typeof number === "number" ? descend({ ...event, root: "event" }, names) : undefined;
  }
  return member === "profile" && profile !== undefined
    ? descend({ ...profile, root: "profile" }, steps)
    : undefined;
}

function descend({ schema, field: start, root }: Place, steps: JSONPath): Place | undefined {
  let field = start;
  for (const step of steps) {
    const isInside = schema.kind(field) === FieldKind.Array || schema.kind(field) === FieldKind.Map;
    const isItem = schema.kind(field) === FieldKind.Array;
    if (isItem !== (typeof step === "number")) return undefined;
    field = isInside ? schema.element(field) : schema.findChild(field, String(step));
    if (field === 0) return undefined;
  }
  return { schema, field, root };
}

/** What a suggestion replaces: the text or word the cursor stands in. */
interface Typed extends Span {
  /** Whether it begins with a quote, against which an editor holds suggestions too. */
  readonly isQuoted: boolean;
}

/** Undefined behind a value that is complete. */
function findTyped(text: string, offset: number, { previousNode: node }: Location): Typed | undefined {
  if (node !== undefined) {
    const end = node.offset + node.length;
    const isQuoted = text[node.offset] === '"';
    // What the editor closed for the person belongs to it; the rest of an unclosed line does not.
    return offset <= end ? { start: node.offset, end: isQuoted ? end : offset, isQuoted } : undefined;
  }
  const word = /[\p{L}\p{N}_$.-]*$/u.exec(text.slice(0, offset))?.[0] ?? "";
  return { start: offset - word.length, end: offset, isQuoted: false };
}

/** The members that the object around the cursor has already, the one under the cursor left out. */
function listTaken(text: string, path: JSONPath): ReadonlySet<string> {
  const root = parseTree(text);
  const object = root && findNodeAtLocation(root, path.slice(0, -1));
  const names = (object?.children ?? []).map(({ children }) => String(children?.[0]?.value));
  return new Set(names.filter((name) => name !== path.at(-1)));
}

interface KeyPlace {
  readonly taken: ReadonlySet<string>;
  readonly typed: Typed;
  /** The text behind. */
  readonly rest: string;
}

/** The fields directly below, deprecated ones last. */
function suggestKeys({ schema, field, root }: Place, { taken, typed, rest }: KeyPlace): Suggestion[] {
  const first = schema.firstChild(field);
  const children = Array.from({ length: schema.childCount(field) }, (_, at) => first + at);
  const isNamed = /^\s*:/.test(rest);
  const comma = /^\s*"/.test(rest) ? "," : "";
  const suggestions = children.flatMap((child): Suggestion[] => {
    const name = schema.name(child);
    if (taken.has(name)) return [];
    const key = JSON.stringify(name);
    const [before, after] = toFrame(schema.kind(child));
    return [
      {
        label: name,
        kind: "field",
        text: isNamed ? key : `${key}: ${before}${after}${comma}`,
        ...(!isNamed && {
          snippet: toSnippet(
            `${escapeSnippet(key)}: ${escapeSnippet(before)}{1}${escapeSnippet(after)}${comma}`,
          ),
        }),
        detail: toDetail(schema, child),
        ...(typed.isQuoted && { filter: key }),
        subject: { kind: "field", root, field: child },
        ...(schema.isDeprecated(child) && { isDeprecated: true }),
      },
    ];
  });
  return suggestions.sort((one, other) => Number(one.isDeprecated ?? 0) - Number(other.isDeprecated ?? 0));
}

/** What surrounds a value of this kind. */
function toFrame(kind: FieldKind): readonly [string, string] {
  if (kind === FieldKind.String || kind === FieldKind.Date || kind === FieldKind.DateTime) return ['"', '"'];
  if (kind === FieldKind.Array) return ["[", "]"];
  return kind === FieldKind.Object || kind === FieldKind.Map ? ["{ ", " }"] : ["", ""];
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

function toDetail(schema: SchemaIndex, field: FieldId): string {
  const [kind, title] = [fieldKindName(schema.kind(field)), schema.title(field)];
  return title === "" ? kind : `${kind} · ${title}`;
}

/** The values that the schema lists, as JSON. */
function suggestValues({ schema, field }: Place, { isQuoted }: Typed): Suggestion[] {
  const isBoolean = schema.kind(field) === FieldKind.Boolean;
  const values = isBoolean
    ? [
        { value: "true", title: "" },
        { value: "false", title: "" },
      ]
    : schema.enumValues(field);
  const isText = schema.kind(field) === FieldKind.String;
  return values.map(({ value, title }) => {
    const text = isText ? JSON.stringify(value) : value;
    return {
      label: value,
      kind: "value",
      text,
      ...(title !== "" && title !== value && { detail: title }),
      ...(isQuoted && { filter: JSON.stringify(value) }),
    };
  });
}
