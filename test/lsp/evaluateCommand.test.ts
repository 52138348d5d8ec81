/** `pql evaluate` of the built dist/pql.js: answers, streams, faults with their place, exit codes. */
import { deepEqual, equal, match } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROGRAM = join(__dirname, "..", "..", "dist", "pql.js");

describe("pql evaluate", function () {
  // Each case starts several processes.
  this.timeout(30_000);

  let folder: string;
  const write = (name: string, content: unknown): string => {
    const file = join(folder, name);
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  };
  const evaluate = (parameters: readonly string[], input = "") => {
    const all = [PROGRAM, "evaluate", "--now", "2018-08-28T10:00:00Z", ...parameters];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, { input, encoding: "utf8" });
    return { status, stdout, stderr };
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pql-"));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it("answers one profile, with 1 for what is unknown and the place of the doubt", () => {
    const rule = write("gold.pql", 'loyalty.tier = "gold"\nand city');
    const profile = write("profile.json", { loyalty: { tier: "gold" }, city: "" });
    const unknown = evaluate(["--profile", profile, rule]);
    equal(unknown.status, 1);
    match(unknown.stdout, /profile\.json: unknown\n.*gold\.pql:2:5: .*\[emptyText\]\n {4}city\n/);
    const answered = evaluate(
      ["--profile", "-", "--json", rule],
      '{"loyalty":{"tier":"gold"},"city":"Oslo"}',
    );
    deepEqual(
      [answered.status, JSON.parse(answered.stdout)],
      [0, { value: true, reasons: [], problems: [] }],
    );
    const explained = evaluate(["--profile", profile, "--explain", rule]);
    match(explained.stdout, /✔ loyalty\.tier = "gold" {2}\("gold" against "gold"\)\n {2}\? city/);
  });

  it("takes the rule as pql/json too", () => {
    const member = {
      nodeType: "fieldLookup",
      fieldName: "a",
      object: { nodeType: "parameterReference", position: 1 },
    };
    const one = { nodeType: "literal", literalType: "Integer", value: 1 };
    const rule = write("rule.json", { nodeType: "fnApply", fnName: "=", params: [member, one] });
    equal(evaluate(["--profile", "-", "--json", rule], '{"a":1}').status, 0);
  });

  it("answers each line of a stream, names the faulty ones by line and place, and goes on", () => {
    const rule = write("rule.pql", "xEvent[timestamp occurs yesterday] and id = 9007199254740993");
    const good = '{"id":9007199254740993,"xEvent":[{"timestamp":"2018-08-27T12:00:00Z"}]}';
    const lines = [
      good,
      "{",
      "",
      '{"xEvent":[{"timestamp":"2018-08-27T12:00:00Z"},{"v":1}]}',
      "[]",
      '{"xEvent":{}}',
      good.replace("993,", "992,"),
    ];
    const { status, stdout, stderr } = evaluate(
      ["--profile", "-", "--jsonl", rule],
      `\ufeff${lines.join("\n")}`,
    );
    equal(status, 2);
    const answers = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { line: number; value: unknown; problems: { pointer: string }[] });
    deepEqual(
      answers.map(({ line, value, problems }) => [line, value, problems.map(({ pointer }) => pointer)]),
      [
        [1, true, []],
        [2, null, [""]],
        [4, false, ["/xEvent/1"]],
        [5, "unknown", [""]],
        [6, false, ["/xEvent"]],
        [7, false, []],
      ],
    );
    match(stderr, /^-:2: The profile is not JSON: .*\n-:4: \/xEvent\/1: The event has no `timestamp`\.\n/);
  });

  it("refuses a clock, a zone, a rule and a file that are none", () => {
    const rule = write("rule.pql", "a = 1");
    const profile = write("profile.json", {});
    for (const [parameters, message] of [
      [["--profile", profile, "--now", "soon", rule], /--now takes a time/],
      [["--profile", profile, "--time-zone", "Mars/Olympus", rule], /There is no time zone Mars\/Olympus/],
      [["--profile", profile, "--week-start", "friday", rule], /--week-start takes/],
      [["--profile", profile, write("bad.pql", "a = = 1")], /bad\.pql:1:5: error: /],
      [["--profile", join(folder, "gone.json"), rule], /gone\.json cannot be read/],
      [["--profile", join(folder, "gone.jsonl"), "--jsonl", rule], /gone\.jsonl cannot be read/],
      [["--profile", write("bad.json", "{"), rule], /bad\.json: The profile is not JSON: .* at column 2\./],
      [[rule], /--profile is missing/],
    ] as const) {
      const { status, stdout, stderr } = evaluate(parameters);
      equal(status, 2, parameters.join(" "));
      equal(stdout, "");
      match(stderr, message);
    }
  });

  it("stops a profile that takes too many steps, and answers the next", () => {
    const rule = write(
      "rule.pql",
      "exists A from xEvent, B from xEvent, C from xEvent where A.v = -1 and B.v = C.v",
    );
    const events = Array.from({ length: 300 }, (_, v) => ({ timestamp: v, v }));
    const input = `${JSON.stringify({ xEvent: events })}\n{}\n`;
    const { status, stdout } = evaluate(["--profile", "-", "--jsonl", "--steps", "10000", rule], input);
    equal(status, 1);
    match(stdout, /"value":"unknown","reasons":\[\{"code":"stepLimit".*\n\{"line":2,"value":false/);
  });
});
