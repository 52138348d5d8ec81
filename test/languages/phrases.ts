/**
 * Finds the phrases of the language server: what stands where a phrase is said, and what has gaps where phrases are kept in tables.
 * Reads syntax only; phrases that are data, such as the descriptions of functions, are found by asking for them.
 */
import ts from "typescript";
import { type SourceTree, walkSyntax } from "../unit/architecture/sourceTree.js";

const PHRASES = "server/src/pql/text/phrases.ts";
const CONSTRUCTS = "server/src/pql/features/completion/wordSuggestions.ts";
const WORDING = "server/src/pql/plainWords/wording.ts";

function isSaid(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isConditionalExpression(parent) && parent.condition !== node) return isSaid(parent);
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== node) return false;
  return /(?:^|\.)say$/.test(parent.expression.getText());
}

/** What a construct that completion offers is for. */
function isDetail({ parent }: ts.Node): boolean {
  const isNamed = ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent);
  return isNamed && parent.name.getText() === "detail";
}

/** Every phrase of the code, once. */
export function collectPhrases(tree: SourceTree): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { path, imports, syntax } of tree.values()) {
    const speaks = imports.some(({ target }) => target === PHRASES || target === WORDING);
    for (const node of walkSyntax(syntax)) {
      if (!ts.isStringLiteralLike(node)) continue;
      const isPhrase =
        path === CONSTRUCTS ? isDetail(node) : isSaid(node) || (speaks && /\{\d\}/.test(node.text));
      if (isPhrase) found.add(node.text);
    }
  }
  return found;
}

/** Every text of the code, once: what is none of them is not said. */
export function collectTexts(tree: SourceTree): ReadonlySet<string> {
  const nodes = [...tree.values()].flatMap(({ syntax }) => walkSyntax(syntax));
  return new Set(nodes.filter(ts.isStringLiteralLike).map(({ text }) => text));
}
