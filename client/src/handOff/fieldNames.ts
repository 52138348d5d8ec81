/**
 * What fields are called in another system: as the table says, else by their titles or paths. A name that was put together is only a
 * proposal, and no two fields get the same. Pure.
 */
import type { RuleField } from "../inventory/inventoryRecord";
import type { TargetRows } from "./translationTable";

/** A field and its name there. */
export interface NamedField extends RuleField {
  readonly name: string;
  /** Whether the name is documented; else it is a proposal. */
  readonly isKnown: boolean;
}

/** How many steps of a path make a name that says enough. */
const NAME_STEPS = 2;

/** Names fields, each always in the same way. */
export class FieldNames {
  private readonly named = new Map<string, NamedField>();
  private readonly taken = new Set<string>();

  constructor(private readonly rows: Pick<TargetRows, "fields" | "wordBreak">) {}

  /** Every field so far, by path. */
  get fields(): readonly NamedField[] {
    return [...this.named.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  /** The name of a field. What is known of it beyond the path is kept for the list. */
  name(field: RuleField): string {
    const before = this.named.get(field.path);
    if (before !== undefined) {
      this.named.set(field.path, { ...before, ...field });
      return before.name;
    }
    const known = this.rows.fields[field.path];
    const name = known ?? this.propose(field);
    this.taken.add(name);
    this.named.set(field.path, { ...field, name, isKnown: known !== undefined });
    return name;
  }

  private propose({ path, title = "" }: RuleField): string {
    // One word, such as “Value”, says too little without the path.
    const titled = /\S\s+\S/.test(title) ? this.join([title]) : "";
    if (titled !== "" && !this.taken.has(titled)) return titled;
    const steps = path.split(".").filter((step) => !step.startsWith("_"));
    for (let count = NAME_STEPS; count < steps.length; count++) {
      const name = this.join(steps.slice(-count));
      if (name !== "" && !this.taken.has(name)) return name;
    }
    const whole = this.join(steps.length === 0 ? path.split(".") : steps) || "Field";
    let free = whole;
    for (let number = 2; this.taken.has(free); number++) free = `${whole}${this.rows.wordBreak}${number}`;
    return free;
  }

  private join(steps: readonly string[]): string {
    const words = steps.flatMap(
      (step) => step.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{N}]+|\p{Lo}+/gu) ?? [],
    );
    const written = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
    const distinct = written.filter((word, index) => word !== written[index - 1]);
    return distinct.join(this.rows.wordBreak);
  }
}
