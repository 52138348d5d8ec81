/**
 * Judges recorded exchanges by the published definitions. An address that two definitions declare has to
 * satisfy one of them. Refuses to excuse anything: that is what the table of known differences is for.
 */
import { checkAnswer } from "./answerChecks";
import type { RecordedExchange } from "./exchangeRecord";
import { checkRequest } from "./requestChecks";
import { checkSharedRules } from "./sharedRules";
import { checkSignIn, isSignIn } from "./signInRules";
import { createMatcher } from "./specification/operationMatcher";
import { readOperations } from "./specification/operations";
import { SchemaValidator } from "./specification/schemaValidator";
import type { Specification } from "./specification/specification";
import type { Violation } from "./violation";

/** What is found about one exchange, and by which definition it was judged. */
export interface Judgement {
  /** Undefined where nothing is declared for the address. */
  readonly operation: string | undefined;
  readonly violations: readonly Violation[];
}

/** Judges one exchange. */
export type ExchangeChecker = (exchange: RecordedExchange) => Judgement;

/** Prepares the judging of exchanges by all definitions. */
export function createExchangeChecker(specifications: readonly Specification[]): ExchangeChecker {
  const findMatches = createMatcher(specifications.flatMap(readOperations));
  const validator = new SchemaValidator();
  return (exchange) => {
    if (isSignIn(exchange)) return { operation: "POST /ims/token/v3", violations: checkSignIn(exchange) };
    const shared = checkSharedRules(exchange);
    const judgements = findMatches(exchange.method, exchange.url).map(
      (match): Judgement => ({
        operation: match.operation.name,
        violations: [
          ...shared,
          ...checkRequest(match, exchange, validator),
          ...checkAnswer(match, exchange, validator),
        ],
      }),
    );
    const [best] = judgements.sort((a, b) => a.violations.length - b.violations.length);
    return best ?? { operation: undefined, violations: [...shared, toUndeclared(exchange)] };
  };
}

function toUndeclared({ method, url, answer }: RecordedExchange): Violation {
  return {
    operation: `${method} ${url.hostname}${url.pathname}`,
    file: "",
    side: "request",
    status: answer.status,
    place: "path",
    message: "is not declared",
  };
}
