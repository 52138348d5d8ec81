/**
 * From an agent's draft to an audience: the built dist/mcp.js hands over pair, tests and plan, a person saves them, and `aep apply`
 * sends exactly that plan. Where no plan can be made, it is said why.
 */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type AgentRun, openAgentRun } from "./agentRun.js";
import { openPipelineBench, type PipelineBench } from "./pipelineRun.js";

const TAKEN = "App users without push";
const GOLD = '_acme.loyalty.tier = "gold"';
/** Longer than other texts of an answer may be. */
const LONG_RULE = `homeAddress.city in [${Array.from({ length: 200 }, (_city, index) => `"City ${index}"`).join(", ")}]`;

interface DraftedFile {
  readonly file: string;
  readonly text: string;
}

describe("the plan of an agent's draft", () => {
  let bench: PipelineBench;
  let agent: AgentRun;
  before(async () => {
    bench = await openPipelineBench();
    agent = await openAgentRun({ ...bench.variables, AEP_SANDBOX: "dev" }, () =>
      JSON.stringify({ name: "Gold from words", rule: GOLD }),
    );
  });
  after(async () => {
    await agent.end();
    await bench.end();
  });

  const draft = async (name: string, rule: string, more: object = {}) => {
    const reply = await agent.call("draft_audience", { name, rule, ...more });
    assert.equal(reply.isError, false, reply.text);
    return { ...reply, files: reply.data["files"] as readonly DraftedFile[] };
  };
  const save = (folder: string, files: readonly DraftedFile[]): string => {
    mkdirSync(join(bench.folder, folder));
    for (const { file, text } of files) bench.writeFile(`${folder}/${file}`, text);
    const plan = files.find(({ file }) => file.endsWith(".plan.json"));
    assert.ok(plan, files.map(({ file }) => file).join());
    return join(bench.folder, folder, plan.file);
  };

  it("is the one that aep plan makes of the files, and aep apply takes it as it is", async () => {
    const sent = await bench.countWrites();
    const { files, data } = await draft("Gold by an agent", LONG_RULE, { evaluation: "streaming" });
    const plan = save("draft", files);
    assert.match(String(data["howToApply"]), /aep apply "Gold by an agent\.plan\.json"/);
    const folder = join(bench.folder, "draft");
    const own = join(bench.folder, "draft", "own.json");
    assert.equal((await bench.run("dev", ["plan", "--out", own, folder])).code, 3);
    const read = (name: string) => {
      const { plannedAt: _when, checksum: _seal, ...rest } = JSON.parse(bench.readFile(`draft/${name}`));
      return rest;
    };
    assert.deepEqual(read("Gold by an agent.plan.json"), read("own.json"));
    assert.equal(await bench.countWrites(), sent, "nothing was sent so far");
    const applied = await bench.run("dev", ["apply", plan]);
    assert.equal(applied.code, 0, applied.err);
    assert.match(applied.out, /applied +create “Gold by an agent”[\s\S]*Applied 1 of 1/);
    assert.equal(
      (await bench.run("dev", ["plan", folder])).code,
      0,
      "the files are those of the audience now",
    );
    const again = await bench.run("dev", ["apply", plan]);
    assert.equal(again.code, 4, "a plan is applied once");
  });

  it("comes with a draft from a description, too", async () => {
    const { content } = await agent.client.callTool({
      name: "draft_from_description",
      arguments: { description: "Gold loyalty tier" },
    });
    const { files } = JSON.parse((content as { readonly text: string }[])[0]?.text ?? "");
    const { code, out } = await bench.run("dev", ["apply", save("words", files)]);
    assert.equal(code, 0, out);
  });

  it("is not made for a name that is taken, a rule that asks for what is nowhere, or tests that fail", async () => {
    const tests = { now: "2031-05-09T12:00:00Z", tests: [{ name: "none", profile: {}, qualifies: true }] };
    for (const [name, rule, more, said] of [
      [TAKEN, GOLD, {}, /An audience of this name exists/],
      ["Nowhere", 'inSegment("00000000-0000-4000-8000-000000000000")', {}, /not in this sandbox/],
      ["Failing", GOLD, { tests }, /Its tests fail/],
    ] as const) {
      const { files, notes, data } = await draft(name, rule, more);
      assert.ok(!files.some(({ file }) => file.endsWith(".plan.json")), name);
      assert.match(notes.join(" "), said);
      assert.match(String(data["howToApply"]), /aep plan --out/);
    }
  });
});
