/**
 * The one message by which a client without a core asks about rules: for agents, drafting and guides. Which questions there are and
 * what is answered the core says (`RuleQuestions`); nothing of it is repeated here.
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
