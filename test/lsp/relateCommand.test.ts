/** `pql relate` of the built program: two files and a folder, for people and for programs. */
import { deepEqual, equal, match } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PQL = join(__dirname, "..", "..", "dist", "pql.js");

describe("pql relate", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "relate-"));
    mkdirSync(join(folder, "below"));
    writeFileSync(join(folder, "many.pql"), "points > 5");
    writeFileSync(join(folder, "few.pql"), "points > 10");
    writeFileSync(join(folder, "below", "same.pql"), "not (points <= 10) and points.isNotNull()");
    writeFileSync(join(folder, "none.pql"), "points > 10 and points < 5");
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function pql(...parameters: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [PQL, "relate", ...parameters], {
      cwd: folder,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }

  it("tells the relation of two files with an example", () => {
    const { status, stdout } = pql("few.pql", "many.pql");
    equal(status, 0);
    match(stdout, /^few\.pql is contained in many\.pql/);
    match(stdout, /in many\.pql and not in few\.pql: \{"points":6\}/);
    const report = JSON.parse(pql("--json", "few.pql", "many.pql").stdout);
    equal(report.kind, "contained");
    equal(report.contains.answer, "refuted");
  });

  it("finds equal and contained rules of a folder, and those nobody meets", () => {
    const report = JSON.parse(pql("--json", ".").stdout);
    deepEqual(report.equal, [[join("below", "same.pql"), "few.pql"]]);
    deepEqual(report.contained, [{ inner: join("below", "same.pql"), outer: "many.pql" }]);
    deepEqual(report.never, ["none.pql"]);
    match(pql(".").stdout, /Accept the same profiles:/);
  });

  it("names the file of a folder that it cannot read, and relates the others", () => {
    writeFileSync(join(folder, "latin.pql"), Buffer.from('city = "Malmö"', "latin1"));
    const { status, stdout, stderr } = pql("--json", ".");
    rmSync(join(folder, "latin.pql"));
    equal(status, 2);
    match(stderr, /latin\.pql cannot be read: it is not UTF-8 text/);
    const { equal: same, unread } = JSON.parse(stdout);
    deepEqual(same, [[join("below", "same.pql"), "few.pql"]]);
    deepEqual(unread, ["latin.pql"]);
  });

  it("refuses a call it does not understand", () => {
    equal(pql("few.pql").status, 2);
    equal(pql("few.pql", "missing.pql").status, 2);
    writeFileSync(join(folder, "bad.pql"), "points >");
    const { status, stderr } = pql("bad.pql", "few.pql");
    equal(status, 1);
    match(stderr, /^bad\.pql:1:9: error: Expected a value/);
    rmSync(join(folder, "bad.pql"));
  });
});
