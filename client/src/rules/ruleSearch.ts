/**
 * Which audiences of a sandbox, or rules of a folder, accept the same people, and which accept a part of those of another.
 * Collects the rules; the language server holds them against each other. Says nothing that is not proved.
 */
import type { FamiliesRequest, FoundFamilies } from "../../../server/src/protocol/relationMessages";
import type { AudiencePage } from "../find/fieldIndex";
import type { LongQuestion } from "../language/longQuestion";
import { silentServer } from "../model/refusals";
import type { SandboxTarget } from "../model/resource";
import type { ResourceRow } from "../model/rows";
import { say, sayNumber } from "../words/say";

/** Where rules are looked for. */
export type RulePlace = { readonly target: SandboxTarget } | { readonly folder: string };

/** A rule with what people know it by. */
export interface NamedRule {
  readonly kind: "audience" | "file";
  /** Of an audience its id, of a file its address. */
  readonly id: string;
  readonly name: string;
  readonly state: string | undefined;
  readonly format: string;
  readonly value: string;
}

/** What rules are read from, and who holds them against each other. */
export interface RuleSources {
  readonly listAudiences: (target: SandboxTarget, signal: AbortSignal) => AsyncIterable<AudiencePage>;
  readonly listFiles: (folder: string, signal: AbortSignal) => Promise<readonly NamedRule[]>;
  /** Makes the fields of the place known to the language server; an address there. */
  readonly toSchemaUri: (place: RulePlace) => Promise<string>;
  readonly findFamilies: (
    request: FamiliesRequest,
    question: LongQuestion,
  ) => Promise<FoundFamilies | undefined>;
}

/** What was found; numbers are places in the list of rules. */
export interface RuleFamilies extends FoundFamilies {
  readonly rules: readonly NamedRule[];
  /** Audiences that have no rule in PQL. */
  readonly without: number;
}

/** How the search is given up, and who is told how far it is. */
export interface FamilyRun {
  readonly signal: AbortSignal;
  readonly report: (text: string) => void;
}

/** Searches a place. */
export async function findRuleFamilies(
  sources: RuleSources,
  place: RulePlace,
  { signal, report }: FamilyRun,
): Promise<RuleFamilies> {
  const uri = await sources.toSchemaUri(place);
  const { rules, without } = await collectRules(sources, place, { signal, report });
  const question: LongQuestion = {
    signal,
    onProgress: (share) =>
      report(say("comparing {0} rules, {1} %", count(rules.length), Math.round(share * 100))),
  };
  const expressions = rules.map(({ format, value }) => ({ format, value }));
  const found = await sources.findFamilies({ uri, rules: expressions }, question);
  if (found === undefined) throw silentServer(say("they cannot be compared"));
  return { ...found, rules, without };
}

/** The rules of a place, with how many audiences have none. */
export async function collectRules(
  sources: Pick<RuleSources, "listAudiences" | "listFiles">,
  place: RulePlace,
  { signal, report }: FamilyRun,
): Promise<Pick<RuleFamilies, "rules" | "without">> {
  if ("folder" in place) return { rules: await sources.listFiles(place.folder, signal), without: 0 };
  const rules: NamedRule[] = [];
  let listed = 0;
  for await (const page of sources.listAudiences(place.target, signal)) {
    rules.push(...page.audiences.map(({ row, expression }) => toNamedRule(row, expression)));
    listed += page.listed;
    report(
      page.total === undefined
        ? say("read {0} audiences", count(listed))
        : say("read {0} of {1} audiences", count(listed), count(page.total)),
    );
  }
  signal.throwIfAborted();
  return { rules, without: listed - rules.length };
}

function toNamedRule(
  { id, name, state }: ResourceRow,
  expression: Pick<NamedRule, "format" | "value">,
): NamedRule {
  return { kind: "audience", id, name, state, format: expression.format, value: expression.value };
}

function count(number: number): string {
  return sayNumber(number);
}
