/**
 * What this process holds once its garbage was collected. Nothing has to be set when the process is started.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Held } from "./soakResult.js";

/** Collects twice, with a turn between: what finalisers and closed connections still held goes with the second. */
export async function measureHeld(): Promise<Held> {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  collect();
  await new Promise((resolve) => setTimeout(resolve, 200));
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapUsed, rss };
}
