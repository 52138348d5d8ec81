/**
 * What files offer: exports nobody uses, and how many of them are explained.
 */
import ts from "typescript";
import type { SourceFile, SourceTree } from "./sourceTree.js";

/** Programs that something outside the tree starts; their exports are its business. */
const ENTRY_POINTS =
  /^(client\/src\/extension|client\/src\/browser\/loader|server\/src\/main|.*\/main|client\/src\/pages\/[^/]+\/\w+Page)\.ts$/;

interface Export {
  readonly name: string;
  readonly statement: ts.Statement;
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function readNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    return clause !== undefined && ts.isNamedExports(clause)
      ? clause.elements.map(({ name }) => name.text)
      : [];
  }
  if (!isExported(statement) || !("name" in statement)) return [];
  const name = statement.name as ts.Node | undefined;
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
}

function readExports(file: SourceFile): Export[] {
  return file.syntax.statements
    .filter((statement) => isExported(statement) || ts.isExportDeclaration(statement))
    .flatMap((statement) => readNames(statement).map((name) => ({ name, statement })));
}

/** Names used of each file; undefined when somebody takes the file as a whole. */
function collectUses(tree: SourceTree): Map<string, Set<string> | undefined> {
  const uses = new Map<string, Set<string> | undefined>();
  for (const { imports } of tree.values()) {
    for (const { target, isOwn, names } of imports) {
      if (!isOwn) continue;
      const known = uses.has(target) ? uses.get(target) : new Set<string>();
      uses.set(
        target,
        names === undefined || known === undefined ? undefined : new Set([...known, ...names]),
      );
    }
  }
  return uses;
}

/** Whether a type is part of what its own file offers: then it is exported so that it can be named. */
function isOwnVocabulary(file: SourceFile, { name, statement }: Export): boolean {
  if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) return false;
  return [...file.text.matchAll(new RegExp(`\\b${name}\\b`, "g"))].length > 1;
}

/** Exports that no other file imports. Tests count as users, and need no users themselves. */
export function findUnusedExports(tree: SourceTree): string[] {
  const uses = collectUses(tree);
  return [...tree.values()]
    .filter(({ path }) => !ENTRY_POINTS.test(path) && !path.startsWith("test/"))
    .flatMap((file) => {
      const used = uses.has(file.path) ? uses.get(file.path) : new Set<string>();
      if (used === undefined) return [];
      const unused = readExports(file).filter(
        (found) => !used.has(found.name) && !isOwnVocabulary(file, found),
      );
      return unused.map(({ name }) => `${file.path}: ${name}`);
    });
}

/**
 * Exports that only tests import and that their own file does not need: product code that no product uses. What a file uses
 * itself may be exported so that a test can look at it alone.
 */
export function findTestOnlyExports(tree: SourceTree): string[] {
  const product = new Map([...tree].filter(([path]) => !path.startsWith("test/")));
  const tested = collectUses(tree);
  return findUnusedExports(product).filter((line) => {
    const [path = "", name = ""] = line.split(": ");
    const mentions = [...(tree.get(path)?.text.matchAll(new RegExp(`\\b${name}\\b`, "g")) ?? [])];
    return mentions.length === 1 && tested.get(path)?.has(name) === true;
  });
}

/** The share (0 to 1) of exports with a doc comment, and those without. */
export function measureDocumentation(tree: SourceTree): {
  readonly share: number;
  readonly missing: string[];
} {
  const all = [...tree.values()].flatMap((file) => readExports(file).map((found) => ({ file, ...found })));
  const missing = all.filter(({ statement }) => ts.getJSDocCommentsAndTags(statement).length === 0);
  return {
    share: all.length === 0 ? 1 : 1 - missing.length / all.length,
    missing: missing.map(({ file, name }) => `${file.path}: ${name}`),
  };
}

/** The types (no classes) that files below a folder offer to others. */
export function listExportedTypes(tree: SourceTree, folder: string): string[] {
  return [...tree.values()]
    .filter(({ path }) => path.startsWith(folder))
    .flatMap(readExports)
    .filter(({ statement }) => ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
    .map(({ name }) => name);
}
