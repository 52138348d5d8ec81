/**
 * How many people a destination gets of the audiences that are put on it, looked up while the preview is open. Takes what was counted;
 * asks for no estimate, because a destination is sent members and not those who would qualify.
 */
import { isCancellation } from "../../api/apiError";
import type { ApiSession } from "../../api/apiSession";
import { fetchAudienceSize } from "../../api/audienceSize";
import type { FlowAudienceAddition } from "../../api/flowWrites";
import { say, sayNumber, sayTime } from "../../words/say";

const PENDING = say("being looked up; it will stand here in a moment");

/** A line for each audience, before anything is known. */
export function toPendingSizes(added: readonly FlowAudienceAddition[]): readonly string[] {
  return added.map(({ name }) => toLine(name, PENDING));
}

/** A line for each audience; of one whose size cannot be read it says so. Throws only when called off. */
export async function tellSizes(
  session: ApiSession,
  added: readonly FlowAudienceAddition[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  return await Promise.all(
    added.map(async ({ id, name }) => toLine(name, await tellSize(session, id, signal))),
  );
}

async function tellSize(session: ApiSession, id: string, signal: AbortSignal): Promise<string> {
  try {
    const size = await fetchAudienceSize(session, id, { signal });
    if (size.source === "unknown") return say("not known: no evaluation has counted it yet");
    const members = say("{0} profiles", sayNumber(size.members));
    return size.evaluatedAt === undefined
      ? members
      : say("{0}, counted {1}", members, sayTime(size.evaluatedAt));
  } catch (error) {
    if (isCancellation(error)) throw error;
    session.log.write({
      level: "warn",
      message: `The size of an audience could not be read: ${String(error)}`,
    });
    return say("not known");
  }
}

function toLine(name: string, size: string): string {
  return say("Size of “{0}”: {1}", name, size);
}
