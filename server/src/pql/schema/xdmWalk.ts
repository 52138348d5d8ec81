/**
 * Walks a schema breadth first and drafts its fields, with a note on whatever is odd. Odd is not wrong: the index exists all
 * the same. Bounded in depth and number, so that no input can make it run on; what the parts of a field mean is decided in
 * the xdm files.
 */
import { type DescriptorTree, type FieldDescriptors, ownDescriptors, readDescriptors } from "./descriptors";
import { type EnumValue, FieldFlag } from "./schemaColumns";
import { SchemaDraft } from "./schemaDraft";
import { EnumKind, FieldKind } from "./schemaIndex";
import { hasMapValue, itemOf, mapValueOf, propertiesOf, requiredOf } from "./xdmChildren";
import { detailsOf, kindOf, type MutableDetails, type ReadDetails } from "./xdmKind";
import { type JsonObject, readObject, type XdmNode } from "./xdmNode";
import { PartReader, type XdmParts } from "./xdmParts";

/** Kinds of oddity. `unresolvedReference`, `recursion`, `tooDeep` and `tooManyFields` leave a field open, so nothing below it is called unknown. */
type SchemaNoteCode =
  | "notASchema"
  | "notAField"
  | "unresolvedReference"
  | "recursion"
  | "tooDeep"
  | "tooManyFields";

/** One oddity and the dotted path (without backticks) of the field it belongs to; empty for the schema itself. */
export interface SchemaNote {
  readonly code: SchemaNoteCode;
  readonly path: string;
  /** The reference, where one could not be followed. */
  readonly detail?: string;
}

/** More notes than this help nobody; the rest is dropped. */
const MAX_NOTES = 200;

/** Levels below the root that are read; real unions have about a dozen. */
const MAX_DEPTH = 64;
/** Fields that are read; real unions have some thousands, the largest we aim for a few ten thousand. */
const MAX_FIELDS = 250_000;

/** A schema as drafted, with what was odd about it. */
interface SchemaWalk {
  readonly draft: SchemaDraft;
  readonly notes: readonly SchemaNote[];
  readonly topLevel: JsonObject;
}

/** The fields of `document` and everything the descriptors say about them. */
export function walkSchema(document: JsonObject, descriptors: DescriptorTree | undefined): SchemaWalk {
  const walker = new SchemaWalker(document, descriptors);
  walker.walk();
  return walker;
}

class SchemaWalker implements SchemaWalk {
  readonly draft = new SchemaDraft();
  readonly notes: SchemaNote[] = [];
  topLevel: JsonObject = {};
  /** The untrusted value each field is read from; dropped once it is read. */
  readonly #sources: unknown[];
  readonly #targets = new Map<number, readonly JsonObject[]>();
  readonly #descriptors = new Map<number, DescriptorTree>();
  readonly #document: JsonObject;
  readonly #reader: PartReader;
  #current = 0;
  #isFull = false;

  constructor(document: JsonObject, descriptors: DescriptorTree | undefined) {
    this.#sources = [document];
    this.#document = document;
    this.#reader = new PartReader({ document, isOpenTarget: (target) => this.#isOpenTarget(target) });
    if (descriptors) this.#descriptors.set(0, descriptors);
  }

  walk(): void {
    for (let field = 0; field < this.draft.fieldCount; field++) {
      this.#current = field;
      this.#readField(field, this.#sources[field]);
      this.#sources[field] = undefined;
    }
  }

  #readField(field: number, value: unknown): void {
    const source = readObject(value);
    if (!source) {
      this.draft.addFlags(field, FieldFlag.Open);
      if (typeof value !== "boolean") this.#note("notAField", field);
      return;
    }
    const parts = this.#reader.read(source);
    if (parts.targets.length > 0) this.#targets.set(field, parts.targets);
    for (const reference of parts.unresolved) this.#note("unresolvedReference", field, reference);
    if (parts.isRecursive) this.#note("recursion", field);
    const kind = field === 0 ? FieldKind.Object : kindOf(parts);
    this.draft.columns.kind[field] = kind;
    this.#describe(field, parts, kind);
    this.#descend(field, parts, kind);
    if (this.#isOpen(field, parts, kind)) this.draft.addFlags(field, FieldFlag.Open);
  }

  /** True for a target that the current field or one around it is made of: following it again would never end. */
  #isOpenTarget(target: JsonObject): boolean {
    if (target === this.#document) return true;
    const { parent } = this.draft.columns;
    for (let at = this.#current; at !== 0; ) {
      at = parent[at] ?? 0;
      if (this.#targets.get(at)?.includes(target)) return true;
    }
    return false;
  }

  #isOpen(field: number, parts: XdmParts, kind: FieldKind): boolean {
    if (parts.unresolved.length > 0 || parts.isRecursive || kind === FieldKind.Unknown) return true;
    if (kind !== FieldKind.Object) return false;
    return this.draft.columns.childCount[field] === 0 || hasMapValue(parts);
  }

  #descend(field: number, parts: XdmParts, kind: FieldKind): void {
    if (kind === FieldKind.Object || kind === FieldKind.Map) this.#addChildren(field, parts);
    if (kind === FieldKind.Array) this.#addElement(field, itemOf(parts));
    if (kind === FieldKind.Map) this.#addElement(field, mapValueOf(parts));
  }

  #addChildren(field: number, parts: XdmParts): void {
    const properties = propertiesOf(parts);
    if (field === 0) this.topLevel = properties;
    const names = Object.keys(properties);
    if (names.length === 0 || !this.#hasRoom(field, names.length)) return;
    const required = requiredOf(parts);
    const descriptors = this.#descriptors.get(field);
    for (const name of names) {
      const child = this.draft.addChild(field, name);
      this.#sources.push(properties[name]);
      if (required?.has(name)) this.draft.addFlags(child, FieldFlag.Required);
      const below = descriptors?.below(name);
      if (below) this.#descriptors.set(child, below);
    }
  }

  #addElement(field: number, source: unknown): void {
    if (source === undefined || !this.#hasRoom(field, 1)) return;
    const element = this.draft.addElement(field);
    this.#sources.push(source);
    const descriptors = this.#descriptors.get(field);
    if (descriptors) this.#descriptors.set(element, descriptors);
  }

  #hasRoom(field: number, count: number): boolean {
    const isTooDeep = (this.draft.columns.depth[field] ?? 0) >= MAX_DEPTH;
    const isTooMany = this.draft.fieldCount + count > MAX_FIELDS;
    if (!isTooDeep && !isTooMany) return true;
    if (isTooDeep) this.#note("tooDeep", field);
    else if (!this.#isFull) this.#note("tooManyFields", field);
    this.#isFull ||= isTooMany;
    this.draft.addFlags(field, FieldFlag.Open);
    return false;
  }

  #describe(field: number, parts: XdmParts, kind: FieldKind): void {
    const { columns, texts } = this.draft;
    const { details, enumKind } = detailsOf(parts, kind);
    columns.title[field] = texts.addText(firstText(parts, titleOf));
    columns.description[field] = texts.addText(firstText(parts, descriptionOf));
    this.draft.addFlags(field, enumKind | (parts.certain.some(isDeprecated) ? FieldFlag.Deprecated : 0));
    const described = this.#applyDescriptors(field, parts, { details, enumKind });
    if (described) columns.details[field] = texts.addDetails(described);
  }

  #applyDescriptors(
    field: number,
    parts: XdmParts,
    { details, enumKind }: ReadDetails,
  ): MutableDetails | undefined {
    const all = this.#descriptorsOf(field, parts);
    if (all.length === 0) return details;
    const read = readDescriptors(all);
    const { title, description, labels, identity, isDeprecated: isRetired } = read;
    const { columns, texts } = this.draft;
    if (title !== "") columns.title[field] = texts.addText(title);
    if (description !== "") columns.description[field] = texts.addText(description);
    if (isRetired) this.draft.addFlags(field, FieldFlag.Deprecated);
    const enumValues = enumKind === EnumKind.Closed ? undefined : suggestedValues(details, read);
    if (labels.length === 0 && !identity && enumValues === undefined) return details;
    const described: MutableDetails = { ...details };
    if (enumValues !== undefined) {
      described.enumValues = enumValues;
      this.draft.addFlags(field, EnumKind.Open);
    }
    if (labels.length > 0) described.labels = [...new Set([...(details?.labels ?? []), ...labels])];
    if (identity) described.identity = identity;
    return described;
  }

  #descriptorsOf(field: number, parts: XdmParts): readonly JsonObject[] {
    const filed = this.draft.isElement(field) ? undefined : this.#descriptors.get(field)?.descriptors;
    const hasOwn = parts.certain.some((node) => node.descriptors !== undefined);
    const own = hasOwn ? parts.certain.flatMap((node) => ownDescriptors(node.descriptors)) : [];
    return filed ? [...own, ...filed] : own;
  }

  #note(code: SchemaNoteCode, field: number, detail?: string): void {
    if (this.notes.length >= MAX_NOTES) return;
    const path = this.draft.path(field);
    this.notes.push(detail === undefined ? { code, path } : { code, path, detail });
  }
}

/** The values a field suggests after what was added and removed; undefined where that is nothing. */
function suggestedValues(
  details: MutableDetails | undefined,
  { addedValues, removedValues }: FieldDescriptors,
): readonly EnumValue[] | undefined {
  if (addedValues.size === 0 && removedValues.size === 0) return undefined;
  const former = (details?.enumValues ?? []).filter(
    ({ value }) => !removedValues.has(value) && !addedValues.has(value),
  );
  return [...former, ...Array.from(addedValues, ([value, title]) => ({ value, title }))];
}

function isDeprecated(node: XdmNode): boolean {
  return node.status === "deprecated";
}

function titleOf(node: XdmNode): string {
  return node.title;
}

function descriptionOf(node: XdmNode): string {
  return node.description;
}

function firstText({ certain, possible }: XdmParts, textOf: (node: XdmNode) => string): string {
  for (const node of certain) if (textOf(node) !== "") return textOf(node);
  for (const node of possible) if (textOf(node) !== "") return textOf(node);
  return "";
}
