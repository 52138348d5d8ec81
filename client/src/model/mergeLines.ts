/**
 * Merges versions of a text line by line, with the conflict markers every editor understands where both sides changed the
 * same place, so that neither side is lost. Pure.
 */
import { diff3Merge, diffComm } from "node-diff3";

/** The versions of one text. */
export interface TextVersions {
  /** What both started from; undefined when nobody knows, then every difference is a conflict. */
  readonly started: string | undefined;
  readonly now: string;
  readonly mine: string;
}

const NOW = "The platform now";
const STARTED = "Started from";
const MINE = "Mine";

const MARKER = /^(<{7}|\|{7}|={7}|>{7})( |$)/m;

/** The merged text, with markers where a person must choose. */
export function mergeTexts({ started, now, mine }: TextVersions): string {
  return started === undefined
    ? mergeTwo(now.split("\n"), mine.split("\n"))
    : mergeThree(now.split("\n"), started.split("\n"), mine.split("\n"));
}

/** Whether something is left to choose. */
export function hasMarkers(text: string): boolean {
  return MARKER.test(text);
}

function mergeThree(now: string[], started: string[], mine: string[]): string {
  const regions = diff3Merge(now, started, mine, { excludeFalseConflicts: true });
  return regions
    .flatMap(({ ok, conflict }) =>
      conflict === undefined
        ? (ok ?? [])
        : [
            `<<<<<<< ${NOW}`,
            ...conflict.a,
            `||||||| ${STARTED}`,
            ...conflict.o,
            "=======",
            ...conflict.b,
            `>>>>>>> ${MINE}`,
          ],
    )
    .join("\n");
}

function mergeTwo(now: string[], mine: string[]): string {
  return diffComm(now, mine)
    .flatMap((part) =>
      "common" in part && part.common !== undefined
        ? part.common
        : [`<<<<<<< ${NOW}`, ...(part.buffer1 ?? []), "=======", ...(part.buffer2 ?? []), `>>>>>>> ${MINE}`],
    )
    .join("\n");
}
