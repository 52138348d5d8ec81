/**
 * Which things are compared with which: the first of a selection with the others, or each with what has its name in another
 * sandbox. Reads lists; opens nothing.
 */
import type { ResourceReference } from "../model/resource";
import type { PlatformLists, ResourceRow } from "../model/rows";

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

/** Each thing with the one of the same name in another sandbox; those without are left out. */
export async function findNamesakes(
  lists: PlatformLists,
  request: {
    readonly things: readonly NamedReference[];
    readonly sandbox: string;
    readonly signal: AbortSignal;
  },
): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (const thing of request.things) {
    const row = await findByName(lists, { ...thing, sandbox: request.sandbox }, request.signal);
    if (row === undefined) continue;
    const { id, name, hasExpression = false } = row;
    pairs.push([thing, { ...thing, sandbox: request.sandbox, id, name, hasExpression }]);
  }
  return pairs;
}

/** Names that contain the wanted one come in the same answer, so a few pages are looked through. */
const MOST_PAGES = 5;

async function findByName(
  lists: PlatformLists,
  wanted: NamedReference,
  signal: AbortSignal,
): Promise<ResourceRow | undefined> {
  const { connection, sandbox, kind, name } = wanted;
  const walk = await lists.openList({ connection, sandbox, kind, filter: name, pageSize: 50 });
  for (let read = 0; read < MOST_PAGES; read++) {
    const { rows, isLast } = await walk.nextPage(signal);
    const found = rows.find((row) => row.name === name);
    if (found !== undefined || isLast) return found;
  }
  return undefined;
}
