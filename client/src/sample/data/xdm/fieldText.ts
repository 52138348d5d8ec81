/**
 * Reads the compact field notation of this folder into resolved XDM (JSON Schema with `meta:` keys).
 * The notation exists because a union of two thousand fields is a table, not a program:
 *
 *   name  name:int  name[]:string  group{ … }  list[]{ … }  ref@address  map<double>  tree^5{ … }
 *   suffixes before the type: `~` deprecated, `#C1` label; after it: "Title: description"
 *   enum(a|b) closed list of values, open(a|b) suggested values
 *
 * It trusts its input: the tables are part of the program, and a slip in them throws.
 */

/** Resolved XDM node as the schema registry returns it. */
export interface XdmNode {
  title?: string;
  description?: string;
  type?: string;
  format?: string;
  enum?: string[];
  properties?: Record<string, XdmNode>;
  items?: XdmNode;
  additionalProperties?: XdmNode;
  $ref?: string;
  "meta:xdmType"?: string;
  "meta:xdmField"?: string;
  "meta:enum"?: Record<string, string>;
  "meta:status"?: string;
  "xdm:labels"?: string[];
}

/** Bodies of the types that `@name` refers to. */
export type TypeTexts = Readonly<Record<string, string>>;

interface Cursor {
  readonly text: string;
  readonly types: TypeTexts;
  readonly prefix: string;
  at: number;
}

/** Returns the properties described by `text`. `prefix` is "xdm:" for standard fields and "" for tenant fields. */
export function toProperties(text: string, types: TypeTexts, prefix: string): Record<string, XdmNode> {
  return readGroup({ text, types, prefix, at: 0 }, "record");
}

function readGroup(cursor: Cursor, owner: string): Record<string, XdmNode> {
  const fields: Record<string, XdmNode> = {};
  for (;;) {
    skip(cursor, /\s+/y);
    if (cursor.at >= cursor.text.length || skip(cursor, /\}/y) !== "") return fields;
    const name = skip(cursor, /[\w-]+/y);
    if (name === "")
      throw new SyntaxError(`Field table: unexpected "${cursor.text.slice(cursor.at, cursor.at + 20)}"`);
    fields[name] = readField(cursor, name, owner);
  }
}

function readField(cursor: Cursor, name: string, owner: string): XdmNode {
  const isDeprecated = skip(cursor, /~/y) !== "";
  const labels = skip(cursor, /#[\w,]+/y).slice(1);
  const isList = skip(cursor, /\[\]/y) !== "";
  const title = toTitle(name);
  const depth = Number(skip(cursor, /\^\d/y).slice(1) || 1);
  const node = readType(cursor, title, depth);
  const [givenTitle, givenDescription] = readNote(cursor);
  const shown = givenTitle ?? title;
  const facts: XdmNode = {
    title: shown,
    description: givenDescription ?? `${shown} of the ${owner.toLowerCase()}.`,
    "meta:xdmField": cursor.prefix + name,
  };
  if (isDeprecated) facts["meta:status"] = "deprecated";
  if (labels !== "") facts["xdm:labels"] = labels.split(",");
  return isList ? { ...facts, type: "array", "meta:xdmType": "array", items: node } : { ...facts, ...node };
}

function readNote(cursor: Cursor): [string | undefined, string | undefined] {
  const note = skip(cursor, /\s*"[^"]*"/y)
    .trim()
    .slice(1, -1);
  if (note === "") return [undefined, undefined];
  const colon = note.indexOf(": ");
  return colon < 0 ? [note, undefined] : [note.slice(0, colon), note.slice(colon + 2)];
}

function readType(cursor: Cursor, title: string, depth: number): XdmNode {
  if (skip(cursor, /\{/y) !== "") return readObject(cursor, title, depth);
  const reference = skip(cursor, /@\w+/y).slice(1);
  if (reference !== "") return readReference(cursor, reference, title);
  if (skip(cursor, /</y) !== "") {
    const value = readType(cursor, title, depth);
    skip(cursor, />/y);
    return { type: "object", "meta:xdmType": "map", additionalProperties: value };
  }
  const word = skip(cursor, /:\w+/y).slice(1);
  if (word === "enum" || word === "open") return readValues(cursor, word);
  return SCALARS[word] ?? unknownType(word);
}

function readObject(cursor: Cursor, title: string, depth: number): XdmNode {
  const start = cursor.at;
  const properties = readGroup(cursor, title);
  const body = cursor.text.slice(start, cursor.at - 1);
  return {
    type: "object",
    "meta:xdmType": "object",
    properties: unroll({ cursor, body, title, properties, depth }),
  };
}

interface Unrolling {
  readonly cursor: Cursor;
  readonly body: string;
  readonly title: string;
  readonly properties: Record<string, XdmNode>;
  readonly depth: number;
}

/** A tree `name^3{ …  parent:self }` holds itself three levels deep; the deepest one is a reference, as in the registry. */
function unroll({ cursor, body, title, properties, depth }: Unrolling): Record<string, XdmNode> {
  if (depth <= 1) return properties;
  for (const [name, node] of Object.entries(properties)) {
    if (node.$ref === undefined) continue;
    const inner = readGroup({ ...cursor, text: body, at: 0 }, title);
    const { $ref: _reference, ...facts } = node;
    const held = unroll({ cursor, body, title, properties: inner, depth: depth - 1 });
    properties[name] = { ...facts, type: "object", "meta:xdmType": "object", properties: held };
  }
  return properties;
}

function readReference(cursor: Cursor, reference: string, title: string): XdmNode {
  const text = cursor.types[reference];
  if (text === undefined) throw new SyntaxError(`Field table: no type "${reference}"`);
  const properties = readGroup({ ...cursor, text, at: 0 }, title);
  return { type: "object", "meta:xdmType": "object", properties };
}

function readValues(cursor: Cursor, kind: "enum" | "open"): XdmNode {
  const values = skip(cursor, /\([^)]*\)/y)
    .slice(1, -1)
    .split("|");
  // `commerce.productViews` is titled by its last part, as the standard lists of event types are.
  const titles = Object.fromEntries(
    values.map((value) => [value, toTitle(value.slice(value.lastIndexOf(".") + 1))]),
  );
  return {
    type: "string",
    "meta:xdmType": "string",
    ...(kind === "enum" ? { enum: values } : {}),
    "meta:enum": titles,
  };
}

const SCALARS: Readonly<Record<string, XdmNode>> = {
  "": { type: "string", "meta:xdmType": "string" },
  string: { type: "string", "meta:xdmType": "string" },
  uri: { type: "string", format: "uri", "meta:xdmType": "string" },
  int: { type: "integer", "meta:xdmType": "int" },
  short: { type: "integer", "meta:xdmType": "short" },
  long: { type: "integer", "meta:xdmType": "long" },
  double: { type: "number", "meta:xdmType": "double" },
  bool: { type: "boolean", "meta:xdmType": "boolean" },
  date: { type: "string", format: "date", "meta:xdmType": "date" },
  time: { type: "string", format: "date-time", "meta:xdmType": "date-time" },
  self: { $ref: "#", "meta:xdmType": "object" },
};

function unknownType(word: string): never {
  throw new SyntaxError(`Field table: no type word "${word}"`);
}

function skip(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0] ?? "";
  cursor.at += found.length;
  return found;
}

/** Returns a readable title for a field name: `lastOrderDate` → "Last order date", `batchID` → "Batch ID". */
export function toTitle(name: string): string {
  const words = name
    .replaceAll(/[_-]+/g, " ")
    .replaceAll(
      /([a-z\d])([A-Z]+)/g,
      (_match, before: string, after: string) =>
        `${before} ${after.length > 1 ? after : after.toLowerCase()}`,
    )
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
