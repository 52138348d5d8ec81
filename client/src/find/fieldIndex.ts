/**
 * Which audiences read which field: made from the expressions of all audiences of a sandbox, which the language server
 * takes apart. Kept per sandbox until something was written or the sidebar is refreshed; what one reads anew replaces what
 * was known of it.
 */
import type { FieldReads } from "../../../server/src/protocol/messages";
import { type SandboxTarget, toSandboxKey } from "../model/resource";
import type { ResourceRow } from "../model/rows";
import { Cancelled, UserError } from "../model/userError";

/** An expression and whose it is. */
export interface ReadableAudience {
  readonly row: ResourceRow;
  readonly expression: { readonly format: string; readonly value: string };
}

/** A field as the index knows it. */
export interface FieldName {
  readonly root: "profile" | "event";
  readonly steps: readonly string[];
}

/** What the index is made with. */
export interface FieldIndexSources {
  /** The audiences with an expression, page by page. */
  readonly listAudiences: (
    target: SandboxTarget,
    signal: AbortSignal,
  ) => AsyncIterable<{ readonly audiences: readonly ReadableAudience[]; readonly total: number | undefined }>;
  readonly listReads: (
    expressions: readonly ReadableAudience["expression"][],
    signal: AbortSignal,
  ) => Promise<FieldReads | undefined>;
}

interface Entry {
  readonly row: ResourceRow;
  readonly reads: readonly FieldName[];
}

/** Told after each page; `total` is undefined when the platform does not say. */
export type IndexProgress = (read: number, total: number | undefined) => void;

/** Where fields are used, sandbox by sandbox. */
export class FieldIndex {
  private readonly known = new Map<string, ReadonlyMap<string, Entry>>();

  constructor(private readonly sources: FieldIndexSources) {}

  /** The audiences that read the field or something inside it. Makes the index first where it is missing. */
  async find(
    target: SandboxTarget,
    field: FieldName,
    run: { readonly signal: AbortSignal; readonly onProgress: IndexProgress },
  ): Promise<readonly ResourceRow[]> {
    const key = toSandboxKey(target);
    const entries = this.known.get(key) ?? (await this.build(target, run));
    this.known.set(key, entries);
    return [...entries.values()]
      .filter(({ reads }) => reads.some((read) => isInside(read, field)))
      .map(({ row }) => row);
  }

  /** Makes the index anew next time. */
  forget(target?: SandboxTarget): void {
    if (target === undefined) this.known.clear();
    else this.known.delete(toSandboxKey(target));
  }

  private async build(
    target: SandboxTarget,
    { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: IndexProgress },
  ): Promise<ReadonlyMap<string, Entry>> {
    const entries = new Map<string, Entry>();
    for await (const { audiences, total } of this.sources.listAudiences(target, signal)) {
      const answer = await this.sources.listReads(
        audiences.map(({ expression }) => expression),
        signal,
      );
      if (signal.aborted) throw new Cancelled();
      if (answer === undefined)
        throw new UserError(
          "failed",
          "The language server is not running, so nobody can say what is read where.",
        );
      audiences.forEach(({ row }, index) => {
        entries.set(row.id, { row, reads: answer.reads[index] ?? [] });
      });
      onProgress(entries.size, total);
    }
    return entries;
  }
}

/** Reads a path as people and schemas write it: backticks around steps, `xEvent` in front of event fields. */
export function readFieldName(path: string, root: "profile" | "event" = "profile"): FieldName {
  const steps = [...path.matchAll(/`([^`]*)`|[^.`\s]+/g)].map(([step, quoted]) => quoted ?? step);
  if (steps[0] === "xEvent") return { root: "event", steps: steps.slice(1) };
  return { root, steps };
}

function isInside(read: FieldName, field: FieldName): boolean {
  return read.root === field.root && field.steps.every((step, index) => read.steps[index] === step);
}
