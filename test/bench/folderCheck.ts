/**
 * A folder in a pipeline: `pql check` on a thousand files of 1 KB with a schema of 20,000 fields, beside `prettier --check` on as
 * many JSON files of that size. Each is one process, timed from outside.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inRepository } from "../support/folders.js";
import type { DocumentKind } from "./inputs";
import type { Bench } from "./scenarios";

const FILES = 1000;

function writeFiles({ inputs }: Bench, kind: DocumentKind): string[] {
  const folder = path.join(inputs.folder, `folder-${kind}`);
  mkdirSync(folder, { recursive: true });
  const text = inputs.document(kind, "1 KB");
  const files = Array.from({ length: FILES }, (_, at) => path.join(folder, `file${at}.${kind}`));
  for (const file of files) writeFileSync(file, text);
  return files;
}

function timeProcess(parameters: readonly string[]): number {
  const from = performance.now();
  const { error } = spawnSync(process.execPath, parameters, { stdio: "ignore" });
  if (error !== undefined) throw error;
  return performance.now() - from;
}

/** Both, once. */
export async function measureFolderCheck(bench: Bench): Promise<void> {
  const { inputs, figures } = bench;
  const schemas = ["--schema", inputs.schema("20000"), "--event-schema", inputs.eventSchema];
  const check = [inRepository("dist/pql.js"), "check", ...schemas, ...writeFiles(bench, "pql")];
  figures.add("ours", "folder check", timeProcess(check));
  const prettier = inRepository("node_modules/prettier/bin/prettier.cjs");
  figures.add("json", "folder check", timeProcess([prettier, "--check", ...writeFiles(bench, "json")]));
}
