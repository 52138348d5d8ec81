/**
 * The smallest set of profiles that together show every goal. Greedy first; then, within a limit of work, every smaller set is
 * looked through, so that small rules get a smallest set and large ones a small one.
 */

/** A profile as far as the choice goes. */
export interface Option {
  /** Numbers of the goals it shows. */
  readonly shown: ReadonlySet<number>;
}

/** Sets looked through before the greedy one is taken as it is. */
const MOST_WORK = 200_000;

/** The chosen ones, in the order given. All that any option shows is shown by them. */
export function chooseSmallest<One extends Option>(
  options: readonly One[],
  goals: readonly number[],
): readonly One[] {
  const wanted = goals.filter((goal) => options.some(({ shown }) => shown.has(goal)));
  const greedy = withoutNeedless(chooseGreedily(options, wanted), wanted);
  const better = new SmallerCover(options, wanted, greedy.length - 1).find();
  const chosen = new Set<One>(better ?? greedy);
  return options.filter((option) => chosen.has(option));
}

function chooseGreedily<One extends Option>(
  options: readonly One[],
  wanted: readonly number[],
): readonly One[] {
  const left = new Set(wanted);
  const chosen: One[] = [];
  const gain = ({ shown }: One) => [...shown].reduce((sum, goal) => sum + (left.has(goal) ? 1 : 0), 0);
  while (left.size > 0) {
    const [first, ...rest] = options;
    if (first === undefined) break;
    const best = rest.reduce((most, one) => (gain(one) > gain(most) ? one : most), first);
    if (gain(best) === 0) break;
    chosen.push(best);
    for (const goal of best.shown) left.delete(goal);
  }
  return chosen;
}

/** Leaves out each one whose goals the others show. */
function withoutNeedless<One extends Option>(
  chosen: readonly One[],
  wanted: readonly number[],
): readonly One[] {
  let kept = [...chosen];
  for (const one of chosen) {
    const others = kept.filter((other) => other !== one);
    if (wanted.every((goal) => others.some(({ shown }) => shown.has(goal)))) kept = others;
  }
  return kept;
}

/** Looks for a cover of fewer, trying the goal first that the fewest options show. */
class SmallerCover<One extends Option> {
  #work = 0;
  readonly #showing: ReadonlyMap<number, readonly One[]>;

  readonly #wanted: readonly number[];
  readonly #most: number;

  constructor(options: readonly One[], wanted: readonly number[], most: number) {
    this.#wanted = wanted;
    this.#most = most;
    this.#showing = new Map(wanted.map((goal) => [goal, options.filter(({ shown }) => shown.has(goal))]));
  }

  find(): readonly One[] | undefined {
    let best: readonly One[] | undefined;
    for (let size = this.#most; size > 0; size--) {
      const smaller = this.#search([], new Set(this.#wanted), size);
      if (smaller === undefined) break;
      best = smaller;
    }
    return best;
  }

  #search(chosen: readonly One[], left: ReadonlySet<number>, size: number): readonly One[] | undefined {
    if (left.size === 0) return chosen;
    if (size === 0 || ++this.#work > MOST_WORK) return undefined;
    let rarest: readonly One[] | undefined;
    for (const goal of left) {
      const showing = this.#showing.get(goal) ?? [];
      if (rarest === undefined || showing.length < rarest.length) rarest = showing;
    }
    for (const one of rarest ?? []) {
      const rest = new Set([...left].filter((goal) => !one.shown.has(goal)));
      if (rest.size > left.size - 1) continue;
      const cover = this.#search([...chosen, one], rest, size - 1);
      if (cover !== undefined) return cover;
    }
    return undefined;
  }
}
