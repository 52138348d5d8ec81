/**
 * A plan as one JSON object, for what reads it in a pipeline: a comment on a merge request, a gate. Others rely on its names.
 */
import type { Blocker, FolderPlan } from "../files/folderPlan";
import type { TestedPlan } from "./planChecks";

/** What a plan is told with. */
interface PlanFacts {
  readonly sandbox: string;
  /** What stands in the way of the plan. */
  readonly blockers: readonly Blocker[];
  /** What came of the tests; undefined where none were asked. */
  readonly tests: TestedPlan | undefined;
}

/** The whole plan. */
export function toPlanJson(
  { writes, notes, same }: FolderPlan,
  { sandbox, blockers, tests }: PlanFacts,
): string {
  const changes = writes.map(({ stem, write: { id, name, before, after, fields } }) => ({
    file: stem,
    action: id === undefined ? "create" : "update",
    ...(id === undefined ? {} : { id }),
    name,
    fields: Object.fromEntries(
      fields.map((field) => [field, { before: before?.[field] ?? null, after: after[field] ?? null }]),
    ),
  }));
  const { passed, failed } = tests ?? { passed: 0, failed: [] };
  const content = {
    sandbox,
    changes,
    unchanged: same,
    notes: notes.map(toRemark),
    errors: blockers.map(toRemark),
    tests: {
      passed,
      failed: failed.map(({ stem, test, reason }) => ({ file: stem, test, message: reason })),
    },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function toRemark({ stem, reason }: Blocker): object {
  return { file: stem, message: reason };
}
