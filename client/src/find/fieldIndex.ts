/**
 * Which audiences read which field: made from the expressions of all audiences of a sandbox, which the language server
 * takes apart. Kept definition by definition: what is read or written elsewhere replaces only itself, a refresh lists the
 * audiences again but takes apart only what changed, and a cancelled reading keeps what it has.
 */

import type { FieldReads } from "../../../server/src/protocol/clientMessages";
import { findNamedAudiences } from "../model/expressionReferences";
import { silentServer } from "../model/refusals";
import { type SandboxTarget, toSandboxKey } from "../model/resource";
import type { ResourceRow } from "../model/rows";
import { Cancelled } from "../model/userError";
import { say } from "../words/say";

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

/** One page of a sandbox's audiences. */
export interface AudiencePage {
  /** Those with an expression. */
  readonly audiences: readonly ReadableAudience[];
  /** All on the page. */
  readonly listed: number;
  /** All of the sandbox; undefined when the platform does not say. */
  readonly total: number | undefined;
}

/** What the index is made with. */
export interface FieldIndexSources {
  readonly listAudiences: (target: SandboxTarget, signal: AbortSignal) => AsyncIterable<AudiencePage>;
  /** One audience; undefined when it is gone or has no expression. */
  readonly findAudience: (
    target: SandboxTarget,
    id: string,
    signal: AbortSignal,
  ) => Promise<ReadableAudience | undefined>;
  readonly listReads: (
    expressions: readonly ReadableAudience["expression"][],
    signal: AbortSignal,
  ) => Promise<FieldReads | undefined>;
}

/** What is known of one audience; `reads` is missing until its expression was taken apart. */
interface Entry extends ReadableAudience {
  readonly reads?: readonly FieldName[];
}

interface SandboxIndex {
  readonly entries: Map<string, Entry>;
  /** Each field once: thousands of audiences read the same ones. */
  readonly fields: Map<string, FieldName>;
  /** Audiences that were changed since they were read. */
  readonly touched: Set<string>;
  /** Whether every audience was listed since somebody last asked for a refresh. */
  isComplete: boolean;
}

/** Told after each page; `total` is undefined when the platform does not say. */
export type IndexProgress = (read: number, total: number | undefined) => void;

/** One question's signal and where its progress goes. */
export interface IndexRun {
  readonly signal: AbortSignal;
  readonly onProgress: IndexProgress;
}

/** Whether the question is about fields, for which each expression is taken apart. */
interface IndexSearch extends IndexRun {
  readonly needsReads: boolean;
}

/** Expressions taken apart in one go, so that a person can give up in between. */
const AT_ONCE = 100;

/** Where fields are used, sandbox by sandbox. */
export class FieldIndex {
  private readonly known = new Map<string, SandboxIndex>();

  constructor(private readonly sources: FieldIndexSources) {}

  /** The audiences that read the field or something inside it. Reads first what is not known yet. */
  find(target: SandboxTarget, field: FieldName, run: IndexRun): Promise<readonly ResourceRow[]> {
    const isWanted = ({ reads }: Entry) => reads?.some((read) => isInside(read, field));
    return this.search(target, { ...run, needsReads: true }, isWanted);
  }

  /**
   * The audiences that name another one; the platform itself lists only some of them. Reads first what is not known yet, and needs no
   * language server for what stands in an expression by its id.
   */
  findNaming(target: SandboxTarget, id: string, run: IndexRun): Promise<readonly ResourceRow[]> {
    const isWanted = ({ expression }: Entry) => findNamedAudiences(expression.value).includes(id);
    return this.search(target, { ...run, needsReads: false }, isWanted);
  }

  private async search(
    target: SandboxTarget,
    run: IndexSearch,
    isWanted: (entry: Entry) => boolean | undefined,
  ): Promise<readonly ResourceRow[]> {
    const index = this.open(target);
    if (!index.isComplete) await this.readAll(target, index, run);
    await this.readTouched(target, index, run.signal);
    if (run.needsReads) await this.takeApart(index, run.signal);
    return [...index.entries.values()].filter(isWanted).map(({ row }) => row);
  }

  /** Takes over a definition that was read for another reason; ignored while nobody has asked for the sandbox's fields. */
  note(target: SandboxTarget, audience: ReadableAudience): void {
    const index = this.known.get(toSandboxKey(target));
    if (index === undefined) return;
    index.touched.delete(audience.row.id);
    put(index, audience);
  }

  /** Reads this audience anew with the next question: it was written, or deleted. */
  touch(target: SandboxTarget, id: string): void {
    this.known.get(toSandboxKey(target))?.touched.add(id);
  }

  /** Lists the audiences anew with the next question; what did not change is not taken apart again. */
  outdate(): void {
    for (const index of this.known.values()) index.isComplete = false;
  }

  private open(target: SandboxTarget): SandboxIndex {
    const key = toSandboxKey(target);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const index: SandboxIndex = {
      entries: new Map(),
      fields: new Map(),
      touched: new Set(),
      isComplete: false,
    };
    this.known.set(key, index);
    return index;
  }

  private async readAll(
    target: SandboxTarget,
    index: SandboxIndex,
    { signal, onProgress, needsReads }: IndexSearch,
  ): Promise<void> {
    const gone = new Set(index.entries.keys());
    let read = 0;
    for await (const { audiences, listed, total } of this.sources.listAudiences(target, signal)) {
      for (const audience of audiences) {
        gone.delete(audience.row.id);
        put(index, audience);
      }
      const ids = audiences.map(({ row }) => row.id);
      if (needsReads) await this.takeApart(index, signal, ids);
      read += listed;
      onProgress(read, total);
    }
    if (signal.aborted) throw new Cancelled();
    for (const id of gone) index.entries.delete(id);
    index.isComplete = true;
  }

  private async readTouched(target: SandboxTarget, index: SandboxIndex, signal: AbortSignal): Promise<void> {
    for (const id of [...index.touched]) {
      const audience = await this.sources.findAudience(target, id, signal);
      if (audience === undefined) index.entries.delete(id);
      else put(index, audience);
      index.touched.delete(id);
    }
  }

  /** Takes apart what was not yet; an expression that was replaced meanwhile stays for the next round. */
  private async takeApart(
    index: SandboxIndex,
    signal: AbortSignal,
    ids: Iterable<string> = index.entries.keys(),
  ): Promise<void> {
    const waiting = [...ids]
      .flatMap((id) => index.entries.get(id) ?? [])
      .filter(({ reads }) => reads === undefined);
    for (let from = 0; from < waiting.length; from += AT_ONCE) {
      const some = waiting.slice(from, from + AT_ONCE);
      const answer = await this.sources.listReads(
        some.map(({ expression }) => expression),
        signal,
      );
      if (signal.aborted) throw new Cancelled();
      if (answer === undefined) throw silentServer(say("it is not known which audiences read this"));
      for (const [place, entry] of some.entries()) {
        const { id } = entry.row;
        if (index.entries.get(id) === entry)
          index.entries.set(id, { ...entry, reads: shareFields(index, answer.reads[place] ?? []) });
      }
    }
  }
}

function shareFields({ fields }: SandboxIndex, reads: readonly FieldName[]): readonly FieldName[] {
  return reads.map((field) => {
    const key = [field.root, ...field.steps].join("\n");
    const known = fields.get(key) ?? field;
    fields.set(key, known);
    return known;
  });
}

/** An expression that is known keeps what was found in it. */
function put(index: SandboxIndex, audience: ReadableAudience): void {
  const { row, expression } = audience;
  const known = index.entries.get(row.id);
  const isSame =
    known?.expression.value === expression.value && known.expression.format === expression.format;
  const reads = isSame ? known.reads : undefined;
  index.entries.set(row.id, { row, expression, ...(reads === undefined ? {} : { reads }) });
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
