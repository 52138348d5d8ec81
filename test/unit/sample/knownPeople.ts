/** The people of the sample organisation, made and counted once for all tests of a process: they follow from the seed and the day. */
import { createCensus } from "../../../client/src/sample/data/census.js";

/** Given to an organisation that has nobody to count for itself. */
export const KNOWN_PEOPLE = createCensus();
