/**
 * Keeps the places where workbenches were opened, so that suites which want the same kind follow each other in one: a new window there
 * is as fresh as the first, and half the work, because editor and browser are warm. Tidy suites even follow each other in one window,
 * which is a third of the work again. A place where something failed is not used again.
 */
import { SHARED_BROWSER } from "./useBrowser.js";
import type { Workbench } from "./workbench.js";
import { makePlace, type PlaceOptions, renewPlace, type WorkbenchPlace } from "./workbenchPlace.js";
import { removeWorkspaceCopy } from "./workspaceCopy.js";

/** What places differ in; settings, environment and size are those of the next window in any. */
function toKey({ page, ...options }: PlaceOptions): string {
  const { settings: _settings, environment: _environment, browser: _browser, ...rest } = options;
  return JSON.stringify({ ...rest, page: { ...page, viewport: undefined } });
}

/** A place that nobody uses, and the window that a tidy suite left open there. */
interface FreePlace {
  readonly place: WorkbenchPlace;
  readonly left?: LeftWindow | undefined;
}

/** A window that another suite may go on in, if it wants one of the same kind. */
export interface LeftWindow {
  readonly workbench: Workbench;
  readonly kind: string;
}

/** Where a suite finds its window: in a place that is empty, or open already. */
export interface TakenPlace {
  readonly place: WorkbenchPlace;
  readonly workbench?: Workbench;
}

/** The places of one process, each with no window or one. */
export class SharedPlaces {
  readonly #free = new Map<string, FreePlace>();

  constructor() {
    process.once("exit", () => {
      for (const { left } of this.#free.values())
        if (left !== undefined) removeWorkspaceCopy(left.workbench.workspace);
    });
  }

  /**
   * A place for these options where no window is open but one of the wanted kind, if a kind is; whoever takes it gives it back or
   * ends it.
   */
  async take(options: PlaceOptions, kind?: string): Promise<TakenPlace> {
    const key = toKey(options);
    const free = this.#free.get(key);
    this.#free.delete(key);
    if (free?.place.page.isClosed() !== false) {
      await free?.place.end();
      return {
        place: await makePlace({ ...options, browser: await SHARED_BROWSER.take() }),
      };
    }
    const { place, left } = free;
    if (left !== undefined && left.kind === kind) return { place, workbench: left.workbench };
    await left?.workbench.leave();
    await renewPlace(place, options);
    return { place };
  }

  /** Keeps a place for whoever wants the same: one that was left, or one with a window that was. */
  giveBack(place: WorkbenchPlace, options: PlaceOptions, left?: LeftWindow): void {
    this.#free.set(toKey(options), { place, left });
  }
}

/** Ends with the process that runs the suites. */
export const SHARED_PLACES = new SharedPlaces();
