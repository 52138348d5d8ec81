/**
 * Route of `aep/askAboutRules`: questions about rules over the schemas of a sandbox, for clients that have no core. Loads with the
 * first question and keeps nothing.
 */
import { type CancellationToken, ErrorCodes, ResponseError } from "vscode-languageserver";
import { type AnsweredAboutRules, ASK_ABOUT_RULES, type AskedAboutRules } from "../protocol/ruleMessages";
import type { Session } from "../session/serverSession";

/** Names the handler. */
export function routeRuleQuestions({ connection, schemas }: Session): void {
  connection.onRequest(
    ASK_ABOUT_RULES,
    async (
      { uri, question, input }: AskedAboutRules,
      token: CancellationToken,
    ): Promise<AnsweredAboutRules> => {
      await schemas.firstLoad(uri);
      const { answerRuleQuestion, isRuleQuestion } = await import("../pql/service");
      if (!isRuleQuestion(question))
        throw new ResponseError(ErrorCodes.InvalidParams, `Nobody knows the question ${question}.`);
      const grounds = {
        environment: schemas.environmentOf(uri),
        isCancelled: () => token.isCancellationRequested,
      };
      // The client of this repository hands in what the question asks for; the types of both are the same.
      return { answer: answerRuleQuestion(question, input as never, grounds) };
    },
  );
}
