/**
 * What people are told of a list of which nothing could be read, the same in the sidebar and in the search. Words only.
 */
import { isApiError } from "../api/apiError";
import { say } from "../words/say";
import type { DescribedFailure } from "./failureText";
import { describeKind, type ResourceKind } from "./resourceKinds";

const PLACES = {
  sandbox: say("sandbox"),
  content: say("sandbox"),
  organisation: say("organisation"),
  dataView: say("data view"),
};

/** Where a list stands, as people call it. */
export function toListPlace(kind: ResourceKind): string {
  return PLACES[describeKind(kind).parent];
}

/**
 * A service that does not know its own list is one that the organisation does not have: then nothing was deleted. Undefined where
 * another failure is told as everywhere, or none at all because somebody gave up.
 */
export function describeMissingList(
  kind: ResourceKind,
  error: unknown,
): Pick<DescribedFailure, "headline" | "shortText" | "text"> | undefined {
  if (!isApiError(error, "notFound")) return undefined;
  const shortText = say(
    "{0} are not available in this {1}. Their product may not be part of the organisation.",
    say(describeKind(kind).title),
    toListPlace(kind),
  );
  const text = error.said === undefined ? shortText : `${shortText} ${error.said}`;
  return { headline: say("Not available here"), shortText, text };
}
