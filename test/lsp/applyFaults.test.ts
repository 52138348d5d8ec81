/**
 * The built dist/aep.js while a plan is sent to a platform that fails at one of its requests: no write is sent twice, no file is
 * left by halves, what was done and what not is said, and the exit code says whether all was done.
 */
import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Damage, type FaultProxy, openFaultProxy, type PassingCall } from "../support/faultProxy.js";
import { openPipelineBench, type PipelineBench } from "./pipelineRun.js";

const refusal = (status: number): Damage => ({
  kind: "answer",
  status,
  body: JSON.stringify({ title: "Broken", detail: "It failed." }),
});

const DAMAGES: readonly (readonly [string, Damage])[] = [
  ["a reset", { kind: "reset" }],
  ["429", refusal(429)],
  ["500", refusal(500)],
  ["503", refusal(503)],
  ["403", refusal(403)],
  ["a cut answer", { kind: "cut" }],
];

const isWrite = ({ method, path }: PassingCall): boolean =>
  path.includes("/ups/audiences") && method !== "GET" && !path.includes("/bulk-get");

/** Two creations that come from another sandbox, of which one names the other; and an update. */
const PAIRS: readonly (readonly [stem: string, expression: string])[] = [
  ["built on base", 'inSegment("id-of-base") and person.birthYear > 1990'],
  ["base", "person.birthYear > 1980"],
];
const UPDATED = "App users without push";

/** Lost writes are looked for during some seconds each; several organisations of their own share the waiting. */
const LANES = 4;

/** An organisation with the files and the plan that are sent to it. */
class Lane {
  private constructor(
    readonly bench: PipelineBench,
    private readonly proxy: FaultProxy,
  ) {}

  static async open(): Promise<Lane> {
    const bench = await openPipelineBench();
    return new Lane(bench, await openFaultProxy(bench.origin));
  }

  path(name: string): string {
    return join(this.bench.folder, name);
  }

  async end(): Promise<void> {
    await this.proxy.end();
    await this.bench.end();
  }

  /** Plans, and keeps the files as they are then. */
  async prepare(): Promise<void> {
    const { bench } = this;
    const pulled = await bench.run("dev", ["pull", "--name", UPDATED, this.path("files")]);
    assert.equal(pulled.code, 0, pulled.err);
    const fields = JSON.parse(bench.readFile(`files/${UPDATED}.audience.json`));
    bench.writeFile(`files/${UPDATED}.audience.json`, JSON.stringify({ ...fields, description: "Changed" }));
    for (const [stem, expression] of PAIRS) {
      const remote = { "9@AdobeOrg/source": { id: `id-of-${stem}` } };
      const described = { name: `Fault: ${stem}`, lifecycle: "draft", remote };
      bench.writeFile(`files/${stem}.pql`, expression);
      bench.writeFile(`files/${stem}.audience.json`, JSON.stringify(described));
    }
    const planned = await bench.run("dev", ["plan", "--out", this.path("plan.json"), this.path("files")]);
    assert.equal(planned.code, 3, planned.out + planned.err);
    cpSync(this.path("files"), this.path("kept"), { recursive: true });
  }

  /** Every sample organisation begins the same: the plan of one is the plan of all. */
  copy(other: Lane): void {
    for (const name of ["files", "kept", "plan.json"])
      cpSync(other.path(name), this.path(name), { recursive: true });
  }

  async restore(): Promise<void> {
    await this.bench.control("POST", "reset");
    rmSync(this.path("files"), { recursive: true, force: true });
    cpSync(this.path("kept"), this.path("files"), { recursive: true });
  }

  /** Applies the plan with one damage at one call, and tells what was asked. */
  async apply(at: number, damage: Damage | undefined) {
    let passed = 0;
    const strikes = (): boolean => passed++ === at;
    this.proxy.setFaults(damage === undefined ? [] : [{ strikes, damage }]);
    const parameters = ["apply", this.path("plan.json")];
    const result = await this.bench.run("dev", parameters, this.bench.through(this.proxy.origin));
    return { ...result, calls: [...this.proxy.calls], arrived: await this.bench.countWrites() };
  }
}

type Applied = Awaited<ReturnType<Lane["apply"]>>;

function assertHonest({ code, out, err, calls, arrived }: Applied, where: string): void {
  const sent = calls.filter(isWrite).map(({ method, path, body }) => `${method} ${path} ${body}`);
  assert.equal(new Set(sent).size, sent.length, `no write twice: ${where}`);
  const [, applied, all] = /Applied (\d+) of (\d+)/.exec(out) ?? [];
  if (all === undefined) {
    assert.equal(arrived, 0, where);
    assert.match(err, /Nothing was sent/, where);
    assert.ok(code === 1 || code === 4, where);
    return;
  }
  assert.equal(code === 0, applied === all, where);
  const accounts = out.match(/^(?:applied|different|failed|not sent) /gm) ?? [];
  assert.equal(accounts.length, Number(all), where);
  const isUnsure = /may still arrive|could not be read back/.test(out);
  assert.ok(arrived === Number(applied) || isUnsure, `${arrived} arrived: ${where}`);
}

function assertFilesWhole(lane: Lane, where: string): void {
  for (const file of readdirSync(lane.path("files"))) {
    const text = readFileSync(join(lane.path("files"), file), "utf8");
    assert.match(file, /\.(pql|audience\.json)$/, `left behind: ${where}`);
    if (file.endsWith(".json")) JSON.parse(text);
    else assert.equal(text, readFileSync(join(lane.path("kept"), file), "utf8"), where);
  }
}

/** One call of each kind before, between and after the writes. */
function listMoments(calls: readonly PassingCall[]) {
  const kinds = new Map<string, { readonly call: PassingCall; readonly at: number; readonly turn: number }>();
  let writes = 0;
  for (const [at, call] of calls.entries()) {
    const path = call.path.replace(/\?.*/, "").replace(/[\da-f-]{36}/, "*");
    const kind = `${call.method} ${path} ${writes === 0 ? "before" : writes === 3 ? "after" : "between"}`;
    if (!kinds.has(kind)) kinds.set(kind, { call, at, turn: kinds.size });
    if (isWrite(call)) writes += 1;
  }
  return [...kinds.values()];
}

describe("a plan that is applied while the platform fails", () => {
  let lanes: readonly Lane[];

  before(async () => {
    lanes = await Promise.all(Array.from({ length: LANES }, () => Lane.open()));
    const [first, ...others] = lanes;
    assert.ok(first);
    await first.prepare();
    for (const other of others) other.copy(first);
  });
  after(async () => {
    for (const lane of lanes) await lane.end();
  });

  it("says of each write what became of it, whichever request fails how", async () => {
    const undisturbed = await lanes[0]?.apply(-1, undefined);
    assert.equal(undisturbed?.code, 0);
    const { calls } = undisturbed;
    assert.equal(calls.filter(isWrite).length, 3);
    const left = listMoments(calls);
    const work = async (lane: Lane): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const { call, at, turn } = next;
        const [name, damage] = DAMAGES[turn % DAMAGES.length] ?? [];
        await lane.restore();
        const applied = await lane.apply(at, damage);
        const where = `${name} at call ${at} (${call.method} ${call.path}): ${applied.out}${applied.err}`;
        assertHonest(applied, where);
        assertFilesWhole(lane, where);
      }
    };
    await Promise.all(lanes.map(work));
  });
});
