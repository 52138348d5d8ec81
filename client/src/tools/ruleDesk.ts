/**
 * Where questions about rules are answered: by the core where a program has one, by the language server in the editor. The tools know
 * no difference, and hold none of the core's code.
 */
import type {
  FoundClause,
  PlainField,
  RuleAnswerOf,
  RuleInputOf,
  RuleQuestionName,
} from "../../../server/src/pql/service";

export type { FoundClause, RuleAnswerOf, RuleInputOf, RuleQuestionName };

/** A field of the sandbox. */
export type KnownField = PlainField;

/** The schemas of a sandbox as they were read. */
export interface KnownSchemas {
  readonly fields: readonly KnownField[];
  /** In milliseconds since 1970. */
  readonly readAt: number;
}

/** Answers over the schemas of one sandbox. */
export interface RuleDesk {
  /** What is known of the schemas. What may not be read, or is not there, leaves fields unknown. */
  schemas(signal: AbortSignal | undefined): Promise<KnownSchemas>;
  /** The answer to a question. Rejects where nobody can answer, or with the signal's reason. */
  ask<Name extends RuleQuestionName>(
    name: Name,
    input: RuleInputOf<Name>,
    signal: AbortSignal | undefined,
  ): Promise<RuleAnswerOf<Name>>;
}
