/**
 * Makes data of the platform fit to be handed to an agent: bounded in depth, length and size, without control characters. Says
 * what was left out. Pure.
 */

import { JsonNumber } from "../../../server/src/pql/text/exactJson";
import { isRecord } from "../model/values";

/** Longest text, longest list, deepest object and most characters of JSON that an answer holds. */
export interface AnswerLimits {
  readonly text: number;
  readonly list: number;
  readonly depth: number;
  readonly size: number;
}

/** What is handed to agents unless a tool is asked for less. */
const USUAL_LIMITS: AnswerLimits = { text: 2_000, list: 200, depth: 12, size: 60_000 };

/** Data within the limits, and whether anything is missing from it. */
export interface LimitedData {
  readonly data: unknown;
  readonly isCut: boolean;
}

/** The data within the limits. Lists are shortened further, in halves, until the whole fits. */
export function limitData(data: unknown, limits: AnswerLimits = USUAL_LIMITS): LimitedData {
  for (let list = limits.list; ; list = Math.floor(list / 2)) {
    const cutter = new Cutter({ ...limits, list });
    const cut = cutter.cut(data, 0);
    if (list === 0 || JSON.stringify(cut ?? null).length <= limits.size)
      return { data: cut, isCut: cutter.isCut };
  }
}

class Cutter {
  isCut = false;
  private readonly limits: AnswerLimits;

  constructor(limits: AnswerLimits) {
    this.limits = limits;
  }

  cut(value: unknown, depth: number): unknown {
    if (typeof value === "string") return this.cutText(value);
    if (typeof value === "bigint") return String(value);
    if (typeof value !== "object" || value === null || value instanceof JsonNumber) return value;
    if (depth >= this.limits.depth) return this.omitted();
    if (Array.isArray(value)) return this.cutList(value, depth);
    return isRecord(value) ? this.cutObject(value, depth) : this.omitted();
  }

  private cutText(text: string): string {
    const clean = text.replaceAll(/[\p{Cc}\p{Cf}]/gu, (sign) =>
      sign === "\n" || sign === "\t" ? sign : " ",
    );
    if (clean.length <= this.limits.text) return clean;
    this.isCut = true;
    return `${clean.slice(0, this.limits.text)}…`;
  }

  private cutList(list: readonly unknown[], depth: number): readonly unknown[] {
    if (list.length > this.limits.list) this.isCut = true;
    return list.slice(0, this.limits.list).map((item) => this.cut(item, depth + 1));
  }

  private cutObject(object: Readonly<Record<string, unknown>>, depth: number): object {
    const entries = Object.entries(object).filter(([, value]) => value !== undefined);
    if (entries.length > this.limits.list) this.isCut = true;
    return Object.fromEntries(
      entries
        .slice(0, Math.max(this.limits.list, 20))
        .map(([key, value]) => [this.cutText(key), this.cut(value, depth + 1)]),
    );
  }

  private omitted(): string {
    this.isCut = true;
    return "…";
  }
}
