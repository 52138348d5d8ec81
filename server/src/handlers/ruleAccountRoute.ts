/**
 * Route of `aep/accountRule`: what is to be known of a rule that is no document, for whoever hands it over. Keeps nothing.
 */
import { ACCOUNT_RULE, type AccountedRule, type RuleAccountRequest } from "../protocol/ruleAccounts";
import type { Session } from "../session/serverSession";

/** Names the handler. */
export function routeRuleAccounts({ connection, schemas }: Session): void {
  connection.onRequest(ACCOUNT_RULE, async (request: RuleAccountRequest): Promise<AccountedRule> => {
    await schemas.firstLoad(request.uri);
    const { accountRule } = await import("../pql/service");
    const account = accountRule(request, schemas.environmentOf(request.uri));
    return account === undefined ? {} : { account };
  });
}
