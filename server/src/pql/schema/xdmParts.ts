/**
 * The nodes that together describe one field: the node itself, its `allOf` members, what its `$ref` points to: a JSON pointer,
 * the id of the document, or the id of one of its definitions. Resolved unions have one part per field; the rest is for
 * schemas that were resolved only in part. Follows nothing outside the document.
 */
import { type JsonObject, readObject, readObjects, XdmNode } from "./xdmNode";

/** What `reference` points to; `undefined` where it leads nowhere or to something that is no schema. */
function findReference(document: JsonObject, reference: string): JsonObject | undefined {
  const hash = reference.indexOf("#");
  const resource = hash < 0 ? reference : reference.slice(0, hash);
  const start = resource === "" ? document : findResource(document, resource);
  return start && hash >= 0 ? findByPointer(start, reference.slice(hash + 1)) : start;
}

function findResource(document: JsonObject, id: string): JsonObject | undefined {
  if (document["$id"] === id) return document;
  return readObject(memberOf(document["definitions"], id)) ?? readObject(memberOf(document["$defs"], id));
}

function findByPointer(start: JsonObject, pointer: string): JsonObject | undefined {
  const steps = pointer.split("/").slice(1).map(decodePointerStep);
  return readObject(steps.reduce(memberOf, start as unknown));
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as JsonObject)[name];
}

/** One step of a JSON pointer without its escapes; a broken percent escape is left as it is. */
export function decodePointerStep(step: string): string {
  const unescaped = step.replaceAll("~1", "/").replaceAll("~0", "~");
  if (!unescaped.includes("%")) return unescaped;
  try {
    return decodeURIComponent(unescaped);
  } catch {
    return unescaped;
  }
}

/** Most parts one field is read from; a guard against references that multiply. */
const MAX_PARTS = 500;

/** What describes one field. Earlier parts win where two say something about the same thing. */
export interface XdmParts {
  /** All of these hold. Never empty. */
  readonly certain: readonly XdmNode[];
  /** Members of `oneOf` and `anyOf`: some of these hold. */
  readonly possible: readonly XdmNode[];
  /** Targets of the references that were followed. */
  readonly targets: readonly JsonObject[];
  /** References that lead nowhere. */
  readonly unresolved: readonly string[];
  /** True where a reference leads back to a field that contains this one; it was not followed. */
  readonly isRecursive: boolean;
}

/** The document references are resolved in, and which targets the fields around the current one came from. */
interface ReferenceScope {
  readonly document: JsonObject;
  isOpenTarget(target: JsonObject): boolean;
}

const NOTHING: readonly never[] = [];

/**
 * Reads the parts of one field after the other. Uses one node for all fields that consist of a single part, because a node
 * for each of 20,000 fields makes the collector of garbage move the whole JSON about.
 */
export class PartReader {
  readonly #node = new XdmNode();
  readonly #single: XdmParts = {
    certain: [this.#node],
    possible: NOTHING,
    targets: NOTHING,
    unresolved: NOTHING,
    isRecursive: false,
  };
  readonly #scope: ReferenceScope;

  constructor(scope: ReferenceScope) {
    this.#scope = scope;
  }

  /** The parts of the field that `source` describes; they hold until the next call. */
  read(source: JsonObject): XdmParts {
    const node = this.#node.read(source);
    return node.composition ? new PartCollector(this.#scope).collect(node) : this.#single;
  }
}

class PartCollector {
  readonly #certain: XdmNode[] = [];
  readonly #possible: XdmNode[] = [];
  readonly #alternatives: JsonObject[] = [];
  readonly #targets: JsonObject[] = [];
  readonly #unresolved: string[] = [];
  readonly #seen = new Set<JsonObject>();
  readonly #scope: ReferenceScope;
  #isRecursive = false;

  constructor(scope: ReferenceScope) {
    this.#scope = scope;
  }

  collect(node: XdmNode): XdmParts {
    this.#add(node, this.#certain);
    // Alternatives of alternatives are appended on the way.
    for (const alternative of this.#alternatives) this.#addSource(alternative, this.#possible);
    return {
      certain: this.#certain,
      possible: this.#possible,
      targets: this.#targets,
      unresolved: this.#unresolved,
      isRecursive: this.#isRecursive,
    };
  }

  #addSource(source: JsonObject, parts: XdmNode[]): void {
    if (!this.#seen.has(source) && this.#seen.size < MAX_PARTS) this.#add(new XdmNode().read(source), parts);
  }

  /** Adds a node and, right behind it, what it is made of: so that the order of the document decides who wins. */
  #add(node: XdmNode, parts: XdmNode[]): void {
    this.#seen.add(node.source);
    parts.push(node);
    if (!node.composition) return;
    const { allOf, oneOf, anyOf, reference } = node.composition;
    for (const member of readObjects(allOf)) this.#addSource(member, parts);
    if (reference !== undefined) this.#follow(reference, parts);
    this.#alternatives.push(...readObjects(oneOf), ...readObjects(anyOf));
  }

  #follow(reference: string, parts: XdmNode[]): void {
    const target = findReference(this.#scope.document, reference);
    if (!target) this.#unresolved.push(reference);
    else if (this.#scope.isOpenTarget(target)) this.#isRecursive = true;
    else {
      this.#targets.push(target);
      this.#addSource(target, parts);
    }
  }
}
