/**
 * The nodes that together describe one field: the node itself, its `allOf` members, what its `$ref` points to.
 * Resolved unions have one part per field; the rest is for schemas that were resolved only in part. Follows nothing outside the document.
 */
import { readNode, readNodes, readText, type XdmNode } from "./xdmNode";

/** Most parts one field is read from; a guard against references that multiply. */
const MAX_PARTS = 500;

/** What describes one field. Earlier parts win where two say something about the same thing. */
export interface XdmParts {
  /** All of these hold. Never empty. */
  readonly certain: readonly XdmNode[];
  /** Members of `oneOf` and `anyOf`: some of these hold. */
  readonly possible: readonly XdmNode[];
  /** Targets of the references that were followed. */
  readonly targets: readonly XdmNode[];
  /** References that lead nowhere. */
  readonly unresolved: readonly string[];
  /** True where a reference leads back to a field that contains this one; it was not followed. */
  readonly isRecursive: boolean;
}

/** The document references are resolved in, and which targets the fields around the current one came from. */
export interface ReferenceScope {
  readonly document: XdmNode;
  isOpenTarget(target: XdmNode): boolean;
}

const NOTHING: readonly never[] = [];

/** The parts of the field that `node` describes. */
export function expandParts(node: XdmNode, scope: ReferenceScope): XdmParts {
  if (!needsExpansion(node)) {
    return { certain: [node], possible: NOTHING, targets: NOTHING, unresolved: NOTHING, isRecursive: false };
  }
  return new PartCollector(scope).collect(node);
}

function needsExpansion(node: XdmNode): boolean {
  return (
    node["$ref"] !== undefined ||
    node["allOf"] !== undefined ||
    node["oneOf"] !== undefined ||
    node["anyOf"] !== undefined
  );
}

class PartCollector {
  readonly #certain: XdmNode[] = [];
  readonly #possible: XdmNode[] = [];
  readonly #targets: XdmNode[] = [];
  readonly #unresolved: string[] = [];
  readonly #seen = new Set<XdmNode>();
  #isRecursive = false;

  constructor(readonly scope: ReferenceScope) {}

  collect(node: XdmNode): XdmParts {
    this.#addAll([node], this.#certain);
    for (let next = 0; next < this.#certain.length; next++) {
      const part = this.#certain[next];
      if (part) this.#expand(part, this.#certain);
    }
    for (let next = 0; next < this.#possible.length; next++) {
      const part = this.#possible[next];
      if (part) this.#expand(part, this.#possible);
    }
    return {
      certain: this.#certain,
      possible: this.#possible,
      targets: this.#targets,
      unresolved: this.#unresolved,
      isRecursive: this.#isRecursive,
    };
  }

  #expand(part: XdmNode, members: XdmNode[]): void {
    this.#addAll(readNodes(part["allOf"]), members);
    if (typeof part["$ref"] === "string") this.#follow(part["$ref"], members);
    this.#addAll(readNodes(part["oneOf"]), this.#possible);
    this.#addAll(readNodes(part["anyOf"]), this.#possible);
  }

  #addAll(nodes: readonly XdmNode[], members: XdmNode[]): void {
    for (const node of nodes) {
      if (this.#seen.has(node) || this.#seen.size >= MAX_PARTS) continue;
      this.#seen.add(node);
      members.push(node);
    }
  }

  #follow(reference: string, members: XdmNode[]): void {
    const target = findTarget(this.scope.document, reference);
    if (!target) this.#unresolved.push(reference);
    else if (this.scope.isOpenTarget(target)) this.#isRecursive = true;
    else {
      this.#targets.push(target);
      this.#addAll([target], members);
    }
  }
}

function findTarget(document: XdmNode, reference: string): XdmNode | undefined {
  const hash = reference.indexOf("#");
  const resource = hash < 0 ? reference : reference.slice(0, hash);
  const start = resource === "" ? document : findResource(document, resource);
  return start && hash >= 0 ? findByPointer(start, reference.slice(hash + 1)) : start;
}

function findResource(document: XdmNode, id: string): XdmNode | undefined {
  if (readText(document["$id"]) === id) return document;
  return readNode(memberOf(document["definitions"], id)) ?? readNode(memberOf(document["$defs"], id));
}

function findByPointer(start: XdmNode, pointer: string): XdmNode | undefined {
  const steps = pointer.split("/").slice(1).map(decodePointerStep);
  return readNode(steps.reduce(memberOf, start as unknown));
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as XdmNode)[name];
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
