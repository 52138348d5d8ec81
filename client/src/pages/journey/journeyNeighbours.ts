/**
 * Where the arrow keys lead in the picture: down and up along links, left and right within a row. Pure.
 */
import type { Layout, PlacedStep } from "./layout";

/** Steps whose middles are closer than this stand in one row. */
const SAME_ROW = 20;

/** The key of the step an arrow key leads to; undefined when there is none, or the key is no arrow. */
export function findNeighbour(layout: Layout, key: string, pressed: string): string | undefined {
  const current = layout.steps.find(({ step }) => step.key === key);
  if (current === undefined) return undefined;
  switch (pressed) {
    case "ArrowDown":
      return layout.links.find(({ link }) => link.from === key && link.to !== key)?.link.to;
    case "ArrowUp":
      return layout.links.find(({ link }) => link.to === key && link.from !== key)?.link.from;
    case "ArrowRight":
      return findInRow(layout, current, (distance) => distance > 0);
    case "ArrowLeft":
      return findInRow(layout, current, (distance) => distance < 0);
    case "Home":
      return (layout.steps.find(({ step }) => step.isStart) ?? layout.steps[0])?.step.key;
    default:
      return undefined;
  }
}

function findInRow(
  { steps }: Layout,
  current: PlacedStep,
  isThatWay: (distance: number) => boolean,
): string | undefined {
  const row = steps.filter(
    (other) => Math.abs(other.y - current.y) < SAME_ROW && isThatWay(other.x - current.x),
  );
  const [nearest] = row.sort((one, other) => Math.abs(one.x - current.x) - Math.abs(other.x - current.x));
  return nearest?.step.key;
}
