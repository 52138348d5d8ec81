/**
 * The core without a server: what lexing, parsing and checking the large document cost by themselves. Run as a program of
 * its own, bundled like the server: `inProcess <profile schema> <event schema> <document> <records>`; prints one line of JSON.
 */
import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { readSchema } from "../../server/src/pql/schema/readSchema";
import { checkClauses } from "../../server/src/pql/semantics/checkClauses";
import { createEnvironment, type Environment } from "../../server/src/pql/semantics/checkEnvironment";
import { spliceForEdit } from "../../server/src/pql/syntax/clauseSplice";
import { lex } from "../../server/src/pql/syntax/lexer";
import { parseQuery } from "../../server/src/pql/syntax/parser";
import type { Clause, Query } from "../../server/src/pql/syntax/query";
import { lastAtMost } from "../../server/src/pql/text/lineIndex";
import type { CoreFigures } from "./coreRows";
import { percentile } from "./figures";

const ROUNDS = 15;
/** Measured runs of one contender in a row, so that each pays for the garbage of its own. */
const RUNS = 3;
/** Rounds of everything before anything is measured. */
const WARM_UP_ROUNDS = 20;
/** Clauses that are edited, one after another. */
const EDITS = 2000;

function readJson(file: string | undefined): unknown {
  return JSON.parse(readFileSync(file ?? "", "utf8"));
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

type Contender = "lex" | "parse" | "all" | "json";

/**
 * The median processor time of each contender over rounds in which they take turns. In each turn garbage of the others is
 * collected first, then one run is not counted: V8 forgets shapes with their last object, JSON.parse those of its records.
 */
function measureTurns(contenders: Readonly<Record<Contender, () => unknown>>): Record<Contender, number> {
  const times: Record<Contender, number[]> = { lex: [], parse: [], all: [], json: [] };
  const names = Object.keys(times) as Contender[];
  for (let turn = 0; turn < ROUNDS * names.length; turn++) {
    // From round to round another one begins.
    const name = names[(turn + Math.floor(turn / names.length)) % names.length];
    const run = contenders[name];
    globalThis.gc?.();
    run();
    const before = cpuMs();
    for (let i = 0; i < RUNS; i++) run();
    times[name].push((cpuMs() - before) / RUNS);
  }
  const median = (name: Contender) => percentile(times[name], 0.5) ?? Number.NaN;
  return { lex: median("lex"), parse: median("parse"), all: median("all"), json: median("json") };
}

/** A character typed into one clause after another: milliseconds of each, lexing, parsing and checking included. */
function measureEdits(query: Query, check: (clauses: readonly Clause[]) => unknown): number {
  const starts: number[] = [];
  query.clauses.reduce((start, { length }) => {
    starts.push(start);
    return start + length;
  }, 0);
  const offsets = {
    clauseAt: (offset: number) => lastAtMost(starts, starts.length, offset),
    startOf: (clause: number) => starts[clause] ?? 0,
  };
  const times = starts.slice(1, EDITS).map((start) => {
    const before = performance.now();
    check(
      spliceForEdit(query, offsets, { span: { start: start + 2, end: start + 2 }, newText: "x" }).inserted,
    );
    return performance.now() - before;
  });
  return percentile(times, 0.5) ?? Number.NaN;
}

/** Bytes that tree and findings hold for each byte of text. */
async function measureMemory(text: string, environment: Environment): Promise<number> {
  const collect = globalThis.gc;
  if (collect === undefined) return Number.NaN;
  const held = async () => {
    // The memory behind typed arrays is given back a turn after their collection.
    for (let turn = 0; turn < 3; turn++) {
      collect();
      await setImmediate();
    }
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = await held();
  const query = parseQuery(text);
  const findings = checkClauses(query.clauses, environment);
  const after = await held();
  // Looked at behind the measure, so that neither is collected before it.
  return query.clauses.length === findings.length ? (after - before) / text.length : Number.NaN;
}

async function main([profileFile, eventFile, documentFile, recordsFile]: readonly string[]): Promise<void> {
  const profile = readSchema(readJson(profileFile)).index;
  const event = readSchema(readJson(eventFile)).index;
  const environment = createEnvironment({ profile, event });
  const text = readFileSync(documentFile ?? "", "utf8");
  const json = readFileSync(recordsFile ?? "", "utf8");
  const contenders = {
    lex: () => lex(text),
    parse: () => parseQuery(text),
    all: () => checkClauses(parseQuery(text).clauses, environment),
    json: () => JSON.parse(json),
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    for (const run of Object.values(contenders)) run();
  }
  const turns = measureTurns(contenders);
  // In a statement of its own, because a query that waits to be edited would be held all the while.
  const bytesPerByte = await measureMemory(text, environment);
  const figures: CoreFigures = {
    ...turns,
    // Of as many bytes as the text has.
    json: turns.json * (Buffer.byteLength(text) / Buffer.byteLength(json)),
    edit: measureEdits(parseQuery(text), (clauses) => checkClauses(clauses, environment)),
    bytesPerByte,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

void main(process.argv.slice(2));
