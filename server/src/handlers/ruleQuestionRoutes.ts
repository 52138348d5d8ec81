/**
 * Routes of what clients without a core ask about rules that are no documents, over the schemas of a sandbox. Each loads with its
 * first question and keeps nothing.
 */
import { type CancellationToken, ErrorCodes, ResponseError } from "vscode-languageserver";
import {
  CONVERT_TO_SQL,
  type ConvertedSql,
  type FieldList,
  type FieldListRequest,
  type FieldReads,
  type FieldReadsRequest,
  GENERATE_TESTS,
  LIST_FIELD_READS,
  LIST_FIELDS,
  type MadeTests,
  REWRITE_TREE,
  type RewrittenExpression,
  type SqlRequest,
  type TestGenerationRequest,
  type TreeRewriteRequest,
} from "../protocol/clientMessages";
import {
  ACCOUNT_RULE,
  type AccountedRule,
  type AnsweredAboutRules,
  ASK_ABOUT_RULES,
  type AskedAboutRules,
  type RuleAccountRequest,
} from "../protocol/ruleMessages";
import type { Session } from "../session/serverSession";

export function routeRuleQuestions(session: Session): void {
  routeQuestions(session);
  routeAccounts(session);
  routeFieldList(session);
  routeFieldReads(session);
  routeTreeRewriting(session);
  routeTestGeneration(session);
  routeSql(session);
}

/** `aep/askAboutRules`: the questions that the core lists. */
function routeQuestions({ connection, schemas, say }: Session): void {
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
        say,
      };
      // The client of this repository hands in what the question asks for; the types of both are the same.
      return { answer: answerRuleQuestion(question, input as never, grounds) };
    },
  );
}

/** `aep/accountRule`: what is to be known of a rule by whoever hands it over. */
function routeAccounts({ connection, schemas }: Session): void {
  connection.onRequest(ACCOUNT_RULE, async (request: RuleAccountRequest): Promise<AccountedRule> => {
    await schemas.firstLoad(request.uri);
    const { accountRule } = await import("../pql/service");
    const account = accountRule(request, schemas.environmentOf(request.uri));
    return account === undefined ? {} : { account };
  });
}

/** `aep/listFields`: the fields that hold a plain value, for lists people choose from. */
function routeFieldList({ connection, schemas }: Session): void {
  connection.onRequest(LIST_FIELDS, async ({ uri }: FieldListRequest): Promise<FieldList> => {
    await schemas.firstLoad(uri);
    const { listFields } = await import("../pql/service");
    return { fields: listFields(schemas.environmentOf(uri)) };
  });
}

/** `aep/listFieldReads`: which fields expressions read; one that has no text reads nothing that could be told. */
function routeFieldReads({ connection }: Session): void {
  connection.onRequest(LIST_FIELD_READS, async ({ expressions }: FieldReadsRequest): Promise<FieldReads> => {
    const [{ toRuleText }, { listFieldUses }] = await Promise.all([
      import("../pql/service"),
      import("../pql/features/fieldUsage"),
    ]);
    return {
      reads: expressions.map((expression) => listFieldUses(toRuleText(expression) ?? "")),
    };
  });
}

/** `aep/rewriteTree`: the pql/json an edited text stands for. */
function routeTreeRewriting({ connection }: Session): void {
  connection.onRequest<RewrittenExpression, void>(
    REWRITE_TREE,
    async ({ stored, text }: TreeRewriteRequest): Promise<RewrittenExpression> => {
      const { replaceTree } = await import("../pql/service");
      return replaceTree(stored, text);
    },
  );
}

/** `aep/generateTests`: made-up tests for a rule. */
function routeTestGeneration({ connection, schemas }: Session): void {
  connection.onRequest(
    GENERATE_TESTS,
    async ({ uri, rule, tests }: TestGenerationRequest, token: CancellationToken): Promise<MadeTests> => {
      await schemas.firstLoad(uri);
      const { generateTests } = await import("../pql/service");
      const environment = schemas.environmentOf(uri);
      return generateTests({ rule, tests, environment, isCancelled: () => token.isCancellationRequested });
    },
  );
}

/** `aep/convertToSql`: an expression as a statement for Query Service. */
function routeSql({ connection, schemas, translate }: Session): void {
  connection.onRequest(
    CONVERT_TO_SQL,
    async ({ uri, profileTable, eventTables, now, ...rule }: SqlRequest): Promise<ConvertedSql> => {
      await schemas.firstLoad(uri);
      const { convertToSql, toRuleText } = await import("../pql/service");
      const text = toRuleText(rule);
      if (text === undefined) {
        const reason = "The tree has no text, and so no form that could be translated.";
        return { problems: [{ clause: "", reason: translate(reason) }], readsEvents: false };
      }
      const tables = { profile: profileTable, events: eventTables };
      const { statement, problems, readsEvents } = convertToSql(text, schemas.environmentOf(uri), {
        tables,
        now,
      });
      return {
        statement,
        problems: problems.map(({ clause, reason }) => ({ clause, reason: translate(reason) })),
        readsEvents,
      };
    },
  );
}
