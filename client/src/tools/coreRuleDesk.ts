/**
 * Answers questions about rules with the core itself, over the union schemas as the platform tells them. For programs; the editor asks
 * its language server instead, so that the core is not shipped twice.
 */
import {
  answerRuleQuestion,
  type Environment,
  listFields,
  type RuleAnswerOf,
  type RuleInputOf,
  type RuleQuestionName,
  readEnvironment,
} from "../../../server/src/pql/service";
import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { EXPERIENCE_EVENT_UNION, fetchUnionSchema, PROFILE_UNION } from "../api/schemas";
import { KeptReading } from "./keptReading";
import type { KnownSchemas, RuleDesk } from "./ruleDesk";

interface ReadSchemas extends KnownSchemas {
  readonly environment: Environment;
}

/** The core over one sandbox. */
export class CoreRuleDesk implements RuleDesk {
  private readonly session: ApiSession;
  private readonly reading = new KeptReading<ReadSchemas>();

  constructor(session: ApiSession) {
    this.session = session;
  }

  async schemas(signal: AbortSignal | undefined): Promise<ReadSchemas> {
    const now = this.session.clock.now();
    return await this.reading.get({ now, read: () => this.read(), signal });
  }

  async ask<Name extends RuleQuestionName>(
    name: Name,
    input: RuleInputOf<Name>,
    signal: AbortSignal | undefined,
  ): Promise<RuleAnswerOf<Name>> {
    const { environment } = await this.schemas(signal);
    return answerRuleQuestion(name, input, { environment, isCancelled: () => signal?.aborted === true });
  }

  private async read(): Promise<ReadSchemas> {
    const [profile, experienceEvent] = await Promise.all([
      this.findUnion(PROFILE_UNION),
      this.findUnion(EXPERIENCE_EVENT_UNION),
    ]);
    const environment = readEnvironment({ profile, experienceEvent });
    return { environment, fields: listFields(environment), readAt: this.session.clock.now() };
  }

  private async findUnion(id: string): Promise<unknown> {
    try {
      return (await fetchUnionSchema(this.session, id)).json;
    } catch (error) {
      if (isApiError(error, "notFound", "forbidden", "sandboxForbidden")) return undefined;
      throw error;
    }
  }
}
