/**
 * What files ask for and the engines do not give: an audience that is to be evaluated on edge or by streaming, with a rule or
 * a merge policy that leaves it to batch. Blocks nothing, because the platform takes such an audience and moves it silently.
 */
import { checkText, convertToText, readEnvironment } from "../../../server/src/pql/service";
import type { Blocker, FolderPlan } from "../files/folderPlan";
import type { PairWrite } from "../files/plannedReferences";

/** One note for each write whose evaluation is asked for and is impossible or uncertain. */
export function findEvaluationNotes({
  writes,
  mergePolicies,
}: Pick<FolderPlan, "writes" | "mergePolicies">): readonly Blocker[] {
  const environment = readEnvironment({});
  return writes.flatMap(({ stem, write }) => {
    const { evaluation: asked, mergePolicy } = write.after;
    const text = toText(write.after.expression);
    if (asked === undefined || asked === "batch" || text === undefined) return [];
    const isActiveOnEdge = mergePolicies.isActiveOnEdge(mergePolicy);
    const { evaluation } = checkText(text, environment, { isActiveOnEdge });
    const { answer, reasons } = evaluation[asked];
    if (answer === "yes") return [];
    const possible = (["edge", "streaming", "batch"] as const).find(
      (kind) => evaluation[kind].answer === "yes",
    );
    const verdict =
      answer === "no" ? `is evaluated by ${possible ?? "batch"} instead` : "may be evaluated by batch";
    return [{ stem, reason: `It asks for ${asked} and ${verdict}: ${reasons[0]?.text ?? ""}`.trimEnd() }];
  });
}

function toText(expression: PairWrite["write"]["after"]["expression"]): string | undefined {
  if (expression === undefined) return undefined;
  return expression.format === "pql/json" ? convertToText(expression.value).text : expression.value;
}
