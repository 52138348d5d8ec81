/**
 * The problems of one document as the client is told them: all, or, where there are too many, the gravest first and the
 * number of the rest. Keeps each diagnostic for as long as its clause stands where it stood, because a key changes few of them.
 */
import type { Diagnostic } from "vscode-languageserver-types";
import { toDiagnostic, toMoreProblemsNote } from "../convert/lspDiagnostics";
import { stayEnglish, type Translate } from "../convert/translatedTexts";
import type { Problem } from "../pql/problems/problem";
import { RedundancyFinder } from "../pql/relations/clauseRedundancy";
import type { Environment } from "../pql/semantics/checkEnvironment";
import { checkWhole } from "../pql/semantics/checkQuery";
import { checkClausePair } from "../pql/semantics/clausePairs";
import type { Clause } from "../pql/syntax/query";
import type { LinePosition } from "../pql/text/lineIndex";
import { findWrappingOf } from "../pql/wrapping/wrapping";
import { type ProblemWeight, weightOf } from "./clauseChecks";
import type { ClientFacts } from "./clientFacts";
import type { PqlDocument } from "./pqlDocument";
import { isShownTree } from "./shownTree";

/** More than this helps nobody, and costs more on the wire than all the work before it. */
const MOST_SHOWN = 200;
/** Information and hints, of which a long text has thousands, are for reading here and there; they are told with each key. */
const MOST_NOTES = 25;

/** Neighbours that are looked at: many more are found than are shown. */
const MOST_PAIRS = 64;

/** A text that holds nothing but white space is no longer than this. */
const LONGEST_BLANK = 1_000;

/** The diagnostic of a problem, and where its clause began then. */
interface KnownDiagnostic extends LinePosition {
  readonly diagnostic: Diagnostic;
}

/** What is to be said of a clause and the one behind it, for as long as both stand as they are. */
interface KnownPair {
  readonly second: Clause;
  readonly environment: Environment;
  readonly problem: Problem | undefined;
}

/** A problem of a clause and the one behind it; spans count from the start of the clause. */
interface PairProblem {
  readonly clause: number;
  readonly problem: Problem;
}

/** Problems of one weight. */
interface KnownPart {
  readonly diagnostics: readonly Diagnostic[];
  /** As many as there was room for. */
  readonly most: number;
  /** They stand in front of this clause; nothing behind it was looked at. */
  readonly end: number;
}

/** Writes the problems of one document down. */
export class ProblemList {
  readonly #document: PqlDocument;
  readonly #client: ClientFacts;
  readonly #translate: Translate;
  readonly #known = new WeakMap<Problem, KnownDiagnostic>();
  readonly #parts = new Map<ProblemWeight, KnownPart>();
  readonly #pairs = new WeakMap<Clause, KnownPair>();
  readonly #redundancy = new RedundancyFinder();

  constructor(document: PqlDocument, client: ClientFacts, translate: Translate = stayEnglish) {
    this.#document = document;
    this.#client = client;
    this.#translate = translate;
  }

  /** The diagnostics of the document, which must be checked. */
  list(): Diagnostic[] {
    this.#forgetFrom(this.#document.checks.takeFirstTouched());
    if (this.#isBlank() || isShownTree(this.#document)) return [];
    const wrapping = findWrappingOf(this.#document);
    if (wrapping !== undefined) return [this.#convert(wrapping, 0)];
    const [remarks, faults] = this.#judgeTogether();
    const limits = faults.map((problem) => this.#convert(problem, 0));
    const errors = this.#partOf("errors", MOST_SHOWN - limits.length);
    const warnings = this.#partOf("warnings", MOST_SHOWN - limits.length - errors.diagnostics.length);
    const grave = [...limits, ...errors.diagnostics, ...warnings.diagnostics];
    const pairs = this.#listPairs();
    const room = Math.max(0, Math.min(MOST_NOTES, MOST_SHOWN - grave.length));
    const joint = [
      ...pairs.slice(0, room).map(({ problem, clause }) => this.#diagnosticOf(problem, clause)),
      ...remarks.slice(0, Math.max(0, room - pairs.length)).map((problem) => this.#convert(problem, 0)),
    ];
    const notes = this.#partOf("notes", room - joint.length);
    const shown = [...grave, ...joint, ...notes.diagnostics];
    const told = limits.length + pairs.length + remarks.length + this.#document.checks.problemCount;
    const hidden = told - shown.length;
    if (hidden === 0) return shown;
    return [
      ...shown,
      toMoreProblemsNote(hidden, this.#document.textLength, {
        positions: this.#document,
        translate: this.#translate,
      }),
    ];
  }

  /** Nobody has written anything yet: what is missing is plain to see. The command line, asked for a verdict, still gives one. */
  #isBlank(): boolean {
    // In this order: a document puts its text together each time somebody asks for it.
    return this.#document.textLength <= LONGEST_BLANK && this.#document.text.trim() === "";
  }

  /** A key far behind what is told of a long text leaves it as it is. */
  #forgetFrom(clause: number): void {
    for (const [weight, { end }] of this.#parts) if (end > clause) this.#parts.delete(weight);
  }

  /** Problems of a weight, `most` at most. */
  #partOf(weight: ProblemWeight, most: number): KnownPart {
    const known = this.#parts.get(weight);
    if (known?.most === most) return known;
    const { checks } = this.#document;
    const diagnostics: Diagnostic[] = [];
    let clause = checks.nextWith(weight, 0);
    while (clause >= 0 && diagnostics.length < most) {
      for (const problem of checks.problemsOf(clause)) {
        if (diagnostics.length < most && weightOf(problem.severity) === weight)
          diagnostics.push(this.#diagnosticOf(problem, clause));
      }
      clause = checks.nextWith(weight, clause + 1);
    }
    const end = clause < 0 ? Number.POSITIVE_INFINITY : clause;
    const part: KnownPart = { diagnostics, most, end };
    this.#parts.set(weight, part);
    return part;
  }

  #diagnosticOf(problem: Problem, clause: number): Diagnostic {
    const { line, character } = this.#document.positionOf(clause);
    const known = this.#known.get(problem);
    if (known?.line === line && known.character === character) return known.diagnostic;
    const diagnostic = this.#convert(problem, this.#document.startOf(clause));
    this.#known.set(problem, { line, character, diagnostic });
    return diagnostic;
  }

  #convert(problem: Problem, origin: number): Diagnostic {
    const style = {
      positions: this.#document,
      hasTags: this.#client.knowsDiagnosticTags,
      translate: this.#translate,
    };
    return toDiagnostic(problem, origin, style);
  }

  /** What is to be said of clauses together, wherever they stand: what only informs, and the rest. */
  #judgeTogether(): readonly [remarks: readonly Problem[], faults: readonly Problem[]] {
    const limits = checkWhole(this.#document, this.#document.checks.clausesWith("aggregations"));
    const redundant = this.#redundancy.find(this.#document);
    const isNote = ({ severity }: Problem): boolean => weightOf(severity) === "notes";
    return [redundant.filter(isNote), [...limits, ...redundant.filter((problem) => !isNote(problem))]];
  }

  #listPairs(): PairProblem[] {
    return this.#document.checks.firstOfPairs(MOST_PAIRS).flatMap((clause) => {
      const problem = this.#checkPair(clause);
      return problem === undefined ? [] : [{ clause, problem }];
    });
  }

  /** A key changes two pairs at most. */
  #checkPair(clause: number): Problem | undefined {
    const { clauses, environment } = this.#document;
    const [first, second] = [clauses[clause], clauses[clause + 1]];
    if (first === undefined || second === undefined) return undefined;
    const known = this.#pairs.get(first);
    if (known?.second === second && known.environment === environment) return known.problem;
    const problem = checkClausePair(first, second, environment);
    this.#pairs.set(first, { second, environment, problem });
    return problem;
  }
}
