/**
 * Collects the sentences that the code says, as translators need them, and finds those that go past the translation. Reads syntax
 * only: a sentence has to stand where it is said, or be named by `later`.
 */
import ts from "typescript";
import { type SourceFile, type SourceTree, walkSyntax } from "../unit/architecture/sourceTree.js";

const WORDS = "client/src/words/say.ts";

/** Functions of it that take a sentence. */
const SPEAKERS = /^(?:say|later|sayCount)$/;

function isSpeaker(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && SPEAKERS.test(node.expression.text);
}

/** The literals an argument can come to: itself, both sides of a condition, or the two of a counted sentence. */
function listLiterals(node: ts.Node | undefined): readonly ts.StringLiteralLike[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node];
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(listLiterals);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(listLiterals);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return listLiterals(node.expression);
  return [];
}

/** All texts of a table that is named as a whole; names of properties are no texts. */
function listTexts(node: ts.Node): readonly ts.StringLiteralLike[] {
  const isText =
    ts.isStringLiteralLike(node) && !(ts.isPropertyAssignment(node.parent) && node.parent.name === node);
  const below: ts.StringLiteralLike[] = isText ? [node] : [];
  ts.forEachChild(node, (child) => void below.push(...listTexts(child)));
  return below;
}

function isTable(node: ts.Node | undefined): node is ts.Node {
  return node !== undefined && (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node));
}

function listSentencesOf({
  expression,
  arguments: given,
}: ts.CallExpression): readonly ts.StringLiteralLike[] {
  const speaker = expression.getText();
  const [first] = given;
  if (speaker === "later" && isTable(first)) return listTexts(first);
  return listLiterals(given[speaker === "sayCount" ? 1 : 0]);
}

/** Every sentence of the code, once, in the order of the alphabet. */
export function collectSentences(tree: SourceTree): readonly string[] {
  const found = new Set<string>();
  const speaking = [...tree.values()].filter(({ imports }) => imports.some(({ target }) => target === WORDS));
  for (const file of speaking)
    for (const node of walkSyntax(file.syntax))
      if (isSpeaker(node)) for (const { text } of listSentencesOf(node)) found.add(text);
  return [...found].sort();
}

/** The gaps of a sentence, each once: `{0}`, `{1}`. */
export function listGaps(sentence: string): readonly string[] {
  return [...new Set(sentence.match(/\{\d+\}/g) ?? [])].sort();
}

/** A word beside a gap or an article; a title behind a colon; a word that joins others, or is small and alone. */
const PIECES: readonly RegExp[] = [
  /\} +[a-z]{2,}(?![\w=(/])/,
  /(?:^|[\s}“(])[A-Z]?[a-z]+ +\{/,
  /^an? [a-z]/,
  /^\{\d\}: [A-Z][a-z]+$/,
  /^[,;]? [a-z]{2,} $/,
  /^[a-z]{2,}$/,
];

/** Reads like a sentence or a title: two words with a space between, or one word with a capital. No identifier, address or statement does. */
function readsLikeWords(text: string): boolean {
  return /[A-Za-z’]{2,}[,.…:;]* +[A-Za-z“(…]/.test(text) || /^[A-Z][a-z]+$/.test(text);
}

/** The same, or a piece of which others make a sentence. */
function readsLikePieces(text: string): boolean {
  return readsLikeWords(text) || PIECES.some((piece) => piece.test(text));
}

/** What a literal says, with its gaps as in sentences that are translated. */
function readText(node: ts.StringLiteralLike | ts.TemplateExpression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  return (
    node.head.text + node.templateSpans.map(({ literal }, place) => `{${place}}${literal.text}`).join("")
  );
}

/** What of mark-up is read: the text between tags, and attributes that are shown or spoken. */
function readMarkup(text: string): readonly string[] {
  const spoken = [...text.matchAll(/ (?:aria-label|title|placeholder|label)="([^"]*)"/g)].map(
    ([, value]) => value,
  );
  return [...text.replace(/&\w+;/g, "").split(/<[^>]*>/), ...spoken]
    .map((part = "") => part.trim().replace(/\s+/g, " "))
    .filter((part) => /[A-Za-z]{2}/.test(part));
}

function isMarkup({ parent }: ts.Node): boolean {
  return ts.isTaggedTemplateExpression(parent) && /^(?:html|svg)$/.test(parent.tag.getText());
}

/** Whether it becomes the value of a class. */
function isClassName(node: ts.Node): boolean {
  if (ts.isStatement(node) || ts.isSourceFile(node)) return false;
  if (!ts.isTemplateSpan(node)) return isClassName(node.parent);
  const { head, templateSpans } = node.parent;
  const before = templateSpans[templateSpans.indexOf(node) - 1]?.literal ?? head;
  return / class=$/.test(before.text.replace(/\s/g, " ")) || isClassName(node.parent);
}

const WORDED_PROPERTIES =
  /^(?:title|label|description|detail|tooltip|placeholder|placeHolder|prompt|text|headline|sentence|advice|reason|saveLabel|openLabel)$/;

/** Whether one word alone is shown here: a single word may be an identifier anywhere else, and a small one as a reason, too. */
function isShown(node: ts.StringLiteralLike | ts.TemplateExpression): boolean {
  const { parent } = node;
  if (!ts.isPropertyAssignment(parent)) return false;
  const name = parent.name.getText();
  return WORDED_PROPERTIES.test(name) && (name !== "reason" || /^[A-Z]/.test(readText(node)));
}

/** What goes to the log, to a program, or nowhere. */
const UNSEEN = /(?:^|\.)log\.|^(?:import|require|unpassed)$|^(?:Error|TypeError|RegExp)$|\.test$/;

function isUnseen(node: ts.Node): boolean {
  if (ts.isStatement(node) || ts.isSourceFile(node)) return false;
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    if (isSpeaker(node) || UNSEEN.test(node.expression.getText())) return true;
  }
  // A pipeline is read in English, whoever set it up.
  if (ts.isPropertyAssignment(node) && node.name.getText() === "pipeline") return true;
  return ts.isTypeNode(node) || isUnseen(node.parent);
}

function listBareWords(file: SourceFile, isWorded: (text: string) => boolean): readonly string[] {
  const found: string[] = [];
  for (const node of walkSyntax(file.syntax)) {
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) continue;
    if (ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent)) continue;
    if (ts.isPropertyAssignment(node.parent) && node.parent.name === node) continue;
    const text = readText(node);
    if (isMarkup(node)) {
      found.push(...readMarkup(text));
      continue;
    }
    if (isClassName(node)) continue;
    if (!isWorded(text) || (!/[^A-Za-z]/.test(text) && !isShown(node)) || isUnseen(node)) continue;
    found.push(text);
  }
  return found;
}

/** A text that is said without a translation. */
interface BareText {
  readonly path: string;
  readonly text: string;
}

/** Texts of the files that read like words for people and are said without a translation. */
export function findBareWords(tree: SourceTree, isWorded = readsLikeWords): readonly BareText[] {
  return [...tree.values()].flatMap((file) =>
    listBareWords(file, isWorded).map((text) => ({ path: file.path, text })),
  );
}

/** The same with pieces of sentences, which no translator could put in another order. */
export function findBarePieces(tree: SourceTree): readonly BareText[] {
  return findBareWords(tree, readsLikePieces);
}

function isInFunction(node: ts.Node): boolean {
  return ts.isFunctionLike(node) || (!ts.isSourceFile(node) && isInFunction(node.parent));
}

/** Sentences that a file says while it is loaded; naming them is no saying. */
export function listSaidAtOnce(file: SourceFile): readonly string[] {
  if (!file.imports.some(({ target }) => target === WORDS)) return [];
  return walkSyntax(file.syntax)
    .filter((node) => isSpeaker(node) && node.expression.getText() !== "later" && !isInFunction(node))
    .map((node) => node.getText());
}
