/**
 * The measurements: each starts its own processes, does one kind of work, and writes its figures down.
 */
import { SeededRandom } from "../support/seededRandom";
import type { BenchServer } from "./benchServers";
import { BenchSession, type Place } from "./benchSession";
import type { Figures } from "./figures";
import type { Inputs, SchemaName } from "./inputs";
import { cpuOf, memoryOf, peakMemoryOf } from "./processFigures";

/** What a measurement works with. */
export interface Bench {
  readonly inputs: Inputs;
  readonly figures: Figures;
  readonly random: SeededRandom;
}

const OPENED_SMALL = 20;
const OPENED_LARGE = 3;
/** The large document that stays open. */
const LARGE = `large${OPENED_LARGE - 1}`;
const KEYS = 60;
const WARM_UP = 60;
/** The places of keys: the same for all servers and in all rounds. */
const PLACES_SEED = 7;
const SAMPLES = 200;
const WHOLE_TEXTS = 7;

/** Process start → `initialize` answered. */
export async function measureStart(bench: Bench, server: BenchServer): Promise<void> {
  const { session, startMs } = await BenchSession.begin(server);
  bench.figures.add(server.name, "start", startMs);
  await session.end();
}

/** Process start → first completion and first problems of a short document; `suffix` names whether an index was there. */
export async function measureFirstAnswers(
  { figures }: Bench,
  server: BenchServer,
  suffix: string,
): Promise<void> {
  const { session } = await BenchSession.begin(server, "20000");
  const isJson = server.kind === "json";
  const problems = session.open("first", isJson ? '[{ "person": 1 }]' : "person.");
  const at = { line: 0, character: isJson ? 3 : 7 };
  await session.ask("textDocument/completion", "first", at);
  figures.add(server.name, `first completion${suffix}`, performance.now() - session.startedAt);
  await problems;
  figures.add(server.name, `first problems${suffix}`, performance.now() - session.startedAt);
  await session.end();
}

/** One whole life of a server, which leaves behind what later starts may use: indexes, compiled code. */
export async function leaveTraces({ inputs }: Bench, server: BenchServer): Promise<void> {
  for (const schema of ["50000", "flat", "20000"] as const) {
    const { session } = await BenchSession.begin(server, schema);
    await waitUntilReady(session);
    await session.open("middle", inputs.document(server.kind, "50 KB"));
    await session.driver.shutdown();
  }
}

/** The large document as the first act of a fresh process. */
export async function measureFreshOpen({ inputs, figures }: Bench, server: BenchServer): Promise<void> {
  const { session } = await BenchSession.begin(server, "20000");
  figures.add(server.name, "fresh 1 MB", await session.open("large", inputs.document(server.kind, "1 MB")));
  await session.end();
}

/** Opening documents of all lengths and typing in the large one. */
export async function measureEditing(bench: Bench, server: BenchServer): Promise<void> {
  const { session } = await BenchSession.begin(server, "20000");
  await waitUntilReady(session);
  const { pid } = session.driver;
  bench.figures.add(server.name, "memory 20000 MB", memoryOf(pid));
  await measureOpening(bench, session);
  await measureKeys(bench, session);
  bench.figures.add(server.name, "peak memory MB", peakMemoryOf(pid));
  await session.end();
}

async function measureOpening({ inputs, figures }: Bench, session: BenchSession): Promise<void> {
  const { name, kind } = session.server;
  figures.add(name, "open 50 KB", await session.open("middle", inputs.document(kind, "50 KB")));
  const small: number[] = [];
  for (let i = 0; i < OPENED_SMALL; i++) {
    small.push(await session.open(`small${i}`, inputs.document(kind, "1 KB")));
  }
  figures.addSamples(name, "open 1 KB", small);
  for (let i = 0; i < OPENED_LARGE; i++) {
    const before = cpuOf(session.driver.pid) ?? 0;
    // Under a name of its own each time, because closing takes problems away, which would be taken for the answer.
    const elapsed = await session.open(`large${i}`, inputs.document(kind, "1 MB"));
    if (i < OPENED_LARGE - 1) {
      await session.close(`large${i}`);
      continue;
    }
    figures.add(name, "open 1 MB", elapsed);
    figures.add(name, "open 1 MB CPU", (cpuOf(session.driver.pid) ?? 0) - before);
  }
}

async function measureKeys({ inputs, figures }: Bench, session: BenchSession): Promise<void> {
  const { name, kind } = session.server;
  const keys = name === "json" ? 5 : KEYS;
  const lines = inputs.document(kind, "1 MB").split("\n");
  const random = new SeededRandom(PLACES_SEED);
  const somewhere = (): Place => {
    const line = random.integer(0, lines.length - 1);
    return { line, character: random.integer(0, lines[line]?.length ?? 0) };
  };
  const times: number[] = [];
  const before = cpuOf(session.driver.pid) ?? 0;
  for (let i = 0; i < keys; i++) {
    const place = somewhere();
    times.push(await session.type(LARGE, place, "a"));
    await takeBack(session, place);
  }
  figures.add(name, "key CPU", ((cpuOf(session.driver.pid) ?? 0) - before) / keys / 2);
  figures.addSamples(name, "key", times);
  if (name !== "json")
    figures.addSamples(name, "key and completion", await measureTogether(session, somewhere));
}

/**
 * At most places nothing is offered, at a tenth fifty items and more: few samples, or some of completions that are not compiled yet,
 * have now this median and now that.
 */
async function measureTogether(session: BenchSession, somewhere: () => Place): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + SAMPLES; i++) {
    const place = somewhere();
    const from = performance.now();
    const version = session.send(LARGE, { start: place, end: place }, "a");
    const answer = session.ask("textDocument/completion", LARGE, behind(place));
    await Promise.all([answer, session.settle(LARGE, version)]);
    times.push(performance.now() - from);
    await takeBack(session, place);
  }
  return times.slice(WARM_UP);
}

/** Deletes what was typed, so that each key meets the same text. */
async function takeBack(session: BenchSession, place: Place): Promise<void> {
  const version = session.send(LARGE, { start: place, end: behind(place) }, "");
  await session.settle(LARGE, version);
}

function behind({ line, character }: Place): Place {
  return { line, character: character + 1 };
}

/** Completions in a document whose lines all end in a path being typed, and hovers over its names. */
export async function measureQuestions(bench: Bench, server: BenchServer, schema: SchemaName): Promise<void> {
  const { figures, random, inputs } = bench;
  const { session } = await BenchSession.begin(server, schema);
  await waitUntilReady(session);
  figures.add(server.name, `memory ${schema} MB`, memoryOf(session.driver.pid));
  const lines = typedLines(inputs.fieldPaths[schema], random);
  await session.open("typing", lines.join("\n"));
  const ask = async (method: string, place: () => Place): Promise<number[]> => {
    const times: number[] = [];
    for (let i = 0; i < WARM_UP + SAMPLES; i++) times.push(await session.ask(method, "typing", place()));
    return times.slice(WARM_UP);
  };
  const lineEnd = () => {
    const line = random.integer(0, lines.length - 1);
    return { line, character: lines[line]?.length ?? 0 };
  };
  figures.addSamples(server.name, `completion ${schema}`, await ask("textDocument/completion", lineEnd));
  const inName = () => ({ ...lineEnd(), character: 6 });
  figures.addSamples(server.name, `hover ${schema}`, await ask("textDocument/hover", inName));
  await session.end();
}

/** Paths cut off while they are typed: behind a dot, or within a step. */
function typedLines(paths: readonly string[], random: SeededRandom): string[] {
  return Array.from({ length: 200 }, (_, at) => {
    const path = random.pick(paths);
    const lastDot = path.lastIndexOf(".");
    const typed = path.slice(0, lastDot + 1 + (random.chance(0.5) ? 0 : random.integer(1, 3)));
    return `${at === 0 ? "" : "and "}${typed === "" ? path.slice(0, 1) : typed}`;
  });
}

/** Requests about the whole of the large document; nothing where the server does not offer them. */
export async function measureWholeText(bench: Bench, server: BenchServer): Promise<void> {
  const { session } = await BenchSession.begin(server, "20000");
  await waitUntilReady(session);
  const text = bench.inputs.document(server.kind, "1 MB");
  await session.open("ragged", text.replaceAll("\n", "\n       "));
  const options = { tabSize: 2, insertSpaces: true };
  // The JSON server formats ranges only, of which the whole text is one.
  const range = { start: { line: 0, character: 0 }, end: { line: text.split("\n").length, character: 0 } };
  const formatting =
    server.kind === "json"
      ? (["textDocument/rangeFormatting", { options, range }] as const)
      : (["textDocument/formatting", { options }] as const);
  for (const [measure, method, rest] of [
    ["formatting", ...formatting],
    ["semantic tokens", "textDocument/semanticTokens/full", {}],
  ] as const) {
    const times: number[] = [];
    try {
      for (let i = 0; i < WHOLE_TEXTS; i++) times.push(await session.request(method, "ragged", rest));
    } catch {
      continue;
    }
    bench.figures.addSamples(server.name, measure, times);
  }
  await session.end();
}

async function waitUntilReady(session: BenchSession): Promise<void> {
  await session.open("ready", session.server.kind === "json" ? "{}" : "person.");
  await session.ask("textDocument/completion", "ready", { line: 0, character: 1 });
}
