/**
 * A folder with a proxy of its own in front of a sample organisation that several share: what only reads can run beside other
 * reads, each with its own faults, and their waits for a second attempt pass at the same time.
 */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Fault, openFaultProxy, type PassingCall } from "../support/faultProxy.js";
import type { PipelineBench, PipelineProcess, PipelineResult } from "./pipelineRun.js";

/** Files by their path in a folder. */
export type FolderTexts = ReadonlyMap<string, string>;

/** Where one fault is tried. */
export interface FaultPlace {
  /** A folder that is there and empty at first. */
  readonly files: string;
  /** Every call since the last start. */
  readonly calls: readonly PassingCall[];
  /** Starts `aep` in the sandbox dev, with faults on its way. */
  start(faults: readonly Fault[], ...parameters: string[]): PipelineProcess;
  run(faults: readonly Fault[], ...parameters: string[]): Promise<PipelineResult>;
  /** Runs it with nothing on its way. */
  runUndisturbed(...parameters: string[]): Promise<PipelineResult>;
  waitForStall(): Promise<void>;
  readFolder(): FolderTexts;
  assertFolder(expected: FolderTexts, moment: string): void;
}

/** Has the work done in a place of its own, which ends with it. */
export async function inPlace<Result>(
  bench: PipelineBench,
  work: (place: FaultPlace) => Promise<Result>,
): Promise<Result> {
  const proxy = await openFaultProxy(bench.origin);
  const files = join(mkdtempSync(join(bench.folder, "place-")), "files");
  mkdirSync(files);
  const start: FaultPlace["start"] = (faults, ...parameters) => {
    proxy.setFaults(faults);
    return bench.start("dev", parameters, bench.through(proxy.origin));
  };
  const readFolder = (): FolderTexts =>
    new Map(
      readdirSync(files, { recursive: true, encoding: "utf8" })
        .sort()
        .map((path) => [path, readFileSync(join(files, path), "utf8")]),
    );
  try {
    return await work({
      files,
      calls: proxy.calls,
      start,
      run: (faults, ...parameters) => start(faults, ...parameters).result,
      runUndisturbed: (...parameters) => bench.run("dev", parameters),
      waitForStall: () => proxy.waitForStall(),
      readFolder,
      assertFolder: (expected, moment) => assertTexts(readFolder(), expected, moment),
    });
  } finally {
    await proxy.end();
  }
}

/** The same files with the same texts. */
export function assertTexts(found: FolderTexts, expected: FolderTexts, moment: string): void {
  assert.deepEqual([...found.keys()], [...expected.keys()], moment);
  for (const [path, text] of found) assert.equal(text, expected.get(path), `${moment}: ${path}`);
}

/** How many run side by side: each is a process that waits as long as it works. */
const SIDE_BY_SIDE = 4;

/** Starts the work for all items in their order, some at a time, and returns each one's end. */
export function startAll<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): readonly Promise<Result>[] {
  const ends: Promise<Result>[] = [];
  for (const [index, item] of items.entries()) {
    const before = ends[index - SIDE_BY_SIDE]?.then(ignore, ignore) ?? Promise.resolve();
    const end = before.then(() => work(item));
    // Whoever asks for this end is told; nobody may have asked yet.
    end.catch(ignore);
    ends.push(end);
  }
  return ends;
}

const ignore = (): void => undefined;
