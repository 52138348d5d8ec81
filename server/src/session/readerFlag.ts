/**
 * The parameter that makes this program read one schema instead of serving. Alone in a file, because the entry needs it
 * before anything else is loaded.
 */

/** Told to the second process, which runs the same script; its task follows. */
export const READER_FLAG = "--read-schema";
