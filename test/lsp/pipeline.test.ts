/**
 * The built dist/aep.js as a pipeline uses it: pull, plan, apply over HTTP against the sample organisation.
 */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openPipelineBench, type PipelineBench } from "./pipelineRun.js";

const NAME = "App users without push";

describe("the pipeline", () => {
  let bench: PipelineBench;
  let files: string;
  let plan: string;
  before(async () => {
    bench = await openPipelineBench();
    files = join(bench.folder, "files");
    plan = join(bench.folder, "plan.json");
  });
  // Each test finds the organisation as it begins, and an empty folder.
  beforeEach(() => bench.control("POST", "scenario", { name: "default" }));
  afterEach(() => {
    for (const name of readdirSync(bench.folder)) rmSync(join(bench.folder, name), { recursive: true });
  });
  after(() => bench.end());

  const readFields = (name: string) => JSON.parse(bench.readFile(`files/${name}.audience.json`));
  const editFields = (name: string, fields: object) =>
    bench.writeFile(`files/${name}.audience.json`, JSON.stringify({ ...readFields(name), ...fields }));
  const idOf = (name: string): string => {
    const [link] = Object.values(readFields(name).remote as Record<string, { id: string }>);
    assert.ok(link);
    return link.id;
  };
  async function run(code: number, ...parameters: string[]) {
    const result = await bench.run("dev", parameters);
    assert.equal(result.code, code, `${parameters[0]}: ${result.out}${result.err}`);
    return result;
  }
  const pullOne = () => run(0, "pull", "--name", NAME, files);

  it("pulls, finds nothing to do, plans an edit, applies exactly it, and finds nothing to do again", async () => {
    await run(0, "pull", files);
    assert.ok(readdirSync(files).length > 200);
    await run(0, "plan", files);
    editFields(NAME, { description: "Written by a pipeline" });
    bench.writeFile(
      `files/${NAME}.pql`,
      `${bench.readFile(`files/${NAME}.pql`).trim()}\r\n  and person.birthYear > 1980\r\n`,
    );
    const planned = await run(3, "plan", "--out", plan, files);
    assert.match(planned.out, /~ update “App users without push”/);
    assert.match(planned.out, /description: ".*" → "Written by a pipeline"|description: \(empty\) →/);
    assert.match(planned.out, /\+\s+and person\.birthYear > 1980/);
    const { sandbox, changes, unchanged, errors, tests } = JSON.parse(
      (await run(3, "plan", "--json", files)).out,
    );
    assert.deepEqual([sandbox, errors, tests], ["dev", [], { passed: 0, failed: [] }]);
    assert.ok(unchanged > 100);
    assert.deepEqual(
      [changes.length, changes[0].file, changes[0].action, changes[0].id, Object.keys(changes[0].fields)],
      [1, NAME, "update", idOf(NAME), ["description", "expression"]],
    );
    assert.equal(changes[0].fields.description.after, "Written by a pipeline");
    assert.equal(await bench.countWrites(), 0, "planning sends nothing");
    assert.match(
      (await run(0, "apply", plan)).out,
      /applied +update “App users without push”[\s\S]*Applied 1 of 1/,
    );
    assert.equal(await bench.countWrites(), 1);
    await run(0, "plan", files);
    await run(4, "apply", plan);
    assert.equal(await bench.countWrites(), 1, "a plan is applied once");
  });

  it("plans nothing for white space, line breaks, formatting, moved files, and fields the platform owns", async () => {
    await pullOne();
    const text = bench.readFile(`files/${NAME}.pql`);
    mkdirSync(join(files, "moved"));
    bench.writeFile(
      `files/${NAME}.pql`,
      `\uFEFF\r\n  ${text.trim().replace(/ and /, "\r\n   and\t")}   \r\n\r\n`,
    );
    editFields(NAME, { tags: ["other"], somebody: "else" });
    for (const ending of [".pql", ".audience.json"])
      renameSync(join(files, NAME + ending), join(files, "moved", `renamed${ending}`));
    await run(0, "plan", files);
    await pullOne();
    assert.deepEqual(readdirSync(files), ["moved"], "a moved pair is found again");
    assert.equal(readdirSync(join(files, "moved")).length, 2);
  });

  it("creates what is only here, in the order references ask for, and links the files", async () => {
    mkdirSync(files);
    const write = (stem: string, expression: string, fields: object): void => {
      bench.writeFile(`files/${stem}.pql`, expression);
      bench.writeFile(`files/${stem}.audience.json`, JSON.stringify(fields));
    };
    const elsewhere = (id: string) => ({ "9@AdobeOrg/source": { id } });
    write("a built on b", 'inSegment("id-of-b") and person.birthYear > 1990', {
      name: "A",
      lifecycle: "draft",
      remote: elsewhere("id-of-a"),
    });
    write("b", "person.birthYear > 1980", { name: "B", lifecycle: "draft", remote: elsewhere("id-of-b") });
    const planned = await run(3, "plan", "--out", plan, files);
    assert.match(planned.out, /create “B”[\s\S]*create “A”[\s\S]*id-of-b becomes the id of “b”/);
    await run(0, "apply", plan);
    await run(0, "plan", files);
    assert.equal(
      bench.readFile("files/a built on b.pql").includes("id-of-b"),
      true,
      "files keep the ids of their home",
    );
    assert.equal(await bench.countWrites(), 2);
  });

  it("tells where the evaluation that a file asks for contradicts its rule or its merge policy, and what a rule or a file hardly means", async () => {
    mkdirSync(files);
    const write = (stem: string, expression: string, fields: object): void => {
      bench.writeFile(`files/${stem}.pql`, expression);
      bench.writeFile(`files/${stem}.audience.json`, JSON.stringify({ name: stem, ...fields }));
    };
    const today = "chain(xEvent, timestamp, [A: WHAT(true) WHEN(today)])";
    write("fits", today, { evaluation: "streaming" });
    write("says nothing", "xEvent.count() > 2", {});
    write("no window", "chain(xEvent, timestamp, [A: WHAT(true)])", { evaluation: "streaming" });
    write("no order", `${today} and ${today}`, { evaluation: "streaming" });
    write("second event", `${today} and ${today}`, { evaluation: "edge" });
    write("other policy", "person.birthYear > 1980", {
      evaluation: "edge",
      mergePolicy: "Acme without stitching",
    });
    write("value", 'person.gender = "femal"', { evalution: "edge", descripton: "" });
    bench.writeFile("files/unnamed.pql", "person.birthYear > 1980");
    bench.writeFile("files/unnamed.audience.json", '{"nme": "A"}');
    bench.writeFile("files/alone.pql", "person.birthYear > 1980");
    const { out, err } = await run(3, "plan", files);
    const notes = out.split("\n").filter((line) => line.startsWith("note: "));
    assert.deepEqual(notes.map((line) => line.split(":")[1]?.trim()).sort(), [
      "no order",
      "no window",
      "other policy",
      "second event",
      "unnamed",
      "value",
      "value",
      "value.pql",
    ]);
    assert.match(out, /note: unnamed: “nme” is no field .*“name” is one/);
    assert.match(
      err,
      /note: alone\.pql has no \.audience\.json beside it .* A file with \{\} in it is enough\.\n/,
    );
    assert.match(out, /note: value\.pql:1:\d+: .*no value `femal`.*`female`/);
    assert.match(out, /note: value: “evalution” is no field .*“evaluation” is one/);
    assert.match(
      out,
      /note: no window: It asks for streaming and is evaluated by batch instead: .*no time window/,
    );
    assert.match(out, /note: other policy: It asks for edge and .*not active on edge/);
  });

  it("carries an audience to another sandbox with policies and audiences of the same names", async () => {
    await run(0, "pull", "--name", "Newsletter", files);
    const before = readdirSync(files).length;
    editFields("Newsletter readers", { name: "Newsletter readers (promoted)" });
    const { code, out, err } = await bench.run("stage", ["plan", "--out", plan, files]);
    assert.equal(code, 3, out + err);
    const writes = JSON.parse(bench.readFile("plan.json")).writes as {
      write: { name: string; after: { mergePolicy: string } };
    }[];
    const promoted = writes.find(({ write }) => write.name === "Newsletter readers (promoted)");
    assert.match(promoted?.write.after.mergePolicy ?? "", /^[0-9a-f-]{36}$/, "the id of the target's policy");
    assert.equal((await bench.run("stage", ["apply", plan])).code, 0);
    assert.equal((await bench.run("stage", ["plan", files])).code, 0);
    assert.equal(Object.keys(readFields("Newsletter readers").remote).length, 2);
    assert.equal(readdirSync(files).length, before);
  });

  it("blocks on what another sandbox does not have, and names it", async () => {
    mkdirSync(files);
    bench.writeFile("files/x.pql", 'inSegment("nowhere") and identityMap["NoSuchSpace"].isNotNull()');
    bench.writeFile("files/x.audience.json", JSON.stringify({ name: "X", mergePolicy: "No such policy" }));
    const { err } = await run(1, "plan", "--out", plan, files);
    assert.match(err, /merge policy named “No such policy”/);
    assert.match(err, /audience nowhere/);
    assert.match(err, /namespace “NoSuchSpace”/);
    assert.ok(!existsSync(plan), "a blocked plan is not written");
  });

  it("blocks on errors in expressions, unknown fields included", async () => {
    await pullOne();
    for (const expression of ["person.birthYear > ", "person.birthYeer > 1980"]) {
      bench.writeFile(`files/${NAME}.pql`, expression);
      const { err } = await run(1, "plan", "--out", plan, files);
      assert.match(err, new RegExp(`${NAME}\\.pql:1:\\d+.*\\[pql\\.`));
    }
    assert.equal(await bench.countWrites(), 0);
  });

  it("stops at failed tests of what it plans, or records in the plan that they were waived", async () => {
    await pullOne();
    bench.writeFile(`files/${NAME}.pql`, "person.birthYear > 1980");
    const testWith = (...answers: boolean[]) => {
      const tests = answers.map((qualifies, index) => ({
        name: `born ${1970 + index * 20}`,
        profile: { person: { birthYear: 1970 + index * 20 } },
        qualifies,
      }));
      const file = JSON.stringify({ now: "2031-05-09T12:00:00Z", tests });
      bench.writeFile(`files/${NAME}.audience-test.json`, file);
    };
    testWith(false, false);
    const stopped = await run(5, "plan", "--out", plan, files);
    assert.match(stopped.err, /error: .*: born 1990: expected false, but the rule answers true/);
    assert.match(stopped.err, /→ {3}✔ person\.birthYear > 1980 {2}\(1990 against 1980\)/);
    assert.ok(!existsSync(plan), "no plan is written");
    const waived = await run(3, "plan", "--waive-tests", "--out", plan, files);
    assert.match(waived.err, /waived: .*: born 1990[\s\S]*Tests: 1 passed, 1 failed, which was waived\./);
    assert.equal(JSON.parse(bench.readFile("plan.json")).waivedTests[0].test, "born 1990");
    testWith(false, true);
    const passed = await run(3, "plan", files);
    assert.match(passed.err, /Tests: 2 passed, 0 failed\.\n/);
    const applied = await run(0, "apply", plan);
    assert.match(applied.err, /note: planned in spite of a failed test: .*: born 1990/);
    bench.writeFile(`files/${NAME}.pql`, "person.birthYear > 1970");
    bench.writeFile(`files/${NAME}.audience-test.json`, "{");
    assert.match((await run(5, "plan", files)).err, /error: .*The file is not JSON here/);
  });

  it("refuses a plan when the platform changed since, and sends nothing", async () => {
    await pullOne();
    editFields(NAME, { description: "Mine" });
    await run(3, "plan", "--out", plan, files);
    await bench.control("POST", "edit", {
      sandbox: "dev",
      id: idOf(NAME),
      fields: { description: "Theirs" },
    });
    const before = await bench.countWrites();
    assert.match((await run(4, "apply", plan)).err, /changed since the plan was made[\s\S]*Nothing was sent/);
    assert.equal(await bench.countWrites(), before);
    const { err } = await run(1, "plan", files);
    assert.match(err, /Changed here and on the platform.*description/);
  });

  it("keeps local changes on pull, takes the others, and gives way only when told to", async () => {
    await pullOne();
    editFields(NAME, { description: "Mine" });
    const fields = { description: "Theirs", labels: ["core/C9"] };
    await bench.control("POST", "edit", { sandbox: "dev", id: idOf(NAME), fields });
    const { out } = await run(0, "pull", "--name", NAME, files);
    assert.match(out, /kept +App users without push: changed here in description/);
    assert.equal(readFields(NAME).description, "Mine");
    assert.deepEqual(readFields(NAME).labels, ["core/C9"]);
    await run(0, "pull", "--overwrite", "--name", NAME, files);
    assert.equal(readFields(NAME).description, "Theirs");
    await run(0, "plan", files);
  });

  it("refuses production without its name, another sandbox, and an altered plan", async () => {
    const { code } = await bench.run("prod", ["pull", "--name", NAME, files]);
    assert.equal(code, 0);
    editFields(NAME, { description: "In production" });
    assert.equal((await bench.run("prod", ["plan", "--out", plan, files])).code, 3);
    for (const parameters of [
      ["apply", plan],
      ["apply", "--production", "dev", plan],
    ]) {
      const refused = await bench.run("prod", parameters);
      assert.equal(refused.code, 4);
      assert.match(refused.err, /production sandbox/);
    }
    assert.equal(
      (await bench.run("dev", ["apply", "--production", "prod", plan])).code,
      4,
      "another sandbox",
    );
    const altered = bench.readFile("plan.json").replace("In production", "In Production");
    bench.writeFile("altered.json", altered);
    const refused = await bench.run("prod", [
      "apply",
      "--production",
      "prod",
      join(bench.folder, "altered.json"),
    ]);
    assert.equal(refused.code, 4);
    assert.match(refused.err, /altered/);
    assert.equal(await bench.countWrites(), 0);
    assert.equal((await bench.run("prod", ["apply", "--production", "prod", plan])).code, 0);
    assert.equal(await bench.countWrites(), 1);
  });

  it("never shows a secret: not in output, plan, files or the error about a wrong one", async () => {
    await pullOne();
    editFields(NAME, { description: "x" });
    const runs = [
      await run(3, "plan", "--out", plan, files),
      await bench.run("dev", ["plan", files], { AEP_CLIENT_SECRET: "wrong-secret-value" }),
      await bench.run("nosuch", ["plan", files]),
      await bench.run("dev", ["pull", files], { AEP_PLATFORM_URL: "http://127.0.0.1:9" }),
    ];
    assert.deepEqual(
      runs.map(({ code }) => code),
      [3, 1, 2, 1],
    );
    const everything =
      runs.map(({ out, err }) => out + err).join("") +
      bench.readFile("plan.json") +
      bench.readFile(`files/${NAME}.audience.json`);
    for (const secret of [bench.secret, "wrong-secret-value", "Bearer", "eyJ"])
      assert.ok(!everything.includes(secret), secret);
    assert.match(runs[1]?.err ?? "", /did not accept the credential/);
  });

  it("answers bad usage with 2 and says what is missing, without asking the platform", async () => {
    for (const [parameters, words] of [
      [[], /command is missing/],
      [["push"], /no command push/],
      [["plan"], /FOLDER is missing/],
      [["plan", "--bogus", files], /: There is no option --bogus\.\n/],
      [["plan", join(bench.folder, "empty")], /no audience files/],
      [["apply", join(bench.folder, "none.json")], /cannot be read\. There is no such file or folder\.\n/],
    ] as const) {
      const { err } = await run(2, ...parameters);
      assert.match(err, words);
    }
    const missing = await bench.run("dev", ["pull", files], { AEP_CLIENT_SECRET: "" });
    assert.equal(missing.code, 2);
    assert.match(missing.err, /AEP_CLIENT_SECRET/);
    assert.equal((await bench.run("", ["pull", files])).code, 2, "a missing sandbox could mean production");
  });

  it("shows help with every variable and version on every command", async () => {
    for (const parameters of [["--help"], ["pull", "--help"], ["plan", "--help"], ["apply", "--help"]]) {
      const { out } = await run(0, ...parameters);
      assert.match(out, /^Usage: aep[\s\S]*AEP_CLIENT_SECRET[\s\S]*AEP_PLATFORM_URL/);
    }
    assert.match((await run(0, "--version")).out, /^\d+\.\d+\.\d+\n$/);
    assert.match((await run(0, "plan", "--version")).out, /^\d+\.\d+\.\d+\n$/);
  });

  it("pulls 500 audiences page by page, and plans only the one that differs", async () => {
    await bench.control("POST", "adjust", { audienceCount: 520, longPages: "empty" });
    await bench.control("POST", "reset");
    const pulled = await bench.run("prod", ["pull", files], { NODE_OPTIONS: "--max-old-space-size=80" });
    assert.equal(pulled.code, 0, pulled.err);
    const names = readdirSync(files).filter((name) => name.endsWith(".pql"));
    assert.ok(names.length >= 500, `${names.length} audiences`);
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, names.length);
    assert.equal((await bench.run("prod", ["plan", files])).code, 0);
    editFields(NAME, { labels: ["core/C1", "core/C2"] });
    const planned = await bench.run("prod", ["plan", files]);
    assert.equal(planned.code, 3);
    assert.match(planned.out, /0 to create, 1 to update/);
    const again = await bench.run("prod", ["pull", files]);
    assert.match(again.out, /0 new, 0 updated, \d+ unchanged, 1 with changes made here/);
  });

  it("tells what was and was not done when the platform refuses in the middle, and goes on from there", async () => {
    await pullOne();
    editFields(NAME, { description: "Changed" });
    for (const name of ["0 first", "z last"]) {
      bench.writeFile(`files/${name}.pql`, "person.birthYear > 1980");
      bench.writeFile(`files/${name}.audience.json`, JSON.stringify({ name, lifecycle: "draft" }));
    }
    await run(3, "plan", "--out", plan, files);
    await bench.control("POST", "adjust", { weather: [{ effect: "throttle-silent", method: "PUT" }] });
    const { out } = await run(1, "apply", plan);
    assert.match(
      out,
      /applied +create “0 first”[\s\S]*failed +update[\s\S]*not sent +create “z last”[\s\S]*Applied 1 of 3/,
    );
    await bench.control("POST", "adjust", { weather: [] });
    await run(3, "plan", "--out", plan, files);
    assert.match((await run(0, "apply", plan)).out, /Applied 2 of 2/);
    await run(0, "plan", files);
  });
});
