/**
 * What would break where a schema changes, for whoever has rules and tests as texts: the changes themselves, and per text the
 * reads they touch, what the text becomes, and what is wrong with that over the new schema.
 */
import type { Problem } from "../problems/problem";
import {
  type FieldChange,
  listSchemaChanges,
  readPathText,
  toChangeText,
} from "../schemaChanges/fieldChange";
import { findRuleImpact, type RuleImpact } from "../schemaChanges/ruleImpact";
import { type Supposed, type Supposition, supposeChange } from "../schemaChanges/supposedChange";
import { findTestImpact, type TestImpact } from "../schemaChanges/testImpact";
import type { Environment } from "../semantics/checkEnvironment";
import { checkText } from "./checkText";

/** A renaming as people write it: paths from the profile. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** The changes from one schema to another, told renamings in the place of removals. Undefined where a path is none. */
export function compareSchemas(
  before: Environment,
  after: Environment,
  renamings: readonly Renaming[] = [],
): readonly FieldChange[] | undefined {
  const renamed: FieldChange[] = [];
  for (const { from, to } of renamings) {
    const [old, place] = [readPathText(from), readPathText(to)];
    if (old === undefined || place === undefined || old.root !== place.root) return undefined;
    renamed.push({ ...old, kind: "renamed", to: place.steps });
  }
  const isRenamed = (change: FieldChange) =>
    renamed.some(({ root, steps }) => root === change.root && steps.join("\n") === change.steps.join("\n"));
  const others = listSchemaChanges(before, after).filter((change) => !isRenamed(change));
  return [...renamed, ...others];
}

/** A rule under changes. */
export interface BrokenRule extends RuleImpact {
  /** What is wrong with the new text over the new schema and was not wrong with the old one over the old. */
  readonly problems: readonly Problem[];
}

/** What changes do to a rule; undefined where they do not touch it. */
export function checkRuleImpact(
  text: string,
  changes: readonly FieldChange[],
  { before, after }: { readonly before: Environment; readonly after: Environment },
): BrokenRule | undefined {
  const impact = findRuleImpact(text, changes);
  if (impact.reads.length === 0) return undefined;
  const known = new Set(checkText(text, before).problems.map(({ code, message }) => `${code} ${message}`));
  const problems = checkText(impact.text, after).problems.filter(
    ({ code, message }) => !known.has(`${code} ${message}`),
  );
  return { ...impact, problems };
}

/** What changes do to a file of tests; undefined where they do not touch it. */
export function checkTestImpact(text: string, changes: readonly FieldChange[]): TestImpact | undefined {
  const impact = findTestImpact(text, changes);
  return impact.values.length === 0 ? undefined : impact;
}

/** A change in a few words. */
export function describeChange(change: FieldChange): string {
  return toChangeText(change);
}

/** A change of one field with the schema it leads to, for `checkRuleImpact`; the words why there is none. */
export function supposeSchemaChange(before: Environment, supposition: Supposition): Supposed {
  return supposeChange(before, supposition);
}
