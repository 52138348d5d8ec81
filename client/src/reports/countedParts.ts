/**
 * What of a data view a report counts, where that is not everything, in sentences: numbers of a part pass for those of the whole
 * where nothing says so. Pure; checks nothing.
 */
import { later, say } from "../words/say";
import type { ReportFile } from "./reportFile";
import type { ComponentNames } from "./reportResult";

const WORDS = {
  person: later("Counts only people with {0} “{1}”, with everything they did."),
  session: later("Counts only sessions with {0} “{1}”."),
  event: later("Counts only events with {0} “{1}”."),
} as const;

/** A sentence for each condition and each filter; none where everything is counted. */
export function listCountedParts(
  { where = [], filters = [] }: Pick<ReportFile, "where" | "filters">,
  names: Pick<ComponentNames, "dimension" | "filter">,
): readonly string[] {
  return [
    ...where.map(({ dimension, equals, of = "person" }) =>
      say(WORDS[of], names.dimension(dimension).name, equals),
    ),
    ...filters.map((id) => say("Counts only what the filter “{0}” lets through.", names.filter(id))),
  ];
}
