/**
 * The people of the organisation, and how many of them a rule is about: each stands for some of all profiles, and every size
 * that is shown is the sum over those whom the evaluator finds. Built on first use and kept; a rule is counted once.
 */
import { compileRule, type RuleSource } from "../../../../server/src/pql/service";
import type { Seeded } from "../seeded";
import type { AudienceRecord, AudienceTable } from "./audienceShapes";
import { type Census, type Crowd, PEOPLE, type Person, type Selection, selectAmong, textOf } from "./census";
import { type AudienceSize, sizeOf, TOTAL_PROFILES, toSize } from "./sizes";

/** Sizes and estimates are as of the last sample of the profiles, so long before the organisation's first midnight. */
export const SAMPLED_BEFORE = 7_200_000;

/** Many small groups of profiles. */
export interface Population {
  /** How many profiles a person stands for. */
  weightOf(index: number): number;
  /** A person with memberships and events. */
  profileAt(index: number): object;
  /** How many profiles the rule is about; undefined where it has no meaning. Times count from `at`, else from the sample. */
  count(source: RuleSource, at?: number): number | undefined;
  /** Whom the rule is about, up to `most` of them, by index. */
  list(source: RuleSource, most: number): readonly number[];
}

/** What a population is made from. */
export interface PopulationSource {
  readonly seeded: Seeded;
  readonly today: number;
  /** What was found out before. */
  readonly census: Census;
  /** Where rules that ask for other audiences find them. */
  readonly audiences: () => AudienceTable;
}

type Member = Person & { readonly segmentMembership: { readonly ups: Record<string, object> } };

const PROFILE_SCHEMA = "_xdm.context.profile";
/** Ids in a rule, however it asks for them: `inSegment`, or the membership map. */
const AUDIENCE_ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** What every rule names whose answer depends on the audiences somebody is in. */
const ASKS_FOR_AUDIENCES = /segmentMembership|inSegment/i;

/** The size of an audience: of profiles by its rule, of all others by chance. */
export function sizeOfAudience(population: Population, record: AudienceRecord): AudienceSize {
  const isOfProfiles = (record["schema"] as { readonly name?: unknown } | undefined)?.name === PROFILE_SCHEMA;
  const source = isOfProfiles ? toRuleSource(record["expression"]) : undefined;
  const total = source === undefined ? undefined : population.count(source);
  return total === undefined ? sizeOf(record.id) : toSize(total);
}

/** The rule of a stored expression; undefined where there is none. */
export function toRuleSource(expression: unknown): RuleSource | undefined {
  const { format, value } = (expression ?? {}) as { readonly format?: unknown; readonly value?: unknown };
  if (typeof value !== "string") return undefined;
  return format === "pql/json" ? { json: value } : { text: value };
}

/** Returns the population of a sandbox. Nothing is built before the first question. */
export function createPopulation(source: PopulationSource): Population {
  return new People(source);
}

const BASE_WEIGHT = Math.floor(TOTAL_PROFILES / PEOPLE);
const HEAVIER = TOTAL_PROFILES - BASE_WEIGHT * PEOPLE;

class People implements Population {
  private readonly source: PopulationSource;
  /** Of rules that ask for audiences, by the instant times count from and the text of a rule or clause. */
  private readonly selections = new Map<string, Selection | undefined>();
  private readonly counts = new Map<string, number | undefined>();
  /** The rule each known membership was computed from. */
  private readonly memberships = new Map<string, string>();
  private members: readonly Member[] | undefined;

  constructor(source: PopulationSource) {
    this.source = source;
  }

  weightOf(index: number): number {
    return index < HEAVIER ? BASE_WEIGHT + 1 : BASE_WEIGHT;
  }

  profileAt(index: number): object {
    return this.all()[index] ?? {};
  }

  count(source: RuleSource, at: number = this.sampledAt()): number | undefined {
    this.qualifyFor(textOf(source), new Set());
    const key = `${at}/${textOf(source)}`;
    if (!this.counts.has(key)) {
      const selection = this.select(source, at);
      this.counts.set(
        key,
        selection?.reduce((sum, isIn, index) => sum + isIn * this.weightOf(index), 0),
      );
    }
    return this.counts.get(key);
  }

  list(source: RuleSource, most: number): readonly number[] {
    const selection = this.select(source, this.sampledAt()) ?? [];
    return [...selection.keys()].filter((index) => selection[index] === 1).slice(0, most);
  }

  private sampledAt(): number {
    return this.source.today - SAMPLED_BEFORE;
  }

  private all(): readonly Member[] {
    this.members ??= this.source.census
      .people(this.crowd())
      .map((person) => ({ ...person, segmentMembership: { ups: {} } }));
    return this.members;
  }

  private crowd(): Crowd {
    return { seeded: this.source.seeded, asOf: this.sampledAt() };
  }

  private select(source: RuleSource, at: number): Selection | undefined {
    this.qualifyFor(textOf(source), new Set());
    const clauses = "text" in source ? splitConjunction(source.text) : undefined;
    if (clauses === undefined) return this.selectWhole(source, at);
    const parts = clauses.map((text) => this.selectWhole({ text }, at));
    return parts.reduce(
      (left, right) => left && right && left.map((isIn, index) => isIn & (right[index] ?? 0)),
    );
  }

  private selectWhole(source: RuleSource, at: number): Selection | undefined {
    const text = textOf(source);
    if (!ASKS_FOR_AUDIENCES.test(text)) return this.source.census.select(this.crowd(), source, at);
    const key = `${at}/${text}`;
    if (!this.selections.has(key)) {
      const { rule } = compileRule(source);
      this.selections.set(key, rule && selectAmong(this.all(), rule, at));
    }
    return this.selections.get(key);
  }

  /** Gives everybody the memberships that a rule asks for, those of the audiences these rest on first. */
  private qualifyFor(text: string, visited: Set<string>): void {
    for (const [id] of text.matchAll(AUDIENCE_ID)) {
      if (visited.has(id)) continue;
      visited.add(id);
      const source = toRuleSource(this.source.audiences().find(id)?.record["expression"]);
      if (source === undefined) continue;
      this.qualifyFor(textOf(source), visited);
      this.qualify(id, source);
    }
  }

  private qualify(id: string, source: RuleSource): void {
    const known = this.memberships.get(id);
    if (known === textOf(source)) return;
    // What was counted with the audience's former rule is wrong now.
    if (known !== undefined) {
      this.selections.clear();
      this.counts.clear();
    }
    this.memberships.set(id, textOf(source));
    const members = this.selectWhole(source, this.sampledAt());
    const lastQualificationTime = new Date(this.sampledAt()).toISOString();
    for (const [index, { segmentMembership }] of this.all().entries()) {
      if (members?.[index] === 1) segmentMembership.ups[id] = { status: "realized", lastQualificationTime };
      else delete segmentMembership.ups[id];
    }
  }
}

/** Words that make an `and` behind them, outside of brackets, something else than a conjunction of the whole. */
const NOT_SPLIT = /\b(?:or|let|exists|forall|select|over|between|sum|average|min|max)\b|=>/i;

/**
 * The clauses of a rule that is nothing but a conjunction; undefined for any other. Families of audiences share clauses, and
 * each is asked of everybody once.
 */
function splitConjunction(text: string): string[] | undefined {
  const clauses: string[] = [];
  const outside = text.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => "_".repeat(quoted.length));
  let depth = 0;
  let start = 0;
  let shallow = "";
  for (let at = 0; at < outside.length; at++) {
    const sign = outside[at] ?? "";
    if ("([{".includes(sign)) depth++;
    else if (")]}".includes(sign)) depth--;
    else if (depth === 0) shallow += sign;
    if (depth === 0 && /^\sand\s/i.test(outside.slice(at, at + 5))) {
      clauses.push(text.slice(start, at));
      start = at + 4;
    }
  }
  if (clauses.length === 0 || NOT_SPLIT.test(shallow.replace(/\.\s*\w+/g, ""))) return undefined;
  return [...clauses, text.slice(start)];
}
