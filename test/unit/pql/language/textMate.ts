/**
 * Tokenises text with the editor's own TextMate engine and our grammars. The host grammars of JSON and Markdown belong
 * to the editor and are on no registry, so small ones with the same scope names stand in for them.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { INITIAL, type IRawGrammar, parseRawGrammar, Registry } from "vscode-textmate";
import { inRepository } from "../../../support/folders";

/** One token: its text and the innermost of its scopes. */
export interface ScopedToken {
  readonly text: string;
  readonly scopes: readonly string[];
}

const OWN_GRAMMARS: ReadonlyMap<string, string> = new Map([
  ["source.pql", "pql.tmLanguage.json"],
  ["pql.json-injection", "pql.json-injection.tmLanguage.json"],
  ["pql.markdown-injection", "pql.markdown-injection.tmLanguage.json"],
]);

const INJECTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ["source.json", ["pql.json-injection"]],
  ["text.html.markdown", ["pql.markdown-injection"]],
]);

const JSON_HOST = {
  scopeName: "source.json",
  patterns: [{ include: "#value" }],
  repository: {
    value: {
      patterns: [
        { include: "#object" },
        { include: "#array" },
        { include: "#string" },
        { include: "#constant" },
      ],
    },
    constant: { match: "\\b(?:true|false|null|\\d+)\\b", name: "constant.language.json" },
    comments: { match: "//.*$", name: "comment.line.double-slash.js" },
    string: { begin: '"', end: '"', name: "string.quoted.double.json", patterns: [{ match: "\\\\." }] },
    objectkey: {
      begin: '"',
      end: '"',
      name: "string.json support.type.property-name.json",
      patterns: [{ match: "\\\\." }],
    },
    array: { begin: "\\[", end: "\\]", name: "meta.structure.array.json", patterns: [{ include: "#value" }] },
    object: {
      begin: "\\{",
      end: "\\}",
      name: "meta.structure.dictionary.json",
      patterns: [
        { include: "#objectkey" },
        {
          begin: ":",
          end: "(,)|(?=\\})",
          name: "meta.structure.dictionary.value.json",
          patterns: [{ include: "#value" }],
        },
      ],
    },
  },
};

const MARKDOWN_HOST = {
  scopeName: "text.html.markdown",
  patterns: [{ match: "^.+$", name: "meta.paragraph.markdown" }],
};

/** A grammar of ours, as parsed JSON. */
export function readGrammarFile(file: string): unknown {
  return JSON.parse(readFileSync(inRepository("syntaxes", file), "utf8"));
}

function findGrammar(scopeName: string): IRawGrammar | null {
  if (scopeName === "source.json") return parseRawGrammar(JSON.stringify(JSON_HOST), "host.json");
  if (scopeName === "text.html.markdown") return parseRawGrammar(JSON.stringify(MARKDOWN_HOST), "host.json");
  const file = OWN_GRAMMARS.get(scopeName);
  return file === undefined
    ? null
    : parseRawGrammar(readFileSync(inRepository("syntaxes", file), "utf8"), file);
}

/** A registry of our grammars. Loads the regular expression engine, so make one per suite. */
export async function createGrammarRegistry(): Promise<Registry> {
  const engine = path.join(path.dirname(require.resolve("vscode-oniguruma")), "onig.wasm");
  await loadWASM(readFileSync(engine));
  return new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scopeName) => findGrammar(scopeName),
    getInjections: (scopeName) => [...(INJECTIONS.get(scopeName) ?? [])],
  });
}

/** The tokens of a text that are not blank, in order. */
export async function tokenise(registry: Registry, scopeName: string, text: string): Promise<ScopedToken[]> {
  const grammar = await registry.loadGrammar(scopeName);
  const tokens: ScopedToken[] = [];
  let state = INITIAL;
  for (const line of text.split("\n")) {
    const result = grammar?.tokenizeLine(line, state);
    for (const { startIndex, endIndex, scopes } of result?.tokens ?? []) {
      const part = line.slice(startIndex, endIndex);
      if (part.trim() !== "") tokens.push({ text: part.trim(), scopes });
    }
    state = result?.ruleStack ?? state;
  }
  return tokens;
}
