/**
 * Names and shapes of what client and server say about rules that are handed over, beside `clientMessages`. Holds no behaviour.
 */

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
