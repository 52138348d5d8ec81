/**
 * The messages by which a client without a core asks about rules: for agents, drafting and guides, and for whoever hands rules over.
 * Which questions there are and what is answered the core says (`RuleQuestions`); nothing of it is repeated here.
 */

/** Client → server, a request: a question about rules by its name. */
export const ASK_ABOUT_RULES = "aep/askAboutRules";

/** Params of `aep/askAboutRules`. */
export interface AskedAboutRules {
  /** Any address in the sandbox whose schema counts; see `readSandboxKey`. */
  readonly uri: string;
  readonly question: string;
  readonly input: unknown;
}

/** Result of `aep/askAboutRules`. */
export interface AnsweredAboutRules {
  readonly answer: unknown;
}

/** Client → server, a request: what is to be known of a rule by whoever hands it over. */
export const ACCOUNT_RULE = "aep/accountRule";

export interface RuleAccountRequest {
  /** Any address in the sandbox whose schema counts; see `readSandboxKey`. */
  readonly uri: string;
  readonly format: string;
  readonly value: string;
}

/** Without an account the rule is a tree that no text stands for. */
export interface AccountedRule {
  readonly account?: {
    readonly text: string;
    /** In plain English, one statement a line. */
    readonly words: string;
    /** Paths from the profile; title and type where the schemas have them. */
    readonly fields: readonly {
      readonly path: string;
      readonly title?: string;
      readonly type?: string;
    }[];
  };
}
