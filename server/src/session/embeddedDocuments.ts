/**
 * The open documents that hold expressions without being PQL themselves, JSON bodies and Markdown, by URI. Finds the
 * expressions, checks them, and tells everything in places of the whole text; of tests of audiences, also which members of profiles
 * the schemas do not have. Small texts by nature, so each change reads all of it again.
 */
import type { Connection, Diagnostic, DocumentDiagnosticReport } from "vscode-languageserver";
import { toDiagnostic } from "../convert/lspDiagnostics";
import type { Translate } from "../convert/translatedTexts";
import {
  type EmbeddedExpression,
  toInnerOffset,
  toOuterEdit,
  toOuterSpan,
} from "../pql/features/embedded/embeddedExpression";
import { findInJson, findInMarkdown } from "../pql/features/embedded/findExpressions";
import type { problemsAt, RepairableProblem } from "../pql/features/quickFixes";
import type { Problem } from "../pql/problems/problem";
import type { Environment } from "../pql/semantics/checkEnvironment";
import { checkQuery } from "../pql/semantics/checkQuery";
import { LineIndex, type LinePosition } from "../pql/text/lineIndex";
import type { Span } from "../pql/text/span";
import type { ClientFacts } from "./clientFacts";
import type { Schemas } from "./documentSchemas";
import { type DocumentChange, type OpenedText, PqlDocument } from "./pqlDocument";
import type { Pushes } from "./pushes";

/** How the expressions of a language are found. */
type Finder = (text: string) => EmbeddedExpression[];

const FINDERS: ReadonlyMap<string, Finder> = new Map([
  ["json", findInJson],
  ["jsonc", findInJson],
  ["markdown", findInMarkdown],
]);

/** Larger texts are data and not what a person writes. */
const LONGEST = 4_000_000;

interface Part {
  readonly expression: EmbeddedExpression;
  readonly document: PqlDocument;
}

/** Whether a document holds tests of an audience. */
export function isTestFile(uri: string): boolean {
  return uri.endsWith(".audience-test.json");
}

/** Finds the problems of a whole text. Loaded with the first document that needs it. */
type TextCheck = (text: string, environment: Environment) => readonly Problem[];

/** An open document with expressions in it. */
export class EmbeddedDocument {
  readonly uri: string;
  readonly #find: Finder;
  #text: string;
  #lines: LineIndex;
  #version: number;
  #environment: Environment;
  #revision = 0;
  #parts: readonly Part[] = [];
  #checkTests: TextCheck | undefined;

  constructor(
    { uri, version, text, languageId }: OpenedText & { readonly languageId: string },
    environment: Environment,
  ) {
    this.uri = uri;
    this.#find = FINDERS.get(languageId) ?? (() => []);
    this.#text = text;
    this.#lines = new LineIndex(text);
    this.#version = version;
    this.#environment = environment;
    this.#read();
  }

  get version(): number {
    return this.#version;
  }

  get text(): string {
    return this.#text;
  }

  get environment(): Environment {
    return this.#environment;
  }

  /** Names this state, for results that a client keeps. */
  get resultId(): string {
    return `embedded.${this.#revision}`;
  }

  /** Whether it holds tests that nothing checks yet. */
  get lacksCheck(): boolean {
    return this.#checkTests === undefined && isTestFile(this.uri);
  }

  /** From now on its tests are checked. */
  checkWith(check: TextCheck): void {
    this.#checkTests = check;
  }

  /** Applies the changes one after the other. */
  change(version: number, changes: readonly DocumentChange[]): void {
    for (const { range, text } of changes) {
      if (range === undefined) this.#text = text;
      else {
        const start = this.#lines.offsetAt(range.start);
        const end = this.#lines.offsetAt(range.end);
        this.#text = this.#text.slice(0, start) + text + this.#text.slice(Math.max(start, end));
      }
      this.#lines = new LineIndex(this.#text);
    }
    this.#version = version;
    this.#read();
  }

  /** Takes another environment; true where anything is to be checked again. */
  setEnvironment(environment: Environment): boolean {
    if (environment === this.#environment) return false;
    this.#environment = environment;
    this.#revision++;
    for (const { document } of this.#parts) document.setEnvironment(environment);
    return this.#parts.length > 0 || isTestFile(this.uri);
  }

  positionAt(offset: number): LinePosition {
    return this.#lines.positionAt(offset);
  }

  offsetAt(position: LinePosition): number {
    return this.#lines.offsetAt(position);
  }

  /** The problems of all expressions, in places of the whole text and without fixes. */
  listProblems(): Problem[] {
    const inside = this.#parts.flatMap(({ expression, document }) =>
      checkQuery(document).map((problem) => ({
        ...problem,
        span: toOuterSpan(expression, problem.span),
        fixes: [],
      })),
    );
    return [...inside, ...this.#listOfTests()];
  }

  /** The problems that touch a span of the whole text, as `find` finds them in an expression, with fixes that can be applied to it. */
  problemsAt(span: Span, find: typeof problemsAt): RepairableProblem[] {
    const inside = this.#parts
      .filter(({ expression }) => expression.span.start <= span.end && span.start <= expression.span.end)
      .flatMap(({ expression, document }) => {
        const start = toInnerOffset(expression, span.start);
        const end = toInnerOffset(expression, span.end);
        return find(document, { start, end }).map((problem) => toOuterProblem(problem, expression));
      });
    const ofTests = this.#listOfTests().filter(
      (one) => one.span.start <= span.end && span.start <= one.span.end,
    );
    return [...inside, ...ofTests];
  }

  /** The expression at an offset, and the offset in it. */
  findPart(offset: number): (Part & { readonly offset: number }) | undefined {
    const part = this.#parts.find(({ expression: { span } }) => span.start <= offset && offset <= span.end);
    return part && { ...part, offset: toInnerOffset(part.expression, offset) };
  }

  /** As `findPart`, unless the cursor stands beside the expression: in an escape, or in the margin of a line. */
  findPlace(offset: number): (Part & { readonly offset: number }) | undefined {
    const part = this.findPart(offset);
    return part?.expression.offsets[part.offset] === offset ? part : undefined;
  }

  #listOfTests(): readonly Problem[] {
    return this.#text.length > LONGEST ? [] : (this.#checkTests?.(this.#text, this.#environment) ?? []);
  }

  #read(): void {
    this.#revision++;
    const found = this.#text.length > LONGEST ? [] : this.#find(this.#text);
    this.#parts = found.map((expression) => {
      const { text } = expression;
      return {
        expression,
        document: new PqlDocument({ uri: this.uri, version: 0, text }, this.#environment, 0),
      };
    });
  }
}

function toOuterProblem(problem: RepairableProblem, expression: EmbeddedExpression): RepairableProblem {
  return {
    ...problem,
    span: toOuterSpan(expression, problem.span),
    fixes: problem.fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => toOuterEdit(expression, edit)),
    })),
  };
}

const LANGUAGES: ReadonlySet<string> = new Set(["json", "jsonc", "markdown"]);
/** More problems than this help nobody. */
const MOST_SHOWN = 200;

/** What surrounds the documents. */
interface EmbeddedHost {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly translate: Translate;
  readonly pushes: Pushes;
  readonly schemas: Schemas;
}

/** The open documents with expressions in them. */
export class EmbeddedDocuments {
  readonly #host: EmbeddedHost;
  readonly #byUri = new Map<string, EmbeddedDocument>();

  constructor(host: EmbeddedHost) {
    this.#host = host;
  }

  /** True for documents of languages that may hold expressions. */
  takes(languageId: string): boolean {
    return LANGUAGES.has(languageId);
  }

  /** Opens a document, also one that is open already. */
  open(opened: OpenedText & { readonly languageId: string }): void {
    const document = new EmbeddedDocument(opened, this.#host.schemas.environmentOf(opened.uri));
    this.#byUri.set(opened.uri, document);
    this.#tell(document);
  }

  /** Changes an open document; true where it is one of these. */
  change(uri: string, version: number, changes: readonly DocumentChange[]): boolean {
    const document = this.#byUri.get(uri);
    document?.change(version, changes);
    if (document !== undefined) this.#tell(document);
    return document !== undefined;
  }

  /** Closes a document and takes its problems off the screen; true where it is one of these. */
  close(uri: string): boolean {
    const document = this.#byUri.get(uri);
    if (document === undefined) return false;
    this.#byUri.delete(uri);
    if (this.#host.pushes.end(document)) this.#clear(uri);
    return true;
  }

  find(uri: string): EmbeddedDocument | undefined {
    return this.#byUri.get(uri);
  }

  /** Takes the schemas and audiences that are known now. */
  renew(): void {
    for (const document of this.#byUri.values()) {
      const hasNews = document.setEnvironment(this.#host.schemas.environmentOf(document.uri));
      if (hasNews) this.#tell(document);
    }
  }

  /** The diagnostics of a document for a client that asks; what it was told before gives way. */
  async report(document: EmbeddedDocument, seen: string | undefined): Promise<DocumentDiagnosticReport> {
    if (document.lacksCheck) await this.#loadCheck(document);
    if (this.#host.pushes.takeBack(document)) this.#clear(document.uri);
    const { resultId } = document;
    if (seen === resultId) return { kind: "unchanged", resultId };
    return { kind: "full", resultId, items: this.#list(document) };
  }

  #clear(uri: string): void {
    void this.#host.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  #list(document: EmbeddedDocument): Diagnostic[] {
    const style = {
      positions: document,
      hasTags: this.#host.client.knowsDiagnosticTags,
      translate: this.#host.translate,
    };
    return document
      .listProblems()
      .slice(0, MOST_SHOWN)
      .map((problem) => toDiagnostic(problem, 0, style));
  }

  async #loadCheck(document: EmbeddedDocument): Promise<void> {
    const { checkTestMembers } = await import("../pql/service");
    document.checkWith(checkTestMembers);
  }

  #tell(document: EmbeddedDocument): void {
    const { pushes, connection } = this.#host;
    if (!pushes.mayTell(document)) return;
    if (document.lacksCheck) {
      void this.#loadCheck(document).then(
        () => this.#byUri.get(document.uri) === document && this.#tell(document),
      );
      return;
    }
    pushes.note(document);
    const { uri, version } = document;
    void connection.sendDiagnostics({ uri, version, diagnostics: this.#list(document) });
  }
}
