/** The tests made for audiences of the sample organisation, and the making of tests, by the built dist/pql.js. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatText } from "../../server/src/pql/service.js";
import { inRepository } from "../support/folders.js";
import { organisationFor } from "../unit/sample/client.js";

const PROGRAM = inRepository("dist/pql.js");
const MADE = inRepository("test/fixtures/audience-tests");

const pql = (...parameters: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...parameters], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
};

describe("tests made for the sample organisation", function () {
  this.timeout(30_000);

  it("pass, and cover every condition of more than thirty of its audiences", () => {
    const { status, stdout } = pql("test", "--coverage", MADE);
    equal(status, 0);
    const shares = stdout.match(/conditions decided both ways \(\d+ %\)/g) ?? [];
    ok(shares.length >= 30);
    deepEqual(new Set(shares), new Set(["conditions decided both ways (100 %)"]));
    ok(!/: never /.test(stdout));
  });

  it("test its audiences as they are", () => {
    const rules = new Set<string>();
    for (const { record } of organisationFor().state().audiences("prod").list()) {
      const { value } = (record["expression"] ?? {}) as { readonly value?: string };
      if (value !== undefined) rules.add(formatText(value).trimEnd());
    }
    for (const file of readdirSync(MADE).filter((name) => name.endsWith(".pql"))) {
      ok(rules.has(readFileSync(join(MADE, file), "utf8").trimEnd()), file);
      ok(existsSync(join(MADE, file.replace(/\.pql$/, ".audience-test.json"))), file);
    }
  });
});

describe("pql test --generate", function () {
  this.timeout(30_000);

  let folder: string;
  const write = (name: string, content: string): string => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pql-"));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it("prints tests that cover the rule, and writes nothing", () => {
    const rule = write("cart.pql", 'tier = "gold" and points > 30');
    const { status, stdout } = pql("test", "--generate", rule);
    equal(status, 0);
    deepEqual(readdirSync(folder), ["cart.pql"]);
    write("cart.audience-test.json", stdout);
    match(pql("test", "--coverage", folder).stdout, /2 of 2 conditions decided both ways \(100 %\)/);
  });

  it("writes where asked to, and adds nothing a second time", () => {
    const rule = write("cart.pql", "points > 30");
    match(pql("test", "--generate", "--write", rule).stdout, /: \d tests added/);
    const made = readFileSync(join(folder, "cart.audience-test.json"), "utf8");
    match(pql("test", "--generate", "--write", rule).stdout, /: 0 tests added/);
    equal(readFileSync(join(folder, "cart.audience-test.json"), "utf8"), made);
  });

  it("names what cannot be covered, with an exit code of its own", () => {
    const { status, stderr } = pql("test", "--generate", write("cart.pql", "points > 10 and points < 5"));
    equal(status, 1);
    match(stderr, /cart\.pql: `points > 10` never changes the answer by being true\./);
  });

  it("finds tests again that were cut, without touching those that are left", () => {
    cpSync(MADE, folder, { recursive: true });
    const file = join(folder, "viewed-added-bought.audience-test.json");
    const { tests, ...rest } = JSON.parse(readFileSync(file, "utf8")) as { tests: { name: string }[] };
    writeFileSync(file, JSON.stringify({ ...rest, tests: tests.slice(0, 3) }, null, 1));
    const cut = readFileSync(file, "utf8");
    equal(pql("test", "--generate", "--write", file).status, 0);
    ok(readFileSync(file, "utf8").startsWith(cut.slice(0, cut.lastIndexOf("}", cut.length - 4))));
    match(pql("test", "--coverage", file).stdout, /\(100 %\)/);
  });

  it("takes no option that would change nothing", () => {
    const rule = write("cart.pql", "points > 10");
    for (const [parameters, reason] of [
      [["--write", "cart.audience-test.json"], /--write belongs to --generate\.\n/],
      [["--generate", "--json", rule], /--json is of no use with --generate\.\n/],
    ] as const) {
      const { status, stdout, stderr } = pql("test", ...parameters);
      deepEqual([status, stdout], [2, ""]);
      match(stderr, reason);
    }
  });

  it("takes a folder for all rules below it", () => {
    for (const name of ["a.pql", "b.pql"]) write(name, "points > 10");
    match(pql("test", "--generate", folder).stderr, /Of several files --write writes the tests\./);
    equal(pql("test", "--generate", "--write", folder).status, 0);
    deepEqual(readdirSync(folder), ["a.audience-test.json", "a.pql", "b.audience-test.json", "b.pql"]);
  });

  it("goes on behind a rule with errors", () => {
    const [bad, good] = [write("bad.pql", "points > "), write("good.pql", "points > 1")];
    const { status, stderr } = pql("test", "--generate", "--write", bad, good);
    equal(status, 2);
    match(stderr, /bad\.pql: error: The rule has errors\./);
    ok(existsSync(join(folder, "good.audience-test.json")));
  });
});
