/**
 * `pql evaluate --jsonl` of the built dist/pql.js over inputs long enough for several threads: the answers of one thread, byte for
 * byte, in the order of the lines, whatever stands between them.
 */
import { deepEqual, equal } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRepository } from "../support/folders.js";

const PROGRAM = inRepository("dist/pql.js");
/** Beyond what one thread answers alone, and enough for all threads to have something to do. */
const LINES = 30_000;
const PADDING = "x".repeat(400);

/** A line of input, and what is expected of it. */
interface Case {
  readonly line: string | Buffer;
  readonly value?: boolean | null;
  readonly complaint?: string;
}

function plainCase(number: number): Case {
  return { line: JSON.stringify({ number, padding: PADDING }), value: number % 3 === 0 };
}

const NO_TEXT = "The line is not UTF-8 text.";
/** What stands between the plain lines, by the place. */
const ODD: ReadonlyMap<number, Case> = new Map([
  [17_000, { line: "" }],
  [
    20_011,
    { line: "{]", value: null, complaint: "The profile is not JSON: property name expected at column 2." },
  ],
  [20_012, { line: Buffer.from('{"name":"Zoë"}', "latin1"), value: null, complaint: NO_TEXT }],
  // Longer than many pieces of the input.
  [22_000, { line: JSON.stringify({ number: 3, padding: "é".repeat(1_500_000) }), value: true }],
  [25_000, { line: " \t" }],
]);

const CASES = Array.from({ length: LINES }, (_, place) => ODD.get(place) ?? plainCase(place));

function toBytes(ending: string, isLastEnded: boolean): Buffer {
  const parts = CASES.flatMap(({ line }, place) => {
    const isEnded = isLastEnded || place < CASES.length - 1;
    return [Buffer.from(line as string), Buffer.from(isEnded ? ending : "")];
  });
  return Buffer.concat(parts);
}

function toReport({ value, complaint }: Case, place: number): string {
  if (value === undefined) return "";
  const problems = complaint === undefined ? [] : [{ pointer: "", message: complaint }];
  return `${JSON.stringify({ line: place + 1, value, reasons: [], problems })}\n`;
}

const OUTPUT = CASES.map(toReport).join("");

describe("pql evaluate of a long input", function () {
  this.timeout(60_000);

  let folder: string;
  let rule: string;
  const complaintsAbout = (file: string) =>
    CASES.map(({ complaint }, place) =>
      complaint === undefined ? "" : `${file}:${place + 1}: ${complaint}\n`,
    );
  const evaluate = (file: string, input?: Buffer | number) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [PROGRAM, "evaluate", "--jsonl", "--now", "2031-05-09T12:00:00Z", "--profile", file, rule],
      {
        stdio: [typeof input === "number" ? input : "pipe", "pipe", "pipe"],
        ...(typeof input === "number" ? {} : { input }),
        encoding: "utf8",
        maxBuffer: 1 << 28,
      },
    );
    return { status, stdout, stderr };
  };
  const write = (name: string, content: string | Buffer) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "pql-"));
    rule = write("rule.pql", "number % 3 = 0");
  });

  after(() => rmSync(folder, { recursive: true }));

  for (const [what, ending, isLastEnded] of [
    ["lines that end as on Unix", "\n", true],
    ["lines that end as on Windows, the last one without an end", "\r\n", false],
  ] as const) {
    it(`answers ${what} in their order, and names those at fault`, () => {
      const file = write("people.jsonl", toBytes(ending, isLastEnded));
      const { status, stdout, stderr } = evaluate(file);
      equal(stderr, complaintsAbout(file).join(""));
      equal(stdout === OUTPUT, true, firstDifference(stdout));
      equal(status, 2);
    });
  }

  it("answers the same from a pipe, behind a byte-order mark", () => {
    const { status, stdout, stderr } = evaluate(
      "-",
      Buffer.concat([Buffer.from("\ufeff"), toBytes("\n", false)]),
    );
    equal(stderr, complaintsAbout("-").join(""));
    equal(stdout === OUTPUT, true, firstDifference(stdout));
    equal(status, 2);
  });

  it("says that a folder on standard input cannot be read", () => {
    const { status, stderr } = evaluate("-", openSync(folder, "r"));
    deepEqual([status, stderr], [2, "pql: - cannot be read: it is a folder.\n"]);
  });

  it("answers nothing of an empty file, and one line of one", () => {
    deepEqual(evaluate(write("none.jsonl", "")), { status: 0, stdout: "", stderr: "" });
    const stdout = '{"line":1,"value":true,"reasons":[],"problems":[]}\n';
    deepEqual(evaluate(write("one.jsonl", '{"number":3}')), { status: 0, stdout, stderr: "" });
  });
});

function firstDifference(stdout: string): string {
  const [found, expected] = [stdout.split("\n"), OUTPUT.split("\n")];
  const place = expected.findIndex((line, i) => line !== found[i]);
  return `line ${place} of the output is ${found[place]?.slice(0, 200)}, not ${expected[place]}`;
}
