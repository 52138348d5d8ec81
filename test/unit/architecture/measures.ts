/**
 * The sizes of files and functions, and whether a file says why it exists.
 */
import ts from "typescript";
import { type SourceFile, type SourceTree, walkSyntax } from "./sourceTree.js";

/** Hard limits; the medians we aim for are far below. */
export const FILE_LINES_AT_MOST = 400;
/** Statements, those of functions inside included: a literal with a property on each line is no harder to read than one on one line. */
export const STATEMENTS_AT_MOST = 50;
/** For what is one expression: lines, where a literal counts as one. */
export const FUNCTION_LINES_AT_MOST = 60;
export const PARAMETERS_AT_MOST = 3;
/** Where an options object per call would cost more than it explains: code that runs once per token, node or field. */
const HOT_PLACES = /^server\/src\/pql\/(text|syntax|schema|semantics|evaluate)\//;

type FunctionWithBody = ts.FunctionLikeDeclaration & { readonly body: ts.Node };

function isFunctionWithBody(node: ts.Node): node is FunctionWithBody {
  return ts.isFunctionLike(node) && "body" in node && node.body !== undefined;
}

function countLines(text: string): number {
  return text.replace(/\n$/, "").split("\n").length;
}

/** Where a reader finds the node: `path:line name`. */
function describe(file: SourceFile, node: ts.Node): string {
  const line = file.syntax.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const name = ts.isFunctionLike(node) && node.name !== undefined ? ` ${node.name.getText()}` : "";
  return `${file.path}:${line}${name}`;
}

function* walkFunctions(tree: SourceTree): Generator<[SourceFile, FunctionWithBody]> {
  for (const file of tree.values()) {
    for (const node of walkSyntax(file.syntax)) if (isFunctionWithBody(node)) yield [file, node];
  }
}

/** Files that are too long. */
export function findLongFiles(tree: SourceTree): string[] {
  return [...tree.values()]
    .map((file) => ({ file, lines: countLines(file.text) }))
    .filter(({ lines }) => lines > FILE_LINES_AT_MOST)
    .map(({ file, lines }) => `${file.path}: ${lines} lines`);
}

function isLiteral(node: ts.Node): boolean {
  return ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node);
}

/** The lines of a literal behind its first, as they are no code to follow. */
function countLiteralLines(node: ts.Node): number {
  if (isLiteral(node)) return countLines(node.getText()) - 1;
  let lines = 0;
  ts.forEachChild(node, (child) => {
    lines += countLiteralLines(child);
  });
  return lines;
}

function countStatements(node: ts.Node): number {
  return walkSyntax(node).filter((one) => ts.isStatement(one) && !ts.isBlock(one)).length;
}

/** Functions that do too much; the doc comment does not count. */
export function findLongFunctions(tree: SourceTree): string[] {
  return [...walkFunctions(tree)].flatMap(([file, node]) => {
    const statements = countStatements(node.body);
    const lines = countLines(node.getText()) - countLiteralLines(node.body);
    return [
      ...(statements > STATEMENTS_AT_MOST ? [`${describe(file, node)}: ${statements} statements`] : []),
      ...(lines > FUNCTION_LINES_AT_MOST ? [`${describe(file, node)}: ${lines} lines`] : []),
    ];
  });
}

/** Functions that take too much at once; a declared `this` does not count, and hot code may take one more. */
export function findWideFunctions(tree: SourceTree): string[] {
  return [...walkFunctions(tree)]
    .map(([file, node]) => ({
      place: describe(file, node),
      limit: HOT_PLACES.test(file.path) ? PARAMETERS_AT_MOST + 1 : PARAMETERS_AT_MOST,
      count: node.parameters.filter((parameter) => parameter.name.getText() !== "this").length,
    }))
    .filter(({ count, limit }) => count > limit)
    .map(({ place, count }) => `${place}: ${count} parameters`);
}

/** Literals spread into the literal around them, which says nothing but that somebody wanted fewer lines. */
export function findSpreadLiterals(tree: SourceTree): string[] {
  return [...tree.values()].flatMap((file) =>
    walkSyntax(file.syntax)
      .filter(isSpreadLiteral)
      .map((node) => describe(file, node)),
  );
}

function isSpreadLiteral(node: ts.Node): boolean {
  if (ts.isSpreadAssignment(node)) return ts.isObjectLiteralExpression(node.expression);
  return (
    ts.isSpreadElement(node) &&
    ts.isArrayLiteralExpression(node.expression) &&
    ts.isArrayLiteralExpression(node.parent)
  );
}

/** Files that do not open with a comment saying why they exist. */
export function findFilesWithoutHeader(tree: SourceTree): string[] {
  return [...tree.values()].filter(({ text }) => !/^(#!.*\n)?\/[*/]/.test(text)).map(({ path }) => path);
}

/** The middle one of the file lengths, or of the function lengths. */
export function medianLines(tree: SourceTree): { readonly files: number; readonly functions: number } {
  const median = (values: number[]) => values.sort((left, right) => left - right)[values.length >> 1] ?? 0;
  return {
    files: median([...tree.values()].map(({ text }) => countLines(text))),
    functions: median([...walkFunctions(tree)].map(([, node]) => countLines(node.getText()))),
  };
}
