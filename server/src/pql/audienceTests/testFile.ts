/**
 * Reads the tests of an audience (`name.audience-test.json`). Total: any text gives its tests and what is wrong, each fault
 * with its place, and a test at fault never hides the others. Runs nothing.
 */
import { getNodeValue, type Node, type ParseError, parseTree } from "jsonc-parser";
import { type Clock, isClock } from "../evaluate/compiledRule";
import { readProfile } from "../evaluate/profileReader";
import { readTime } from "../evaluate/timestamp";
import type { Answer } from "../evaluate/verdict";
import type { Span } from "../text/span";
import { toJsonFault } from "./jsonFault";

/** A fault of a test file, or of the profile of a test. */
export interface TestProblem {
  /** One sentence. */
  readonly message: string;
  /** The part at fault, from the start of the file's text. */
  readonly span: Span;
}

/** What a test asks. */
export interface TestQuestion {
  readonly profile: unknown;
  readonly clock: Clock;
  readonly expected: Answer;
  /** Where a part of the profile stands in the file, by its JSON Pointer; the nearest part around it that stands there. */
  locate(pointer: string): Span;
  /** The same of the key in front of the part; the part where it has none. */
  locateKey(pointer: string): Span;
}

/** One test of a file. */
export interface AudienceTest {
  /** Unlike all others of the file; told by its number where it has no name. */
  readonly name: string;
  readonly span: Span;
  /** What the test asks; undefined where it is at fault. */
  readonly question: TestQuestion | undefined;
  /** What is wrong with this test. */
  readonly problems: readonly TestProblem[];
}

export interface AudienceTestFile {
  readonly tests: readonly AudienceTest[];
  /** What is wrong with the file as a whole. */
  readonly problems: readonly TestProblem[];
}

/** Beyond these a text is refused: reading it would take more than a test is worth. */
const MOST_UNITS = 1 << 25;
const MOST_DEPTH = 400;

const FILE_MEMBERS = ["$schema", "description", "now", "timeZone", "weekStart", "tests"];
const TEST_MEMBERS = ["name", "description", "now", "profile", "events", "qualifies"];

/** The tests of a text. */
export function readTestFile(written: string): AudienceTestFile {
  const text = written.startsWith("\ufeff") ? ` ${written.slice(1)}` : written;
  const whole = { start: 0, end: text.length };
  const refusal = findRefusal(text);
  if (refusal !== undefined) return { tests: [], problems: [{ message: refusal, span: whole }] };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const problems = errors.slice(0, 1).map((error) => {
    const { words, start, end } = toJsonFault(error);
    return { message: `The file is not JSON here: ${words}.`, span: { start, end } };
  });
  if (root?.type !== "object") {
    if (problems.length === 0) problems.push({ message: "A test file must hold an object.", span: whole });
    return { tests: [], problems };
  }
  return readFile(text, root, problems);
}

function findRefusal(text: string): string | undefined {
  if (text.length > MOST_UNITS) return "The file is too large to be read as tests.";
  let depth = 0;
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/gs)) {
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    if (depth > MOST_DEPTH) return `The file is nested more than ${MOST_DEPTH} levels deep.`;
  }
  return undefined;
}

function readFile(text: string, root: Node, problems: TestProblem[]): AudienceTestFile {
  const members = readMembers(root, FILE_MEMBERS, problems);
  const clock = readClock(members, { now: members.get("now"), problems });
  const list = members.get("tests");
  if (list?.type !== "array") {
    problems.push({ message: "`tests` is missing or is not a list.", span: spanOf(list ?? root) });
    return { tests: [], problems };
  }
  const names = new Set<string>();
  const tests = (list.children ?? []).map((node, index) =>
    readTest(node, { text, members, clock, names, number: index + 1 }),
  );
  return { tests, problems };
}

/** The members of an object; those nobody knows, and those written twice, are told. */
function readMembers(
  { children = [] }: Node,
  known: readonly string[],
  problems: TestProblem[],
): ReadonlyMap<string, Node> {
  const members = new Map<string, Node>();
  for (const { children: [key, value] = [] } of children) {
    const name = String(key?.value);
    if (key === undefined || value === undefined) continue;
    if (!known.includes(name))
      problems.push({
        message: `\`${name}\` is unknown here; use one of ${known.join(", ")}.`,
        span: spanOf(key),
      });
    else if (members.has(name))
      problems.push({ message: `\`${name}\` stands here twice.`, span: spanOf(key) });
    else members.set(name, value);
  }
  return members;
}

/** The clock of the file, or of a test with a time of its own; undefined where it tells no time, which is told. */
function readClock(
  file: ReadonlyMap<string, Node>,
  { now, problems }: { readonly now: Node | undefined; readonly problems: TestProblem[] },
): Clock | undefined {
  if (now === undefined) return undefined;
  const time: unknown = now.value;
  const isTime = now.type === "string" && typeof time === "string" && isClock({ now: time });
  if (!isTime)
    problems.push({
      message: "`now` must be a time such as 2031-05-09T12:00:00Z.",
      span: spanOf(now),
    });
  const zone = file.get("timeZone");
  const timeZone: unknown = zone?.value;
  const isZone = zone === undefined || (typeof timeZone === "string" && isClock({ now: 0, timeZone }));
  if (zone !== undefined && !isZone)
    problems.push({ message: "`timeZone` must be a name such as Europe/Oslo.", span: spanOf(zone) });
  const week = file.get("weekStart");
  const weekStart: unknown = week?.value;
  const isDay = weekStart === undefined || weekStart === "sunday" || weekStart === "monday";
  if (week !== undefined && !(isDay && week.type === "string"))
    problems.push({ message: "`weekStart` must be sunday or monday.", span: spanOf(week) });
  if (!isTime || !isZone || !isDay) return undefined;
  return { now: time, timeZone: typeof timeZone === "string" ? timeZone : undefined, weekStart };
}

interface TestSurroundings {
  readonly text: string;
  /** The members of the file. */
  readonly members: ReadonlyMap<string, Node>;
  readonly clock: Clock | undefined;
  /** Names so far. */
  readonly names: Set<string>;
  readonly number: number;
}

function readTest(node: Node, around: TestSurroundings): AudienceTest {
  const problems: TestProblem[] = [];
  const span = spanOf(node);
  if (node.type !== "object") {
    problems.push({ message: "A test must be an object.", span });
    return { name: claimName(`test ${around.number}`, around.names), span, question: undefined, problems };
  }
  const members = readMembers(node, TEST_MEMBERS, problems);
  const name = readName(node, { given: members.get("name"), around, problems });
  const expected = readExpected(node, members.get("qualifies"), problems);
  const clock = readTestClock(node, { members, around, problems });
  const profile = members.get("profile");
  if (profile?.type !== "object")
    problems.push({
      message: profile === undefined ? "The test has no `profile`." : "`profile` must be an object.",
      span: spanOf(profile ?? node),
    });
  if (profile === undefined || clock === undefined || expected === undefined || problems.length > 0)
    return { name, span, question: undefined, problems };
  const built = buildProfile(
    { profile, events: members.get("events") },
    { text: around.text, clock, problems },
  );
  const question = built && { ...built, clock, expected };
  return { name, span, question: problems.length > 0 ? undefined : question, problems };
}

interface TestPart {
  readonly around: TestSurroundings;
  readonly problems: TestProblem[];
}

function readName(
  node: Node,
  { given, around, problems }: TestPart & { readonly given: Node | undefined },
): string {
  const name: unknown = given?.value;
  if (typeof name !== "string" || name.trim() === "") {
    problems.push({ message: "The test has no `name`.", span: spanOf(given ?? node) });
    return claimName(`test ${around.number}`, around.names);
  }
  if (around.names.has(name))
    problems.push({ message: `Another test is called “${name}” too.`, span: spanOf(given ?? node) });
  return claimName(name, around.names);
}

/** The name, with a number behind it where it is taken. */
function claimName(name: string, names: Set<string>): string {
  let free = name;
  for (let number = 2; names.has(free); number++) free = `${name} (${number})`;
  names.add(free);
  return free;
}

function readExpected(node: Node, given: Node | undefined, problems: TestProblem[]): Answer | undefined {
  const expected: unknown = given?.value;
  if (expected === true || expected === false || expected === "unknown") return expected;
  problems.push({ message: '`qualifies` must be true, false or "unknown".', span: spanOf(given ?? node) });
  return undefined;
}

function readTestClock(
  node: Node,
  { members, around, problems }: TestPart & { readonly members: ReadonlyMap<string, Node> },
): Clock | undefined {
  const now = members.get("now");
  if (now !== undefined) return readClock(around.members, { now, problems });
  if (around.clock === undefined)
    problems.push({
      message: around.members.has("now")
        ? "The test has no clock: `now`, `timeZone` or `weekStart` of the file is wrong."
        : "The test has no time: neither it nor the file has a `now`.",
      span: spanOf(node),
    });
  return around.clock;
}

/** The profile with its events in their times. */
function buildProfile(
  nodes: { readonly profile: Node; readonly events: Node | undefined },
  {
    text,
    clock,
    problems,
  }: { readonly text: string; readonly clock: Clock; readonly problems: TestProblem[] },
): Omit<TestQuestion, "clock" | "expected"> | undefined {
  const profile = readPart(nodes.profile, text, problems);
  if (typeof profile !== "object" || profile === null) return undefined;
  const { events } = nodes;
  const ofProfile = (pointer: string) => findPart(nodes.profile, toSteps(pointer));
  if (events === undefined) return { profile, ...locateWith(ofProfile) };
  if (events.type !== "array") {
    problems.push({ message: "`events` must be a list.", span: spanOf(events) });
    return undefined;
  }
  const own: unknown = (profile as Readonly<Record<string, unknown>>)["xEvent"];
  if (own !== undefined && own !== null) {
    problems.push({
      message: "The profile has an `xEvent` of its own beside `events`.",
      span: spanOf(events),
    });
    return undefined;
  }
  const xEvent = (events.children ?? []).map((node) => readEvent(node, { text, clock, problems }));
  const find = (pointer: string) => {
    const [first, ...rest] = toSteps(pointer);
    return first === "xEvent" ? findPart(events, rest) : ofProfile(pointer);
  };
  return { profile: { ...profile, xEvent }, ...locateWith(find) };
}

/** Where parts stand, and their keys. */
function locateWith(find: (pointer: string) => Node): Pick<TestQuestion, "locate" | "locateKey"> {
  return {
    locate: (pointer) => spanOf(find(pointer)),
    locateKey: (pointer) => {
      const part = find(pointer);
      const [key = part] = part.parent?.type === "property" ? (part.parent.children ?? []) : [];
      return spanOf(key);
    },
  };
}

function readEvent(
  node: Node,
  {
    text,
    clock,
    problems,
  }: { readonly text: string; readonly clock: Clock; readonly problems: TestProblem[] },
): unknown {
  const event = readPart(node, text, problems);
  if (node.type !== "object" || typeof event !== "object" || event === null) {
    problems.push({ message: "An event must be an object.", span: spanOf(node) });
    return event;
  }
  const given = findPart(node, ["timestamp"]);
  if (given === node) {
    problems.push({ message: "The event has no `timestamp`.", span: spanOf(node) });
    return event;
  }
  const timestamp = toEventTime(getNodeValue(given) as unknown, clock);
  if (timestamp === undefined)
    problems.push({
      message:
        '`timestamp` must be a time such as 2031-05-09T12:00:00Z, or a distance from `now` such as "-3d".',
      span: spanOf(given),
    });
  return { ...event, timestamp };
}

/** A part as parsed from JSON, digits kept; a part that is no JSON is told. */
function readPart(node: Node, text: string, problems: TestProblem[]): unknown {
  const { profile, problem } = readProfile(text.slice(node.offset, node.offset + node.length));
  if (problem !== undefined) problems.push({ message: "This is not JSON.", span: spanOf(node) });
  return profile;
}

function toSteps(pointer: string): readonly string[] {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) => step.replace(/~1/g, "/").replace(/~0/g, "~"));
}

/** The part that the steps lead to, or the last one on the way that is there. */
function findPart(node: Node, steps: readonly string[]): Node {
  let part = node;
  for (const step of steps) {
    const children: readonly Node[] = part.children ?? [];
    const next =
      part.type === "array"
        ? children[Number(step)]
        : children.find(({ children: [key] = [] }) => key?.value === step)?.children?.[1];
    if (next === undefined) return part;
    part = next;
  }
  return part;
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

/**
 * The time of an event in a test: a time as profiles hold it, or a distance from the clock (`"-3d"`, `"+1d12h"`, `"now"`).
 * A day is 24 hours and a week seven of them: months and years have no fixed length and are written as times.
 */
const DISTANCE = /^([+-])((?:\d{1,9}[wdhms])+)$/;
const UNIT_MS: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
};
/** Instants beyond this are no dates of ECMAScript. */
const FURTHEST = 8.64e15;

/** The time as profiles hold it; undefined where it is none. */
function toEventTime(written: unknown, { now }: Clock): string | number | undefined {
  const time = new Float64Array(1);
  const distance = typeof written === "string" ? findDistance(written.trim()) : undefined;
  if (distance === undefined) {
    const isTime = typeof written === "string" || typeof written === "number";
    return isTime && readTime(written, time) ? written : undefined;
  }
  if (!readTime(now, time)) return undefined;
  const instant = time[0] + distance;
  return Math.abs(instant) <= FURTHEST ? new Date(instant).toISOString() : undefined;
}

/** A distance in milliseconds; undefined for other texts. */
function findDistance(text: string): number | undefined {
  if (text === "now") return 0;
  const [, sign, parts] = DISTANCE.exec(text) ?? [];
  if (parts === undefined) return undefined;
  let distance = 0;
  for (const [, count, unit] of parts.matchAll(/(\d+)(\w)/g))
    distance += Number(count) * (UNIT_MS[unit ?? ""] ?? 0);
  return sign === "-" ? -distance : distance;
}
