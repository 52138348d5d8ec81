/**
 * One node of a JSON schema, read from untrusted JSON in a single pass over its members.
 * One pass and one shape, because looking twenty members up one by one in objects of every shape is what makes reading slow.
 */

/** A JSON object of which nothing else is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What limits or labels the values of a field; many nodes have none of it. */
export class XdmConstraints {
  format = "";
  enumeration: unknown = undefined;
  metaEnum: unknown = undefined;
  constant: unknown = undefined;
  fallback: unknown = undefined;
  pattern = "";
  minimum: number | undefined = undefined;
  maximum: number | undefined = undefined;
  minLength: number | undefined = undefined;
  maxLength: number | undefined = undefined;
  labels: unknown = undefined;
}

/** What a node is put together from, besides itself. */
class XdmComposition {
  reference: string | undefined = undefined;
  allOf: unknown = undefined;
  oneOf: unknown = undefined;
  anyOf: unknown = undefined;
}

/** The members of a node that mean something to us, each as it came. */
export class XdmNode {
  type: unknown = undefined;
  xdmType: unknown = undefined;
  title = "";
  description = "";
  status: unknown = undefined;
  properties: JsonObject | undefined = undefined;
  items: unknown = undefined;
  additionalProperties: JsonObject | undefined = undefined;
  patternProperties: JsonObject | undefined = undefined;
  required: unknown = undefined;
  descriptors: unknown = undefined;
  constraints: XdmConstraints | undefined = undefined;
  composition: XdmComposition | undefined = undefined;
  /** The JSON the node was read from; tells nodes apart. */
  source: JsonObject = {};

  /** Forgets what was read before and reads this JSON. */
  read(source: JsonObject): this {
    this.#clear();
    this.source = source;
    for (const member in source) readMember(this, member, source[member]);
    return this;
  }

  #clear(): void {
    this.type = undefined;
    this.xdmType = undefined;
    this.title = "";
    this.description = "";
    this.status = undefined;
    this.properties = undefined;
    this.items = undefined;
    this.additionalProperties = undefined;
    this.patternProperties = undefined;
    this.required = undefined;
    this.descriptors = undefined;
    this.constraints = undefined;
    this.composition = undefined;
  }
}

function readMember(node: XdmNode, member: string, value: unknown): void {
  switch (member) {
    case "type":
      node.type = value;
      break;
    case "meta:xdmType":
      node.xdmType = value;
      break;
    case "title":
      node.title = readText(value);
      break;
    case "description":
      node.description = readText(value);
      break;
    case "meta:status":
      node.status = value;
      break;
    // On every node and of no use to us; named here so that it does not run through all the cases below.
    case "meta:xdmField":
      break;
    case "properties":
      node.properties = readObject(value);
      break;
    case "items":
      node.items = value;
      break;
    case "additionalProperties":
      node.additionalProperties = readObject(value);
      break;
    case "patternProperties":
      node.patternProperties = readObject(value);
      break;
    case "required":
      node.required = value;
      break;
    case "meta:descriptors":
      node.descriptors = value;
      break;
    default:
      readConstraint(node, member, value);
  }
}

function readConstraint(node: XdmNode, member: string, value: unknown): void {
  switch (member) {
    case "format":
      constraintsOf(node).format = readText(value);
      break;
    case "enum":
      constraintsOf(node).enumeration = value;
      break;
    case "meta:enum":
      constraintsOf(node).metaEnum = value;
      break;
    case "const":
      constraintsOf(node).constant = value;
      break;
    case "default":
      constraintsOf(node).fallback = value;
      break;
    case "pattern":
      constraintsOf(node).pattern = readText(value);
      break;
    case "minimum":
      constraintsOf(node).minimum = readNumber(value);
      break;
    case "maximum":
      constraintsOf(node).maximum = readNumber(value);
      break;
    case "minLength":
      constraintsOf(node).minLength = readNumber(value);
      break;
    case "maxLength":
      constraintsOf(node).maxLength = readNumber(value);
      break;
    case "xdm:labels":
      constraintsOf(node).labels = value;
      break;
    default:
      readComposition(node, member, value);
  }
}

function constraintsOf(node: XdmNode): XdmConstraints {
  node.constraints ??= new XdmConstraints();
  return node.constraints;
}

function readComposition(node: XdmNode, member: string, value: unknown): void {
  switch (member) {
    case "$ref":
      compositionOf(node).reference = readText(value) || undefined;
      break;
    case "allOf":
      compositionOf(node).allOf = value;
      break;
    case "oneOf":
      compositionOf(node).oneOf = value;
      break;
    case "anyOf":
      compositionOf(node).anyOf = value;
      break;
  }
}

function compositionOf(node: XdmNode): XdmComposition {
  node.composition ??= new XdmComposition();
  return node.composition;
}

/** The value as a JSON object; `undefined` for lists, plain values and null. */
export function readObject(value: unknown): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** The objects of a list, leaving out what is none; empty for anything that is no list. */
export function readObjects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map(readObject).filter((each) => each !== undefined) : [];
}

/** The value as a text; empty for anything else. */
export function readText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The value as a finite number, or `undefined`. */
function readNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The texts of a list, leaving out what is none; empty for anything that is no list. */
export function readTexts(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((each: unknown): each is string => typeof each === "string")
    : [];
}
