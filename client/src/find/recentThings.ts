/**
 * The things a person opened, chose or wrote last, so that lists offer them first. Remembered per workspace, by id and name
 * alone; what has become of them is asked for anew.
 */
import type { Memento } from "vscode";
import { type ResourceReference, type SandboxTarget, toSandboxKey } from "../model/resource";
import { RESOURCE_KINDS, type ResourceKind } from "../model/resourceKinds";
import { isRecord, readText } from "../model/values";

const STATE_KEY = "aep.recentThings";

/** Remembered over all sandboxes. */
const MOST_KEPT = 60;
/** Offered at once. */
const MOST_OFFERED = 8;

/** A thing with the name it had when it was last used. */
export interface RecentThing {
  readonly kind: ResourceKind;
  readonly id: string;
  readonly name: string;
}

/** What was used last, newest first. */
export class RecentThings {
  constructor(private readonly state: Pick<Memento, "get" | "update">) {}

  /** Remembers that a thing was used just now. */
  async note({ kind, id, ...target }: ResourceReference, name: string): Promise<void> {
    const used = { kind, id, name, sandbox: toSandboxKey(target) };
    const others = this.read().filter((one) => one.id !== id || one.sandbox !== used.sandbox);
    await this.state.update(STATE_KEY, [used, ...others].slice(0, MOST_KEPT));
  }

  /** The things of a sandbox that were used last. */
  list(target: SandboxTarget, kind?: ResourceKind): readonly RecentThing[] {
    const sandbox = toSandboxKey(target);
    return this.read()
      .filter((one) => one.sandbox === sandbox && (kind === undefined || one.kind === kind))
      .slice(0, MOST_OFFERED)
      .map(({ id, name, ...one }) => ({ kind: one.kind, id, name }));
  }

  private read(): readonly (RecentThing & { readonly sandbox: string })[] {
    const kept = this.state.get<unknown>(STATE_KEY);
    return Array.isArray(kept) ? kept.flatMap(readThing) : [];
  }
}

function readThing(value: unknown): readonly (RecentThing & { readonly sandbox: string })[] {
  if (!isRecord(value)) return [];
  const kind = RESOURCE_KINDS.find((known) => known === value["kind"]);
  const [id, name, sandbox] = [readText(value["id"]), readText(value["name"]), readText(value["sandbox"])];
  if (kind === undefined || id === undefined || name === undefined || sandbox === undefined) return [];
  return [{ kind, id, name, sandbox }];
}
