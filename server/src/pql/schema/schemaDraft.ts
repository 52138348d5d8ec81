/**
 * The fields of a schema as they are met, breadth first, before they are put in order (see assembleColumns.ts).
 * Grows; keeps numbers only, and texts by number.
 */
import { FieldFlag } from "./schemaColumns";
import { LiveTexts } from "./schemaTexts";

/** Columns that grow together. Entries beyond `fieldCount` are free. */
class DraftColumns {
  readonly kind: Int32Array;
  readonly flags: Int32Array;
  readonly nameOf: Int32Array;
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  readonly firstChild: Int32Array;
  readonly childCount: Int32Array;
  readonly element: Int32Array;
  readonly title: Int32Array;
  readonly description: Int32Array;
  readonly details: Int32Array;

  constructor(capacity: number, previous?: DraftColumns) {
    const grown = (column: Int32Array | undefined) => {
      const larger = new Int32Array(capacity);
      if (column) larger.set(column);
      return larger;
    };
    this.kind = grown(previous?.kind);
    this.flags = grown(previous?.flags);
    this.nameOf = grown(previous?.nameOf);
    this.parent = grown(previous?.parent);
    this.depth = grown(previous?.depth);
    this.firstChild = grown(previous?.firstChild);
    this.childCount = grown(previous?.childCount);
    this.element = grown(previous?.element);
    this.title = grown(previous?.title);
    this.description = grown(previous?.description);
    this.details = grown(previous?.details);
  }
}

/** Fields in the order of discovery: the children of a field are numbered in a row, its element right behind them. */
export class SchemaDraft {
  /** Distinct names by number; name 0 is empty. */
  readonly names: string[] = [""];
  readonly texts = new LiveTexts();
  readonly #nameNumbers = new Map<string, number>([["", 0]]);
  #columns = new DraftColumns(1024);
  #fieldCount = 1;

  /** Columns as they are now; taken anew after each field that is added. Field 0 is the root. */
  get columns(): DraftColumns {
    return this.#columns;
  }

  get fieldCount(): number {
    return this.#fieldCount;
  }

  /** Adds a child of `parent` and returns its number. */
  addChild(parent: number, name: string): number {
    const field = this.#add(this.#nameNumber(name), parent, 0);
    const { firstChild, childCount } = this.#columns;
    if (childCount[parent] === 0) firstChild[parent] = field;
    childCount[parent] = (childCount[parent] ?? 0) + 1;
    return field;
  }

  /** Adds the pseudo-field for the items or values of `parent` and returns its number. */
  addElement(parent: number): number {
    const field = this.#add(0, parent, FieldFlag.Element);
    this.#columns.element[parent] = field;
    return field;
  }

  /** Sets further flags of a field. */
  addFlags(field: number, added: number): void {
    const { flags } = this.#columns;
    flags[field] = (flags[field] ?? 0) | added;
  }

  /** True for the pseudo-field of items or values. */
  isElement(field: number): boolean {
    return ((this.#columns.flags[field] ?? 0) & FieldFlag.Element) !== 0;
  }

  /** Dotted path for notes; pseudo-fields take no step. */
  path(field: number): string {
    const { parent, nameOf } = this.#columns;
    const steps: string[] = [];
    for (let at = field; at !== 0; at = parent[at] ?? 0) {
      if (!this.isElement(at)) steps.unshift(this.names[nameOf[at] ?? 0] ?? "");
    }
    return steps.join(".");
  }

  #nameNumber(name: string): number {
    const known = this.#nameNumbers.get(name);
    if (known !== undefined) return known;
    const number = this.names.push(name) - 1;
    this.#nameNumbers.set(name, number);
    return number;
  }

  #add(nameNumber: number, parent: number, flags: number): number {
    const field = this.#fieldCount++;
    if (field >= this.#columns.kind.length) this.#columns = new DraftColumns(field * 2, this.#columns);
    const columns = this.#columns;
    columns.nameOf[field] = nameNumber;
    columns.parent[field] = parent;
    columns.depth[field] = (columns.depth[parent] ?? 0) + 1;
    columns.flags[field] = flags;
    return field;
  }
}
