/**
 * `npm run test:clients`: every read of the clients that other people wrote (aepp, cjapy, the Postman collections of the
 * platform) against the built sample organisation, written down in `results.md`. Outside CI, because the clients are not
 * part of this repository: says what is missing and where it is to be had. Fails on any outcome that nobody explained.
 */
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type SampleProcess, startSample } from "../contract/scenario/sampleProcess";
import { inRepository } from "../support/folders.js";
import { type CallRecord, toRow, toTable } from "./outcomes";
import { runPostman } from "./postman";

/** The clients with the folder of a checkout that proves it is one, and where it is to be had. */
const CLIENTS = {
  aepp: { proof: "aepp/schema.py", address: "https://github.com/adobe/aepp" },
  cjapy: { proof: "cjapy/cjapy.py", address: "https://github.com/pitchmuc/cjapy" },
  postman: {
    proof: "apis/experience-platform",
    address: "https://github.com/adobe/experience-platform-postman-samples",
  },
} as const;

type ClientName = keyof typeof CLIENTS;

const HELP = `Usage: npm run test:clients -- [--aepp FOLDER] [--cjapy FOLDER] [--postman FOLDER] [--python COMMAND]

Each folder is a checkout of the client; CLIENTS_AEPP, CLIENTS_CJAPY and CLIENTS_POSTMAN name them as well.
The Python clients need Python 3.10 with requests, pandas, PyJWT, tenacity and deprecation (PYTHONPATH is respected).
`;

/** Starts one client's driver against a fresh sample and returns what it called. */
async function runPython(sample: SampleProcess, job: { client: string; folder: string; python: string }) {
  const search = [job.folder, process.env["PYTHONPATH"] ?? ""].join(path.delimiter);
  const child = spawn(job.python, [inRepository("test/clients/drive.py")], {
    env: { ...process.env, PYTHONPATH: search, PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const { endpoints, credentials } = sample;
  const origin = new URL(endpoints.platform).origin;
  child.stdin.end(JSON.stringify({ client: job.client, origin, endpoints, credentials, sandbox: "prod" }));
  let text = "";
  for await (const piece of child.stdout) text += String(piece);
  const code = child.exitCode ?? (await new Promise((resolve) => child.once("exit", resolve)));
  if (code !== 0) throw new Error(`${job.client}: the driver ended with ${String(code)}`);
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line): CallRecord => ({ client: job.client, ...JSON.parse(line) }));
}

async function runClient(name: ClientName, folder: string, python: string): Promise<readonly CallRecord[]> {
  const sample = await startSample("default", "full");
  try {
    return name === "postman"
      ? await runPostman(sample, folder)
      : await runPython(sample, { client: name, folder, python });
  } finally {
    await sample.end();
  }
}

async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: { aepp: text, cjapy: text, postman: text, python: text, help: { type: "boolean" } },
  });
  if (values.help === true) return void process.stdout.write(HELP);
  const names = Object.keys(CLIENTS) as ClientName[];
  const folders = names.map((name) => values[name] ?? process.env[`CLIENTS_${name.toUpperCase()}`] ?? "");
  const missing = names.filter(
    (name, index) => !existsSync(path.join(folders[index] ?? "", CLIENTS[name].proof)),
  );
  if (missing.length > 0) {
    for (const name of missing)
      process.stderr.write(
        `Missing: a checkout of ${name}. Get it with: git clone ${CLIENTS[name].address}\n`,
      );
    process.stderr.write(`\n${HELP}`);
    process.exitCode = 2;
    return;
  }
  const records: CallRecord[] = [];
  for (const [index, name] of names.entries())
    records.push(...(await runClient(name, path.resolve(folders[index] ?? ""), values.python ?? "python3")));
  const rows = records.map(toRow);
  writeFileSync(inRepository("test/clients/results.md"), toTable(rows));
  const unexplained = rows.filter(({ isExplained }) => !isExplained);
  for (const { client, call, outcome } of unexplained)
    process.stdout.write(`${client} ${call}: ${outcome}\n`);
  process.stdout.write(
    `${rows.length} calls, ${unexplained.length} unexplained. See test/clients/results.md\n`,
  );
  if (unexplained.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
