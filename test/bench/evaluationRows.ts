/**
 * Runs the measurements of the evaluator and says which rows of the report they answer for.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { openSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { inRepository } from "../support/folders.js";
import type { Inputs } from "./inputs";
import type { Comparison, Row } from "./row";

/** Processor milliseconds for 100,000 profiles in memory; of whole processes for a million lines. */
export interface EvaluationFigures {
  readonly ours: number;
  readonly oursWithoutWindow: number;
  readonly byHand: number;
  readonly jsonRulesEngine: number;
  readonly adobeRulesEngine: number;
  /** `pql evaluate --jsonl` on a million lines, wall clock. */
  readonly lines: number;
  /** `JSON.parse` of the same lines, wall clock. */
  readonly parse: number;
  /** Peak memory of the former. */
  readonly linesMegabytes: number;
}

/** Reads lines as bytes, as ours does, and only parses them. */
const PARSE_LINES = `
const { createReadStream } = require("node:fs");
let rest = Buffer.alloc(0);
createReadStream(process.argv[1], { highWaterMark: 1 << 20 }).on("data", (chunk) => {
  const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
  let from = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
    JSON.parse(bytes.latin1Slice(from, end));
    from = end + 1;
  }
  rest = bytes.subarray(from);
});`;

function timeProcess(
  parameters: readonly string[],
  input?: string,
): { readonly ms: number; readonly stderr: string } {
  const from = performance.now();
  const { stderr } = spawnSync(process.execPath, parameters, {
    stdio: [input === undefined ? "ignore" : openSync(input, "r"), "ignore", "pipe"],
    encoding: "utf8",
  });
  return { ms: performance.now() - from, stderr };
}

/** Tells on the error stream how much memory the process took at most, in kilobytes. */
const TELL_MEMORY = "process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))";

/** Measures once. */
export async function measureEvaluation(inputs: Inputs): Promise<EvaluationFigures> {
  const script = path.join(inputs.folder, "evaluation.js");
  await build({
    entryPoints: [inRepository("test/bench/evaluation.ts")],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "cjs",
    // As the program itself is built: what jsonc-parser has for CommonJS no bundler can follow.
    mainFields: ["module", "main"],
  });
  const lines = path.join(inputs.folder, "profiles.jsonl");
  const { figures, rule, now } = JSON.parse(
    execFileSync(process.execPath, [script, lines], { encoding: "utf8" }),
  );
  const ruleFile = path.join(inputs.folder, "rule.pql");
  writeFileSync(ruleFile, rule);
  const memory = path.join(inputs.folder, "tellMemory.cjs");
  writeFileSync(memory, TELL_MEMORY);
  const parse = timeProcess(["-e", PARSE_LINES, lines]);
  const program = ["--require", memory, inRepository("dist/pql.js"), "evaluate", "--jsonl", "--now", now];
  const evaluated = timeProcess([...program, "--profile", "-", ruleFile], lines);
  const peak = Number(/peak (\d+)/.exec(evaluated.stderr)?.[1] ?? Number.NaN);
  return { ...figures, parse: parse.ms, lines: evaluated.ms, linesMegabytes: peak / 1024 };
}

/** Rows about the evaluator. */
export function toEvaluationRows(figures: EvaluationFigures): Row[] {
  const what = "evaluation of ten conditions and an event window, 100,000 profiles";
  const compare = (label: string, atMost: number, base: number): Comparison => ({
    label,
    atMost,
    ours: figures.ours,
    base,
  });
  return [
    {
      what,
      unit: "ms",
      comparisons: [
        compare("1/30 × json-rules-engine", 1 / 30, figures.jsonRulesEngine),
        compare("3 × a predicate written by hand", 3, figures.byHand),
      ],
    },
    {
      what: "the same without the window, over flat contexts for the other",
      unit: "ms",
      reason:
        "That engine gets one flat object per profile, made beforehand; ours reads nested profiles as they come. Conditions that follow one another are read as one table, and each field at a place in the code of its own, which engines remember; where many rules take turns, they do not, and ours takes half as long again. Turning the rule into JavaScript would spare that, and is ruled out: pages forbid compiling code from text.",
      comparisons: [
        {
          label: "1/5 × @adobe/aep-rules-engine",
          atMost: 1 / 5,
          ours: figures.oursWithoutWindow,
          base: figures.adobeRulesEngine,
        },
      ],
    },
    {
      what: "a million profiles as JSON lines",
      unit: "ms",
      reason:
        "Lines are read and answered by as many threads as there are processors, four at most, and JSON.parse by one. In processor time ours takes 1.8 times as much: parsing the same lines, then evaluating, checking the times of all events, the answers and the start of each thread. Where other programs keep the processors busy, threads gain less.",
      comparisons: [
        { label: "1.3 × JSON.parse of the lines", atMost: 1.3, ours: figures.lines, base: figures.parse },
      ],
    },
    {
      what: "memory of that",
      unit: "MB",
      comparisons: [{ label: "200 MB", atMost: 200, ours: figures.linesMegabytes, base: 1 }],
    },
  ];
}
