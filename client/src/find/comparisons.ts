/**
 * Which things are compared with which: the first of a selection with the others, or each with what has its name in another
 * sandbox. Reads lists; opens nothing.
 */
import { withRecentWrites } from "../model/recentWrites";
import type { ResourceReference } from "../model/resource";
import type { PlatformLists, ResourceRow } from "../model/rows";
import type { WritesAhead } from "../model/writesAhead";

/** A thing with what people call it. */
export interface NamedReference extends ResourceReference {
  readonly name: string;
  readonly hasExpression: boolean;
}

/** Left and right of a comparison. */
export type Pair = readonly [NamedReference, NamedReference];

/** The first with each of the others. */
export function pairUp(things: readonly [NamedReference, ...NamedReference[]]): readonly Pair[] {
  const [first, ...others] = things;
  return others.map((other): Pair => [first, other]);
}

/** What namesakes are looked for in. */
export interface NamesakeSources {
  readonly lists: () => Promise<PlatformLists>;
  readonly writesAhead: Pick<WritesAhead, "list">;
}

/** Each thing with the one of the same name in another sandbox; those without are left out. */
export async function findNamesakes(
  sources: NamesakeSources,
  request: {
    readonly things: readonly NamedReference[];
    readonly sandbox: string;
    readonly signal: AbortSignal;
  },
): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (const thing of request.things) {
    const row = await findByName(sources, { ...thing, sandbox: request.sandbox }, request.signal);
    if (row === undefined) continue;
    const { id, name, hasExpression = false } = row;
    pairs.push([thing, { ...thing, sandbox: request.sandbox, id, name, hasExpression }]);
  }
  return pairs;
}

/** Names that contain the wanted one come in the same answer, so a few pages are looked through. */
const MOST_PAGES = 5;

async function findByName(
  { lists, writesAhead }: NamesakeSources,
  wanted: NamedReference,
  signal: AbortSignal,
): Promise<ResourceRow | undefined> {
  const { connection, sandbox, kind, name } = wanted;
  const writes = kind === "audience" ? writesAhead.list(wanted) : [];
  const walk = await (await lists()).openList({ connection, sandbox, kind, filter: name, pageSize: 50 });
  for (let read = 0; read < MOST_PAGES; read++) {
    const { rows, isLast } = await walk.nextPage(signal);
    const found = withRecentWrites(rows, writes, name).find((row) => row.name === name);
    if (found !== undefined || isLast) return found;
  }
  return undefined;
}
