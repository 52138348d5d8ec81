/**
 * Sends the writes of a plan one after the other and gives an account of each. Stops at the first that fails, because what
 * follows may build on it; what was not sent is said to be so.
 */
import type { ApiSession } from "../api/apiSession";
import type { Audience } from "../api/audiences";
import type { PairWrite } from "../files/plannedReferences";
import { openSavedWrite, PlatformChanged } from "../files/savedWrite";
import { toFailureText } from "../model/failureText";
import type { CommandLine } from "./commandLine";
import { toOneLine } from "./visibleText";

/** What became of one write. */
export interface WriteResult {
  readonly outcome: "applied" | "different" | "failed" | "notSent";
  /** What the platform holds now, where it could be read. */
  readonly audience: Audience | undefined;
}

/** Sends the writes, printing a line for each. */
export async function applyWrites(
  session: ApiSession,
  writes: readonly PairWrite[],
  line: CommandLine,
): Promise<readonly WriteResult[]> {
  const created = new Map<string, string>();
  const results: WriteResult[] = [];
  for (const planned of writes) {
    const isStopped = results.some(({ outcome }) => outcome === "failed");
    const result = isStopped ? NOT_SENT : await applyOne(session, planned, { created, line });
    if (result === NOT_SENT) line.print(`not sent  ${toTitle(planned)}\n`);
    results.push(result);
  }
  return results;
}

const NOT_SENT: WriteResult = { outcome: "notSent", audience: undefined };

async function applyOne(
  session: ApiSession,
  planned: PairWrite,
  { created, line }: { readonly created: Map<string, string>; readonly line: CommandLine },
): Promise<WriteResult> {
  const title = toTitle(planned);
  try {
    const { signal } = line;
    const opened = await openSavedWrite(session, planned.write, { created, signal });
    const result = await opened.apply(signal);
    if (result.outcome === "conflict") throw new PlatformChanged(planned.write, "It changed while applying.");
    created.set(planned.stem, result.id);
    const outcome = result.isAsPlanned ? "applied" : "different";
    const note = result.isFoundLate ? "; the connection broke while sending, the platform has it" : "";
    line.print(`${outcome.padEnd(9)} ${title} (${result.id})${note}\n`);
    return { outcome, audience: result.now };
  } catch (error) {
    line.print(`failed    ${title}: ${toFailureText(error, "pipeline")}\n`);
    return { outcome: "failed", audience: undefined };
  }
}

function toTitle({ stem, write }: PairWrite): string {
  return toOneLine(`${write.id === undefined ? "create" : "update"} “${write.name}” (${stem})`);
}
