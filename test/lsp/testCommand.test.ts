/** `pql test` of the built dist/pql.js: results with their why, faults with their place, reports, exit codes. */
import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRepository } from "../support/folders.js";

/** The package brings no types. An element is a list; `$` holds its attributes, `_` its text. */
interface XmlElement {
  readonly $: Readonly<Record<string, string>>;
  readonly _: string;
}
interface XmlReader {
  parseStringPromise(text: string): Promise<{
    testsuites: { testsuite: [XmlElement & { testcase: [XmlElement & { failure: [XmlElement] }] }] };
  }>;
}

const PROGRAM = inRepository("dist/pql.js");
const RULE = `loyalty.tier = "gold"
and select E from xEvent where E.eventType = "purchase" and E.timestamp occurs < 3 days before now`;

describe("pql test", function () {
  // Each case starts processes.
  this.timeout(30_000);

  let folder: string;
  const write = (name: string, content: unknown): string => {
    const file = join(folder, name);
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, null, 2));
    return file;
  };
  const test = (...parameters: readonly string[]) => {
    const all = [PROGRAM, "test", ...parameters];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: "utf8" });
    return { status, stdout, stderr };
  };
  const gold = { loyalty: { tier: "gold" } };
  const buys = (timestamp: unknown) => [{ timestamp, eventType: "purchase" }];
  const good = [
    { name: "buys now and then", profile: gold, events: buys("-2d"), qualifies: true },
    { name: "bought long ago", profile: gold, events: buys("-4d"), qualifies: false },
    { name: "silver", profile: { loyalty: { tier: "silver" } }, events: buys("-2d12h"), qualifies: false },
  ];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pql-"));
    write("cart.pql", RULE);
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const now = "2031-05-09T12:00:00Z";

  it("passes, and finds the rule beside the file, also below a folder", () => {
    const file = write("cart.audience-test.json", { now, tests: good });
    deepEqual(test(file), { status: 0, stdout: "3 tests: 3 passed, 0 failed, 0 at fault.\n", stderr: "" });
    equal(test(folder).status, 0);
  });

  it("prints a failure with what each clause gave, the deciding one marked", async () => {
    const tests = [{ ...good[2], name: 'a <b> & "c"\u0001', qualifies: true }, good[0]];
    const file = write("cart.audience-test.json", { now, tests });
    const junit = join(folder, "report.xml");
    const { status, stdout } = test("--junit", junit, file);
    equal(status, 1);
    match(stdout, /✘ .*cart\.audience-test\.json:4:5: a <b> .*: expected true, but the rule answers false\n/);
    match(stdout, /\n→ {3}✘ loyalty\.tier = "gold" {2}\("silver" against "gold"\)\n/);
    match(stdout, /\n {4}✔ select E from xEvent .*\(1 of 1 items\)/);
    match(stdout, /2 tests: 1 passed, 1 failed, 0 at fault\./);
    const xml = require("xml2js") as XmlReader;
    const [suite] = (await xml.parseStringPromise(readFileSync(junit, "utf8"))).testsuites.testsuite;
    deepEqual([suite.$["tests"], suite.$["failures"], suite.$["errors"]], ["2", "1", "0"]);
    equal(suite.testcase[0].$["name"], 'a <b> & "c"\ufffd');
    match(suite.testcase[0].failure[0]._, /"silver" against "gold"/);
  });

  it("shows signs of a name that would steer a terminal or pass for a line of its own", () => {
    const name = "gold\u001b[2J\n3 tests: 3 passed\u202e";
    const { stdout } = test(
      write("cart.audience-test.json", { now, tests: [{ ...good[1], name, qualifies: true }] }),
    );
    match(stdout, /: gold\\u001b\[2J\\u000a3 tests: 3 passed\\u202e: expected true/);
  });

  it("names every fault by file and place, and runs the other tests", () => {
    const tests = [
      { name: "no profile", qualifies: true },
      { name: "list", profile: [], qualifies: true },
      { profile: {}, qualifies: true },
      { name: "twice", profile: {}, qualifies: false },
      { name: "twice", profile: {}, qualifies: false },
      { name: "no time", profile: gold, events: [{ eventType: "purchase" }], qualifies: true },
      { name: "odd time", profile: gold, events: buys("-3 days"), qualifies: true },
      { name: "maybe", profile: {}, qualifies: "perhaps" },
      { name: "wrong map", profile: { identityMap: [] }, qualifies: false },
      { name: "wrong type", profile: { loyalty: { tier: {} } }, events: buys("-1d"), qualifies: true },
      { name: "odd member", profile: {}, qualifys: true, qualifies: true },
      7,
      ...good,
    ];
    const file = write("cart.audience-test.json", { now, tests });
    const { status, stdout, stderr } = test(file, join(folder, "gone.audience-test.json"));
    equal(status, 2);
    match(stdout, /15 tests: 4 passed, 0 failed, 11 at fault/);
    const lines = stderr.split("\n");
    for (const expected of [
      /:4:5: error: no profile: The test has no `profile`\./,
      /:10:18: error: list: `profile` must be an object/,
      /error: test 3: The test has no `name`\./,
      /error: twice \(2\): Another test is called “twice” too\./,
      /error: no time: The event has no `timestamp`\./,
      /error: odd time: `timestamp` must be a time such as/,
      /error: maybe: `qualifies` must be true, false or "unknown"\./,
      /error: wrong map: `identityMap` must be a map/,
      /:70:18: error: wrong type: .*another type.* It is read by: loyalty\.tier = "gold"/,
      /error: odd member: `qualifys` is unknown here/,
      /error: test 12: A test must be an object\./,
      /gone\.audience-test\.json cannot be read/,
      /gone\.pql cannot be read/,
    ])
      equal(lines.filter((line) => expected.test(line)).length, 1, `${expected}\n${stderr}`);
  });

  it("tells a clock that is none, JSON that is none and a rule that is none, and runs what it can", () => {
    const own = { ...good[0], name: "own clock", now };
    const clock = test(write("cart.audience-test.json", { now: "soon", tests: [good[0], own] }));
    equal(clock.status, 2);
    match(clock.stderr, /:2:10: error: `now` must be a time such as/);
    match(clock.stdout, /2 tests: 1 passed, 0 failed, 1 at fault/);
    const week = test(write("cart.audience-test.json", { now, weekStart: "friday", tests: [good[0]] }));
    match(week.stderr, /`weekStart` must be sunday or monday/);
    match(week.stderr, /The test has no clock: `now`, `timeZone` or `weekStart` of the file is wrong/);
    match(week.stdout, /1 test: 0 passed, 0 failed, 1 at fault/);
    const text = JSON.stringify({ now, tests: good }, null, 2).replace(
      '"bought long ago",',
      '"bought long ago"',
    );
    const json = test(write("cart.audience-test.json", text));
    equal(json.status, 2);
    match(json.stderr, /:\d+:\d+: error: The file is not JSON here: comma expected\./);
    match(json.stdout, /3 tests: 3 passed, 0 failed, 0 at fault/);
    for (const [content, message] of [
      ["", /error: The file is not JSON here/],
      ["[]", /1:1: error: A test file must hold an object/],
      ["{}", /1:1: error: `tests` is missing/],
      ["[".repeat(100_000), /nested more than/],
    ] as const) {
      const { status, stderr } = test(write("cart.audience-test.json", content));
      equal(status, 2);
      match(stderr, message);
    }
    write("cart.pql", "loyalty.tier = = 1");
    const rule = test(write("cart.audience-test.json", { now, tests: good }));
    equal(rule.status, 2);
    match(rule.stderr, /cart\.pql:1:16: error: /);
    match(rule.stdout, /3 at fault/);
    equal(test(join(folder, "cart.pql")).status, 2);
    equal(test("--help").status, 0);
  });

  it("tells what no test has tried, and nothing where every condition decided both ways", () => {
    const some = write("cart.audience-test.json", { now, tests: good.slice(0, 2) });
    const { stdout } = test("--coverage", some);
    match(stdout, /cart\.pql:1:1: never false: loyalty\.tier = "gold"\n/);
    match(stdout, /cart\.pql: 1 of 2 conditions decided both ways \(50 %\)/);
    const all = write("cart.audience-test.json", {
      now,
      tests: [...good, { name: "visit", profile: gold, events: [{ timestamp: "-1d" }], qualifies: false }],
    });
    const full = test("--coverage", all);
    match(full.stdout, /2 of 2 conditions decided both ways \(100 %\)/);
    doesNotMatch(full.stdout, /never/);
    const [report] = JSON.parse(test("--json", "--coverage", all).stdout);
    deepEqual([report.coverage.covered, report.coverage.conditions, report.problems], [2, 2, []]);
    deepEqual(
      report.tests[1].decided.map(({ line }: { line: number }) => line),
      [2],
    );
  });

  it("runs the examples of its documentation as they stand there", () => {
    const page = readFileSync(inRepository("docs/audience-tests.md"), "utf8");
    const block = (language: string) =>
      new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? "";
    write("cart.pql", block("pql"));
    const { status, stdout } = test("--coverage", write("cart.audience-test.json", block("json")));
    equal(status, 0, stdout);
    match(stdout, /2 of 2 conditions decided both ways[\s\S]*3 tests: 3 passed/);
  });
});
