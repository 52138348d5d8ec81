/**
 * Conditions that hold a field against a literal, read as a table where several of them are joined: one loop that fetches each
 * object once, in place of two calls and the whole path per condition. A value that the table cannot judge is left to the
 * condition's own test, so that the answer and its doubts are always those of the conditions one by one.
 */
import type { Context } from "./evaluationContext";
import { FieldSites, readAt } from "./fieldSites";
import { LiteralComparison, UNDECIDED } from "./literalComparison";
import { isObject, type JsonObject, type Value } from "./pqlValue";
import { negated, Truth } from "./verdict";

/** Where a field is read: the fields `names`, one inside the other, of what stands in a slot. */
export interface FieldPlace {
  readonly slot: number;
  readonly names: readonly string[];
}

/** A field against a literal, and the test that answers for every value. */
export interface PlainCondition {
  readonly place: FieldPlace;
  readonly comparison: LiteralComparison;
  readonly test: (context: Context) => Truth;
}

/** The plain conditions of a rule in the making, by their tests. */
export class PlainConditions {
  readonly #known = new Map<PlainCondition["test"], PlainCondition>();
  readonly #sites = new FieldSites();

  add(condition: PlainCondition): void {
    this.#known.set(condition.test, condition);
  }

  /** The same tests in the same order, those of plain conditions that follow one another as one. */
  merged(
    tests: readonly PlainCondition["test"][],
    connective: "and" | "or",
  ): readonly PlainCondition["test"][] {
    const merged: PlainCondition["test"][] = [];
    for (let i = 0; i < tests.length; ) {
      const run = this.#runFrom(tests, i);
      merged.push(run.length > 1 ? readTable(toOwners(run, this.#sites), connective) : tests[i]);
      i += Math.max(run.length, 1);
    }
    return merged;
  }

  #runFrom(tests: readonly PlainCondition["test"][], from: number): PlainCondition[] {
    const run: PlainCondition[] = [];
    for (let i = from; i < tests.length; i++) {
      const condition = this.#known.get(tests[i]);
      if (condition === undefined) break;
      run.push(condition);
    }
    return run;
  }
}

/** A condition in the table. */
class Row extends LiteralComparison {
  readonly name: string;
  /** Where the field is read. */
  readonly site: number;
  readonly isSameField: boolean;
  readonly test: PlainCondition["test"];

  /** `above` is the row before it of the same owner. */
  constructor({ place, comparison, test }: PlainCondition, site: number, above: Row | undefined) {
    super(comparison);
    this.site = site;
    this.name = place.names[place.names.length - 1];
    this.isSameField = above?.name === this.name;
    this.test = test;
  }
}

/** Names under which a long number has a number of its own, or a list an item. */
const OWN_NAMES = /^(?:double|\d.*)$/;

/**
 * Whether a text or a number found at a place can only be that of a plain object, of the profile or one of its fields: then what it
 * was found in need not be looked at, which costs as much as the reading.
 */
function tellsItsOwner({ slot, names }: FieldPlace): boolean {
  return slot === 0 && names.length <= 2 && !names.some((name) => OWN_NAMES.test(name));
}

/** An object of the profile, and the conditions on its fields that follow one another. */
class Owner {
  readonly rows: Row[] = [];
  readonly slot: number;
  /** The first field on the way from the slot to the object, which mostly is the only one. */
  readonly first: string | undefined;
  readonly others: readonly string[];
  /** Whether values tell that they are of a plain object; the same for all rows. */
  readonly isTold: boolean;

  constructor(
    readonly place: FieldPlace,
    /** Where the first field is read. */
    readonly site: number,
  ) {
    this.slot = place.slot;
    const [first, ...others] = place.names.slice(0, -1);
    this.first = first;
    this.others = others;
    this.isTold = tellsItsOwner(place);
  }

  /** True for the owner of the field at this place, too. */
  owns(place: FieldPlace): boolean {
    const depth = place.names.length - 1;
    const own = this.place.names;
    return (
      place.slot === this.slot &&
      tellsItsOwner(place) === this.isTold &&
      own.length === place.names.length &&
      own.slice(0, depth).every((name, i) => name === place.names[i])
    );
  }

  /** What stands where the object should; where values do not tell, only a plain one with plain ones on the way to it. */
  find({ slots }: Context): JsonObject | undefined {
    const start = slots[this.slot];
    if (!this.isTold) return this.#findPlain(start);
    const value = this.first === undefined ? start : readAt(start as JsonObject, this.first, this.site);
    return typeof value === "object" && value !== null ? (value as JsonObject) : undefined;
  }

  #findPlain(start: Value): JsonObject | undefined {
    if (!isObject(start)) return undefined;
    let value: Value = this.first === undefined ? start : start[this.first];
    for (let i = 0; i < this.others.length; i++) {
      if (!isObject(value)) return undefined;
      value = value[this.others[i]];
    }
    return isObject(value) ? value : undefined;
  }
}

function toOwners(conditions: readonly PlainCondition[], sites: FieldSites): readonly Owner[] {
  const owners: Owner[] = [];
  for (const condition of conditions) {
    let owner = owners[owners.length - 1];
    if (owner?.owns(condition.place) !== true) {
      owner = new Owner(condition.place, sites.next());
      owners.push(owner);
    }
    owner.rows.push(new Row(condition, sites.next(), owner.rows[owner.rows.length - 1]));
  }
  return owners;
}

function readTable(owners: readonly Owner[], connective: "and" | "or"): PlainCondition["test"] {
  const decisive = connective === "and" ? Truth.False : Truth.True;
  const otherwise = negated(decisive);
  return (context) => {
    // Doubts come from tests only, so there are none to forget before the first of them.
    let mark = -1;
    let result: Truth = otherwise;
    for (let i = 0; i < owners.length; i++) {
      const owner = owners[i];
      const { rows } = owner;
      const object = owner.find(context);
      let value: Value;
      for (let j = 0; j < rows.length; j++) {
        const row = rows[j];
        if (object !== undefined && !row.isSameField) value = readAt(object, row.name, row.site);
        let truth = row.judge(value);
        if (truth === otherwise) continue;
        if (truth === UNDECIDED) {
          if (value === undefined && isObject(object)) truth = Truth.False;
          else {
            if (mark < 0) mark = context.doubts.length;
            truth = row.test(context);
          }
        }
        if (truth === decisive) {
          if (mark >= 0) context.forget(mark);
          return decisive;
        }
        if (truth === Truth.Unknown) result = truth;
      }
    }
    return result;
  };
}
