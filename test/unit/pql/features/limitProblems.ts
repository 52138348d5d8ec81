/** Problems of a query as a whole, in the dialect of decision rules, where all limits hold, and in that of audiences. */
import type { Problem } from "../../../../server/src/pql/problems/problem";
import { createEnvironment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { checkLimits } from "../../../../server/src/pql/semantics/queryLimits";
import { checkText } from "../semantics/checking";
import { SHOP_EVENT, SHOP_PROFILE } from "../semantics/shopSchemas";

const PLACES = (["segmentation", "decisioning"] as const).map((dialect) =>
  createEnvironment({ profile: SHOP_PROFILE, event: SHOP_EVENT, dialect }),
);

/** Those of one code. */
export function limitProblems(text: string, code: string): Problem[] {
  return PLACES.flatMap((place) =>
    checkLimits({ clauses: checkText(text, place).traits, length: text.length }, place),
  ).filter((problem) => problem.code === code);
}
