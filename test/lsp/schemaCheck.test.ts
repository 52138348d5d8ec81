/** `aep check-schema` of the built dist/aep.js: what another schema breaks, what rules become, exit codes. */
import { deepEqual, equal, match } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRepository } from "../support/folders.js";

const PROGRAM = inRepository("dist/aep.js");

const object = (properties: object) => ({ type: "object", properties });
const list = (items: object) => ({ type: "array", items });
const union = (properties: object, name = "profile") => ({
  "meta:class": `https://ns.adobe.com/xdm/context/${name}`,
  ...object(properties),
});
const text = { type: "string" };
const number = { type: "number" };

const BEFORE = union({
  tier: text,
  points: number,
  city: text,
  orders: list(object({ total: number, shop: object({ code: text }) })),
});
const AFTER = union({
  level: text,
  points: text,
  city: { ...text, "meta:status": "deprecated" },
  orders: list(object({ amount: number, shop: object({ name: text }) })),
});
const RULE = `// kept: tier
tier = "gold" and points > 3
and orders[total > 1].exists(shop.code = "tier") and city = "Oslo"
`;

describe("aep check-schema", function () {
  this.timeout(30_000);

  let folder: string;
  const write = (name: string, content: unknown) => {
    const file = join(folder, name);
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, null, 2));
    return file;
  };
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  const check = (...more: readonly string[]) => {
    const schemas = ["--before", join(folder, "before.json"), "--after", join(folder, "after.json")];
    const all = [PROGRAM, "check-schema", ...schemas, ...more, folder];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: "utf8" });
    return { status, stdout, stderr };
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "aep-"));
    write("before.json", BEFORE);
    write("after.json", AFTER);
    write("cart.pql", RULE);
    write("other.pql", 'name = "Ada"\n');
    write("cart.audience-test.json", {
      now: "2031-05-09T12:00:00Z",
      tests: [{ name: "gold", profile: { tier: "gold", orders: [{ total: 2 }] }, qualifies: false }],
    });
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it("names every read of a field that is gone, retyped or deprecated, in rules and tests", () => {
    const { status, stdout } = check();
    equal(status, 1);
    match(stdout, /cart\.pql:2:1: tier is removed/);
    match(stdout, /cart\.pql:2:19: points changes from double to string/);
    match(stdout, /cart\.pql:3:\d+: orders\.total is removed/);
    match(stdout, /cart\.pql:3:\d+: orders\.shop\.code is removed/);
    match(stdout, /cart\.pql:3:\d+: city is deprecated/);
    match(stdout, /cart\.audience-test\.json:\d+:\d+: tier is removed \(test “gold”\)/);
    match(stdout, /\[pql\.\w+\]/);
    equal(/other\.pql/.test(stdout), false);
  });

  it("tells what rules become, and writes new names where asked to, and nothing else", () => {
    const renamed = ["--rename", "tier=level", "--rename", "orders.total=orders.amount"];
    match(check(...renamed).stdout, /becomes: .*level = "gold" and points > 3 and orders\[amount > 1\]/);
    equal(read("cart.pql"), RULE);
    check(...renamed, "--write");
    equal(read("cart.pql"), RULE.replace('tier = "gold"', 'level = "gold"').replace("total", "amount"));
    match(read("cart.audience-test.json"), /"level": "gold"/);
    match(read("cart.audience-test.json"), /"amount": 2/);
  });

  it("names the files it cannot read, leaves them as they are, and checks the others", () => {
    const latin = Buffer.from('tier = "gold" and city = "Malmö"', "latin1");
    writeFileSync(join(folder, "latin.pql"), latin);
    mkdirSync(join(folder, "folder.pql"));
    write("torn.audience-test.json", '{ "tests": [ oops');
    const { status, stdout, stderr } = check("--rename", "tier=level", "--write");
    equal(status, 2);
    match(stderr, /latin\.pql: The file cannot be read\. Its text is not UTF-8\./);
    match(stderr, /torn\.audience-test\.json:1:14: The file is not JSON here/);
    match(stdout, /cart\.pql:2:1: tier is renamed to level/);
    equal(readFileSync(join(folder, "latin.pql")).equals(latin), true);
    const { unread } = JSON.parse(check("--json").stdout) as { unread: { file: string }[] };
    deepEqual(
      unread.map(({ file }) => file.slice(folder.length + 1)),
      ["latin.pql", "torn.audience-test.json"],
    );
    match(
      check("--before", join(folder, "gone.json")).stderr,
      /gone\.json cannot be read\. There is no such file/,
    );
  });

  it("gives the same as JSON", () => {
    const { stdout } = check("--json", "--rename", "tier=level");
    const { changes, files } = JSON.parse(stdout) as {
      changes: { kind: string; text: string }[];
      files: { file: string; places: { line: number; kind: string }[]; becomes?: string }[];
    };
    equal(changes[0]?.text, "tier is renamed to level");
    deepEqual(
      files.map(({ file }) => file.slice(folder.length + 1)),
      ["cart.audience-test.json", "cart.pql"],
    );
    equal(
      files[1]?.places.some(({ kind, line }) => kind === "renamed" && line === 2),
      true,
    );
  });

  it("ends with 0 where nothing breaks, and with 2 where it is called wrongly", () => {
    write("after.json", BEFORE);
    const { status, stdout } = check();
    equal(status, 0);
    match(stdout, /0 changes touch 0 rules/);
    equal(check("--rename", "a").status, 2);
    equal(check("--rename", "a=xEvent.b").status, 2);
    write("after.json", "{");
    match(check().stderr, /after\.json cannot be read/);
  });
});
