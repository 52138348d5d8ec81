/**
 * The core without a server: what lexing, parsing and checking the large document cost by themselves. Run as a program of
 * its own, bundled like the server: `inProcess <profile schema> <event schema> <document>`; prints one line of JSON.
 */
import { readFileSync } from "node:fs";
import { readSchema } from "../../server/src/pql/schema/fromXdm";
import { checkClauses } from "../../server/src/pql/semantics/check";
import { createEnvironment } from "../../server/src/pql/semantics/environment";
import { lex } from "../../server/src/pql/syntax/lexer";
import { parseQuery } from "../../server/src/pql/syntax/parser";
import { percentile } from "./figures";

const ROUNDS = 15;
/** Rounds until the code is as fast as it gets. */
const COLD_ROUNDS = 5;

function readJson(file: string | undefined): unknown {
  return JSON.parse(readFileSync(file ?? "", "utf8"));
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function main([profileFile, eventFile, documentFile]: readonly string[]): void {
  const profile = readSchema(readJson(profileFile)).index;
  const event = readSchema(readJson(eventFile)).index;
  const environment = createEnvironment({ profile, event });
  const text = readFileSync(documentFile ?? "", "utf8");
  const work = {
    lex: () => void lex(text),
    parse: () => void parseQuery(text),
    all: () => void checkClauses(parseQuery(text).clauses, environment),
  };
  const figures: Record<string, number | undefined> = {};
  for (const [name, run] of Object.entries(work)) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const before = cpuMs();
      run();
      times.push(cpuMs() - before);
    }
    figures[name] = percentile(times.slice(COLD_ROUNDS), 0.5);
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

main(process.argv.slice(2));
