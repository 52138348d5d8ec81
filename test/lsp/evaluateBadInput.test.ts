/** Input at fault of `pql evaluate` and `pql test`: told by file, line and place, and nothing else is lost. Of the built dist/pql.js. */
import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRepository } from "../support/folders.js";

const PROGRAM = inRepository("dist/pql.js");

const object = (properties: object) => ({ type: "object", properties });
const PROFILE = {
  "meta:class": "https://ns.adobe.com/xdm/context/profile",
  ...object({
    points: { type: "number" },
    tier: { type: "string" },
    born: { type: "string", format: "date" },
    orders: { type: "array", items: object({ total: { type: "number" }, "a/b": { type: "boolean" } }) },
  }),
};
const EVENT = {
  "meta:class": "https://ns.adobe.com/xdm/context/experienceevent",
  ...object({ timestamp: { type: "string", format: "date-time" }, eventType: { type: "string" } }),
};

describe("input at fault", function () {
  this.timeout(60_000);

  let folder: string;
  const write = (name: string, content: unknown) => {
    const file = join(folder, name);
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  };
  const pql = (parameters: readonly string[], nodeOptions: readonly string[] = []) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeOptions, PROGRAM, ...parameters], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    return { status, stdout, stderr };
  };
  const schemas = () => [
    "--schema",
    write("profile.json", PROFILE),
    "--event-schema",
    write("event.json", EVENT),
  ];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pql-"));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it("is told by file, line and path where a value has another type than the schema's, and other lines run on", () => {
    const rule = write("rule.pql", "points > 3");
    const rows = [
      { points: "5" },
      { points: 5 },
      { points: 5, orders: [{ total: 1 }, { total: true, "a/b": 1 }], unknown: { points: "x" } },
      { points: 1, born: "soon", xEvent: [{ timestamp: "2031-05-09T12:00:00Z", eventType: 3 }] },
      { points: 9, tier: null, orders: [] },
    ];
    const file = write("people.jsonl", rows.map((row) => JSON.stringify(row)).join("\n"));
    const { status, stdout, stderr } = pql(["evaluate", ...schemas(), "--profile", file, "--jsonl", rule]);
    equal(status, 2);
    deepEqual(stderr.replaceAll(file, "F").trimEnd().split("\n"), [
      "F:1: /points: The schema has a number here, not a string.",
      "F:3: /orders/1/total: The schema has a number here, not a Boolean.",
      "F:3: /orders/1/a~1b: The schema has a Boolean here, not a number.",
      "F:4: /born: The schema has a time here, not a string.",
      "F:4: /xEvent/0/eventType: The schema has a string here, not a number.",
    ]);
    const values = stdout
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { value: unknown }).value);
    deepEqual(values.slice(1), [true, true, false, true]);
  });

  it("is told of a single profile as well, and of none where no schema is given", () => {
    const rule = write("rule.pql", "points > 3");
    const file = write("one.json", { points: 5, tier: 7 });
    const { status, stderr } = pql(["evaluate", ...schemas(), "--profile", file, rule]);
    equal(status, 2);
    match(stderr, /one\.json#\/tier: The schema has a string here, not a number\./);
    equal(pql(["evaluate", "--profile", file, rule]).status, 0);
  });

  it("names members that the schemas do not have, with what was meant, and answers all the same", () => {
    const rule = write("rule.pql", "points > 3");
    const events = [{ timestamp: "2031-05-09T12:00:00Z", eventTyp: "a" }];
    const person = { pionts: 5, orders: [{ totl: 1 }], identityMap: { ECID: [{ id: "1" }] } };
    const file = write("one.json", { ...person, xEvent: events });
    const { status, stdout, stderr } = pql(["evaluate", ...schemas(), "--profile", file, rule]);
    equal(stdout, `${file}: false\n`);
    equal(status, 0);
    deepEqual(stderr.replaceAll(file, "F").trimEnd().split("\n"), [
      "F#/pionts: note: The schema has no field `pionts` here, so no rule reads it. Did you mean `points`?",
      "F#/orders/0/totl: note: The schema has no field `totl` here, so no rule reads it. Did you mean `total`?",
      "F#/xEvent/0/eventTyp: note: The schema has no field `eventTyp` here, so no rule reads it. Did you mean `eventType`?",
    ]);
    write("rule.audience-test.json", {
      now: "2031-05-09T12:00:00Z",
      tests: [{ name: "many", profile: { pionts: 5 }, events: [], qualifies: true }],
    });
    const tested = pql(["test", ...schemas(), rule]);
    match(tested.stderr, /rule\.audience-test\.json:1:66: note: many: .* Did you mean `points`\?\n$/);
    equal(tested.status, 1);
    equal(pql(["test", rule]).stderr, "");
  });

  it("is the last thing to be read where a call is wrong, with the option that was meant", () => {
    const { status, stderr } = pql(["evaluate", "--shema", "x", "rule.pql"]);
    equal(status, 2);
    match(stderr, /^pql: There is no option --shema\. Did you mean --schema\?\n\nUsage: pql evaluate/);
    ok(stderr.split("\n").length < 10, stderr);
  });

  it("is told of events without a time, of lines that are no JSON, and of a clock that tells no time", () => {
    const rule = write("rule.pql", 'xEvent.exists(eventType = "a")');
    const time = "2031-05-09T12:00:00Z";
    const file = write(
      "people.jsonl",
      [
        '{"xEvent":[{"eventType":"a"}]}',
        '{"xEvent":[',
        JSON.stringify({ xEvent: [{ eventType: "a", timestamp: "lately" }] }),
        JSON.stringify({ xEvent: [{ eventType: "a", timestamp: time }] }),
      ].join("\n"),
    );
    const { status, stdout, stderr } = pql(["evaluate", "--profile", file, "--jsonl", rule]);
    equal(status, 2);
    match(stderr, /people\.jsonl:1: \/xEvent\/0: The event has no `timestamp`\./);
    match(stderr, /people\.jsonl:2: The profile is not JSON: close bracket expected at column 12\./);
    match(stderr, /people\.jsonl:3: \/xEvent\/0\/timestamp: "lately" is not a time/);
    doesNotMatch(stderr, /people\.jsonl:4/);
    equal(stdout.trimEnd().split("\n").length, 4);
    const wrong = pql(["evaluate", "--now", "noon", "--profile", file, "--jsonl", rule]);
    equal(wrong.status, 2);
    match(wrong.stderr, /--now takes a time such as .*, not noon/);
  });

  it("names the one line that is not UTF-8, and answers those around it", () => {
    const rule = write("rule.pql", "points > 3");
    const file = join(folder, "people.jsonl");
    const latin = Buffer.from('{"name":"Zoë","points":4}\n', "latin1");
    writeFileSync(
      file,
      Buffer.concat([Buffer.from('{"name":"Zoë","points":4}\n'), latin, Buffer.from('{"points":1}')]),
    );
    const { status, stdout, stderr } = pql(["evaluate", "--profile", file, "--jsonl", rule]);
    equal(status, 2);
    equal(stderr, `${file}:2: The line is not UTF-8 text.\n`);
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { value: unknown }).value);
    deepEqual(answers, [true, null, false]);
  });

  it("takes two million events of one profile within bounded memory, and answers the next line", () => {
    const rule = write("rule.pql", 'xEvent[eventType = "a"].count() >= 2000000');
    const event = '{"timestamp":1900000000000,"eventType":"a"}';
    const many = `{"xEvent":[${`${event},`.repeat(1_999_999)}${event}]}`;
    const file = write("people.jsonl", `${many}\n{"xEvent":[]}\n`);
    const { status, stdout, stderr } = pql(
      ["evaluate", "--now", "2031-05-09T12:00:00Z", "--profile", file, "--jsonl", rule],
      ["--max-old-space-size=800"],
    );
    equal(stderr, "");
    const values = stdout
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { value: unknown }).value);
    deepEqual(values, [true, false]);
    equal(status, 0);
  });

  it("leaves the other tests of a file alone where one has no profile", () => {
    write("rule.pql", "points > 3");
    const tests = [
      { name: "nothing", qualifies: true },
      { name: "enough", profile: { points: 4 }, qualifies: true },
    ];
    const file = write("rule.audience-test.json", { now: "2031-05-09T12:00:00Z", tests });
    const { status, stdout, stderr } = pql(["test", file]);
    equal(status, 2);
    match(stderr, /rule\.audience-test\.json:1:\d+: error: nothing: The test has no `profile`\./);
    ok(stdout.includes("2 tests: 1 passed, 0 failed, 1 at fault."));
  });
});
