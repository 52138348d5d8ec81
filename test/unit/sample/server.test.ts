// Checklist A, the loopback front: command line, control channel, log, and the refusal to be reachable.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { request } from "undici";
import { PROFILE_CANARY } from "../../../client/src/sample/data/people.js";
import { HELP, readCommandLine } from "../../../client/src/sample/sampleCommandLine.js";
import { serveSample } from "../../../client/src/sample/server.js";
import { clientOf, organisationFor } from "./client.js";

const MAIN = path.join(import.meta.dirname, "../../../client/src/sample/main.ts");

interface Announcement {
  readonly origin: string;
  readonly endpoints: Record<"ims" | "platform" | "experience" | "cja", string>;
  readonly credentials: { orgId: string; clientId: string; clientSecret: string; scopes: string[] };
  readonly sandboxes: string[];
}

/** Runs the command line; resolves with its first line and a way to end it. */
async function start(...parameters: string[]): Promise<{ line: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, ...parameters], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    return {
      line,
      async stop() {
        child.kill("SIGTERM");
        await ended;
      },
    };
  }
  throw new Error("The server ended without a line.");
}

async function run(
  ...parameters: string[]
): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, ...parameters]);
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output, errors };
}

describe("the sample organisation over loopback", () => {
  it("prints what leads the pipeline to it from a shell", async () => {
    const { line, stop } = await start("--variables");
    await stop();
    assert.match(line, /^export AEP_ORG_ID='[^']+'( [A-Z_]+='[^']+')+$/);
    assert.match(line, / AEP_SANDBOX='dev' .* AEP_PLATFORM_URL='http:\/\/127\.0\.0\.1:\d+\/platform' /);
  });

  it("announces itself in one JSON line and logs exchanges with production addresses and without secrets", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "sample-"));
    const log = path.join(folder, "log.jsonl");
    const server = await start("--port", "0", "--log", log);
    const { endpoints, credentials, sandboxes } = JSON.parse(server.line) as Announcement;
    assert.deepEqual(sandboxes, ["prod", "dev", "stage"]);
    const form = {
      grant_type: "client_credentials",
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      scope: credentials.scopes.join(","),
    };
    const signedIn = await request(`${endpoints.ims}/ims/token/v3`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
    });
    const { access_token: token } = (await signedIn.body.json()) as { access_token: string };
    const headers = {
      authorization: `Bearer ${token}`,
      "x-api-key": credentials.clientId,
      "x-gw-ims-org-id": credentials.orgId,
      "x-sandbox-name": "prod",
    };
    const list = await request(`${endpoints.platform}/data/core/ups/audiences?limit=1`, { headers });
    assert.equal(list.statusCode, 200);
    await list.body.dump();
    await server.stop();
    const text = await readFile(log, "utf8");
    await rm(folder, { recursive: true });
    const lines = text
      .trim()
      .split("\n")
      .map(
        (line) =>
          JSON.parse(line) as { method: string; url: string; response: { status: number; body: string } },
      );
    assert.deepEqual(
      lines.map(({ method, url, response }) => `${method} ${url} ${response.status}`),
      [
        "POST https://ims-na1.adobelogin.com/ims/token/v3 200",
        "GET https://platform.adobe.io/data/core/ups/audiences?limit=1 200",
      ],
    );
    for (const secret of [credentials.clientSecret, token, PROFILE_CANARY]) assert.ok(!text.includes(secret));
    assert.match(text, /Bearer \*\*\*/);
  });

  it("ends with code 2 and a sentence when asked to be reachable from elsewhere", async () => {
    const { code, output, errors } = await run("--host", "0.0.0.0");
    assert.deepEqual([code, output], [2, ""]);
    assert.match(errors, /only loopback/);
  });
});

describe("the command line of the sample organisation", () => {
  it("reads its options and asks for help", () => {
    const line = readCommandLine([
      "--port",
      "8080",
      "--scenario",
      "big-org,gzip",
      "--seed",
      "7",
      "--start",
      "2026-01-01T00:00:00Z",
      "--stopped",
    ]);
    assert.ok(line !== "help");
    assert.deepEqual(line.options, {
      scenario: "big-org,gzip",
      seed: 7,
      startAt: Date.UTC(2026, 0, 1),
      stopped: true,
    });
    assert.equal(line.port, 8080);
    assert.equal(readCommandLine(["--help"]), "help");
    assert.match(HELP, /big-org/);
  });

  it("refuses unknown options and values that are no numbers or times", () => {
    for (const wrong of [["--wrong"], ["--port", "many"], ["--seed", "x"], ["--start", "tomorrow"]]) {
      assert.throws(() => readCommandLine(wrong), wrong.join(" "));
    }
    assert.throws(() => organisationFor({ scenario: "sunshine" }), /Unknown scenario "sunshine"/);
  });
});

describe("the control channel", () => {
  it("reads counters, moves time, switches scenarios, edits behind the back, and resets", async () => {
    const organisation = organisationFor();
    const server = await serveSample(organisation, { port: 0 });
    const control = async (
      name: string,
      body?: object,
    ): Promise<{ status: number; json: Record<string, unknown> }> => {
      const answer = await request(
        `${server.origin}/__control/${name}`,
        body === undefined ? {} : { method: "POST", body: JSON.stringify(body) },
      );
      return { status: answer.statusCode, json: (await answer.body.json()) as Record<string, unknown> };
    };
    try {
      assert.equal((await control("counters")).json["tokensMinted"], 0);
      const before = organisation.clock.now();
      await control("advance", { milliseconds: 5_000 });
      assert.equal(organisation.clock.now() - before, 5_000);
      const [first] = organisation.state().audiences("prod").list();
      assert.ok(first);
      await control("edit", { sandbox: "prod", id: first.record.id, fields: { description: "theirs" } });
      assert.equal(
        organisation.state().audiences("prod").find(first.record.id)?.record["description"],
        "theirs",
      );
      await control("reset", {});
      assert.notEqual(
        organisation.state().audiences("prod").find(first.record.id)?.record["description"],
        "theirs",
      );
      assert.equal((await control("scenario", { name: "nowhere" })).status, 400);
      assert.equal((await control("scenario", { name: "big-org" })).status, 200);
      assert.ok(organisation.state().audiences("prod").list().length > 3_000);
      assert.ok(JSON.stringify((await control("canaries")).json).includes(PROFILE_CANARY));
      assert.equal((await control("nonsense")).status, 404);
    } finally {
      await server.close();
    }
  });

  it("counts calls by route, tokens, and the most calls at once", async () => {
    const organisation = organisationFor();
    const server = await serveSample(organisation, { port: 0 });
    try {
      const client = clientOf(organisation);
      for (const id of ["a", "b"]) client.call(`/data/core/ups/audiences/${id}`);
      client.call("/data/core/ups/audiences");
      const answer = await request(`${server.origin}/__control/counters`);
      const counters = (await answer.body.json()) as ReturnType<
        ReturnType<typeof organisation.traffic>["report"]
      >;
      assert.equal(counters.calls["GET /data/core/ups/audiences/{id}"], 2);
      assert.equal(counters.calls["GET /data/core/ups/audiences"], 1);
      assert.deepEqual([counters.tokensMinted, counters.exchanges], [1, 4]);
    } finally {
      await server.close();
    }
  });

  it("refuses to listen on anything but loopback, and knows no path outside its prefixes", async () => {
    await assert.rejects(serveSample(organisationFor(), { port: 0, address: "0.0.0.0" }), RangeError);
    const server = await serveSample(organisationFor(), { port: 0 });
    const answer = await request(`${server.origin}/data/core/ups/audiences`);
    assert.equal(answer.statusCode, 404);
    assert.match(String(answer.headers["content-type"]), /html/);
    await server.close();
  });

  it("answers addresses that nobody can decode, and goes on", async () => {
    const server = await serveSample(organisationFor(), { port: 0 });
    try {
      for (const [path, status] of [
        ["/platform/data/core/ups/audiences/%E0%A4%A", 401],
        ["/platform/%", 404],
        ["/platform//[", 404],
      ] as const) {
        const answer = await request(server.origin + path);
        await answer.body.dump();
        assert.equal(answer.statusCode, status, path);
      }
    } finally {
      await server.close();
    }
  });
});
