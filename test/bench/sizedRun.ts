/**
 * Runs `aep` against a sample organisation of a chosen size, which runs in another process, and says what the system counted: the most
 * memory `aep` ever had, and its processor time. Judges nothing.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { cleanEnvironment } from "../support/cleanEnvironment.js";
import { inRepository } from "../support/folders.js";
import { type SampleGreeting, toPipelineVariables } from "../support/pipelineVariables.js";

/** How large the organisation is; what is not said is as large as it always is. */
export interface OrganisationSize {
  readonly audiences: number;
  readonly journeys?: number;
  readonly fields?: number;
}

/** An organisation of that size that listens until `end`. */
export interface SizedSample {
  readonly greeting: SampleGreeting;
  end(): void;
}

/** What the system counted for one run. */
export interface CountedRun {
  readonly megabytes: number;
  readonly processorMs: number;
  readonly elapsedMs: number;
  readonly exitCode: number | null;
}

/** Tells on the error stream, at the end, how much memory the process took at most, in kilobytes, and its processor time. */
const TELL_USAGE =
  "process.on('exit',()=>{const {maxRSS,userCPUTime,systemCPUTime}=process.resourceUsage();" +
  "process.stderr.write('counted '+maxRSS+' '+Math.round((userCPUTime+systemCPUTime)/1000))})";

/** Makes organisations of any size; `folder` keeps what that takes. */
export class SizedSamples {
  private constructor(
    private readonly server: string,
    private readonly hook: string,
  ) {}

  static async prepare(folder: string): Promise<SizedSamples> {
    const server = path.join(folder, "sizedSample.js");
    await build({
      entryPoints: [inRepository("test/bench/servers/sizedSample.ts")],
      outfile: server,
      bundle: true,
      platform: "node",
      format: "cjs",
      mainFields: ["module", "main"],
    });
    const hook = path.join(folder, "tellUsage.cjs");
    writeFileSync(hook, TELL_USAGE);
    return new SizedSamples(server, hook);
  }

  /** Starts one. */
  async start({ audiences, journeys = 0, fields = 0 }: OrganisationSize): Promise<SizedSample> {
    const sizes = [audiences, journeys, fields].map(String);
    const child = spawn(process.execPath, [this.server, ...sizes], { stdio: ["pipe", "pipe", "inherit"] });
    return { greeting: JSON.parse(await readFirstLine(child)), end: () => child.stdin?.end() };
  }

  /** Runs `aep` with these parameters in the sandbox `prod` of a fresh organisation. */
  async run(size: OrganisationSize, parameters: readonly string[]): Promise<CountedRun> {
    const sample = await this.start(size);
    try {
      const variables = { ...toPipelineVariables(sample.greeting), AEP_SANDBOX: "prod" };
      const program = ["--require", this.hook, inRepository("dist/aep.js"), ...parameters];
      const startedAt = performance.now();
      const aep = spawn(process.execPath, program, {
        env: cleanEnvironment(variables),
        stdio: ["ignore", "ignore", "pipe"],
      });
      let said = "";
      aep.stderr.on("data", (chunk: Buffer) => {
        said = (said + chunk.toString("utf8")).slice(-1_000);
      });
      const [exitCode] = await once(aep, "close");
      const [, kilobytes, processorMs] = /counted (\d+) (\d+)/.exec(said) ?? [];
      return {
        megabytes: Number(kilobytes) / 1024,
        processorMs: Number(processorMs),
        exitCode,
        elapsedMs: performance.now() - startedAt,
      };
    } finally {
      sample.end();
    }
  }
}

async function readFirstLine(child: ChildProcess): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes("\n")) break;
  }
  return text;
}
