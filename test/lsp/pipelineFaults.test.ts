/**
 * The built dist/aep.js with a platform that fails: what is missing is named and the exit code says it, nothing is written by
 * halves, no write is repeated, and a run that is killed is made good by the next.
 */
import assert from "node:assert/strict";
import { existsSync, rmSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Damage, Fault, PassingCall } from "../support/faultProxy.js";
import { assertTexts, type FaultPlace, type FolderTexts, inPlace, startAll } from "./faultPlace.js";
import { INCOMPLETE_ANSWERS } from "./incompleteAnswers.js";
import { openPipelineBench, type PipelineBench, type PipelineResult } from "./pipelineRun.js";
import {
  AUDIENCES,
  answer,
  BULK,
  CONVERSION,
  change,
  DEFINITIONS,
  type JsonObject,
  on,
  type Strikes,
} from "./platformFaults.js";

describe("the pipeline, where the platform fails", function () {
  // Each test starts several processes.
  this.timeout(240_000);

  let bench: PipelineBench;
  /** What an undisturbed pull of everything leaves, by path. */
  let whole: FolderTexts;

  before(async () => {
    bench = await openPipelineBench();
    whole = await inPlace(bench, async (place) => {
      const { code, out, err } = await place.runUndisturbed("pull", place.files);
      assert.equal(code, 0, out + err);
      return place.readFolder();
    });
  });
  after(() => bench.end());

  const once = (strikes: Strikes, damage: Damage): Fault => ({ strikes, damage, times: 1 });

  /** Has a test done in a place of its own. */
  const alone = (work: (place: FaultPlace) => Promise<void>) => () => inPlace(bench, work);

  const pulledAgain = new Map<string, Promise<FolderTexts>>();

  /** What the next pull makes of a folder follows from the folder: what several faults leave alike is pulled again once. */
  const pullAgain = (place: FaultPlace): Promise<FolderTexts> => {
    const left = existsSync(place.files) ? JSON.stringify([...place.readFolder()]) : "no folder";
    const pull = async (): Promise<FolderTexts> => {
      const { code, out, err } = await place.runUndisturbed("pull", place.files);
      assert.equal(code, 0, out + err);
      return place.readFolder();
    };
    const end = pulledAgain.get(left) ?? pull();
    pulledAgain.set(left, end);
    return end;
  };

  /** Everything that can be wrong with a list. */
  const assertIncomplete = (
    { code, out, err }: PipelineResult,
    { words, fault, place }: { words: readonly RegExp[]; fault: string; place: FaultPlace },
  ): void => {
    assert.equal(code, 1, `${fault}: ${out}${err}`);
    for (const each of words) assert.match(out + err, each, fault);
    for (const path of place.readFolder().keys())
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
    let ends: readonly Promise<void>[];
    before(() => {
      ends = startAll(TRANSIENT, ([fault, damage]) =>
        inPlace(bench, async (place) => {
          const struck: string[] = [];
          const faults = CALLS.map(([name, strikes]) =>
            once((call: PassingCall) => strikes(call) && struck.push(name) > 0, damage),
          );
          const { code, out, err } = await place.run(faults, "pull", place.files);
          assert.equal(code, 0, out + err);
          assert.deepEqual([...new Set(struck)].sort(), CALLS.map(([name]) => name).sort());
          place.assertFolder(whole, fault);
        }),
      );
    });
    for (const [index, [fault]] of TRANSIENT.entries())
      it(`are asked again after one ${fault}, whatever their verb`, () => ends[index]);
    after(() => Promise.allSettled(ends));
  });

  describe("an incomplete answer", () => {
    let ends: readonly Promise<void>[];
    before(() => {
      ends = startAll(INCOMPLETE_ANSWERS, ([name, faults, words]) =>
        inPlace(bench, async (place) => {
          const result = await place.run(faults, "pull", place.files);
          assertIncomplete(result, { words, fault: name, place });
          const texts = await pullAgain(place);
          if (!name.startsWith("merge policies")) assertTexts(texts, whole, `pulled again after ${name}`);
        }),
      );
    });
    for (const [index, [name]] of INCOMPLETE_ANSWERS.entries())
      it(`is counted and named, and the exit code says it: ${name}`, () => ends[index]);
    after(() => Promise.allSettled(ends));

    it(
      "that loses an audience is made good by asking for it alone",
      alone(async (place) => {
        const loseOne = change(({ results, ...rest }) => ({
          ...rest,
          results: Object.fromEntries(Object.entries(results as JsonObject).slice(1)),
        }));
        const { code, out, err } = await place.run([{ strikes: BULK, damage: loseOne }], "pull", place.files);
        assert.equal(code, 0, out + err);
        place.assertFolder(whole, "an audience left out of each answer");
      }),
    );

    it(
      "ends only the audience it is about, whose files stay as they were",
      alone(async (place) => {
        const result = await place.run([once(CONVERSION, answer(422))], "pull", place.files);
        assertIncomplete(result, { words: [/1 could not be read/], fault: "one refused conversion", place });
        assert.equal(place.readFolder().size, whole.size - 2);
      }),
    );

    it(
      "keeps a plan from taking an audience for new",
      alone(async (place) => {
        await place.runUndisturbed("pull", "--name", "Newsletter", place.files);
        for (const damage of [change(() => null), change(() => ({ results: {} }))]) {
          const refused = { strikes: on("GET", "/ups/audiences/"), damage: answer(403) };
          const { code, out } = await place.run([{ strikes: BULK, damage }, refused], "plan", place.files);
          assert.equal(code, 1, out);
          assert.doesNotMatch(out, /create|Nothing to do/);
        }
      }),
    );
  });

  it(
    "keeps messages short and on one line, however much the service says",
    alone(async (place) => {
      const detail = "\u001b[31mwords\r\n".repeat(20_000);
      const damage = answer(400, { title: detail, detail });
      const { code, out, err } = await place.run([{ strikes: AUDIENCES, damage }], "pull", place.files);
      assert.equal(code, 1);
      assert.ok((out + err).length < 1_500, `${(out + err).length} characters`);
      assert.ok(!(out + err).includes("\u001b"));
    }),
  );

  it(
    "does not say that there is nothing to do while an error blocks",
    alone(async ({ files, runUndisturbed }) => {
      await runUndisturbed("pull", "--name", "Newsletter", files);
      writeFileSync(join(files, "broken.audience.json"), "{");
      writeFileSync(join(files, "broken.pql"), "person.birthYear > 1980");
      const { code, out, err } = await runUndisturbed("plan", files);
      assert.equal(code, 1);
      assert.match(out, /Blocked in dev: 1 error, 0 changes waiting/);
      assert.match(err, /broken\.audience\.json: .*not valid JSON: .* at column 2\./);
      assert.doesNotMatch(out, /Nothing to do/);
    }),
  );

  it("sends no write twice, whatever happens to it, and says what became of it", async () => {
    const create = on("POST", "/ups/audiences");
    const isCreate: Strikes = (call) => create(call) && !BULK(call);
    const damages: readonly (readonly [string, Damage])[] = [
      ["reset", { kind: "reset" }],
      ["cut", { kind: "cut" }],
      ["429", answer(429, "")],
      ["500", answer(500)],
      ["null", change(() => null)],
    ];
    const send = ([name, damage]: readonly [string, Damage]) =>
      inPlace(bench, async ({ files, calls, run, runUndisturbed }) => {
        const plan = `${files}.plan.json`;
        writeFileSync(join(files, "new.pql"), "person.birthYear > 1980");
        writeFileSync(
          join(files, "new.audience.json"),
          JSON.stringify({ name: `New ${name}`, lifecycle: "draft" }),
        );
        assert.equal((await runUndisturbed("plan", "--out", plan, files)).code, 3, name);
        const { code, out } = await run([{ strikes: isCreate, damage }], "apply", plan);
        assert.equal(calls.filter(isCreate).length, 1, name);
        assert.match(out, code === 0 ? /Applied 1 of 1/ : /failed +create[\s\S]*Applied 0 of 1/, name);
      });
    await Promise.all(startAll(damages, send));
    await bench.control("POST", "reset");
  });

  describe("killed", () => {
    /** Pulls again after a kill and compares with an undisturbed pull. */
    const assertMadeGood = async (place: FaultPlace, moment: string): Promise<void> =>
      assertTexts(await pullAgain(place), whole, moment);

    it("while an answer is awaited, is made good by the next pull", async () => {
      const calls = await inPlace(bench, async (place) => {
        await place.run([], "pull", place.files);
        return place.calls.length;
      });
      const step = Math.ceil(calls / 6);
      const moments = Array.from({ length: Math.ceil(calls / step) }, (_, turn) => turn * step);
      const killAt = (at: number) =>
        inPlace(bench, async (place) => {
          rmSync(place.files, { recursive: true });
          let passed = 0;
          const stall: Fault = { strikes: () => passed++ === at, damage: { kind: "stall" } };
          const { kill, result } = place.start([stall], "pull", place.files);
          await place.waitForStall();
          kill();
          await result;
          await assertMadeGood(place, `at call ${at} of ${calls}`);
        });
      await Promise.all(startAll(moments, killAt));
    });

    it("while files are written, is made good by the next pull", async () => {
      const killAfter = (count: number) =>
        inPlace(bench, async (place) => {
          const { kill, result } = place.start([], "pull", place.files);
          let events = 0;
          const watcher = watch(place.files, () => {
            events += 1;
            if (events >= count) kill();
          });
          await result;
          watcher.close();
          await assertMadeGood(place, `after ${count} changes of the folder`);
        });
      await Promise.all(startAll([1, 3, 6, 50, 251, 600], killAfter));
    });

    it(
      "leaves nothing that the next pull does not know: texts beside files, and either half of a pair",
      alone(async (place) => {
        const { files, run, runUndisturbed } = place;
        await run([], "pull", files);
        const [first = "", second = "", third = ""] = [...whole.keys()].filter((path) =>
          path.endsWith(".pql"),
        );
        const fieldsOf = (path: string) => path.replace(/pql$/, "audience.json");
        writeFileSync(join(files, `${first}.999999999.new`), "half of a te");
        writeFileSync(join(files, `${fieldsOf(first)}.999999999.new`), "{");
        rmSync(join(files, fieldsOf(second)));
        rmSync(join(files, third));
        const { out } = await runUndisturbed("pull", files);
        assert.match(out, /2 new, 0 updated/);
        place.assertFolder(whole, "halves");
      }),
    );

    it(
      "does not take somebody's own lone .pql file for its half",
      alone(async ({ files, run, runUndisturbed, readFolder }) => {
        const pull = ["pull", "--name", "App users without push", files];
        await run([], ...pull);
        rmSync(join(files, "App users without push.audience.json"));
        writeFileSync(join(files, "App users without push.pql"), "mine = 1\n");
        assert.equal((await runUndisturbed(...pull)).code, 0);
        assert.equal(readFolder().get("App users without push.pql"), "mine = 1\n");
        assert.equal(readFolder().size, 3);
      }),
    );
  });
});
