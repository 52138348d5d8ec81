/**
 * Rules as formulas over atoms, in a normal form: flat `and` and `or`, sorted and without repetition, so that formulas that
 * say the same in another order are the same object key. Knows nothing of what atoms mean.
 */

/** What an atom is to formulas: a key that is equal exactly for equal atoms. */
export interface Keyed {
  readonly key: string;
}

/** A formula. `key` is its normal form as text. */
export type Formula<Atom extends Keyed> =
  | { readonly kind: "constant"; readonly key: string; readonly value: boolean }
  | { readonly kind: "atom"; readonly key: string; readonly atom: Atom }
  | { readonly kind: "not"; readonly key: string; readonly of: Formula<Atom> & { readonly kind: "atom" } }
  | { readonly kind: "and"; readonly key: string; readonly of: readonly Formula<Atom>[] }
  | { readonly kind: "or"; readonly key: string; readonly of: readonly Formula<Atom>[] };

const TRUE = { kind: "constant", key: "true", value: true } as const;
const FALSE = { kind: "constant", key: "false", value: false } as const;

/** A formula that is always true or never. */
export function constant(value: boolean): Formula<never> {
  return value ? TRUE : FALSE;
}

/** The formula of an atom. */
export function atomic<Atom extends Keyed>(atom: Atom): Formula<Atom> {
  return { kind: "atom", key: atom.key, atom };
}

/** `not`, pushed down to the atoms. */
export function negation<Atom extends Keyed>(formula: Formula<Atom>): Formula<Atom> {
  switch (formula.kind) {
    case "constant":
      return constant(!formula.value);
    case "atom":
      return { kind: "not", key: `!${formula.key}`, of: formula };
    case "not":
      return formula.of;
    case "and":
      return disjunction(formula.of.map(negation));
    case "or":
      return conjunction(formula.of.map(negation));
  }
}

/** All of them. */
export function conjunction<Atom extends Keyed>(parts: readonly Formula<Atom>[]): Formula<Atom> {
  return joined("and", parts);
}

/** Any of them. */
export function disjunction<Atom extends Keyed>(parts: readonly Formula<Atom>[]): Formula<Atom> {
  return joined("or", parts);
}

function joined<Atom extends Keyed>(kind: "and" | "or", parts: readonly Formula<Atom>[]): Formula<Atom> {
  // Normal already, as each part is.
  if (parts.length === 1) return parts[0];
  const decisive = kind === "or";
  const found = new Map<string, Formula<Atom>>();
  for (const part of parts) {
    for (const inner of part.kind === kind ? part.of : [part]) {
      if (inner.kind !== "constant") found.set(inner.key, inner);
      else if (inner.value === decisive) return inner;
    }
  }
  const isClash = [...found.values()].some((part) => part.kind === "not" && found.has(part.of.key));
  if (isClash) return constant(decisive);
  if (found.size === 0) return constant(!decisive);
  const of = [...found.keys()].sort().flatMap((key) => found.get(key) ?? []);
  if (of.length === 1) return of[0];
  return { kind, key: `(${of.map(({ key }) => key).join(kind === "and" ? " & " : " | ")})`, of };
}

/** Calls `visit` with every atom of the formula, from left to right. */
export function eachAtom<Atom extends Keyed>(formula: Formula<Atom>, visit: (atom: Atom) => void): void {
  if (formula.kind === "atom") visit(formula.atom);
  else if (formula.kind === "not") visit(formula.of.atom);
  else if (formula.kind !== "constant") for (const part of formula.of) eachAtom(part, visit);
}
