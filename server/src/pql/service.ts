/**
 * The core for whoever has a whole text and no editor: the library, the command line, the extension, pipelines, tests.
 * Names what there is and holds nothing itself, so that a bundler takes along only what is used. Everything here parses once,
 * answers and keeps nothing; a document under edit is kept by session/pqlDocument.ts instead.
 */
// biome-ignore-all lint/performance/noBarrelFile: the one façade of the core
export { accountRule, explainText, type PlainExplanation, type RuleAccount } from "./answers/accountRule";
export { answerRuleQuestion, isRuleQuestion } from "./answers/answerRuleQuestion";
export { type CheckedText, type CheckSources, checkText, readEnvironment } from "./answers/checkText";
export {
  checkProfile,
  compileRule,
  isUsableClock,
  mayLoseDigits,
  parseProfile,
  printExplanation,
  type RuleSource,
} from "./answers/compileRule";
export { convertToSql, findRuleOfSql } from "./answers/convertSql";
export { convertToJson, formatText, printTree, toRuleText } from "./answers/convertText";
export { generateTests } from "./answers/generateTests";
export { listFields, type PlainField } from "./answers/listFields";
export { type OpenedTests, openAudienceTests } from "./answers/openAudienceTests";
export { openRelations, type RelationDesk, readWindowEnd } from "./answers/openRelations";
export type {
  FieldRead,
  FoundClause,
  JudgedRule,
  JudgedTest,
  ReadRule,
  RuleAnswerOf,
  RuleInputOf,
  RuleQuestionName,
} from "./answers/ruleQuestions";
export {
  checkRuleImpact,
  checkTestImpact,
  compareSchemas,
  describeChange,
  type Renaming,
  supposeSchemaChange,
} from "./answers/schemaImpact";
export { describeJsonFault } from "./audienceTests/jsonFault";
export { type ClauseCoverage, listUntried, type RuleCoverage } from "./audienceTests/ruleCoverage";
export type { TestResult } from "./audienceTests/runTests";
export type { AudienceTest, AudienceTestFile } from "./audienceTests/testFile";
export { checkTestMembers, listUnknownMembers } from "./audienceTests/unknownTestMembers";
export type { Clock, CompiledRule, Explanation, RuleCompilation, RuleOptions } from "./evaluate/compiledRule";
export type { ClauseExplanation } from "./evaluate/explanationTrace";
export type { ProfileProblem, ReadProfile } from "./evaluate/profileReader";
export type { Reason, Verdict } from "./evaluate/verdict";
export { type FieldUse, listFieldUses } from "./features/fieldUsage";
export { jsonToText as convertToText, type TextConversion } from "./json/jsonToText";
export type { PqlJsonNode } from "./json/pqlJson";
export { type RewrittenTree, rewriteTree as replaceTree } from "./json/rewriteTree";
export type { JsonConversion } from "./json/textToJson";
export type { PlainLine } from "./plainWords/plainLine";
export type { Fix, Problem } from "./problems/problem";
export type { ProblemCode, Severity } from "./problems/problemCodes";
export type { Example, Finding, RelatedRule, Relation, RelationKind } from "./relations/relateRules";
export { obstacleText, relationSentence, updateSentence } from "./relations/relationText";
export type { RuleFamilies } from "./relations/ruleFamilies";
export type { Environment } from "./semantics/checkEnvironment";
export type { Evaluation, EvaluationCircumstances } from "./semantics/evaluationKind";
export type { RuleSql, SqlOptions, StatedRule } from "./sql/ruleSql";
export { LineIndex, type LinePosition } from "./text/lineIndex";
export type { Span, TextEdit } from "./text/span";
