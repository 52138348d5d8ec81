/**
 * The built stand-in as a process of its own, logging every exchange. Its clock stands still and is moved over the
 * control channel, so that waiting costs nothing.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Credentials, Endpoints } from "../../../client/src/api/credentials";
import { inRepository, makeTemporaryFolder } from "../../support/folders.js";
import { type RecordedExchange, readLog } from "../exchangeRecord";

const START = "2026-01-15T12:00:00Z";

/** A stand-in that runs. */
export interface SampleProcess {
  readonly endpoints: Endpoints;
  readonly credentials: Credentials;
  readonly sandboxes: readonly string[];
  /** Milliseconds since 1970 at which its clock stands in the beginning. */
  readonly startAt: number;
  /** One command of the control channel; throws when it is refused. */
  control(method: "GET" | "POST", name: string, body?: object): Promise<unknown>;
  /** Forgets what was done to it and goes on in another scenario; its clock goes on. */
  begin(scenario: string): Promise<void>;
  /** Everything that was exchanged since the scenario began. */
  exchanges(): readonly RecordedExchange[];
  /** Ends it and returns everything that was exchanged. */
  stop(): Promise<readonly RecordedExchange[]>;
  /** Ends it if it still runs and removes what it left. */
  end(): Promise<void>;
}

/** Starts the stand-in in a scenario; `credential` names a row of its credential table. */
export async function startSample(scenario: string, credential = "full"): Promise<SampleProcess> {
  const program = inRepository("dist/sample.js");
  if (!existsSync(program)) throw new Error("dist/sample.js is not built: npm run build");
  const folder = makeTemporaryFolder("contract");
  const log = path.join(folder, "exchanges.jsonl");
  const parameters = ["--port", "0", "--log", log, "--scenario", scenario, "--credential", credential];
  const child = spawn(process.execPath, [program, ...parameters, "--start", START, "--stopped"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const announced = await readAnnouncement(child);
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  const control = (method: "GET" | "POST", name: string, body?: object): Promise<unknown> =>
    sendControl(`${announced.origin}/__control/${name}`, method, body);
  const lines = (): readonly string[] => readFileSync(log, "utf8").split("\n");
  let told = 0;
  return {
    endpoints: announced.endpoints,
    credentials: announced.credentials,
    sandboxes: announced.sandboxes,
    startAt: Date.parse(START),
    control,
    begin: async (scenarios) => {
      await control("POST", "scenario", { name: scenarios });
      // The last one is the empty rest behind the last break.
      told = lines().length - 1;
    },
    exchanges: () => readLog(lines().slice(told).join("\n")),
    stop: async () => {
      await stop();
      return readLog(readFileSync(log, "utf8"));
    },
    end: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Announcement {
  readonly origin: string;
  readonly endpoints: Endpoints;
  readonly credentials: Credentials;
  readonly sandboxes: readonly string[];
}

async function readAnnouncement(child: ChildProcess): Promise<Announcement> {
  if (child.stdout === null) throw new Error("The stand-in has no output.");
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error("The stand-in ended without a word.");
}

async function sendControl(address: string, method: string, body: object | undefined): Promise<unknown> {
  const answer = await fetch(address, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const said: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${address}: ${JSON.stringify(said)}`);
  return said;
}
