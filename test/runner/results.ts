/**
 * What a test layer leaves behind: one JSON file with its counts. The runner believes this file and
 * nothing else; an exit code can say "fine" when no test ran.
 */
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import { testResultsFolder } from "../support/folders.js";

/** Tests by their end. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A test that failed, and why in a few lines. */
export interface Failure {
  readonly title: string;
  readonly reason: string;
}

/** The counts of one layer, how many tests it set out to run, and what is worth repeating at the end. */
export interface LayerResult extends Counts {
  readonly expected: number;
  readonly failures: readonly Failure[];
  /** Each with its reason where it did not skip itself. */
  readonly skippedTitles: readonly string[];
  /** The test that runs while this is written: the one that took the layer down, if nothing is written after it. */
  readonly running?: string | undefined;
}

/** Where a layer leaves its result. */
export function resultFile(layer: string): string {
  return path.join(testResultsFolder(), `${layer}.json`);
}

/** Forgets an earlier run, so that its result cannot be taken for the new one. */
export function removeResult(layer: string): void {
  rmSync(resultFile(layer), { force: true });
}

/** Writes the result where the runner looks for it; `file` may be elsewhere for a suite that runs in an editor. */
export function writeResult(file: string, result: LayerResult): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(result, undefined, 2));
}

/**
 * Returns what writes the result into one open file, again and again: to open it anew for each of thousands of tests took seconds. What is
 * shorter than before is filled up with spaces, so that the file is whole after every write.
 */
export function openResult(file: string): (result: LayerResult) => void {
  mkdirSync(path.dirname(file), { recursive: true });
  const descriptor = openSync(file, "w");
  let length = 0;
  return (result) => {
    const text = Buffer.from(JSON.stringify(result, undefined, 2));
    length = Math.max(length, text.length);
    writeSync(descriptor, Buffer.concat([text, Buffer.alloc(length - text.length, " ")]), 0, length, 0);
  };
}

/** The result a layer left, or undefined when it left none. */
export function findResult(layer: string): LayerResult | undefined {
  const file = resultFile(layer);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as LayerResult) : undefined;
}

/**
 * The result as it counts: a layer that left no result, ran no test, or ran fewer than it set out to
 * has failed once more than it admits.
 */
export function judgeResult(layer: string, result: LayerResult | undefined): LayerResult {
  if (result === undefined) return failedOnce(layer, "left no result");
  const ended = result.passed + result.failed + result.skipped;
  if (ended === 0) return failedOnce(layer, "ran no test");
  if (ended >= result.expected) return result;
  const title = `${layer}: ended after ${ended} of ${result.expected} tests`;
  const reason = result.running === undefined ? "" : `It was in “${result.running}”.`;
  return { ...result, failed: result.failed + 1, failures: [...result.failures, { title, reason }] };
}

function failedOnce(layer: string, what: string): LayerResult {
  const failures = [{ title: `${layer}: ${what}`, reason: "" }];
  return { passed: 0, failed: 1, skipped: 0, expected: 0, failures, skippedTitles: [] };
}

/** The sum over all layers. */
export function addCounts(results: readonly Counts[]): Counts {
  const sum = (key: keyof Counts) => results.reduce((total, result) => total + result[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

/** The closing line of every run, also read by machines. */
export function formatCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
