/**
 * Figures of a run: one number per server, measure and round, and their medians.
 */
import type { ServerName } from "./benchServers";

/** Something that is measured; the unit is part of the name where it is not milliseconds. */
export type Measure = string;

/** All figures of a run. */
export class Figures {
  readonly #rounds = new Map<string, number[]>();

  /** Adds the figure of one round; nothing where it is unknown. */
  add(server: ServerName, measure: Measure, figure: number | undefined): void {
    if (figure === undefined) return;
    const key = `${server} ${measure}`;
    const rounds = this.#rounds.get(key) ?? [];
    rounds.push(figure);
    this.#rounds.set(key, rounds);
  }

  /** Adds median and 95th percentile of the samples of one round. */
  addSamples(server: ServerName, measure: Measure, samples: readonly number[]): void {
    this.add(server, `${measure} p50`, percentile(samples, 0.5));
    this.add(server, `${measure} p95`, percentile(samples, 0.95));
  }

  /** The median over all rounds; undefined where nothing was measured. */
  find(server: ServerName, measure: Measure): number | undefined {
    const rounds = this.#rounds.get(`${server} ${measure}`);
    return rounds === undefined ? undefined : percentile(rounds, 0.5);
  }
}

/** The sample below which `share` of all samples lie; undefined where there are none. */
export function percentile(samples: readonly number[], share: number): number | undefined {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
