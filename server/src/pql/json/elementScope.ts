/**
 * What bare names mean at one place of an expression: the elements that filters opened and the variables in sight.
 * A value; entering a filter makes a new one.
 */
import { ELEMENT_VARIABLE } from "./pqlJson";

/** Names at one place of a query. */
export interface Scope {
  /** Variables of the elements that are read implicitly, innermost first; empty where bare names are profile fields. */
  readonly elements: readonly string[];
  /** Variables that the text declares. */
  readonly variables: ReadonlySet<string>;
  /** Variables that any part of the clause declares: one further in would hide an element of its name. */
  readonly declared: ReadonlySet<string>;
}

/** The scope inside a filter, `WHAT` or other expression that is read on an element. */
export function withElement(scope: Scope): Scope {
  const base =
    scope.elements.length === 0 ? ELEMENT_VARIABLE : `${ELEMENT_VARIABLE}${scope.elements.length + 1}`;
  let name = base;
  while (scope.declared.has(name)) name = `${name}_`;
  return { ...scope, elements: [name, ...scope.elements] };
}

/** The scope in which `names` are variables as well. */
export function withVariables(scope: Scope, names: readonly string[]): Scope {
  return { ...scope, variables: new Set([...scope.variables, ...names]) };
}
