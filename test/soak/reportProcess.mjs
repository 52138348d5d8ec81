/**
 * Loaded by Node into every process of an editor that is soaked: says at the start who it is, collects garbage and says its heap when it
 * gets the signal, and keeps what Node calls a warning or a fatal error. Changes nothing of how the process works.
 * Plain JavaScript, because Node loads it before anything else.
 */
import { appendFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import v8 from "node:v8";
import vm from "node:vm";

const folder = process.env.AEP_SOAK_FOLDER ?? ".";
const file = path.join(folder, `${process.pid}.json`);
let answers = 0;

/** Whoever reads sees a whole answer or the one before. */
function tell() {
  const { heapUsed, rss } = process.memoryUsage();
  const text = JSON.stringify({ pid: process.pid, program: process.argv[1] ?? "", answers, heapUsed, rss });
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}

/** @param {string} kind @param {unknown} error */
function keep(kind, error) {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const line = { kind, program: process.argv[1] ?? "", reason };
  appendFileSync(path.join(folder, "incidents.jsonl"), `${JSON.stringify(line)}\n`);
}

process.on("SIGUSR2", () => {
  v8.setFlagsFromString("--expose-gc");
  const collect = vm.runInNewContext("gc");
  collect();
  collect();
  answers += 1;
  tell();
});
process.on("warning", (warning) => keep(warning.name, warning));
process.on("uncaughtExceptionMonitor", (error, origin) => keep(origin, error));
tell();
