/**
 * Makes the rules of two sandboxes comparable: the ids of the one take the place of those of the other where the names are
 * the same, as a promotion would have it. Reads both sandboxes, writes neither.
 */
import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { toReasonText } from "../model/failureText";
import { say } from "../words/say";
import { resolveExpression } from "./promotion";

/** A rule and where it is from. */
export interface PlacedRule {
  readonly text: string;
  readonly session: ApiSession;
}

/** The first rule in the words of the second one's sandbox. */
export interface AlignedRule {
  readonly text: string;
  /** Why the two cannot be compared, as sentences; empty where they can. */
  readonly problems: readonly string[];
  /** What is to be said besides the relation; undefined where the ids were the same all along. */
  readonly remark: string | undefined;
}

/** Carries the first rule over; what has no counterpart, or cannot be read, is told and not guessed. */
export async function alignRule(first: PlacedRule, second: PlacedRule): Promise<AlignedRule> {
  const { text } = first;
  try {
    const places = { source: first.session, target: second.session };
    const { expression, problems } = await resolveExpression(text, places);
    return { text: expression, problems, remark: toRemark(text, expression, second.text) };
  } catch (error) {
    if (!isApiError(error)) throw error;
    return { text, problems: [toReasonText(error)], remark: undefined };
  }
}

function toRemark(text: string, carried: string, other: string): string | undefined {
  if (carried === text) return undefined;
  return carried.trim() === other.trim()
    ? say("In the rules only ids differ; what they stand for has the same names.")
    : say("What has the same name in both sandboxes counts as the same, although its id differs.");
}
