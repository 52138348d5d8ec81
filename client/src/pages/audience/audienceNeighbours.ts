/**
 * The audiences around one: those its expression needs and those that need it, over a few steps. Read in bulk, a step at a
 * time; what cannot be read stays visible as a neighbour that says why.
 */
import type { ApiSession } from "../../api/apiSession";
import { type Audience, fetchAudiences } from "../../api/audiences";
import { findNamedAudiences } from "../../model/expressionReferences";
import { say } from "../../words/say";
import { withoutAbsent } from "../frame/pageHost";
import type { AudienceNeighbours } from "./audiencePageContent";

/** Steps from the audience; farther ones say little about it. */
const MOST_STEPS = 3;

/** Audiences read; more cannot be told apart in a picture. */
const MOST_AUDIENCES = 60;

interface Walk {
  readonly audiences: Map<string, AudienceNeighbours["audiences"][number]>;
  readonly links: Map<string, { readonly from: string; readonly to: string }>;
  isCut: boolean;
}

/** Reads the neighbours of `audience`, which is the first of those returned. */
export async function readNeighbours(
  sources: { readonly session: ApiSession; readonly signal: AbortSignal },
  audience: Audience,
): Promise<AudienceNeighbours> {
  const walk: Walk = { audiences: new Map(), links: new Map(), isCut: false };
  walk.audiences.set(audience.id, describe(audience));
  await follow(sources, walk, { start: audience, direction: "uses" });
  await follow(sources, walk, { start: audience, direction: "usedBy" });
  return { audiences: [...walk.audiences.values()], links: [...walk.links.values()], isCut: walk.isCut };
}

type Direction = "uses" | "usedBy";

async function follow(
  { session, signal }: { readonly session: ApiSession; readonly signal: AbortSignal },
  walk: Walk,
  { start, direction }: { readonly start: Audience; readonly direction: Direction },
): Promise<void> {
  let edge: readonly Audience[] = [start];
  for (let step = 0; step < MOST_STEPS && edge.length > 0; step += 1) {
    const fresh = takeLinks(walk, edge, direction);
    if (fresh.length === 0) return;
    const found = await fetchAudiences(session, fresh, { signal });
    edge = fresh.flatMap((id) => {
      const other = found.get(id);
      const isRead = other !== undefined && !(other instanceof Error);
      walk.audiences.set(
        id,
        isRead ? { ...describe(other), id } : { id, failure: other?.message ?? say("Not answered.") },
      );
      return isRead ? [other] : [];
    });
  }
  if (edge.some((audience) => listNext(audience, direction).some((id) => !walk.audiences.has(id))))
    walk.isCut = true;
}

/** Notes the links of these audiences; returns the ids that were not met before, as far as there is room. */
function takeLinks(walk: Walk, edge: readonly Audience[], direction: Direction): readonly string[] {
  const fresh = new Set<string>();
  for (const audience of edge) {
    for (const id of listNext(audience, direction)) {
      const link = direction === "uses" ? { from: audience.id, to: id } : { from: id, to: audience.id };
      // Who uses it is counted, also where there is no room for a box.
      walk.links.set(`${link.from} ${link.to}`, link);
      const isKnown = walk.audiences.has(id) || fresh.has(id);
      if (!isKnown && walk.audiences.size + fresh.size >= MOST_AUDIENCES) {
        walk.isCut = true;
        continue;
      }
      if (!isKnown) fresh.add(id);
    }
  }
  return [...fresh];
}

/** The service does not always list what an expression names. */
function listNext(
  { dependencies, dependents, expression }: Audience,
  direction: Direction,
): readonly string[] {
  if (direction === "usedBy") return dependents;
  return [...new Set([...dependencies, ...findNamedAudiences(expression?.value ?? "")])];
}

function describe({ id, name, lifecycleState }: Audience): AudienceNeighbours["audiences"][number] {
  return { id, name: name.trim() === "" ? id : name, ...withoutAbsent({ state: lifecycleState }) };
}
