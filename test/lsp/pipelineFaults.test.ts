/**
 * The built dist/aep.js with a platform that fails: what is missing is named and the exit code says it, nothing is written by
 * halves, no write is repeated, and a run that is killed is made good by the next.
 */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Damage,
  type Fault,
  type FaultProxy,
  openFaultProxy,
  type PassingCall,
} from "../support/faultProxy.js";
import { openPipelineBench, type PipelineBench, type PipelineResult } from "./pipelineRun.js";

type Strikes = Fault["strikes"];
type JsonObject = Record<string, unknown>;

const on =
  (method: string, part: string): Strikes =>
  (call) =>
    call.method === method && call.path.includes(part);
const BULK = on("POST", "/bulk-get");
const CONVERSION = on("POST", "/segment/conversion");
const AUDIENCES = on("GET", "/ups/audiences?");
const DEFINITIONS = on("GET", "/segment/definitions?");

const answer = (status: number, body: unknown = { title: "Broken", detail: "It failed." }): Damage => ({
  kind: "answer",
  status,
  body: typeof body === "string" ? body : JSON.stringify(body),
});
const change = (how: (body: JsonObject) => unknown): Damage => ({
  kind: "change",
  change: (body) => how(body as JsonObject),
});

describe("the pipeline, where the platform fails", function () {
  // Each test starts several processes.
  this.timeout(240_000);

  let bench: PipelineBench;
  let proxy: FaultProxy;
  let files: string;
  /** What an undisturbed pull of everything leaves, by path. */
  let whole: ReadonlyMap<string, string>;

  before(async () => {
    bench = await openPipelineBench();
    proxy = await openFaultProxy(bench.origin);
    files = join(bench.folder, "files");
    const { code, out, err } = await bench.run("dev", ["pull", files]);
    assert.equal(code, 0, out + err);
    whole = readFolder();
  });
  beforeEach(() => rmSync(files, { recursive: true, force: true }));
  after(async () => {
    await proxy.end();
    await bench.end();
  });

  const readFolder = (): ReadonlyMap<string, string> =>
    new Map(
      readdirSync(files, { recursive: true, encoding: "utf8" })
        .sort()
        .map((path) => [path, readFileSync(join(files, path), "utf8")]),
    );
  const assertSameFolder = (expected: ReadonlyMap<string, string>, moment: string): void => {
    assert.deepEqual([...readFolder().keys()], [...expected.keys()], moment);
    for (const [path, text] of readFolder()) assert.equal(text, expected.get(path), `${moment}: ${path}`);
  };
  const start = (faults: readonly Fault[], ...parameters: string[]) => {
    proxy.setFaults(faults);
    return bench.start("dev", parameters, bench.through(proxy.origin));
  };
  const run = (faults: readonly Fault[], ...parameters: string[]): Promise<PipelineResult> =>
    start(faults, ...parameters).result;
  const once = (strikes: Strikes, damage: Damage): Fault => ({ strikes, damage, times: 1 });

  /** Everything that can be wrong with a list. */
  const assertIncomplete = ({ code, out, err }: PipelineResult, words: RegExp, fault: string): void => {
    assert.equal(code, 1, `${fault}: ${out}${err}`);
    assert.match(out + err, words, fault);
    for (const path of readFolder().keys())
      assert.ok(whole.has(path), `${fault}: ${path} is not of an undisturbed pull`);
  };

  describe("reads", () => {
    const TRANSIENT: readonly (readonly [string, Damage])[] = [
      ["429", answer(429, "")],
      ["500", answer(500)],
      ["502", answer(502, "")],
      ["503", answer(503, "<html>busy</html>")],
      ["reset", { kind: "reset" }],
      ["cut", { kind: "cut" }],
    ];
    const CALLS: readonly (readonly [string, Strikes])[] = [
      ["sign-in", on("POST", "/ims/token/")],
      ["bulk-get", BULK],
      ["conversion", CONVERSION],
      ["audiences", AUDIENCES],
      ["definitions", DEFINITIONS],
      ["merge policies", on("GET", "/config/mergePolicies")],
      ["tags", on("GET", "/tags")],
    ];
    for (const [fault, damage] of TRANSIENT) {
      it(`are asked again after one ${fault}, whatever their verb`, async () => {
        const struck: string[] = [];
        const faults = CALLS.map(([name, strikes]) =>
          once((call: PassingCall) => strikes(call) && struck.push(name) > 0, damage),
        );
        const { code, out, err } = await run(faults, "pull", files);
        assert.equal(code, 0, out + err);
        assert.deepEqual([...new Set(struck)].sort(), CALLS.map(([name]) => name).sort());
        assertSameFolder(whole, fault);
      });
    }
  });

  describe("an incomplete answer", () => {
    const samePage = (strikes: Strikes): Fault => {
      let first: unknown;
      return {
        strikes,
        damage: change((body) => {
          first ??= body;
          return first;
        }),
      };
    };
    const FAULTS: readonly (readonly [string, Fault, RegExp])[] = [
      [
        "bulk-get: null",
        { strikes: BULK, damage: change(() => null) },
        /“App users without push”: .*could not be read as a list of audiences[\s\S]*Incomplete|Incomplete[\s\S]*“App users without push”/,
      ],
      [
        "bulk-get: {}",
        { strikes: BULK, damage: change(() => ({})) },
        /could not be read as a list of audiences/,
      ],
      [
        "bulk-get: a list",
        { strikes: BULK, damage: change(() => []) },
        /could not be read as a list of audiences/,
      ],
      [
        "bulk-get: null entries",
        { strikes: BULK, damage: change(({ results }) => ({ results: mapValues(results, () => null) })) },
        /could not be read/,
      ],
      [
        "bulk-get: broken entries",
        {
          strikes: BULK,
          damage: change(({ results }) => ({ results: mapValues(results, () => ({ name: "x" })) })),
        },
        /could not be read/,
      ],
      ["bulk-get: 403 for good", { strikes: BULK, damage: answer(403) }, /It failed/],
      ["bulk-get: 500 for good", { strikes: BULK, damage: answer(500) }, /It failed/],
      [
        "definitions: 403",
        { strikes: DEFINITIONS, damage: answer(403) },
        /segment definitions.*could not be read: .*It failed/,
      ],
      [
        "definitions: 404",
        { strikes: DEFINITIONS, damage: answer(404) },
        /segment definitions.*could not be read: .*It failed/,
      ],
      [
        "definitions: the same page again",
        samePage(DEFINITIONS),
        /At least \d+ more: The platform says that one of its two lists has \d+ audiences and sent \d+/,
      ],
      [
        "audiences: the same page again",
        samePage(AUDIENCES),
        /At least \d+ more: The platform says that one of its two lists has \d+ audiences and sent \d+/,
      ],
      [
        "definitions: too few",
        { strikes: DEFINITIONS, damage: change((body) => ({ ...body, segments: [] })) },
        /At least \d+ more: The platform says that one of its two lists has \d+ audiences and sent 0/,
      ],
      ["audiences: 403", { strikes: AUDIENCES, damage: answer(403) }, /It failed/],
      ["audiences: null", { strikes: AUDIENCES, damage: change(() => null) }, /could not be read as a list/],
      [
        "audiences: entries without id",
        {
          strikes: AUDIENCES,
          damage: change((body) => ({ ...body, children: asList(body["children"]).map(() => ({})) })),
        },
        /At least \d+ more: The platform says that one of its two lists has \d+ audiences and sent 0/,
      ],
      [
        "conversion: 400",
        { strikes: CONVERSION, damage: answer(400) },
        /did not turn into text\. The service says: “It failed/,
      ],
      [
        "conversion: 403",
        { strikes: CONVERSION, damage: answer(403) },
        /did not turn into text\. The service says: “It failed/,
      ],
      ["conversion: null", { strikes: CONVERSION, damage: change(() => null) }, /did not turn into text/],
      ["tags: 500", { strikes: on("GET", "/tags"), damage: answer(500) }, /names could not be read/],
    ];
    for (const [name, fault, words] of FAULTS) {
      it(`is counted and named, and the exit code says it: ${name}`, async () => {
        mkdirSync(files, { recursive: true });
        const result = await run([fault], "pull", files);
        assertIncomplete(result, words, name);
        assert.equal((await bench.run("dev", ["pull", files])).code, 0);
        if (!name.startsWith("tags")) assertSameFolder(whole, `pulled again after ${name}`);
      });
    }

    it("that loses an audience is made good by asking for it alone", async () => {
      const loseOne = change(({ results, ...rest }) => ({
        ...rest,
        results: Object.fromEntries(Object.entries(results as JsonObject).slice(1)),
      }));
      const { code, out, err } = await run([{ strikes: BULK, damage: loseOne }], "pull", files);
      assert.equal(code, 0, out + err);
      assertSameFolder(whole, "an audience left out of each answer");
    });

    it("ends only the audience it is about, whose files stay as they were", async () => {
      const result = await run([once(CONVERSION, answer(422))], "pull", files);
      assertIncomplete(result, /1 could not be read/, "one refused conversion");
      assert.equal(readFolder().size, whole.size - 2);
    });

    it("keeps a plan from taking an audience for new", async () => {
      await bench.run("dev", ["pull", "--name", "Newsletter", files]);
      for (const damage of [change(() => null), change(() => ({ results: {} }))]) {
        const { code, out } = await run(
          [
            { strikes: BULK, damage },
            { strikes: on("GET", "/ups/audiences/"), damage: answer(403) },
          ],
          "plan",
          files,
        );
        assert.equal(code, 1, out);
        assert.doesNotMatch(out, /create|Nothing to do/);
      }
    });
  });

  it("keeps messages short and on one line, however much the service says", async () => {
    const detail = "\u001b[31mwords\r\n".repeat(20_000);
    const { code, out, err } = await run(
      [{ strikes: AUDIENCES, damage: answer(400, { title: detail, detail }) }],
      "pull",
      files,
    );
    assert.equal(code, 1);
    assert.ok((out + err).length < 1_500, `${(out + err).length} characters`);
    assert.ok(!(out + err).includes("\u001b"));
  });

  it("does not say that there is nothing to do while an error blocks", async () => {
    await bench.run("dev", ["pull", "--name", "Newsletter", files]);
    writeFileSync(join(files, "broken.audience.json"), "{");
    writeFileSync(join(files, "broken.pql"), "person.birthYear > 1980");
    const { code, out, err } = await bench.run("dev", ["plan", files]);
    assert.equal(code, 1);
    assert.match(out, /Blocked in dev: 1 error, 0 changes waiting/);
    assert.match(err, /broken\.audience\.json: .*not valid JSON/);
    assert.doesNotMatch(out, /Nothing to do/);
  });

  it("sends no write twice, whatever happens to it, and says what became of it", async () => {
    mkdirSync(files, { recursive: true });
    const plan = join(bench.folder, "plan.json");
    const create = on("POST", "/ups/audiences");
    const isCreate: Strikes = (call) => create(call) && !BULK(call);
    for (const [name, damage] of [
      ["reset", { kind: "reset" }],
      ["cut", { kind: "cut" }],
      ["429", answer(429, "")],
      ["500", answer(500)],
      ["null", change(() => null)],
    ] as const) {
      writeFileSync(join(files, "new.pql"), "person.birthYear > 1980");
      writeFileSync(
        join(files, "new.audience.json"),
        JSON.stringify({ name: `New ${name}`, lifecycle: "draft" }),
      );
      assert.equal((await bench.run("dev", ["plan", "--out", plan, files])).code, 3, name);
      const { code, out } = await run([{ strikes: isCreate, damage }], "apply", plan);
      assert.equal(proxy.calls.filter(isCreate).length, 1, name);
      assert.match(out, code === 0 ? /Applied 1 of 1/ : /failed +create[\s\S]*Applied 0 of 1/, name);
    }
    await bench.control("POST", "reset");
  });

  describe("killed", () => {
    /** Pulls again after a kill and compares with an undisturbed pull. */
    const assertMadeGood = async (moment: string): Promise<void> => {
      const { code, out, err } = await bench.run("dev", ["pull", files]);
      assert.equal(code, 0, `${moment}: ${out}${err}`);
      assertSameFolder(whole, moment);
    };

    it("while an answer is awaited, is made good by the next pull", async () => {
      await run([], "pull", files);
      const calls = proxy.calls.length;
      for (let at = 0; at < calls; at += Math.ceil(calls / 6)) {
        rmSync(files, { recursive: true, force: true });
        let passed = 0;
        const { kill, result } = start(
          [{ strikes: () => passed++ === at, damage: { kind: "stall" } }],
          "pull",
          files,
        );
        await proxy.waitForStall();
        kill();
        await result;
        await assertMadeGood(`at call ${at} of ${calls}`);
      }
    });

    it("while files are written, is made good by the next pull", async () => {
      for (const count of [1, 3, 6, 50, 251, 600]) {
        rmSync(files, { recursive: true, force: true });
        mkdirSync(files, { recursive: true });
        const { kill, result } = start([], "pull", files);
        let events = 0;
        const watcher = watch(files, () => {
          events += 1;
          if (events >= count) kill();
        });
        await result;
        watcher.close();
        await assertMadeGood(`after ${count} changes of the folder`);
      }
    });

    it("leaves nothing that the next pull does not know: texts beside files, and either half of a pair", async () => {
      await run([], "pull", files);
      const [first = "", second = "", third = ""] = [...whole.keys()].filter((path) => path.endsWith(".pql"));
      const fieldsOf = (path: string) => path.replace(/pql$/, "audience.json");
      writeFileSync(join(files, `${first}.999999999.new`), "half of a te");
      writeFileSync(join(files, `${fieldsOf(first)}.999999999.new`), "{");
      rmSync(join(files, fieldsOf(second)));
      rmSync(join(files, third));
      const { out } = await bench.run("dev", ["pull", files]);
      assert.match(out, /2 new, 0 updated/);
      assertSameFolder(whole, "halves");
    });

    it("does not take somebody's own lone .pql file for its half", async () => {
      await run([], "pull", "--name", "App users without push", files);
      rmSync(join(files, "App users without push.audience.json"));
      writeFileSync(join(files, "App users without push.pql"), "mine = 1\n");
      assert.equal((await bench.run("dev", ["pull", "--name", "App users without push", files])).code, 0);
      assert.equal(readFolder().get("App users without push.pql"), "mine = 1\n");
      assert.equal(readFolder().size, 3);
    });
  });
});

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function mapValues(value: unknown, to: () => unknown): JsonObject {
  return Object.fromEntries(Object.keys(value as JsonObject).map((key) => [key, to()]));
}
