/**
 * One rule of ten conditions and an event window over many profiles in memory: our evaluator, two engines of others, and what a
 * person would write by hand. Run as a program of its own, `evaluation <file for lines>`; writes profiles as lines to that file and
 * prints one line of JSON with processor milliseconds for 100,000 profiles.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import { Engine } from "json-rules-engine";
import { compileRule } from "../../server/src/pql/service";
import { SeededRandom } from "../support/seededRandom";
import type { EvaluationFigures } from "./evaluationRows";
import { percentile } from "./figures";

/** Adobe's engine, which ships no types for its entry. */
type CreateAdobeEngine = (rules: unknown) => { execute(context: object): readonly unknown[] };
const createAdobeEngine = require("@adobe/aep-rules-engine") as CreateAdobeEngine;

const PROFILES = 100_000;
/** That engine takes tens of seconds for all of them; its figure is scaled up. */
const SLOW_SHARE = 10;
const ROUNDS = 5;
const LINES = 1_000_000;
const NOW = Date.UTC(2026, 5, 1);
const DAY_MS = 86_400_000;
const WINDOW_DAYS = 30;

/** What the benchmark's profiles hold. */
interface BenchProfile {
  readonly person: { readonly gender: string; readonly birthYear: number };
  readonly homeAddress: { readonly countryCode: string; readonly city: string; readonly postalCode: string };
  readonly loyalty: { readonly points: number; readonly tier: string; readonly region: string };
  readonly consents: { readonly email: string };
  readonly xEvent: readonly { readonly eventType: string; readonly timestamp: string }[];
}

const CONDITIONS = `person.gender = "female" and person.birthYear >= 1960 and person.birthYear < 2005
and homeAddress.countryCode in ["NO", "SE", "DK"] and homeAddress.city != "Oslo" and homeAddress.postalCode != "0000"
and loyalty.points > 10 and loyalty.tier != "none" and loyalty.region = "north" and consents.email = "y"`;
const RULE = `${CONDITIONS}
and (select e from xEvent where e.eventType = "commerce.purchases" and e.timestamp occurs <= ${WINDOW_DAYS} days before now).count() > 0`;

function makeProfile(random: SeededRandom): BenchProfile {
  const usually = (value: string, other: string) => (random.chance(0.95) ? value : other);
  return {
    person: { gender: usually("female", "male"), birthYear: random.integer(1955, 2006) },
    homeAddress: {
      countryCode: random.pick(["NO", "SE", "DK"]),
      city: usually("Bergen", "Oslo"),
      postalCode: usually("5003", "0000"),
    },
    loyalty: {
      points: random.integer(0, 500),
      tier: usually("gold", "none"),
      region: usually("north", "south"),
    },
    consents: { email: usually("y", "n") },
    xEvent: Array.from({ length: 5 }, () => ({
      eventType: random.pick(["commerce.purchases", "web.webpagedetails.pageViews"]),
      timestamp: new Date(NOW - random.integer(1, 200) * DAY_MS).toISOString(),
    })),
  };
}

function isMember({ person, homeAddress, loyalty, consents, xEvent }: BenchProfile): boolean {
  const from = NOW - WINDOW_DAYS * DAY_MS;
  return (
    person.gender === "female" &&
    person.birthYear >= 1960 &&
    person.birthYear < 2005 &&
    ["NO", "SE", "DK"].includes(homeAddress.countryCode) &&
    homeAddress.city !== "Oslo" &&
    homeAddress.postalCode !== "0000" &&
    loyalty.points > 10 &&
    loyalty.tier !== "none" &&
    loyalty.region === "north" &&
    consents.email === "y" &&
    xEvent.some(({ eventType, timestamp }) => {
      const time = Date.parse(timestamp);
      return eventType === "commerce.purchases" && time >= from && time < NOW;
    })
  );
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

type Contender = (profiles: readonly BenchProfile[]) => number | Promise<number>;

/** Median processor time over the rounds, the first of which is not counted, and how many profiles are members. */
async function measure(
  run: Contender,
  profiles: readonly BenchProfile[],
): Promise<{ ms: number; members: number }> {
  const times: number[] = [];
  let members = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const before = cpuMs();
    members = await run(profiles);
    if (round > 0) times.push(cpuMs() - before);
  }
  return { ms: percentile(times, 0.5) ?? Number.NaN, members };
}

function ours(text: string): Contender {
  const { rule } = compileRule({ text });
  if (rule === undefined) throw new Error("The rule of the benchmark has errors.");
  return (profiles) =>
    profiles.filter((profile) => rule.evaluate(profile, { now: NOW }).value === true).length;
}

/** Its nested facts are read with JSONPath; the window is a fact of its own, as its documentation advises. */
function jsonRulesEngine(): Contender {
  const engine = new Engine();
  const condition = (place: string, operator: string, value: unknown) => {
    const [fact = "", path] = place.split(".");
    return { fact, path: `$.${path}`, operator, value };
  };
  engine.addFact("recentPurchases", async (_, almanac) => {
    const events = await almanac.factValue<BenchProfile["xEvent"]>("xEvent");
    const from = NOW - WINDOW_DAYS * DAY_MS;
    return events.filter(
      (event) => event.eventType === "commerce.purchases" && Date.parse(event.timestamp) >= from,
    ).length;
  });
  engine.addRule({
    conditions: {
      all: [
        condition("person.gender", "equal", "female"),
        condition("person.birthYear", "greaterThanInclusive", 1960),
        condition("person.birthYear", "lessThan", 2005),
        condition("homeAddress.countryCode", "in", ["NO", "SE", "DK"]),
        condition("homeAddress.city", "notEqual", "Oslo"),
        condition("homeAddress.postalCode", "notEqual", "0000"),
        condition("loyalty.points", "greaterThan", 10),
        condition("loyalty.tier", "notEqual", "none"),
        condition("loyalty.region", "equal", "north"),
        condition("consents.email", "equal", "y"),
        { fact: "recentPurchases", operator: "greaterThan", value: 0 },
      ],
    },
    event: { type: "member" },
  });
  return async (profiles) => {
    let members = 0;
    for (const profile of profiles) members += (await engine.run({ ...profile })).events.length;
    return members;
  };
}

/** It knows flat contexts and no event windows: the ten conditions only, with the context made beforehand. */
function adobeRulesEngine(profiles: readonly BenchProfile[]): Contender {
  const matcher = (key: string, name: string, values: readonly unknown[]) => ({
    type: "matcher",
    definition: { key, matcher: name, values },
  });
  const engine = createAdobeEngine({
    version: 1,
    rules: [
      {
        condition: {
          type: "group",
          definition: {
            logic: "and",
            conditions: [
              matcher("gender", "eq", ["female"]),
              matcher("birthYear", "ge", [1960]),
              matcher("birthYear", "lt", [2005]),
              matcher("countryCode", "eq", ["NO", "SE", "DK"]),
              matcher("city", "ne", ["Oslo"]),
              matcher("postalCode", "ne", ["0000"]),
              matcher("points", "gt", [10]),
              matcher("tier", "ne", ["none"]),
              matcher("region", "eq", ["north"]),
              matcher("email", "eq", ["y"]),
            ],
          },
        },
        consequences: [{ id: "1", type: "member", detail: {} }],
      },
    ],
  });
  const contexts = profiles.map(({ person, homeAddress, loyalty, consents }) => ({
    ...person,
    ...homeAddress,
    ...loyalty,
    ...consents,
  }));
  return () => contexts.filter((context) => engine.execute(context).length > 0).length;
}

function writeLines(file: string, profiles: readonly BenchProfile[]): void {
  const target = openSync(file, "w");
  const some = profiles.slice(0, 10_000).map((profile) => JSON.stringify(profile));
  const block = `${some.join("\n")}\n`;
  for (let written = 0; written < LINES; written += some.length) writeSync(target, block);
  closeSync(target);
}

async function main(): Promise<void> {
  const random = new SeededRandom(7);
  const profiles = Array.from({ length: PROFILES }, () => makeProfile(random));
  const some = profiles.slice(0, PROFILES / SLOW_SHARE);
  const mine = await measure(ours(RULE), profiles);
  const mineWithoutWindow = await measure(ours(CONDITIONS), profiles);
  const byHand = await measure((all) => all.filter(isMember).length, profiles);
  const slow = await measure(jsonRulesEngine(), some);
  const adobe = await measure(adobeRulesEngine(profiles), profiles);
  if (
    mine.members !== byHand.members ||
    mineWithoutWindow.members !== adobe.members ||
    slow.members !== some.filter(isMember).length
  )
    throw new Error(
      `The contenders disagree: ${mine.members}, ${byHand.members}, ${slow.members}, ${adobe.members}.`,
    );
  writeLines(process.argv[2] ?? "", profiles);
  const figures: Omit<EvaluationFigures, "lines" | "parse" | "linesMegabytes"> = {
    ours: mine.ms,
    oursWithoutWindow: mineWithoutWindow.ms,
    byHand: byHand.ms,
    jsonRulesEngine: slow.ms * SLOW_SHARE,
    adobeRulesEngine: adobe.ms,
  };
  process.stdout.write(JSON.stringify({ figures, rule: RULE, now: new Date(NOW).toISOString() }));
}

void main();
