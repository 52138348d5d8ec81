/**
 * What stands under the cursor, explained: a field, a variable, a function, an audience, a value, a keyword or operator.
 */
import {
  findFunction,
  findMethod,
  findOperatorFunction,
  type PqlFunction,
} from "../language/functionCatalogue";
import { describeFunction, findDocumentation } from "../language/languageDocumentation";
import { describeNode, describeRule } from "../plainWords/describeRule";
import type { PlainLine } from "../plainWords/plainLine";
import { analyseClause } from "../semantics/analyseClause";
import type { ClauseAnalysis, FieldBinding, Variable } from "../semantics/clauseAnalysis";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { isWellFormed } from "../syntax/query";
import { decodeString } from "../syntax/stringText";
import type { Tree } from "../syntax/syntaxTree";
import { isString, isWord, TokenKind } from "../syntax/tokenKinds";
import { type SayPhrase, sayEnglish } from "../text/phrases";
import type { Span } from "../text/span";
import { UNKNOWN } from "../types/pqlTypes";
import { displayType } from "../types/typeNames";
import { audienceIdAt } from "./audienceMentions";
import { describeField, escapeMarkdown, inlineCode } from "./fieldDocumentation";
import { type Cursor, findCursor, nodesAround, type QueryView, tokenSpan } from "./queryCursor";

/** An explanation in Markdown and the text it is about. */
export interface HoverText {
  readonly span: Span;
  readonly markdown: string;
}

/** The explanation of what stands at an offset; what a condition means in this rule is said by `say`. */
export function findHover(query: QueryView, offset: number, say = sayEnglish): HoverText | undefined {
  const cursor = findCursor(query, offset);
  if (cursor === undefined) return undefined;
  const span = tokenSpan(cursor, cursor.token);
  if (offset < span.start || offset > span.end || span.start === span.end) return undefined;
  const markdown = describeToken(query, cursor, say);
  if (markdown === undefined) return undefined;
  // The box shows a dozen lines at first: the rule says more than what `and` is.
  const whole = describeWhole(query, cursor, say);
  if (whole !== undefined) return { span, markdown: `${whole}\n\n---\n\n${markdown}` };
  const meaning = describeHere(query, cursor, say);
  return { span, markdown: meaning === undefined ? markdown : `${markdown}\n\n---\n\n${meaning}` };
}

/** Nodes that say something by themselves, each told in plain words at its operator, keyword or name. */
const STATEMENTS: ReadonlySet<number> = new Set([
  NodeKind.Comparison,
  NodeKind.Membership,
  NodeKind.Like,
  NodeKind.Matches,
  NodeKind.Occurs,
  NodeKind.MethodCall,
  NodeKind.Call,
  NodeKind.Exists,
  NodeKind.Forall,
  NodeKind.Chain,
]);

/** The longest condition that is told at one of its words; for longer ones there is the explanation of the rule. */
const LONGEST_MEANING = 400;

/** What the condition says whose operator or name stands under the cursor. */
function describeHere(
  { environment }: QueryView,
  { clause, token }: Cursor,
  say: SayPhrase,
): string | undefined {
  const { tree, root } = clause;
  if (!isWellFormed(clause)) return undefined;
  const around = nodesAround(tree, root, token);
  const at = around.findLastIndex((each) => STATEMENTS.has(tree.kind(each)));
  const node = around[at];
  if (node === undefined || (tree.detail(node) || tree.firstToken(node)) !== token) return undefined;
  const words = describeNode(clause, findTest(tree, around, at) ?? node, { environment, say });
  return words.length > LONGEST_MEANING ? undefined : say("In this rule: {0}", escapeMarkdown(words));
}

/** The longest rule that is told as a whole; behind it nobody reads on in a box that closes by itself. */
const LONGEST_RULE = 2000;

/** The whole rule, told at the `and` or `or` that joins its conditions. */
function describeWhole(query: QueryView, { clause, token }: Cursor, say: SayPhrase): string | undefined {
  const { clauses, environment, textLength } = query;
  const isJoint = token === clause.endToken && clause.connective !== undefined;
  if (!isJoint || textLength > LONGEST_RULE || !clauses.every(isWellFormed)) return undefined;
  return toMarkdownLines(describeRule(query, { environment, say }), "");
}

function toMarkdownLines({ text, lines }: PlainLine, indent: string): string {
  const below = lines.map((line) => `\n${indent}- ${toMarkdownLines(line, `${indent}  `)}`);
  return escapeMarkdown(text) + below.join("");
}

/** The test that the value at this place is a side of: `count()` alone says nothing, `count() > 2` does. */
function findTest(tree: Tree, around: readonly NodeId[], at: number): NodeId | undefined {
  for (let index = at; index > 0; index--) {
    const kind = tree.kind(around[index - 1] ?? 0);
    if (TESTS_OF_VALUES.has(kind)) return around[index - 1];
    if (!PARTS_OF_VALUES.has(kind)) return undefined;
  }
  return undefined;
}

const TESTS_OF_VALUES: ReadonlySet<number> = new Set([
  NodeKind.Comparison,
  NodeKind.Membership,
  NodeKind.Like,
  NodeKind.Matches,
  NodeKind.Occurs,
]);

const PARTS_OF_VALUES: ReadonlySet<number> = new Set([
  NodeKind.Paren,
  NodeKind.Negate,
  NodeKind.Additive,
  NodeKind.Multiplicative,
  NodeKind.Member,
]);

function describeToken(query: QueryView, cursor: Cursor, say: SayPhrase): string | undefined {
  const { token, clause } = cursor;
  const kind = clause.tree.tokenKind(token);
  if (isString(kind)) return describeText(query, cursor, say);
  if (isWord(kind)) return describeWord(query, cursor, say);
  return describeSymbol(query, cursor, say);
}

function describeText(
  { environment }: QueryView,
  { clause, token }: Cursor,
  say: SayPhrase,
): string | undefined {
  const id = audienceIdAt(clause, token);
  if (id === "") return undefined;
  if (id !== undefined) {
    const name = environment.audiences?.get(id);
    return name === undefined
      ? say("Audience {0}", inlineCode(id))
      : `${say("Audience {0}", `**${escapeMarkdown(name)}**`)}\n\n${inlineCode(id)}`;
  }
  const value = decodeString(clause.tree.tokenText(token));
  const title = findValueTitle(analyseClause(clause, environment), token, value);
  return title === undefined ? undefined : `${inlineCode(`"${value}"`)} **${escapeMarkdown(title)}**`;
}

function describeWord(
  { environment }: QueryView,
  { clause, token }: Cursor,
  say: SayPhrase,
): string | undefined {
  const { tree } = clause;
  const analysis = analyseClause(clause, environment);
  const entry = findCalled(analysis, token);
  if (entry !== undefined) return describeFunction(entry, say);
  const variable = analysis.findVariable(token);
  if (variable !== undefined) return describeVariable(analysis, variable, say);
  const field = analysis.findField(token);
  if (field !== undefined) return describeField(field, say);
  if (tree.tokenKind(token - 1) === TokenKind.Dot && token > clause.firstToken) return undefined;
  return findDocumentation(tree.tokenText(token), environment.dialect, say);
}

/** The function a name calls. */
function findCalled(analysis: ClauseAnalysis, token: number): PqlFunction | undefined {
  const { tree, root } = analysis.clause;
  const node = nodesAround(tree, root, token).findLast(
    (each) => tree.detail(each) === token && CALLS.has(tree.kind(each)),
  );
  if (node === undefined) return undefined;
  const known = analysis.findCall(node)?.entry;
  if (known !== undefined) return known;
  const name = tree.name(token);
  return tree.kind(node) === NodeKind.MethodCall ? findMethod(name) : findFunction(name);
}

const CALLS: ReadonlySet<number> = new Set([NodeKind.Call, NodeKind.MethodCall]);

const KIND_WORDS: Readonly<Record<Variable["kind"], string>> = {
  declaration: "*Stands for each item in turn*",
  let: "*A name for a value*",
  parameter: "*Parameter*",
  label: "*Step of a chain.*",
};

function describeVariable(
  { clause }: ClauseAnalysis,
  { name, kind, type, source }: Variable,
  say: SayPhrase,
): string {
  if (kind === "label") return `\`${name}\`\n\n${say(KIND_WORDS.label)}`;
  const typeName = type === UNKNOWN ? "" : `: ${displayType(type)}`;
  const text = source === 0 ? "" : shortened(clause.tree.text(source));
  const from = text === "" ? "{0}." : kind === "let" ? "{0}: `{1}`." : "{0} of `{1}`.";
  return `\`\`\`pql\n${name}${typeName}\n\`\`\`\n\n${say(from, say(KIND_WORDS[kind]), text)}`;
}

const LONGEST_SOURCE = 80;

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > LONGEST_SOURCE ? `${line.slice(0, LONGEST_SOURCE)}…` : line;
}

/** Symbols that the catalogue has under another name. */
function describeSymbol({ environment }: QueryView, cursor: Cursor, say: SayPhrase): string | undefined {
  const { tree } = cursor.clause;
  switch (tree.tokenKind(cursor.token)) {
    case TokenKind.OpenBracket:
    case TokenKind.CloseBracket:
      return describeBracket(environment, cursor, say);
    case TokenKind.Parameter:
      return describeOperatorId("$n", say);
    case TokenKind.Context:
      return describeOperatorId("@{}", say);
    case TokenKind.Minus: {
      const node = nodesAround(tree, cursor.clause.root, cursor.token).at(-1) ?? 0;
      return tree.kind(node) === NodeKind.Negate
        ? describeOperatorId("-x", say)
        : findDocumentation("-", environment.dialect, say);
    }
    default:
      return findDocumentation(tree.tokenText(cursor.token), environment.dialect, say);
  }
}

function describeOperatorId(id: string, say: SayPhrase): string | undefined {
  const entry = findOperatorFunction(id);
  return entry && describeFunction(entry, say);
}

/** `[` is a filter or a key, by what stands before it; a list explains itself. */
function describeBracket(
  environment: QueryView["environment"],
  { clause, token }: Cursor,
  say: SayPhrase,
): string | undefined {
  const { tree, root } = clause;
  const node = nodesAround(tree, root, token).at(-1) ?? 0;
  if (tree.kind(node) !== NodeKind.Subscript) return undefined;
  const type = analyseClause(clause, environment).typeOf(tree.firstChild(node));
  return describeOperatorId(type.kind === "map" ? "[key]" : "[]", say);
}

/** The title of the value at a token; undefined where it is compared with no field, or the field does not know it. */
function findValueTitle(analysis: ClauseAnalysis, token: number, value: string): string | undefined {
  const field = findComparedField(analysis, token);
  const title = field?.schema.enumValues(field.field).find((each) => each.value === value)?.title;
  return title === value ? undefined : title;
}

const COMPARISONS: ReadonlySet<number> = new Set([
  NodeKind.Comparison,
  NodeKind.Membership,
  NodeKind.MethodCall,
]);

/** The field on the left of the comparison, list test or method around a token. */
function findComparedField(analysis: ClauseAnalysis, token: number): FieldBinding | undefined {
  const { tree, root } = analysis.clause;
  const node = nodesAround(tree, root, token).findLast((each) => COMPARISONS.has(tree.kind(each)));
  if (node === undefined) return undefined;
  const last = tree.endToken(tree.firstChild(node)) - 1;
  return last < token && isWord(tree.tokenKind(last)) ? analysis.findField(last) : undefined;
}
