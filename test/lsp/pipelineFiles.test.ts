/**
 * The built dist/aep.js with files that cannot be used: each is named in a sentence, all others are worked with, no second pair
 * appears beside a broken one, and nothing that files say can pass for a line of ours.
 */
import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { openPipelineBench, type PipelineBench } from "./pipelineRun.js";

describe("the pipeline, with files that cannot be used", function () {
  // Each test starts several processes.
  this.timeout(60_000);
  let bench: PipelineBench;
  let files: string;
  let changed: { path: string; text: Buffer }[] = [];

  const change = (name: string, text: string | Buffer): void => {
    const path = join(files, name);
    changed.push({ path, text: readFileSync(path) });
    writeFileSync(path, text);
  };
  const plan = () => bench.run("dev", ["plan", files]);
  const pull = () => bench.run("dev", ["pull", files]);

  before(async () => {
    bench = await openPipelineBench();
    files = join(bench.folder, "audiences");
    assert.equal((await pull()).code, 0);
  });

  afterEach(() => {
    for (const { path, text } of changed.reverse()) writeFileSync(path, text);
    changed = [];
  });

  after(() => bench.end());

  it("names the one expression that is not UTF-8, and compares all others", async () => {
    change("Employees.pql", Buffer.from("\ufeff_acme.customer.isEmployee = true", "utf16le"));
    const planned = await plan();
    assert.equal(planned.code, 1);
    assert.match(planned.err, /error: Employees: .*UTF-8/);
    assert.match(planned.out, /1 error, 0 changes waiting, [1-9]\d+ unchanged/);
    const pulled = await pull();
    assert.equal(pulled.code, 1);
    assert.match(pulled.err, /not pulled: “Employees”: Employees\.pql: .*UTF-8/);
    assert.match(pulled.out, /[1-9]\d+ unchanged/);
  });

  it("writes no second pair beside a file that a merge left in two versions", async () => {
    const before = readdirSync(files).sort();
    const text = readFileSync(join(files, "Employees.audience.json"), "utf8");
    change("Employees.audience.json", `<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n`);
    const { code, out, err } = await pull();
    assert.equal(code, 1, out);
    assert.match(
      err,
      /not pulled: “Employees”: Employees\.audience\.json: .*not valid JSON.*Repair or remove/,
    );
    assert.equal(err.match(/not pulled/g)?.length, 1, err);
    assert.deepEqual(readdirSync(files).sort(), before);
  });

  it("says in a sentence what is wrong with a path", async () => {
    const file = join(files, "Employees.pql");
    for (const path of [file, join(file, "below")]) {
      const { code, err } = await bench.run("dev", ["pull", path]);
      assert.equal(code, 1);
      const { err: told } = await bench.run("dev", ["inventory", path]);
      for (const text of [err, told])
        assert.match(text, /cannot be (read|written)\. A part of the path is a file, not a folder\./);
      assert.doesNotMatch(err, /ENOTDIR/);
    }
  });

  it("follows no links out of the folder, neither reading nor writing", async () => {
    const outside = join(bench.folder, "outside");
    mkdirSync(outside);
    const secret = join(outside, "secret.txt");
    writeFileSync(secret, "somebody's own");
    symlinkSync(outside, join(files, "linked"));
    symlinkSync(secret, join(files, "Stranger.pql"));
    writeFileSync(join(files, "Stranger.audience.json"), '{"name": "Stranger"}');
    change("Employees.pql", "");
    rmSync(join(files, "Employees.pql"));
    symlinkSync(secret, join(files, "Employees.pql"));
    const planned = await plan();
    const pulled = await pull();
    for (const { out, err } of [planned, pulled]) assert.doesNotMatch(out + err, /somebody's own/);
    assert.equal(readFileSync(secret, "utf8"), "somebody's own");
    assert.deepEqual(readdirSync(outside), ["secret.txt"]);
    for (const name of ["linked", "Stranger.pql", "Stranger.audience.json"]) rmSync(join(files, name));
  });

  it("takes an empty folder or list of ids, as unset variables leave them, for a mistake", async () => {
    for (const parameters of [
      ["pull", ""],
      ["plan", " "],
      ["pull", "--id", "", join(bench.folder, "other")],
      ["pull", "--id", " , ", join(bench.folder, "other")],
    ]) {
      const { code, err } = await bench.run("dev", parameters);
      assert.equal(code, 2, err);
    }
    assert.equal(existsSync(join(bench.folder, "other")), false);
  });

  it("shows signs that steer a terminal, and no name as a line of its own", async () => {
    const text = readFileSync(join(files, "Employees.audience.json"), "utf8");
    change(
      "Employees.audience.json",
      text.replace(/"name": "[^"]*"/, '"name": "a\\nNothing to do in dev\\u001b[2K\\u202e"'),
    );
    change(
      "Employees.pql",
      '_acme.customer.isEmployee = true or person.name.firstName = "\u001b[8m\u202e"\n',
    );
    const { code, out } = await plan();
    assert.equal(code, 3, out);
    assert.match(out, /^~ update “a ⏎ Nothing to do in dev\\u001b\[2K\\u202e”/);
    assert.match(out, /= "\\u001b\[8m\\u202e"/);
    for (const sign of ["\u001b", "\u202e", "\nNothing"]) assert.ok(!out.includes(sign), out);
  });
});
