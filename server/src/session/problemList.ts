/**
 * The problems of one document as the client is told them: all, or, where there are too many, the gravest first and the
 * number of the rest. Keeps each diagnostic for as long as its clause stands where it stood, because a key changes few of them.
 */
import type { Diagnostic } from "vscode-languageserver-types";
import { toDiagnostic, toMoreProblemsNote } from "../convert/lspDiagnostics";
import { stayEnglish, type Translate } from "../convert/translatedTexts";
import type { Problem } from "../pql/problems/problem";
import { RedundancyFinder } from "../pql/relations/clauseRedundancy";
import { checkWhole, type WholeProblems } from "../pql/semantics/checkQuery";
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

/** Neighbours that are looked at: each costs some microseconds with each key, and many more are found than are shown. */
const MOST_PAIRS = 64;

/** A text that holds nothing but white space is no longer than this. */
const LONGEST_BLANK = 1_000;

/** The diagnostic of a problem, and where its clause began then. */
interface KnownDiagnostic extends LinePosition {
  readonly diagnostic: Diagnostic;
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
    const whole = this.#judgeWhole();
    const limits = whole.limits.map((problem) => this.#convert(problem, 0));
    const errors = this.#partOf("errors", MOST_SHOWN - limits.length);
    const warnings = this.#partOf("warnings", MOST_SHOWN - limits.length - errors.diagnostics.length);
    const grave = [...limits, ...errors.diagnostics, ...warnings.diagnostics];
    const room = Math.min(MOST_NOTES, MOST_SHOWN - grave.length);
    const { pairs } = whole;
    const shownPairs = pairs.slice(0, Math.max(0, room)).map((problem) => this.#convert(problem, 0));
    const notes = this.#partOf("notes", room - shownPairs.length);
    const shown = [...grave, ...shownPairs, ...notes.diagnostics];
    const hidden = limits.length + pairs.length + this.#document.checks.problemCount - shown.length;
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

  /** What no clause has by itself, from the few clauses that count towards it. */
  #judgeWhole(): WholeProblems {
    const { checks } = this.#document;
    const { limits, pairs } = checkWhole(this.#document, {
      aggregations: checks.clausesWith("aggregations"),
      pairs: checks.firstOfPairs(MOST_PAIRS),
    });
    const redundant = this.#redundancy.find(this.#document);
    if (redundant.length === 0) return { limits, pairs };
    const isNote = (problem: Problem) => weightOf(problem.severity) === "notes";
    return {
      limits: [...limits, ...redundant.filter((problem) => !isNote(problem))],
      pairs: [...pairs, ...redundant.filter(isNote)],
    };
  }
}
