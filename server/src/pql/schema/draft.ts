/**
 * The fields of a schema as they are met, breadth first, before they are put in order (see order.ts).
 * Grows; keeps numbers only, and texts in a pool.
 */
import { FieldFlag } from "./columns";
import { FieldKind } from "./model";
import { TextPoolBuilder } from "./textPool";

/** Fields in the order of discovery: the children of a field are numbered in a row, its element right behind them. */
export class SchemaDraft {
  readonly kind: number[] = [];
  readonly flags: number[] = [];
  readonly nameOf: number[] = [];
  readonly parent: number[] = [];
  readonly depth: number[] = [];
  readonly firstChild: number[] = [];
  readonly childCount: number[] = [];
  readonly element: number[] = [];
  readonly title: number[] = [];
  readonly description: number[] = [];
  readonly details: number[] = [];
  /** Distinct names by number; name 0 is empty. */
  readonly names: string[] = [""];
  readonly texts = new TextPoolBuilder();
  readonly #nameNumbers = new Map<string, number>([["", 0]]);

  get fieldCount(): number {
    return this.kind.length;
  }

  /** Adds the root, which has no name and is its own parent. */
  addRoot(): void {
    this.#add(0, 0, 0, 0);
  }

  /** Adds a child of `parent` and returns its number. */
  addChild(parent: number, name: string): number {
    const field = this.#add(this.#nameNumber(name), parent, (this.depth[parent] ?? 0) + 1, 0);
    if (this.childCount[parent] === 0) this.firstChild[parent] = field;
    this.childCount[parent] = (this.childCount[parent] ?? 0) + 1;
    return field;
  }

  /** Adds the pseudo-field for the items or values of `parent` and returns its number. */
  addElement(parent: number): number {
    const field = this.#add(0, parent, (this.depth[parent] ?? 0) + 1, FieldFlag.Element);
    this.element[parent] = field;
    return field;
  }

  /** Sets further flags of a field. */
  addFlags(field: number, flags: number): void {
    this.flags[field] = (this.flags[field] ?? 0) | flags;
  }

  /** Dotted path for notes; pseudo-fields take no step. */
  path(field: number): string {
    const steps: string[] = [];
    for (let at = field; at !== 0; at = this.parent[at] ?? 0) {
      if (((this.flags[at] ?? 0) & FieldFlag.Element) === 0)
        steps.unshift(this.names[this.nameOf[at] ?? 0] ?? "");
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

  #add(nameNumber: number, parent: number, depth: number, flags: number): number {
    this.nameOf.push(nameNumber);
    this.parent.push(parent);
    this.depth.push(depth);
    this.flags.push(flags);
    this.firstChild.push(0);
    this.childCount.push(0);
    this.element.push(0);
    this.title.push(0);
    this.description.push(0);
    this.details.push(0);
    return this.kind.push(FieldKind.Unknown) - 1;
  }
}
