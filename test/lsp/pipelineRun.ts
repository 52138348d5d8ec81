/**
 * Runs the built dist/aep.js against the built dist/sample.js over loopback, each in a process of its own.
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cleanEnvironment } from "../support/cleanEnvironment.js";
import { inRepository } from "../support/folders.js";
import { toPipelineVariables } from "../support/pipelineVariables.js";

/** What a finished run left. */
export interface PipelineResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A running `aep`. */
export interface PipelineProcess {
  readonly result: Promise<PipelineResult>;
  /** Ends it as the system does when it will not wait. */
  kill(): void;
  /** Ends it as Ctrl-C does. */
  interrupt(): void;
}

/** A running sample organisation and a folder to work in. */
export interface PipelineBench {
  readonly folder: string;
  readonly secret: string;
  /** Where the sample organisation listens. */
  readonly origin: string;
  readonly port: number;
  /** What leads a program to the sample organisation. */
  readonly variables: Readonly<Record<string, string>>;
  /** Runs `aep` with these arguments in the sandbox; `variables` win over the usual environment. */
  run(
    sandbox: string,
    parameters: readonly string[],
    variables?: Readonly<Record<string, string>>,
  ): Promise<PipelineResult>;
  /** Starts `aep` without waiting for its end. */
  start(
    sandbox: string,
    parameters: readonly string[],
    variables?: Readonly<Record<string, string>>,
  ): PipelineProcess;
  /** The variables that send every call through another address in front of the sample. */
  through(origin: string): Readonly<Record<string, string>>;
  /** A command of the sample's control channel. */
  control(method: "GET" | "POST", name: string, body?: object): Promise<unknown>;
  /** How many writes have reached the platform. */
  countWrites(): Promise<number>;
  readFile(path: string): string;
  writeFile(path: string, text: string): void;
  end(): Promise<void>;
}

/** Lists show a write a little later; however quick the machine, a command is not to meet what the one before it left behind. */
const LIST_LAG_MS = 1_000;

/** Starts the sample organisation. */
export async function openPipelineBench(scenario = "default"): Promise<PipelineBench> {
  const folder = mkdtempSync(join(tmpdir(), "aep-files-"));
  const sample = spawn(
    process.execPath,
    [inRepository("dist/sample.js"), "--port", "0", "--scenario", scenario],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const greeting = JSON.parse(await readFirstLine(sample));
  const { origin, credentials } = greeting;
  const environment = toPipelineVariables(greeting);
  const control = async (method: string, name: string, body?: object): Promise<unknown> => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`${origin}/__control/${name}`, init);
    assert.equal(response.status, 200, await response.clone().text());
    return await response.json();
  };
  return {
    folder,
    secret: credentials.clientSecret,
    port: Number(new URL(origin).port),
    origin,
    variables: environment,
    run: async (sandbox, parameters, variables = {}) => {
      await control("POST", "advance", { milliseconds: LIST_LAG_MS });
      return await startPipeline(parameters, { ...environment, AEP_SANDBOX: sandbox, ...variables }).result;
    },
    start: (sandbox, parameters, variables = {}) =>
      startPipeline(parameters, { ...environment, AEP_SANDBOX: sandbox, ...variables }),
    through: (other) =>
      Object.fromEntries(
        Object.entries(environment).flatMap(([name, value]) =>
          name.endsWith("_URL") ? [[name, value.replace(origin, other)]] : [],
        ),
      ),
    control,
    countWrites: async () => ((await control("GET", "counters")) as { writes: unknown[] }).writes.length,
    readFile: (path) => readFileSync(join(folder, path), "utf8"),
    writeFile: (path, text) => writeFileSync(join(folder, path), text),
    end: async () => {
      const ended = once(sample, "exit");
      sample.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function startPipeline(
  parameters: readonly string[],
  variables: Readonly<Record<string, string>>,
): PipelineProcess {
  const child = spawn(process.execPath, [inRepository("dist/aep.js"), ...parameters], {
    env: cleanEnvironment(variables),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString("utf8");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString("utf8");
  });
  const result = once(child, "close").then(([code]: (number | null)[]) => ({ code: code ?? null, out, err }));
  return { result, kill: () => void child.kill("SIGKILL"), interrupt: () => void child.kill("SIGINT") };
}

async function readFirstLine(child: ChildProcess): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes("\n")) break;
  }
  return text;
}
