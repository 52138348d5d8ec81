/**
 * `npm run bench`: how big the bundles are and how long the server takes to answer its first request.
 * Prints figures and judges nothing; budgets are the business of tests.
 */
import { existsSync, statSync } from "node:fs";
import { inRepository } from "../support/folders.js";
import { LspDriver } from "../support/lspDriver.js";

const BUNDLES = ["extension", "server", "pql", "sample", "aep"];
const ROUNDS = 7;

function printSizes(): void {
  for (const name of BUNDLES) {
    const file = inRepository("dist", `${name}.js`);
    if (existsSync(file)) console.log(`${name}.js: ${Math.round(statSync(file).size / 1024)} KB`);
  }
}

async function measureStart(): Promise<number> {
  const startedAt = performance.now();
  const server = LspDriver.start();
  await server.request("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  const elapsed = performance.now() - startedAt;
  await server.shutdown();
  return elapsed;
}

async function main(): Promise<void> {
  printSizes();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await measureStart());
  times.sort((left, right) => left - right);
  console.log(`server start to first answer: ${times[ROUNDS >> 1]?.toFixed(0)} ms (median of ${ROUNDS})`);
}

void main();
