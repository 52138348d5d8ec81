/**
 * How the objects of an inventory hang together: what each name stands for, what is missing, in which order they can be built, and
 * how each is carried. Pure.
 */
import { type Carriage, findCarriage } from "./carriage";
import {
  INVENTORY_KINDS,
  type InventoryKind,
  type RecordUse,
  toRecordKey,
  type UsedKind,
} from "./inventoryRecord";
import type { ObjectEntry } from "./runStore";

/** One use, as far as it is known what it means. */
export interface ResolvedUse extends RecordUse {
  /** The key of the object; undefined for merge policies and for what is missing or unknown. */
  readonly key?: string | undefined;
  readonly isMissing: boolean;
}

/** An object in its place. */
export interface GraphObject {
  readonly key: string;
  readonly entry: ObjectEntry;
  readonly uses: readonly ResolvedUse[];
  /** Keys of what uses it. */
  readonly usedBy: readonly string[];
  readonly carriage: Carriage;
}

/** What is known beside the objects. */
export interface GraphFacts {
  /** Kinds whose lists were read to the end: only of these it can be said that something is missing. */
  readonly isComplete: (kind: UsedKind) => boolean;
  readonly mergePolicies: ReadonlySet<string>;
}

/** The objects by key, in an order in which each comes after what it uses. */
export function toObjectGraph(
  entries: Iterable<ObjectEntry>,
  facts: GraphFacts,
): ReadonlyMap<string, GraphObject> {
  const sorted = [...entries].sort(compareEntries);
  const resolver = new UseResolver(sorted, facts);
  const uses = new Map(sorted.map((entry) => [entry.key, resolver.resolve(entry)]));
  const { ordered, circular } = toOrder(sorted, uses);
  const usedBy = new Map<string, string[]>();
  for (const key of ordered) {
    for (const used of listKeys(uses.get(key))) {
      const users = usedBy.get(used);
      if (users === undefined) usedBy.set(used, [key]);
      else users.push(key);
    }
  }
  const byKey = new Map(sorted.map((entry) => [entry.key, entry]));
  const graph = new Map<string, GraphObject>();
  for (const key of ordered) {
    const entry = byKey.get(key);
    if (entry === undefined) continue;
    const own = uses.get(key) ?? [];
    const carriage = findCarriage({
      record: { ...entry, facts: entry.origin === undefined ? [] : [["Origin", entry.origin]] },
      missing: own.filter(({ isMissing }) => isMissing),
      blocked: listKeys(own).flatMap((used) => {
        const other = graph.get(used);
        return other?.carriage.verdict === "blocked" ? [other.entry.name] : [];
      }),
      isCircular: circular.has(key),
    });
    graph.set(key, { key, entry, uses: own, usedBy: usedBy.get(key) ?? [], carriage });
  }
  return graph;
}

/** By kind in building order, then by name. */
function compareEntries(one: ObjectEntry, other: ObjectEntry): number {
  const kinds = INVENTORY_KINDS.indexOf(one.kind) - INVENTORY_KINDS.indexOf(other.kind);
  if (kinds !== 0) return kinds;
  const names = one.name.localeCompare(other.name, "en", { sensitivity: "base" });
  return names !== 0 ? names : one.id < other.id ? -1 : 1;
}

class UseResolver {
  private readonly known = new Map<string, string>();
  /** Fragments by name; undefined where several have it. */
  private readonly fragments = new Map<string, string | undefined>();

  constructor(
    entries: readonly ObjectEntry[],
    private readonly facts: GraphFacts,
  ) {
    for (const entry of entries) {
      const { key } = entry;
      for (const alias of entry.aliases) this.known.set(toRecordKey({ kind: entry.kind, id: alias }), key);
      if (entry.kind === "fragment")
        this.fragments.set(entry.name, this.fragments.has(entry.name) ? undefined : key);
    }
    for (const entry of entries) this.known.set(entry.key, entry.key);
  }

  resolve(entry: ObjectEntry): readonly ResolvedUse[] {
    const found = new Map<string, ResolvedUse>();
    for (const use of entry.uses) {
      const resolved = this.resolveOne(use);
      if (use.isGuess === true && resolved.key === undefined) continue;
      if (resolved.key === entry.key) continue;
      const key = resolved.key ?? toRecordKey(use);
      if (!found.has(key)) found.set(key, resolved);
    }
    return [...found.values()];
  }

  private resolveOne(use: RecordUse): ResolvedUse {
    const { kind, id, name } = use;
    if (kind === "mergePolicy") {
      return { ...use, isMissing: this.facts.isComplete(kind) && !this.facts.mergePolicies.has(id) };
    }
    const wanted = kind === "namespace" ? id.toLowerCase() : id;
    const key =
      this.known.get(toRecordKey({ kind, id: wanted })) ??
      (kind === "fragment" && name !== undefined ? this.fragments.get(name) : undefined);
    return { ...use, key, isMissing: key === undefined && this.facts.isComplete(kind) };
  }
}

function listKeys(uses: readonly ResolvedUse[] = []): readonly string[] {
  return uses.flatMap(({ key }) => key ?? []);
}

/** What is used comes first; what cannot be ordered comes last, and those on a circle are told. */
function toOrder(
  sorted: readonly ObjectEntry[],
  uses: ReadonlyMap<string, readonly ResolvedUse[]>,
): { readonly ordered: readonly string[]; readonly circular: ReadonlySet<string> } {
  const places = new Map(sorted.map((entry, index) => [entry.key, index]));
  const links = sorted.flatMap((entry) => {
    const from = entry.key;
    return listKeys(uses.get(from)).map((to) => [from, to] as const);
  });
  const ordered = peel([...places.keys()], links);
  const done = new Set(ordered);
  const left = [...places.keys()].filter((key) => !done.has(key));
  const among = links.filter(([from, to]) => !done.has(from) && !done.has(to));
  const outermostFirst = peel(
    left,
    among.map(([from, to]) => [to, from] as const),
  );
  const users = new Set(outermostFirst);
  const circular = left.filter((key) => !users.has(key));
  const byKind = (keys: readonly string[]): readonly string[] =>
    [...keys].sort((one, other) => kindOf(one) - kindOf(other));
  return {
    ordered: [...byKind(ordered), ...circular, ...[...users].reverse()],
    circular: new Set(circular),
  };
}

function kindOf(key: string): number {
  return INVENTORY_KINDS.indexOf(key.slice(0, key.indexOf(" ")) as InventoryKind);
}

/** Keys whose links all lead to keys before them, layer by layer, each layer in the order given. */
function peel(keys: readonly string[], links: readonly (readonly [string, string])[]): readonly string[] {
  const open = new Map(keys.map((key) => [key, 0]));
  const back = new Map<string, string[]>();
  for (const [from, to] of links) {
    open.set(from, (open.get(from) ?? 0) + 1);
    const users = back.get(to);
    if (users === undefined) back.set(to, [from]);
    else users.push(from);
  }
  const result: string[] = [];
  let layer = keys.filter((key) => open.get(key) === 0);
  while (layer.length > 0) {
    result.push(...layer);
    const next: string[] = [];
    for (const user of layer.flatMap((key) => back.get(key) ?? [])) {
      const count = (open.get(user) ?? 0) - 1;
      open.set(user, count);
      if (count === 0) next.push(user);
    }
    layer = next;
  }
  return result;
}
