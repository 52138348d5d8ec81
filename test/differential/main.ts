/**
 * `npm run test:differential [-- --rules N --profiles N --seed N]`: the evaluator against DuckDB, over many more pairs than
 * `npm test` has time for. Exit code 0 where they agree, 1 where not, 2 where DuckDB cannot be loaded.
 */
import { parseArgs } from "node:util";
import { describeDifferences, runDifferential } from "../support/differentialRun.js";

async function main(): Promise<number> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { rules: text, profiles: text, seed: text } });
  const seed = Number(values.seed ?? Date.now() % 0x7fffffff);
  const size = { rules: Number(values.rules ?? 5000), profiles: Number(values.profiles ?? 210), seed };
  process.stdout.write(`${size.rules} rules over ${size.profiles} profiles, seed ${seed}\n`);
  const run = await runDifferential(size);
  if ("missing" in run) {
    process.stdout.write(`DuckDB cannot be loaded here: ${run.missing}\n`);
    return 2;
  }
  const { compared, qualified, unknown, refused, differences } = run.outcome;
  process.stdout.write(
    `${compared} pairs compared, ${qualified} of them qualify; ${unknown} pairs are not decided by any document; ${refused} rules have no equivalent\n`,
  );
  if (differences.length > 0) process.stdout.write(`${describeDifferences(run.outcome)}\n`);
  process.stdout.write(`${compared - differences.length} passed, ${differences.length} failed\n`);
  return differences.length === 0 ? 0 : 1;
}

void main().then((code) => {
  process.exitCode = code;
});
