/**
 * Who uses an audience, in words for the facts of a preview: other audiences, journeys, campaigns, destinations. What could
 * not be read is named, never taken for "nobody".
 */
import type { ApiSession } from "../../api/apiSession";
import { type Audience, fetchAudiences } from "../../api/audiences";
import type { AudienceUsers, UserKind } from "../../model/audienceUsers";
import { say } from "../../words/say";

/** Things of one kind that use the audience. */
interface UsageOfKind {
  /** In the singular: "audience", "journey", "campaign" or "destination". */
  readonly kind: "audience" | "journey" | "campaign" | "destination";
  readonly names: readonly string[];
  /** False when not everything could be looked through. */
  readonly isComplete: boolean;
}

/** Several previews in a row look at the same reading. */
export const USAGE_FRESH_MS = 60_000;

/** Everything that uses the audience, as far as it can be known. */
export async function findUsage(
  { session, users }: { readonly session: ApiSession; readonly users: AudienceUsers },
  audience: Audience,
  signal: AbortSignal,
): Promise<readonly UsageOfKind[]> {
  const findOfKind = async (kind: UserKind): Promise<Omit<UsageOfKind, "kind">> => {
    try {
      const { rows, failure } = await users.find(session, { kind, audienceId: audience.id }, signal);
      return { names: rows.map(({ name }) => name), isComplete: failure === undefined };
    } catch {
      signal.throwIfAborted();
      return { names: [], isComplete: false };
    }
  };
  const [audiences, journeys, campaigns, destinations] = await Promise.all([
    findAudiences(session, audience, signal),
    findOfKind("journeys"),
    findOfKind("campaigns"),
    findOfKind("destinations"),
  ]);
  return [
    audiences,
    { kind: "journey", ...journeys },
    { kind: "campaign", ...campaigns },
    { kind: "destination", ...destinations },
  ];
}

/** "2 audiences (A, B), 1 journey (C)"; says what is not known. */
export function toUsageText(usage: readonly UsageOfKind[]): string {
  const parts = usage.filter(({ names }) => names.length > 0).map(toPart);
  const unknown = usage.filter(({ isComplete }) => !isComplete).map(({ kind }) => say(`${kind}s`));
  const found =
    parts.length === 0 ? (unknown.length === 0 ? say("nothing") : say("nothing found")) : parts.join(", ");
  return unknown.length === 0
    ? found
    : say("{0}; not everything is known about {1}", found, unknown.join(" and "));
}

function toPart({ kind, names }: UsageOfKind): string {
  const shown = names.slice(0, 5).join(", ");
  const more = names.length > 5 ? ", …" : "";
  return `${names.length} ${say(names.length === 1 ? kind : `${kind}s`)} (${shown}${more})`;
}

async function findAudiences(
  session: ApiSession,
  { dependents }: Audience,
  signal: AbortSignal,
): Promise<UsageOfKind> {
  if (dependents.length === 0) return { kind: "audience", names: [], isComplete: true };
  const found = await fetchAudiences(session, dependents, { signal }).catch(() => undefined);
  const names = dependents.map((id) => {
    const other = found?.get(id);
    return other === undefined || other instanceof Error ? id : other.name;
  });
  return { kind: "audience", names, isComplete: true };
}
