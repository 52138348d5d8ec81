/**
 * What is to be said of numbers of the tracking datasets, wherever they are shown. Each is worded once, and says only what is always so.
 */
import { say } from "../words/say";

/** From here on Query Service may have cut off results. */
export const CUT_OFF = 50_000;

/** No dataset of Journey Optimizer has them. */
export const UNCOUNTED_PURCHASES = say(
  "Query Service counts no purchases: they are in no tracking dataset of Journey Optimizer.",
);

/** Sent, and nothing more is known. */
export const UNTOLD_DELIVERY = say(
  "The datasets tell no delivery of these messages, so it is left out: not every channel reports it.",
);
