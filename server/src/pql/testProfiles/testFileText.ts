/**
 * Made-up profiles as a file of tests: a new one, or more tests at the end of one that is there. Every sign a person wrote
 * stays as it is.
 */
import { type Node, parseTree } from "jsonc-parser";
import { type AudienceTestFile, readTestFile } from "../audienceTests/testFile";
import { type Clock, isClock } from "../evaluate/compiledRule";
import { readTime } from "../evaluate/timestamp";
import type { Schemas } from "./fieldShapes";
import { type GeneratedProfiles, generateProfiles, type TestProfile } from "./generate";

/** What tests are made for. */
interface TestWriting {
  /** The text of the rule. */
  readonly rule: string;
  /** The file of tests that is there; missing where there is none. */
  readonly tests?: string | undefined;
  readonly schemas?: Schemas;
  /** How many are to qualify, and how many not; see `generateProfiles`. */
  readonly fewest?: number | undefined;
  readonly isCancelled?: (() => boolean) | undefined;
}

/** A file of tests with what was made. */
export interface WrittenTests extends Pick<GeneratedProfiles, "uncovered" | "untried"> {
  /** The whole file; as it was where nothing is to be added. */
  readonly text: string;
  readonly added: number;
  /** Why nothing could be made; undefined where all went well. */
  readonly problem: string | undefined;
}

/** A Wednesday in the middle of a month, so that no window ends at a day that some month lacks. */
const NOON = "2030-06-12T12:00:00Z";
const DAY_MS = 86_400_000;

/** Makes tests for a rule. */
export function writeTests({ rule, tests, schemas = {}, fewest, isCancelled }: TestWriting): WrittenTests {
  const there = tests === undefined || tests.trim() === "" ? undefined : openFile(tests);
  const nothing = { text: tests ?? "", added: 0, uncovered: [], untried: [] };
  if (there?.problem !== undefined) return { ...nothing, problem: there.problem };
  const clocks = there?.clock === undefined ? listClocks(rule) : [there.clock];
  const known = there?.file.tests.flatMap(({ question }) => question ?? []) ?? [];
  let best: { readonly clock: Clock; readonly made: GeneratedProfiles } | undefined;
  for (const clock of clocks) {
    const made = generateProfiles({ text: rule, clock, schemas, known, fewest, isCancelled });
    if (made === undefined) return { ...nothing, problem: "The rule has errors." };
    if (best === undefined || made.uncovered.length < best.made.uncovered.length) best = { clock, made };
    if (best.made.uncovered.length === 0) break;
  }
  if (best === undefined) return { ...nothing, problem: "The file has no time to ask the rule at." };
  const { made, clock } = best;
  const { uncovered, untried } = made;
  const names = new Set(there?.file.tests.map(({ name }) => name));
  const items = made.profiles.map((profile) =>
    toTest(profile, { clock, names, isAlone: there?.isTimeless === true }),
  );
  const text =
    there === undefined ? printFile(clock, items) : items.length === 0 ? there.text : append(there, items);
  return { text, added: items.length, uncovered, untried, problem: undefined };
}

interface OpenFile {
  readonly text: string;
  readonly file: AudienceTestFile;
  readonly list: Node | undefined;
  readonly clock: Clock | undefined;
  /** True where tests tell their own time. */
  readonly isTimeless: boolean;
  readonly problem: string | undefined;
}

function openFile(text: string): OpenFile {
  const file = readTestFile(text);
  const root = parseTree(text, undefined, { disallowComments: true });
  const member = (name: string) =>
    root?.children?.find(({ children: [key] = [] }) => key?.value === name)?.children?.[1];
  const list = member("tests");
  const [problem] = file.problems;
  const given = { now: member("now"), timeZone: member("timeZone"), weekStart: member("weekStart") };
  const clock = {
    now: String(given.now?.value ?? NOON),
    ...(given.timeZone && { timeZone: String(given.timeZone.value) }),
    ...(given.weekStart && { weekStart: String(given.weekStart.value) as "sunday" | "monday" }),
  };
  return {
    text,
    file,
    list,
    clock: isClock(clock) ? clock : undefined,
    isTimeless: given.now === undefined,
    problem:
      list?.type === "array" ? problem?.message : (problem?.message ?? "The file has no list of tests."),
  };
}

/** Times to ask at: one for all rules, and one before the first day that the rule names. */
function listClocks(rule: string): readonly Clock[] {
  const week = /\bweeks?\b/i.test(rule) ? { weekStart: "sunday" as const } : {};
  const days = [...rule.matchAll(/\bdate\s*\(\s*(\d{4})\s*,\s*(\d{1,2})\s*,\s*(\d{1,2})\s*\)/g)].map(
    ([, year, month, day]) => Date.UTC(Number(year), Number(month) - 1, Number(day)),
  );
  const times =
    days.length === 0 ? [] : [Math.min(...days) - 15.5 * DAY_MS, Math.max(...days) + 15.5 * DAY_MS];
  return [NOON, ...times.map((time) => new Date(time).toISOString().replace(".000Z", "Z"))].map((now) => ({
    now,
    ...week,
  }));
}

interface Naming {
  readonly clock: Clock;
  /** Names that are taken. */
  readonly names: Set<string>;
  /** True where the test tells its own time. */
  readonly isAlone: boolean;
}

function toTest({ about, profile, qualifies }: TestProfile, { clock, names, isAlone }: Naming): unknown {
  const { xEvent, ...fields } = profile;
  const labels = about.length > 0 ? about : describeFields(profile);
  const shown = labels.slice(0, 3).join(", ") + (labels.length > 3 ? ", …" : "");
  const wanted = `${qualifies ? "qualifies" : "does not qualify"}: ${shown}`;
  let name = wanted;
  for (let number = 2; names.has(name); number++) name = `${wanted} (${number})`;
  names.add(name);
  const events = Array.isArray(xEvent)
    ? { events: xEvent.map((event: unknown) => toEvent(event, clock)) }
    : {};
  return { name, ...(isAlone && { now: clock.now }), profile: fields, ...events, qualifies };
}

/** An event with its time first, told as a distance from the clock where that is short. */
function toEvent(event: unknown, { now }: Clock): unknown {
  const { timestamp, ...fields } = event as Readonly<Record<string, unknown>>;
  const [time, zero] = [new Float64Array(1), new Float64Array(1)];
  const isRead = readTime(timestamp as string, time) && readTime(now, zero);
  const distance = isRead ? toDistance((time[0] ?? 0) - (zero[0] ?? 0)) : undefined;
  return { timestamp: distance ?? timestamp, ...fields };
}

const UNITS = [
  ["d", DAY_MS],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
] as const;

function toDistance(milliseconds: number): string | undefined {
  if (milliseconds === 0) return "now";
  let rest = Math.abs(milliseconds);
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  const isShort = rest === 0 && parts.length <= 3 && Math.abs(milliseconds) <= 800 * DAY_MS;
  return isShort ? `${milliseconds < 0 ? "-" : "+"}${parts.join("")}` : undefined;
}

/** The first fields of a profile with their values, for a test that no boundary names. */
function describeFields(profile: Readonly<Record<string, unknown>>): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown, name: string): void => {
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      for (const [key, inner] of Object.entries(value)) visit(inner, key);
    else found.push(`${name} ${Array.isArray(value) ? `${value.length} items` : JSON.stringify(value)}`);
  };
  visit(profile, "");
  return Object.keys(profile).length === 0 ? ["nothing known"] : found;
}

function printFile(clock: Clock, tests: readonly unknown[]): string {
  return `${printReadable({ ...clock, tests })}\n`;
}

function append({ text, list }: OpenFile, tests: readonly unknown[]): string {
  const items = list?.children ?? [];
  const last = items[items.length - 1];
  const end = list === undefined ? text.length : list.offset + list.length - 1;
  const at = last === undefined ? end : last.offset + last.length;
  const added = tests.map((test) => `\n    ${printReadable(test, 4)}`).join(",");
  return `${text.slice(0, at)}${last === undefined ? "" : ","}${added}${last === undefined ? "\n  " : ""}${text.slice(at)}`;
}

/**
 * JSON as people write it: what fits stays on one line.
 */
const WIDTH = 100;

/** A value as JSON; `indent` is where its first line stands. */
function printReadable(value: unknown, indent = 0, width = WIDTH - indent): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const short = printShort(value);
  if (short.length <= width) return short;
  const margin = " ".repeat(indent + 2);
  const end = `\n${" ".repeat(indent)}`;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => margin + printReadable(item, indent + 2));
    return `[\n${items.join(",\n")}${end}]`;
  }
  const members = Object.entries(value).map(([name, inner]) => {
    const key = `${margin}${JSON.stringify(name)}: `;
    return key + printReadable(inner, indent + 2, WIDTH - key.length);
  });
  return `{\n${members.join(",\n")}${end}}`;
}

function printShort(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printShort).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, inner]) => `${JSON.stringify(name)}: ${printShort(inner)}`,
  );
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
