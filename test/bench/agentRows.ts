/**
 * Runs the measurement of the tools for agents and says which row of the report it answers for.
 */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { build } from "esbuild";
import { inRepository } from "../support/folders.js";
import type { Row } from "./row";

/** Medians in milliseconds. */
export interface AgentFigures {
  /** Reading the list of audiences. */
  readonly list: number;
  /** How many there are. */
  readonly audiences: number;
  /** The slowest tool from warm caches. */
  readonly slowest: number;
  readonly tool: string;
}

/** Measures once. */
export async function measureAgents(folder: string): Promise<AgentFigures> {
  const script = path.join(folder, "agentTools.js");
  await build({
    entryPoints: [inRepository("test/bench/agentTools.ts")],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
  });
  return JSON.parse(execFileSync(process.execPath, [script], { encoding: "utf8" }));
}

/** The row about tools. */
export function toAgentRows({ list, audiences, slowest, tool }: AgentFigures): Row[] {
  return [
    {
      what: `the slowest tool for agents from warm caches (${tool}), p50`,
      unit: "ms",
      comparisons: [
        {
          label: `1.5 × reading the list of ${audiences.toLocaleString("en-US")} audiences`,
          atMost: 1.5,
          ours: slowest,
          base: list,
        },
        { label: "300 ms", atMost: 1, ours: slowest, base: 300 },
      ],
    },
  ];
}
