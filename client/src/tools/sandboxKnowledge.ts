/**
 * What tools know of one sandbox and keep for some minutes: its union schemas as the core reads them, their fields, and its
 * audiences with what each reads. In memory only; a failed reading is not kept.
 */
import {
  convertToText,
  type Environment,
  listFields,
  listFieldUses,
  type PlainField,
  readEnvironment,
} from "../../../server/src/pql/service";
import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { type AudienceSummary, listAudiences } from "../api/audiences";
import { collectItems } from "../api/pages";
import { EXPERIENCE_EVENT_UNION, fetchUnionSchema, PROFILE_UNION } from "../api/schemas";

/** The schemas of a sandbox as they were read. */
export interface KnownSchemas {
  readonly environment: Environment;
  readonly fields: readonly PlainField[];
  readonly readAt: number;
}

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

/** Long enough for a conversation, short enough to see what colleagues do. */
const FRESH_FOR_MS = 300_000;

/** The key under which readers of a field are counted. */
export function toReaderKey(root: "profile" | "event", path: string): string {
  return `${root} ${path.replaceAll("`", "")}`;
}

/** The last reading that succeeded, and the one that is under way: whoever asks meanwhile waits for the same. */
class KeptReading<Known extends { readonly readAt: number }> {
  #known: Known | undefined;
  #reading: Promise<Known> | undefined;

  /** The reading goes on for the others when one who waits for it gives up. */
  async get(question: {
    readonly now: number;
    readonly read: () => Promise<Known>;
    readonly signal: AbortSignal | undefined;
  }): Promise<Known> {
    const { now, read, signal } = question;
    signal?.throwIfAborted();
    if (this.#known !== undefined && now - this.#known.readAt < FRESH_FOR_MS) return this.#known;
    this.#reading ??= this.#start(read);
    return await orGivingUp(this.#reading, signal);
  }

  async #start(read: () => Promise<Known>): Promise<Known> {
    try {
      this.#known = await read();
      return this.#known;
    } finally {
      this.#reading = undefined;
    }
  }
}

async function orGivingUp<Value>(waited: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return await waited;
  return await new Promise<Value>((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    signal.addEventListener("abort", giveUp, { once: true });
    waited.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp));
  });
}

/** One sandbox, read as it is asked for. */
export class SandboxKnowledge {
  readonly #session: ApiSession;
  readonly #schemas = new KeptReading<KnownSchemas>();
  readonly #audiences = new KeptReading<KnownAudiences>();

  constructor(session: ApiSession) {
    this.#session = session;
  }

  /** The union schemas. What may not be read, or is not there, leaves fields unknown. */
  async schemas(signal?: AbortSignal): Promise<KnownSchemas> {
    return await this.#schemas.get({ now: this.#now(), read: () => this.#readSchemas(), signal });
  }

  /** All audiences but inactive ones, which the platform's list leaves out. */
  async audiences(signal?: AbortSignal): Promise<KnownAudiences> {
    return await this.#audiences.get({ now: this.#now(), read: () => this.#readAudiences(), signal });
  }

  #now(): number {
    return this.#session.clock.now();
  }

  async #readSchemas(): Promise<KnownSchemas> {
    const [profile, experienceEvent] = await Promise.all([
      this.#findUnion(PROFILE_UNION),
      this.#findUnion(EXPERIENCE_EVENT_UNION),
    ]);
    const environment = readEnvironment({ profile, experienceEvent });
    return { environment, fields: listFields(environment), readAt: this.#now() };
  }

  async #findUnion(id: string): Promise<unknown> {
    try {
      return (await fetchUnionSchema(this.#session, id)).json;
    } catch (error) {
      if (isApiError(error, "notFound", "forbidden", "sandboxForbidden")) return undefined;
      throw error;
    }
  }

  async #readAudiences(): Promise<KnownAudiences> {
    const audiences = await collectItems(listAudiences(this.#session));
    const readers = new Map<string, number>();
    const rules = audiences.flatMap((audience) => toKnownRule(audience) ?? []);
    for (const { reads } of rules) for (const key of reads) readers.set(key, (readers.get(key) ?? 0) + 1);
    return { audiences, rules, readers, readAt: this.#now() };
  }
}

/** The expression of an audience as text; undefined where it has none, or a tree that no text stands for. */
export function toRuleText({ expression }: Pick<AudienceSummary, "expression">): string | undefined {
  if (expression === undefined || expression.value === "") return undefined;
  return expression.format === "pql/json" ? convertToText(expression.value).text : expression.value;
}

function toKnownRule(audience: AudienceSummary): KnownRule | undefined {
  const text = toRuleText(audience);
  if (text === undefined) return undefined;
  return { id: audience.id, name: audience.name, text, reads: readsOf(text) };
}

/** Keys of the fields that a rule reads. */
export function readsOf(rule: string): ReadonlySet<string> {
  return new Set(listFieldUses(rule).map(({ root, steps }) => toReaderKey(root, steps.join("."))));
}
