/**
 * Keeps the places where workbenches were opened, so that suites which want the same kind follow each other in one: a new window there
 * is as fresh as the first, and half the work, because editor and browser are warm. A place where something failed is not used again.
 */
import { SHARED_BROWSERS } from "./useBrowser.js";
import {
  browserFlags,
  makePlace,
  type PlaceOptions,
  renewPlace,
  type WorkbenchPlace,
} from "./workbenchPlace.js";

/** What places differ in; settings and size are laid over any. */
function toKey({ settings: _settings, page, browser: _browser, ...rest }: PlaceOptions): string {
  return JSON.stringify({ ...rest, page: { ...page, viewport: undefined } });
}

/** The places of one process, each with no window or one. */
export class SharedPlaces {
  readonly #free = new Map<string, WorkbenchPlace>();

  /** A place for these options where no window is open; whoever takes it gives it back or ends it. */
  async take(options: PlaceOptions): Promise<WorkbenchPlace> {
    const key = toKey(options);
    const place = this.#free.get(key);
    this.#free.delete(key);
    if (place?.page.isClosed() === false) {
      await renewPlace(place, options);
      return place;
    }
    await place?.end();
    return await makePlace({ ...options, browser: await SHARED_BROWSERS.take(browserFlags(options)) });
  }

  /** Keeps a place that was left for whoever wants the same. */
  giveBack(place: WorkbenchPlace, options: PlaceOptions): void {
    this.#free.set(toKey(options), place);
  }
}

/** Ends with the process that runs the suites. */
export const SHARED_PLACES = new SharedPlaces();
