/**
 * Which engines the rule of an audience allows together with its merge policy, held beside the way the platform has switched
 * on. Says nothing of a rule in which the language finds errors.
 */
import type { Inspection } from "../../../../server/src/protocol/clientMessages";
import { isApiError } from "../../api/apiError";
import type { Audience } from "../../api/audiences";
import type { MergePolicy } from "../../api/mergePolicies";
import { toMergePolicyNames } from "../../model/mergePolicyNames";
import { silentServer } from "../../model/refusals";
import { type PageContext, type PartReader, withoutAbsent } from "../frame/pageHost";
import type { AudienceVerdict } from "./audiencePageContent";

/** How to find the verdict; nothing where an audience has no rule. */
export function listVerdict(
  { inspect }: Pick<PageContext, "inspect">,
  { expression, mergePolicyId }: Pick<Audience, "expression" | "mergePolicyId">,
  fetchPolicies: () => Promise<readonly MergePolicy[]>,
): { readonly verdict?: PartReader } {
  if (expression === undefined) return {};
  const { format = "pql/text", value } = expression;
  return {
    verdict: async () => {
      const isActiveOnEdge = await findEdgeState(fetchPolicies, mergePolicyId);
      const inspection = await inspect({ format, value, isActiveOnEdge });
      if (inspection !== undefined) return toVerdict(inspection, isActiveOnEdge);
      throw silentServer();
    },
  };
}

/** The policies only refine the verdict: where they cannot be read it says what it depends on. */
async function findEdgeState(
  fetchPolicies: () => Promise<readonly MergePolicy[]>,
  mergePolicy: string | undefined,
): Promise<boolean | undefined> {
  try {
    return toMergePolicyNames(await fetchPolicies()).isActiveOnEdge(mergePolicy);
  } catch (error) {
    if (!isApiError(error)) throw error;
    return undefined;
  }
}

function toVerdict(
  { text, errors, evaluation, plainWords, windowEnd, reasons = [] }: Inspection,
  isActiveOnEdge: boolean | undefined,
): AudienceVerdict {
  const known = withoutAbsent({ isActiveOnEdge, text });
  if (errors.length > 0) return { ...known, obstacles: [] };
  const obstacles = reasons
    .filter(({ answer }) => answer !== "yes")
    .map(({ engine, answer, text }) => ({ engine, isCertain: answer === "no", text }));
  return {
    ...known,
    ...withoutAbsent({ possible: evaluation, plainWords: plainWords && [...plainWords], windowEnd }),
    obstacles,
  };
}
