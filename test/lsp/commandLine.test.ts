/** The built dist/pql.js as scripts use it: arguments, streams and exit codes. */
import { deepEqual, equal, match } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRepository } from "../support/folders.js";
import { findSharedFile, readSharedCorpus } from "../support/sharedCorpus.js";

const PROGRAM = join(__dirname, "..", "..", "dist", "pql.js");

function pql(parameters: readonly string[], input = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...parameters], {
    input,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const SCHEMA = {
  $id: "https://ns.adobe.com/xdm/context/profile__union",
  title: "Profile",
  type: "object",
  properties: {
    person: { type: "object", properties: { birthYear: { type: "integer", "meta:xdmType": "int" } } },
  },
};

describe("The command line", () => {
  // Each case starts several processes.

  let folder: string;
  const write = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pql-"));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it("shows help and version on every command", () => {
    for (const parameters of [
      ["--help"],
      ["-h"],
      ["check", "-h"],
      ["help", "check"],
      ["check", "--help"],
      ["format", "--help"],
      ["convert", "--help"],
      ["evaluate", "--help"],
    ]) {
      const { status, stdout } = pql(parameters);
      equal(status, 0);
      match(stdout, /^Usage: pql/);
    }
    for (const parameters of [["--version"], ["check", "--version"]]) {
      match(pql(parameters).stdout, /^\d+\.\d+\.\d+\n$/);
    }
  });

  it("refuses text that is not UTF-8 with 2, and never writes it", () => {
    const file = join(folder, "latin1.pql");
    const bytes = Buffer.from('homeAddress.city  =  "M\u00fcnchen"', "latin1");
    const utf16 = join(folder, "utf16.pql");
    writeFileSync(file, bytes);
    writeFileSync(utf16, Buffer.from("\ufeffa = 1", "utf16le"));
    const unmarked = join(folder, "unmarked.pql");
    writeFileSync(unmarked, Buffer.from("a = 1", "utf16le"));
    for (const parameters of [
      ["check", file, utf16, unmarked],
      ["check", "--jsonl", file],
      ["check", "--schema", file, file],
      ["format", file],
      ["format", "--check", file],
      ["format", "--write", file],
      ["convert", "--to", "json", file],
    ]) {
      const { status, stdout, stderr } = pql(parameters);
      equal(status, 2, parameters.join(" "));
      equal(stdout, "");
      equal(stderr.match(/not UTF-8/g)?.length, parameters.includes(unmarked) ? 3 : 1, stderr);
    }
    deepEqual(readFileSync(file), bytes);
    const piped = spawnSync(process.execPath, [PROGRAM, "check", "-"], { input: bytes, encoding: "utf8" });
    equal(piped.status, 2);
  });

  it("names a file that cannot be read, and goes on with all others", () => {
    const good = write("good.pql", "a  =  1");
    const wrong = write("wrong.pql", "a = = 1");
    const broken = join(folder, "broken.pql");
    writeFileSync(broken, Buffer.from([0xff, 0xfe, 0x00]));
    const operands = [broken, good, mkdtempSync(join(folder, "empty-")), join(folder, "gone"), wrong];
    for (const [parameters, expected] of [
      [["check"], /good\.pql: evaluation[\s\S]*wrong\.pql:1:/],
      [["check", "--json"], /^\[[\s\S]*good\.pql[\s\S]*wrong\.pql[\s\S]*\]\n$/],
      [["explain"], /good\.pql/],
      [["format", "--check"], /^\S*good\.pql is not formatted\.\n$/],
      [["format", "--write"], /^$/],
    ] as const) {
      const { status, stdout, stderr } = pql([...parameters, ...operands]);
      equal(status, 2, parameters.join(" "));
      match(stdout, expected);
      match(stderr, /broken\.pql cannot be read: it is not UTF-8[\s\S]*gone cannot be read/);
      match(stderr, /empty-\w+ holds no \.pql files/);
    }
    equal(readFileSync(good, "utf8"), "a = 1");
  });

  it("answers bad usage and unreadable input with 2 and says why", () => {
    const file = write("a.pql", "a = 1");
    for (const [parameters, reason] of [
      [[], /command is missing/],
      [["bogus"], /no command bogus/],
      [["check"], /No file/],
      [["check", "--bogus", file], /no option --bogus\.\n/],
      [["check", file, "--schema"], /option --schema needs a value behind it\.\n/],
      [["check", join(folder, "none.pql")], /none\.pql cannot be read: there is no such file or folder\.\n/],
      [["check", mkdtempSync(join(folder, "empty-"))], /holds no \.pql files/],
      [["relate", mkdtempSync(join(folder, "empty-"))], /holds no \.pql files/],
      [["convert", "--to", "json", folder], /cannot be read: it is a folder\./],
      [["check", "--schema", join(folder, "none.json"), file], /schema .* cannot be read: there is no/],
      [
        ["check", "--schema", write("profile.json", '{"person":{"birthYear":1984}}'), file],
        /describes no fields/,
      ],
      [
        ["evaluate", "--profile", folder, "--event-schema", write("part.json", '{"allOf":[]}'), file],
        /no fields/,
      ],
      [["check", "--schema", file, file], /schema .* cannot be read/],
      [["format", "--check", "--write", file], /exclude/],
      [["convert", file], /--to takes/],
    ] as const) {
      const { status, stdout, stderr } = pql(parameters);
      equal(status, 2, parameters.join(" "));
      equal(stdout, "");
      match(stderr, reason);
    }
  });

  it("checks files against a schema and points at line and column", () => {
    const schema = write("schema.json", JSON.stringify(SCHEMA));
    const bad = write("bad.pql", "person.birthYear = 1980\nand person.birthYeer = 1");
    const { status, stdout } = pql(["check", "--schema", schema, bad]);
    equal(status, 1);
    match(stdout, /bad\.pql:2:12: error: .*birthYear.*\[pql\.unknownField\]/);
    equal(stdout.includes("evaluation"), false, "what is refused is evaluated nowhere");
    equal(pql(["check", bad]).status, 0);
    const doubtful = write("doubtful.pql", "person.birthYear = null");
    equal(pql(["check", doubtful]).status, 0);
    equal(pql(["check", "--strict", doubtful]).status, 1);
  });

  it("says once, to people alone, that without a schema no field was checked", () => {
    const schema = write("schema.json", JSON.stringify(SCHEMA));
    const files = [write("misspelt.pql", "person.birthYeer = 1"), write("right.pql", "person.birthYear = 1")];
    const { status, stderr } = pql(["check", ...files]);
    equal(status, 0);
    match(stderr, /^Fields were not checked: no schema was given \(--schema FILE, .*\)\.\n$/);
    const row = JSON.stringify({ id: 1, expression: "person.birthYeer = 1" });
    for (const parameters of [
      ["--json", ...files],
      ["--jsonl", "-"],
      ["--schema", schema, ...files],
      ["--event-schema", schema, ...files],
    ]) {
      equal(pql(["check", ...parameters], row).stderr, "", parameters.join(" "));
    }
    equal(pql(["check", join(folder, "none.pql")]).stderr.includes("Fields"), false);
  });

  it("explains rules in plain English, from text and from pql/json", () => {
    const rule = 'person.birthYear >= 1980 and homeAddress.city = "Oslo"';
    const schema = write("schema.json", JSON.stringify(SCHEMA));
    const file = write("rule.pql", rule);
    const plain = pql(["explain", "--schema", schema, file]);
    equal(plain.status, 0);
    match(plain.stdout, /^Profiles for which all of these are true:\n- .*birthYear.* is at least 1980\n/);
    const tree = write("rule.json", pql(["convert", "--to", "json", file]).stdout);
    equal(pql(["explain", "--schema", schema, tree]).stdout, plain.stdout);
    const [{ explanation }] = JSON.parse(pql(["explain", "--json", file]).stdout);
    deepEqual(explanation.lines[1].span, { start: 29, end: rule.length });
    equal(pql(["explain", write("bad.json", '{"nodeType":"nothing"}')]).status, 1);
  });

  it("explains a rule with errors and tells them; an object of PQL is no pql/json", () => {
    const wrong = pql(["explain", write("wrong.pql", "points == 3")]);
    equal(wrong.status, 1);
    equal(wrong.stdout, "Profiles for which points is 3\n");
    match(wrong.stderr, /wrong\.pql:1:8: error: Equality .*\[pql\.foreignOperator\]\n/);
    const foreign = pql(["explain", write("foreign.pql", "SELECT * FROM profile WHERE points > 3")]);
    match(foreign.stderr, /foreign\.pql:1:1: error: .* \[pql\.wrapped\]\n$/);
    equal(foreign.stdout, "");
    equal(pql(["explain", write("object.pql", '{"orders": orders.count()}')]).status, 0);
    equal(pql(["explain", write("broken.pql", '{"nodeType": "literal"')]).status, 1);
  });

  it("takes a folder for all rules below it", () => {
    mkdirSync(join(folder, "below"));
    mkdirSync(join(folder, ".hidden"));
    write(join(".hidden", "c.pql"), "c ==");
    const [one, two] = [write("a.pql", "a=1"), write(join("below", "b.pql"), "b == 1")];
    const checked = pql(["check", "--json", folder]);
    equal(checked.status, 1);
    deepEqual(
      JSON.parse(checked.stdout).map(({ file }: { file: string }) => file),
      [one, two],
    );
    equal(pql(["format", "--check", folder]).stdout, `${one} is not formatted.\n`);
    match(pql(["explain", folder]).stdout, /a is 1\n[\s\S]*b is 1\n/);
  });

  it("writes one JSON array with ranges as in LSP", () => {
    const file = write("a.pql", "a = 1 and\r\n😀 b == 2");
    const { status, stdout } = pql(["check", "--json", file, "-"], "xEvent[a = 1].count() > 2");
    equal(status, 1);
    const [first, second] = JSON.parse(stdout);
    equal(first.file, file);
    deepEqual(first.problems.at(0).range.start, { line: 1, character: 0 });
    equal(second.file, "-");
    deepEqual(
      [second.evaluation.edge, second.evaluation.streaming, second.evaluation.batch],
      ["no", "no", "yes"],
    );
    deepEqual(second.evaluation.reasons[0].range.start, { line: 0, character: 0 });
  });

  it("answers each line in order, also the ones it cannot read", () => {
    const lines = ['{"id":"x","expression":"a = 1"}', "junk", '{"id":2,"expression":"a =="}', '{"id":3}'];
    const { status, stdout } = pql(["check", "--jsonl", "-"], lines.join("\n"));
    equal(status, 2);
    const answers = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    deepEqual(
      answers.map(({ id }) => id),
      ["x", null, 2, null],
    );
    deepEqual(answers[0].problems, []);
    equal(answers[0].evaluation.batch, "yes");
    equal(answers[2].problems.length > 0, true);
  });

  it("prints, checks and writes formatted text", () => {
    const file = write("a.pql", "a=1   and b=2\n");
    equal(pql(["format", "-"], "a=1").stdout, "a = 1");
    equal(pql(["format", "--check", file]).status, 1);
    equal(pql(["format", "--write", file]).status, 0);
    equal(readFileSync(file, "utf8"), "a = 1 and b = 2\n");
    equal(pql(["format", "--check", file]).status, 0);
    equal(pql(["format", write("b.pql", "b=1"), file]).stdout, "b = 1\na = 1 and b = 2\n");
  });

  it("converts to SQL, and names what has no equivalent", () => {
    const rule = write("r.pql", 'a.b = "it\'s" and xEvent.count() > 2');
    const named = ["--profile-table", "snap", "--event-tables", "web, shop", "--now", "2031-05-09T12:00:00Z"];
    const made = pql(["convert", "--to", "sql", ...named, rule]);
    equal(made.status, 0, made.stderr);
    match(made.stdout, /FROM snap p[\s\S]*FROM web e[\s\S]*FROM shop e/);
    match(made.stdout, /p\.a\.b = concat\('it', chr\(39\), 's'\)/);
    match(made.stdout, /^-- Times count from 2031-05-09T12:00:00\.000Z$/m);
    const bare = pql(["convert", "--to", "sql", "-"], "a.b = 1");
    match(bare.stdout, /FROM profile_snapshot_export p/);
    match(bare.stderr, /--profile-table names the snapshot/);
    const tree = pql(
      ["convert", "--to", "sql", "-"],
      pql(["convert", "--to", "json", "-"], "a.b = 1").stdout,
    );
    match(tree.stdout, /p\.a\.b = 1/);
    const none = pql(
      ["convert", "--to", "sql", "--profile-table", "snap", "-"],
      "a.b = 1 and\na.b.topN(c, 1).count() > 1",
    );
    equal(none.status, 1);
    equal(none.stdout, "");
    match(none.stderr, /^-:2:1: topN\( \) has no equivalent.*\[a\.b\.topN\(c, 1\)\]$/m);
    for (const wrong of [
      ["--now", "yesterday"],
      ["--week-start", "friday"],
      ["--event-tables", "a,,b"],
    ]) {
      equal(pql(["convert", "--to", "sql", ...wrong, rule]).status, 2, wrong.join(" "));
    }
    match(
      pql(["convert", "--to", "json", "--now", "2031-05-09T12:00:00Z", rule]).stderr,
      /belongs to --to sql/,
    );
  });

  it("converts to pql/json and back", () => {
    const { status, stdout } = pql(["convert", "--to", "json", "-"], "a.b = 1 and c");
    equal(status, 0);
    equal(pql(["convert", "--to", "text", "-"], stdout).stdout, "a.b = 1 and c\n");
    equal(pql(["convert", "--to", "json", "-"], "a = ").status, 1);
    equal(pql(["convert", "--to", "text", "-"], '{"nodeType":"nonsense"}').status, 1);
  });

  it("finds no error in the published valid expressions and one in each invalid one", function () {
    const corpus = readSharedCorpus();
    if (corpus === undefined) return this.skip();
    const input = corpus.map(({ id, expression }) => JSON.stringify({ id, expression })).join("\n");
    const answers = pql(["check", "--jsonl", "-"], input).stdout.trim().split("\n");
    const wrong = corpus.filter(({ valid }, index) => {
      const { problems } = JSON.parse(answers[index] ?? "{}");
      const hasError = problems.some(({ severity }: { severity: string }) => severity === "error");
      return valid === null ? false : valid === hasError;
    });
    deepEqual(
      wrong.map(({ id }) => id),
      [],
    );
  });

  describe("over the real unions", () => {
    const schemas = ["profile-union.json", "experienceevent-union.json"].map((name) =>
      findSharedFile("xdm", name),
    );
    const [profile, events] = schemas;
    /** Each expression of a fixture with the codes of its errors and warnings. */
    const gravesOf = (fixture: string) => {
      const file = inRepository("test", "fixtures", "expressions", fixture);
      const texts = readFileSync(file, "utf8").trim().split("\n");
      const input = texts.map((expression, id) => JSON.stringify({ id, expression })).join("\n");
      const options = ["--schema", profile ?? "", "--event-schema", events ?? "", "-"];
      const lines = pql(["check", "--jsonl", ...options], input)
        .stdout.trim()
        .split("\n");
      return texts.map((text, index) => {
        const { problems } = JSON.parse(lines[index] ?? "{}") as {
          problems: { code: string; severity: string }[];
        };
        const graves = problems.filter(({ severity }) => severity === "error" || severity === "warning");
        return { text, codes: graves.map(({ code }) => code) };
      });
    };

    it("says nothing grave of a hundred expressions that are right", function () {
      if (profile === undefined || events === undefined) return this.skip();
      deepEqual(
        gravesOf("valid.txt").filter(({ codes }) => codes.length > 0),
        [],
      );
    });

    it("finds one problem in each of a hundred mistakes", function () {
      if (profile === undefined || events === undefined) return this.skip();
      deepEqual(
        gravesOf("invalid.txt").filter(({ codes }) => codes.length !== 1),
        [],
      );
    });
  });

  it("reads the real unions", function () {
    const schema = findSharedFile("xdm", "profile-union.json");
    const events = findSharedFile("xdm", "experienceevent-union.json");
    if (schema === undefined || events === undefined) return this.skip();
    const check = (text: string) => pql(["check", "--schema", schema, "--event-schema", events, "-"], text);
    equal(
      check('person.name.firstName = "Anna" and xEvent[eventType = "commerce.purchases"].count() > 2').status,
      0,
    );
    match(check('person.name.fristName = "Anna"').stdout, /Did you mean `firstName`/);
  });
});
