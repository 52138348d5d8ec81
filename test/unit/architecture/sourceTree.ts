/**
 * The source code as the architecture rules see it: files, their syntax and what they import.
 * Built from plain texts, so that the rules can be tried on made-up trees.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { inRepository } from "../../support/folders.js";

/** One import, export-from or dynamic import. */
export interface SourceImport {
  /** Path of the imported file inside the tree, or the package name when it is none of ours. */
  readonly target: string;
  readonly isOwn: boolean;
  readonly isTypeOnly: boolean;
  /** Names taken from it; undefined when everything is (namespace, dynamic or side-effect import). */
  readonly names: readonly string[] | undefined;
}

/** A file, its path relative to the repository with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly syntax: ts.SourceFile;
  readonly imports: readonly SourceImport[];
}

/** Files by path. */
export type SourceTree = ReadonlyMap<string, SourceFile>;

const ENDINGS = ["", ".ts", "/index.ts"];

/** The file a relative specifier means, as TypeScript resolves it with the bundler's rules. */
function findOwnFile(specifier: string, from: string, paths: ReadonlySet<string>): string | undefined {
  const base = path.posix.join(path.posix.dirname(from), specifier).replace(/\.js$/, "");
  return ENDINGS.map((ending) => base + ending).find((candidate) => paths.has(candidate));
}

/** `vscode-languageserver/node` and `@scope/name/part` without the part; `node:fs` as it is. */
function toPackageName(specifier: string): string {
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? specifier);
}

interface RawImport {
  readonly specifier: string;
  readonly isTypeOnly: boolean;
  readonly names: readonly string[] | undefined;
}

function readImportDeclaration(node: ts.ImportDeclaration): RawImport[] {
  if (!ts.isStringLiteral(node.moduleSpecifier)) return [];
  const clause = node.importClause;
  const bindings = clause?.namedBindings;
  const elements = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : undefined;
  const isTypeOnly =
    clause?.isTypeOnly === true ||
    (elements !== undefined && elements.length > 0 && elements.every((element) => element.isTypeOnly));
  const names = elements?.map((element) => (element.propertyName ?? element.name).text);
  return [{ specifier: node.moduleSpecifier.text, isTypeOnly, names }];
}

function readExportDeclaration(node: ts.ExportDeclaration): RawImport[] {
  if (node.moduleSpecifier === undefined || !ts.isStringLiteral(node.moduleSpecifier)) return [];
  const clause = node.exportClause;
  const elements = clause !== undefined && ts.isNamedExports(clause) ? clause.elements : undefined;
  const names = elements?.map((element) => (element.propertyName ?? element.name).text);
  return [{ specifier: node.moduleSpecifier.text, isTypeOnly: node.isTypeOnly, names }];
}

/** `import("x")` as a value (all names) or as a type (one name), and `require("x")`. */
function readInnerImport(node: ts.Node): RawImport[] {
  if (
    ts.isImportTypeNode(node) &&
    ts.isLiteralTypeNode(node.argument) &&
    ts.isStringLiteral(node.argument.literal)
  ) {
    const names = node.qualifier === undefined ? undefined : [node.qualifier.getText().split(".")[0] ?? ""];
    return [{ specifier: node.argument.literal.text, isTypeOnly: true, names }];
  }
  if (!ts.isCallExpression(node)) return [];
  const isImport =
    node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === "require";
  const [argument] = node.arguments;
  if (!isImport || argument === undefined || !ts.isStringLiteral(argument)) return [];
  return [{ specifier: argument.text, isTypeOnly: false, names: undefined }];
}

function readImports(node: ts.Node): RawImport[] {
  if (ts.isImportDeclaration(node)) return readImportDeclaration(node);
  if (ts.isExportDeclaration(node)) return readExportDeclaration(node);
  const found = readInnerImport(node);
  ts.forEachChild(node, (child) => void found.push(...readImports(child)));
  return found;
}

interface ParsedFile {
  readonly text: string;
  readonly syntax: ts.SourceFile;
  readonly imports: readonly RawImport[];
}

/** What was parsed before, by path: several tests look at the same files. */
const parsedFiles = new Map<string, ParsedFile>();

function parseFile(file: string, text: string): ParsedFile {
  const known = parsedFiles.get(file);
  if (known?.text === text) return known;
  const syntax = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const parsed = { text, syntax, imports: readImports(syntax) };
  parsedFiles.set(file, parsed);
  return parsed;
}

/** Reads texts by path into a tree. */
export function readSourceTree(texts: Readonly<Record<string, string>>): SourceTree {
  const paths = new Set(Object.keys(texts));
  const tree = new Map<string, SourceFile>();
  for (const [file, text] of Object.entries(texts)) {
    const { syntax, imports: raw } = parseFile(file, text);
    const imports = raw.map(({ specifier, isTypeOnly, names }) => {
      const own = specifier.startsWith(".") ? findOwnFile(specifier, file, paths) : undefined;
      const target = own ?? (specifier.startsWith(".") ? specifier : toPackageName(specifier));
      return { target, isOwn: own !== undefined, isTypeOnly, names };
    });
    tree.set(file, { path: file, text, syntax, imports });
  }
  return tree;
}

/** The repository's own code below the folders. */
export function readRepositoryTree(folders: readonly string[]): SourceTree {
  const texts: Record<string, string> = {};
  for (const folder of folders) {
    for (const name of readdirSync(inRepository(folder), { recursive: true, encoding: "utf8" })) {
      const file = `${folder}/${name.replaceAll(path.sep, "/")}`;
      if (file.endsWith(".ts")) texts[file] = readFileSync(inRepository(file), "utf8");
    }
  }
  return readSourceTree(texts);
}

/** The nodes of files: most rules look at all of them. */
const walkedFiles = new WeakMap<ts.Node, readonly ts.Node[]>();

/** Every node of a file or of a part of it, outermost first. */
export function walkSyntax(top: ts.Node): readonly ts.Node[] {
  const known = walkedFiles.get(top);
  if (known !== undefined) return known;
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(top);
  if (ts.isSourceFile(top)) walkedFiles.set(top, nodes);
  return nodes;
}
