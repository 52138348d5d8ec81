/**
 * One node of a JSON schema, read from untrusted JSON in a single pass over its members.
 * One pass and one shape, because looking twenty members up one by one in objects of every shape is what makes reading slow.
 */

/** A JSON object of which nothing else is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The members of a node that mean something to us, each as it came. */
export class XdmNode {
  type: unknown = undefined;
  xdmType: unknown = undefined;
  title = "";
  description = "";
  format = "";
  status: unknown = undefined;
  properties: JsonObject | undefined = undefined;
  items: unknown = undefined;
  additionalProperties: JsonObject | undefined = undefined;
  patternProperties: JsonObject | undefined = undefined;
  required: unknown = undefined;
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
  descriptors: unknown = undefined;
  reference: string | undefined = undefined;
  allOf: unknown = undefined;
  oneOf: unknown = undefined;
  anyOf: unknown = undefined;
  /** True where other nodes have to be read as well to know the field. */
  isComposed = false;
  /** True where `detailsOf` has something to find. */
  hasDetails = false;
  /** The JSON the node was read from; tells nodes apart. */
  readonly source: JsonObject;

  constructor(source: JsonObject) {
    this.source = source;
    for (const member in source) readMember(this, member, source[member]);
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
      readDetail(node, member, value);
  }
}

function readDetail(node: XdmNode, member: string, value: unknown): void {
  switch (member) {
    case "format":
      node.format = readText(value);
      break;
    case "enum":
      node.enumeration = value;
      break;
    case "meta:enum":
      node.metaEnum = value;
      break;
    case "const":
      node.constant = value;
      break;
    case "default":
      node.fallback = value;
      break;
    case "pattern":
      node.pattern = readText(value);
      break;
    case "minimum":
      node.minimum = readNumber(value);
      break;
    case "maximum":
      node.maximum = readNumber(value);
      break;
    case "minLength":
      node.minLength = readNumber(value);
      break;
    case "maxLength":
      node.maxLength = readNumber(value);
      break;
    case "xdm:labels":
      node.labels = value;
      break;
    default:
      readComposition(node, member, value);
      return;
  }
  node.hasDetails = true;
}

function readComposition(node: XdmNode, member: string, value: unknown): void {
  switch (member) {
    case "$ref":
      node.reference = typeof value === "string" ? value : undefined;
      break;
    case "allOf":
      node.allOf = value;
      break;
    case "oneOf":
      node.oneOf = value;
      break;
    case "anyOf":
      node.anyOf = value;
      break;
    default:
      return;
  }
  node.isComposed = true;
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

/** The value as a node; `undefined` for anything that is no JSON object. */
export function readNode(value: unknown): XdmNode | undefined {
  const source = readObject(value);
  return source && new XdmNode(source);
}

/** The value as a text; empty for anything else. */
export function readText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The value as a finite number, or `undefined`. */
export function readNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The texts of a list, leaving out what is none; empty for anything that is no list. */
export function readTexts(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((each: unknown): each is string => typeof each === "string")
    : [];
}
