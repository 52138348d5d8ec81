/**
 * Finds out that a whole text is wrapped in something that is no PQL, which is one problem with one fix and not one problem
 * per sign. What can be read as PQL is left alone, but for a text that holds a condition: that would be true for everyone.
 */
import { applyEdits } from "../printer/queryPrinter";
import type { Problem } from "../problems/problem";
import { isValueKind, readsAsCondition } from "../semantics/rules/quotedCondition";
import { NodeKind } from "../syntax/nodeKinds";
import { parseQuery } from "../syntax/parser";
import { preferredEdits } from "../syntax/preferredEdits";
import { isWellFormed, type Query, queryText } from "../syntax/query";
import { type Span, shifted } from "../text/span";
import { takeStatementOff } from "./sqlStatement";
import { takeLayerOff, type Unwrapped } from "./wrappers";

/** Longer texts were not copied by hand. */
const LONGEST = 50_000;
/** How a wrapped text can begin or end; nearly every text is told apart by this alone. */
const HEAD =
  /^\s*(?:["'`~“„«‘{[<\\>*•–]|[$#]\{|--?[a-z]|\d+[.)]\s|\(?\s*[\w$]+\s*(?::\s*\w+\s*)?\)?\s*[=-]>|(?:if|function)\s*\w*\s*\(|(?:pql|gql|sql|[frbu]{1,2})\s*["'`]|(?:create|delete|insert|lambda|function|async|export|set|declare|local|curl|http|https|wget|invoke-restmethod|post|put|patch|select|with|where|having|if|case|return|const|let|var|val|final|bool|boolean|str|string)\s|\w+\s*[:=]=?\s*["'`]|[a-z]+\s*:)/i;
const ANYWHERE = /`{3}|~{3}|\\"|&(?:quot|#34|#39|apos|lt|gt|nbsp|amp);|%(?:22|27|3D)/i;

/** The one problem of a text that is wrapped as a whole; undefined for every other. */
export function findWrapping(text: string): Problem | undefined {
  if (text.length > LONGEST || !(HEAD.test(text) || ANYWHERE.test(text))) return undefined;
  const start = text.length - text.trimStart().length;
  const body = text.trim();
  const layer = takeLayer(body);
  if (layer === undefined) return undefined;
  const { inner, isClean } = unwrapAll(layer.inner);
  if (!layer.isCertain && !(isClean && readsAsCondition(inner))) return undefined;
  if (!isBroken(body) && !(isClean && readsAsCondition(inner) && isNoTest(body))) return undefined;
  return toProblem(layer, { start, end: start + body.length }, isClean && inner !== "" ? inner : undefined);
}

/** As `findWrapping`, for a query in clauses; a long one is not looked at. */
export function findWrappingOf(query: Query): Problem | undefined {
  const { clauses } = query;
  let length = 0;
  for (const clause of clauses) {
    length += clause.length;
    if (length > LONGEST) return undefined;
  }
  return findWrapping(queryText(query));
}

function toProblem({ name }: Unwrapped, span: Span, inner: string | undefined): Problem {
  return {
    code: "pql.wrapped",
    severity: "error",
    message: `This is ${name}; a rule is the condition alone.`,
    span,
    fixes:
      inner === undefined
        ? []
        : [{ title: "Keep the condition", edits: [{ span, newText: inner }], isPreferred: true }],
  };
}

function takeLayer(text: string): Unwrapped | undefined {
  return takeStatementOff(text) ?? takeLayerOff(text);
}

/** JSON in JSON in a program is as much as was seen. */
const MOST_LAYERS = 6;

/** The text inside all layers, with the habits of other languages mended. */
function unwrapAll(text: string): { readonly inner: string; readonly isClean: boolean } {
  let inner = text.trim();
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const next = takeLayer(inner);
    if (next === undefined || !(isBroken(inner) || isNoTest(inner))) break;
    inner = next.inner.trim();
  }
  const mended = mendSyntax(inner);
  return isBroken(mended) ? { inner, isClean: false } : { inner: mended, isClean: true };
}

const MOST_ROUNDS = 8;

function mendSyntax(text: string): string {
  let mended = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = syntaxEdits(parseQuery(mended));
    if (edits.length === 0) break;
    mended = applyEdits(mended, edits);
  }
  return mended.trim();
}

function syntaxEdits({ clauses }: Query) {
  let start = 0;
  return clauses.flatMap(({ problems, length }) => {
    const origin = start;
    start += length;
    return preferredEdits(problems).map((edit) => ({ ...edit, span: shifted(edit.span, origin) }));
  });
}

function isBroken(text: string): boolean {
  return !parseQuery(text).clauses.every(isWellFormed);
}

/** True where the whole can be read and yet is no test of anything: a text, a name in backticks, an object. */
function isNoTest(text: string): boolean {
  const { clauses } = parseQuery(text);
  const [{ tree, root }] = clauses;
  if (clauses.length > 1) return false;
  const kind = tree.kind(root);
  if (kind === NodeKind.Path) return text.startsWith("`");
  if (kind !== NodeKind.Comparison) return isValueKind(kind);
  // `query = "…"`, with a condition in the text.
  return tree.kind(tree.nextSibling(tree.firstChild(root))) === NodeKind.StringLiteral;
}
