/**
 * Walks a schema breadth first and drafts its fields. Bounded in depth and number, so that no input can make it run on.
 * Judges one node at a time; what the parts of a node mean is decided in the xdm files.
 */
import { FieldFlag } from "./columns";
import { type DescriptorTree, ownDescriptors, readDescriptors } from "./descriptors";
import { SchemaDraft } from "./draft";
import { FieldKind } from "./model";
import { MAX_NOTES, type SchemaNote, type SchemaNoteCode } from "./notes";
import { itemOf, mapValueOf, propertiesOf, requiredOf, type XdmProperty } from "./xdmChildren";
import { detailsOf, type MutableDetails } from "./xdmDetails";
import { kindOf } from "./xdmKind";
import { readNode, type XdmNode } from "./xdmNode";
import { expandParts, type XdmParts } from "./xdmParts";

/** Levels below the root that are read; real unions have about a dozen. */
export const MAX_DEPTH = 64;
/** Fields that are read; real unions have some thousands, the largest we aim for a few ten thousand. */
export const MAX_FIELDS = 250_000;

/** A schema as drafted, with what was odd about it. */
export interface SchemaWalk {
  readonly draft: SchemaDraft;
  readonly notes: readonly SchemaNote[];
  readonly topLevel: readonly XdmProperty[];
}

/** The fields of `document` and everything the descriptors say about them. */
export function walkSchema(document: XdmNode, descriptors: DescriptorTree | undefined): SchemaWalk {
  const walker = new SchemaWalker(document, descriptors);
  walker.walk();
  return walker;
}

class SchemaWalker implements SchemaWalk {
  readonly draft = new SchemaDraft();
  readonly notes: SchemaNote[] = [];
  topLevel: readonly XdmProperty[] = [];
  /** The untrusted value each field is read from; dropped once it is read. */
  readonly #sources: unknown[] = [];
  readonly #targets = new Map<number, readonly XdmNode[]>();
  readonly #descriptors = new Map<number, DescriptorTree>();
  readonly #document: XdmNode;
  #isFull = false;

  constructor(document: XdmNode, descriptors: DescriptorTree | undefined) {
    this.#document = document;
    if (descriptors) this.#descriptors.set(0, descriptors);
  }

  walk(): void {
    this.draft.addRoot();
    this.#sources.push(this.#document);
    for (let field = 0; field < this.draft.fieldCount; field++) {
      this.#readField(field, this.#sources[field]);
      this.#sources[field] = undefined;
    }
  }

  #readField(field: number, source: unknown): void {
    const node = readNode(source);
    if (!node) {
      this.draft.addFlags(field, FieldFlag.Open);
      if (typeof source !== "boolean") this.#note("notAField", field);
      return;
    }
    const parts = expandParts(node, {
      document: this.#document,
      isOpenTarget: (target) => this.#isOpenTarget(field, target),
    });
    if (parts.targets.length > 0) this.#targets.set(field, parts.targets);
    for (const reference of parts.unresolved) this.#note("unresolvedReference", field, reference);
    if (parts.isRecursive) this.#note("recursion", field);
    const kind = field === 0 ? FieldKind.Object : kindOf(parts);
    this.draft.kind[field] = kind;
    this.#describe(field, parts);
    this.#descend(field, parts);
    if (this.#isOpen(field, parts)) this.draft.addFlags(field, FieldFlag.Open);
  }

  /** True for a target that a field around this one is made of: following it again would never end. */
  #isOpenTarget(field: number, target: XdmNode): boolean {
    if (target === this.#document) return true;
    for (let at = field; at !== 0; ) {
      at = this.draft.parent[at] ?? 0;
      if (this.#targets.get(at)?.includes(target)) return true;
    }
    return false;
  }

  #isOpen(field: number, parts: XdmParts): boolean {
    if (parts.unresolved.length > 0 || parts.isRecursive) return true;
    const kind = this.draft.kind[field];
    if (kind === FieldKind.Unknown) return true;
    if (kind !== FieldKind.Object) return false;
    return this.draft.childCount[field] === 0 || mapValueOf(parts) !== undefined;
  }

  #descend(field: number, parts: XdmParts): void {
    const kind = this.draft.kind[field];
    if (kind === FieldKind.Object || kind === FieldKind.Map) this.#addChildren(field, parts);
    if (kind === FieldKind.Array) this.#addElement(field, itemOf(parts));
    if (kind === FieldKind.Map) this.#addElement(field, mapValueOf(parts));
  }

  #addChildren(field: number, parts: XdmParts): void {
    const properties = propertiesOf(parts);
    if (field === 0) this.topLevel = properties;
    if (properties.length === 0 || !this.#hasRoom(field, properties.length)) return;
    const required = requiredOf(parts);
    const descriptors = this.#descriptors.get(field);
    for (const { name, value } of properties) {
      const child = this.draft.addChild(field, name);
      this.#sources.push(value);
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
    const isTooDeep = (this.draft.depth[field] ?? 0) >= MAX_DEPTH;
    const isTooMany = this.draft.fieldCount + count > MAX_FIELDS;
    if (isTooDeep) this.#note("tooDeep", field);
    else if (isTooMany && !this.#isFull) this.#note("tooManyFields", field);
    this.#isFull ||= isTooMany;
    if (isTooDeep || isTooMany) this.draft.addFlags(field, FieldFlag.Open);
    return !isTooDeep && !isTooMany;
  }

  #describe(field: number, parts: XdmParts): void {
    const { draft } = this;
    const { details, enumKind } = detailsOf(parts, (draft.kind[field] ?? 0) as FieldKind);
    draft.title[field] = draft.texts.add(firstMember(parts, "title"));
    draft.description[field] = draft.texts.add(firstMember(parts, "description"));
    draft.addFlags(field, enumKind);
    if (parts.certain.some(isDeprecated)) draft.addFlags(field, FieldFlag.Deprecated);
    const described = this.#applyDescriptors(field, parts, details);
    if (described) draft.details[field] = draft.texts.add(JSON.stringify(described));
  }

  #applyDescriptors(
    field: number,
    parts: XdmParts,
    details: MutableDetails | undefined,
  ): MutableDetails | undefined {
    const own = parts.certain.flatMap(ownDescriptors);
    const isElement = ((this.draft.flags[field] ?? 0) & FieldFlag.Element) !== 0;
    const filed = isElement ? undefined : this.#descriptors.get(field);
    const all = filed ? [...own, ...filed.descriptors] : own;
    if (all.length === 0) return details;
    const { title, description, labels, identity, isDeprecated } = readDescriptors(all);
    const { draft } = this;
    if (title !== "") draft.title[field] = draft.texts.add(title);
    if (description !== "") draft.description[field] = draft.texts.add(description);
    if (isDeprecated) draft.addFlags(field, FieldFlag.Deprecated);
    if (labels.length === 0 && !identity) return details;
    const described: MutableDetails = { ...details };
    if (labels.length > 0) described.labels = [...new Set([...(details?.labels ?? []), ...labels])];
    if (identity) described.identity = identity;
    return described;
  }

  #note(code: SchemaNoteCode, field: number, detail?: string): void {
    if (this.notes.length >= MAX_NOTES) return;
    const path = this.draft.path(field);
    this.notes.push(detail === undefined ? { code, path } : { code, path, detail });
  }
}

function isDeprecated(node: XdmNode): boolean {
  return node["meta:status"] === "deprecated";
}

function firstMember(parts: XdmParts, member: "title" | "description"): string {
  for (const nodes of [parts.certain, parts.possible]) {
    for (const node of nodes) {
      const text = node[member];
      if (typeof text === "string" && text !== "") return text;
    }
  }
  return "";
}
