/**
 * The ways in which a previewed write can end, one after the other for any kind of write: what happens to it, and what must
 * then be true of the requests that left, of what the person was told, and of what the platform holds.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { sampleCredentials } from "../../../../client/src/sample/sampleCredentials.js";
import type { RecordedAttempt } from "../../../../client/src/sample/traffic.js";
import type { WeatherEffect } from "../../../../client/src/sample/weather.js";
import type { OtherWrite, World, WriteCase, WriteDriver } from "./writeCase.js";

/** What came of one write. */
export interface Cell {
  readonly one: WriteCase;
  readonly isExclusive: boolean;
  /** What the platform held when the preview opened, and what it holds after. */
  readonly before: string;
  readonly after: string;
  /** Attempts to write of the editor under test, and of the other window. */
  readonly sent: readonly RecordedAttempt[];
  readonly sentElsewhere: readonly RecordedAttempt[];
  /** Sentences shown to the person. */
  readonly told: readonly string[];
}

/** A way to end. */
export interface Outcome {
  readonly name: string;
  /** Waits for the platform long enough that all kinds of write are tried at once. */
  readonly isSlow?: boolean;
  readonly command?: "aep.preview.discard";
  /** Once the preview is open; what it returns is done while the editor applies. */
  begin?(world: World, one: WriteCase | undefined): Promise<OtherWrite | undefined>;
  end?(world: World): void;
  check(cell: Cell): void;
}

const OURS = sampleCredentials().clientId;
const READ_ONLY = { "*": { "*": ["read"] } };
const EVERYTHING = { "*": { "*": ["read", "write", "delete"] } };

/** A write whose preview is open. */
export interface OpenCell {
  readonly one: WriteCase;
  readonly isExclusive: boolean;
  readonly preview: string;
}

/** Prepares an object of its own and opens the preview. */
async function openCell(world: World, driver: WriteDriver): Promise<OpenCell> {
  const one = await driver.prepare(world);
  const from = world.organisation.traffic().attempts().length;
  const preview = await one.open();
  const left = listAttempts(world, one, from).filter(({ client }) => client === OURS);
  assert.deepEqual(left, [], "nothing leaves while the diff is open");
  return { one, isExclusive: driver.isExclusive, preview };
}

/** Opens the previews of all kinds of write side by side; the results in the same order. */
export function openAll(
  world: World,
  drivers: readonly WriteDriver[],
): Promise<readonly PromiseSettledResult<OpenCell>[]> {
  return Promise.allSettled(drivers.map((driver) => openCell(world, driver)));
}

/** Runs one write to its end. */
export async function perform(world: World, opened: OpenCell, outcome: Outcome): Promise<Cell> {
  const other = await outcome.begin?.(world, opened.one);
  return await endCell(world, opened, { outcome, other }).finally(() => outcome.end?.(world));
}

/** Runs all writes to their ends at once; the results in the same order. */
export async function performAll(
  world: World,
  opened: readonly PromiseSettledResult<OpenCell>[],
  outcome: Outcome,
): Promise<readonly PromiseSettledResult<Cell>[]> {
  await outcome.begin?.(world, undefined);
  const ended = opened.map(async (one) => endCell(world, getSettled(one), { outcome, other: undefined }));
  return await Promise.allSettled(ended).finally(() => outcome.end?.(world));
}

/** What a step led to; throws what it failed with. */
export function getSettled<Value>(settled: PromiseSettledResult<Value> | undefined): Value {
  if (settled === undefined) throw new Error("This was not begun.");
  if (settled.status === "rejected") throw settled.reason;
  return settled.value;
}

async function endCell(
  world: World,
  { one, isExclusive, preview }: OpenCell,
  { outcome, other }: { readonly outcome: Outcome; readonly other: OtherWrite | undefined },
): Promise<Cell> {
  const { shown } = world.api.user;
  const before = one.read();
  const [from, shownBefore] = [world.organisation.traffic().attempts().length, shown.length];
  const applying = vscode.commands.executeCommand(outcome.command ?? "aep.preview.apply", preview);
  await Promise.allSettled([applying, other?.apply()]);
  assert.ok(!world.api.services.previews.isOpen(preview), "the preview is over");
  const attempts = listAttempts(world, one, from);
  return {
    one,
    isExclusive,
    before,
    after: one.read(),
    sent: attempts.filter(({ client }) => client === OURS),
    sentElsewhere: attempts.filter(({ client }) => client !== OURS),
    told: shown.slice(shownBefore).flatMap(({ kind, text }) => (kind === "message" ? [text] : [])),
  };
}

function listAttempts(
  { organisation }: World,
  { mark }: WriteCase,
  from: number,
): readonly RecordedAttempt[] {
  const attempts = organisation.traffic().attempts().slice(from);
  return attempts.filter(({ path, body }) => path.includes(mark) || body.includes(mark));
}

/** What is said of a publication or an export that goes on is said of another cell, perhaps. */
const isFollowUp = (text: string): boolean => /^“.*?”: /.test(text);

function getTold({ told, one }: Cell, isNamed: boolean): string {
  const own = told.filter((text) => !isFollowUp(text) && (!isNamed || text.includes(`“${one.subject}”`)));
  assert.equal(own.length, 1, `one sentence is shown: ${JSON.stringify(told)}`);
  return own[0] ?? "";
}

function checkSent({ sent, one }: Cell, isTaken: boolean): void {
  const made = sent.map((attempt) => [`${attempt.method} ${attempt.path}`, attempt.isTaken]);
  assert.deepEqual(made, [[one.request, isTaken]]);
}

function checkNothingDone(cell: Cell): void {
  assert.equal(cell.after, cell.before, "the platform holds what it held");
}

const weather = (
  toEffect: (one: WriteCase | undefined) => WeatherEffect,
): Pick<Outcome, "begin" | "end"> => ({
  async begin({ organisation }, one) {
    organisation.adjust({ weather: [{ effect: toEffect(one), onlyWrites: true }] });
    return undefined;
  },
  end: ({ organisation }) => organisation.adjust({ weather: [] }),
});

function grant({ organisation }: World, grants: typeof READ_ONLY): void {
  const { tokens } = organisation.state();
  tokens.grant(OURS, grants);
  tokens.revokeAll();
}

/** Every way to end. */
export const OUTCOMES: readonly Outcome[] = [
  {
    name: "discarded",
    command: "aep.preview.discard",
    check(cell) {
      assert.deepEqual(cell.sent, []);
      checkNothingDone(cell);
    },
  },
  {
    name: "applied",
    check(cell) {
      checkSent(cell, true);
      assert.ok(cell.one.isDone(), cell.after);
      assert.match(getTold(cell, true), /; the platform now holds what was sent\.$/);
    },
  },
  {
    name: "overtaken while the diff was open",
    async begin(_world, one) {
      await one?.disturb();
      return undefined;
    },
    check(cell) {
      assert.deepEqual(cell.sent, []);
      checkNothingDone(cell);
      assert.match(getTold(cell, false), /Nothing was sent/);
    },
  },
  {
    name: "forbidden by the platform since the diff was opened",
    async begin(world) {
      grant(world, READ_ONLY);
      return undefined;
    },
    end: (world) => grant(world, EVERYTHING),
    check(cell) {
      checkSent(cell, false);
      checkNothingDone(cell);
      assert.match(
        getTold(cell, false),
        /credential (is not allowed to do this|may not use this sandbox, or not for this)/,
      );
    },
  },
  {
    name: "refused by the service",
    // 422 for what replaces a whole, 400 for the rest: both in the platform's own words.
    ...weather((one) => (one?.request.startsWith("PUT") ? "unprocessable" : "refused")),
    check(cell) {
      checkSent(cell, false);
      checkNothingDone(cell);
      assert.match(getTold(cell, false), /does not accept this content|cannot do it/);
    },
  },
  {
    name: "cut off before the service took it",
    isSlow: true,
    ...weather(() => "reset-before"),
    check(cell) {
      checkSent(cell, false);
      checkNothingDone(cell);
      assert.match(
        getTold(cell, true),
        /broke while sending.*does not show the change\. It may still arrive/,
      );
    },
  },
  {
    name: "cut off after the service took it",
    ...weather(() => "reset-after-headers"),
    check(cell) {
      checkSent(cell, true);
      assert.ok(cell.one.isDone(), cell.after);
      const told = getTold(cell, true);
      assert.match(
        told,
        /^The connection broke while sending, so the platform was asked again\. .*; the platform now holds what was sent\.$/,
      );
      assert.match(told, /; the platform now holds what was sent\.$/);
    },
  },
  {
    name: "applied in two windows at the same moment",
    begin: async (_world, one) => await one?.startElsewhere(),
    check(cell) {
      const { sent, sentElsewhere, isExclusive } = cell;
      assert.ok(sent.length <= 1 && sentElsewhere.length <= 1, "neither window repeats itself");
      const [mine, theirs] = [sent, sentElsewhere].map((made) => made.some(({ isTaken }) => isTaken));
      assert.ok(mine || theirs, "one of them gets through");
      if (isExclusive) assert.notEqual(mine, theirs, "only one of them gets through");
      const told = getTold(cell, false);
      assert.equal(/platform (now holds what was sent|took the change)/.test(told), mine, told);
      if (mine && !theirs) assert.ok(cell.one.isDone(), cell.after);
    },
  },
];
