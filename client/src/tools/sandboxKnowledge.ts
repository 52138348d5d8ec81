/**
 * What tools know of one sandbox and keep for some minutes: the fields of its schemas, which datasets fill them, and its audiences
 * with what each reads. In memory only.
 */
import type { RuleAnswerOf, RuleInputOf, RuleQuestionName } from "../../../server/src/pql/service";
import type { ApiSession } from "../api/apiSession";
import { type AudienceSummary, listAudiences } from "../api/audiences";
import { collectItems } from "../api/pages";
import { type DatasetFields, readDatasetFields } from "./datasetFields";
import { KeptReading } from "./keptReading";
import { toReaderKeys } from "./readerKey";
import type { KnownSchemas, RuleDesk } from "./ruleDesk";

/** The rule of an audience. */
export interface KnownRule {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  /** Keys of the fields it reads; see `toReaderKey`. */
  readonly reads: ReadonlySet<string>;
}

/** The audiences of a sandbox as they were read. */
export interface KnownAudiences {
  readonly audiences: readonly AudienceSummary[];
  /** The audiences that have a rule, with what it reads. */
  readonly rules: readonly KnownRule[];
  /** How many audiences read a field, by `root path`. */
  readonly readers: ReadonlyMap<string, number>;
  readonly readAt: number;
}

/** One sandbox, read as it is asked for. */
export class SandboxKnowledge {
  private readonly session: ApiSession;
  private readonly desk: RuleDesk;
  private readonly audienceReading = new KeptReading<KnownAudiences>();
  private readonly datasetReading = new KeptReading<DatasetFields>();

  constructor(session: ApiSession, desk: RuleDesk) {
    this.session = session;
    this.desk = desk;
  }

  /** The union schemas. What may not be read, or is not there, leaves fields unknown. */
  async schemas(signal?: AbortSignal): Promise<KnownSchemas> {
    return await this.desk.schemas(signal);
  }

  /** Asks about rules over the sandbox's schemas. */
  async ask<Name extends RuleQuestionName>(
    name: Name,
    input: RuleInputOf<Name>,
    signal?: AbortSignal,
  ): Promise<RuleAnswerOf<Name>> {
    return await this.desk.ask(name, input, signal);
  }

  /** All audiences but inactive ones, which the platform's list leaves out. */
  async audiences(signal?: AbortSignal): Promise<KnownAudiences> {
    return await this.audienceReading.get({
      now: this.session.clock.now(),
      read: () => this.readAudiences(),
      signal,
    });
  }

  /** Which datasets fill which fields. */
  async datasets(signal?: AbortSignal): Promise<DatasetFields> {
    const read = () => readDatasetFields(this.session);
    return await this.datasetReading.get({ now: this.session.clock.now(), read, signal });
  }

  private async readAudiences(): Promise<KnownAudiences> {
    const audiences = await collectItems(listAudiences(this.session));
    const rules = await this.readRules(audiences);
    const readers = new Map<string, number>();
    for (const { reads } of rules) for (const key of reads) readers.set(key, (readers.get(key) ?? 0) + 1);
    return { audiences, rules, readers, readAt: this.session.clock.now() };
  }

  /** In parts, so that whoever answers stays free for others in between. */
  private async readRules(audiences: readonly AudienceSummary[]): Promise<readonly KnownRule[]> {
    const withRule = audiences.flatMap(({ id, name, expression }) =>
      expression === undefined || expression.value === "" ? [] : [{ id, name, expression }],
    );
    const rules: KnownRule[] = [];
    for (let from = 0; from < withRule.length; from += RULES_AT_ONCE) {
      const part = withRule.slice(from, from + RULES_AT_ONCE);
      const expressions = part.map(({ expression: { format, value } }) => ({ format, value }));
      const read = await this.desk.ask("readRules", { expressions }, undefined);
      for (const [at, { id, name }] of part.entries()) {
        const text = read[at]?.text;
        if (text !== undefined) rules.push({ id, name, text, reads: toReaderKeys(read[at]?.reads ?? []) });
      }
    }
    return rules;
  }
}

const RULES_AT_ONCE = 200;
