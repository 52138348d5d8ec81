/**
 * Points out conditions that exclude each other, that add nothing to those beside them, or that those beside them cover.
 * Says only what is proved, and gives up early: a text that is long, or takes many steps, is left in peace.
 */
import type { Fix, Problem } from "../problems/problem";
import { type ProblemCode, severityOf } from "../problems/problemCodes";
import type { CheckedQuery } from "../semantics/checkQuery";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { type Clause, isWellFormed } from "../syntax/query";
import type { Tree } from "../syntax/syntaxTree";
import type { Span } from "../text/span";
import { conjunction, eachAtom, negation } from "./formula";
import { areIndependent } from "./independentConditions";
import { knowLists } from "./listKnowledge";
import { Budget, Search } from "./modelSearch";
import { Vocabulary } from "./normalForm";
import type { Condition } from "./predicateAtoms";

/** Longer texts are made by programs, and looking at all pairs would be felt on each key. */
const MOST_CLAUSES = 40;
const LONGEST_TEXT = 10_000;
/** Of one `and` or `or`. */
const MOST_OPERANDS = 24;
/** For a whole text. */
const STEPS = 8000;
const LONGEST_QUOTE = 40;

/** One operand of an `and` or `or`, where it stands and what it says. */
interface Operand {
  readonly span: Span;
  readonly text: string;
  readonly condition: Condition;
}

/** The operands of one `and` or `or`. */
interface Group {
  readonly kind: "and" | "or";
  readonly operands: readonly Operand[];
}

/** What is looked at of a query. */
export type RedundancyQuery = Pick<CheckedQuery, "environment" | "clauses" | "textLength" | "startOf">;

/** Finds them in a document, and remembers what it found for as long as the text stays. */
export class RedundancyFinder {
  private clauses: readonly Clause[] = [];
  private environment: CheckedQuery["environment"] | undefined;
  private found: readonly Problem[] = [];

  /** The problems, spans counting from the start of the text. */
  find(query: RedundancyQuery): readonly Problem[] {
    const { clauses, environment } = query;
    const isKnown =
      environment === this.environment &&
      clauses.length === this.clauses.length &&
      clauses.every((clause, index) => clause === this.clauses[index]);
    if (isKnown) return this.found;
    const isShort = clauses.length <= MOST_CLAUSES && query.textLength <= LONGEST_TEXT;
    this.clauses = isShort ? [...clauses] : [];
    this.environment = isShort ? environment : undefined;
    this.found = isShort ? findRedundancy(query) : [];
    return this.found;
  }
}

/** As `RedundancyFinder` for a text that is looked at once. */
export function findRedundancy(query: RedundancyQuery): Problem[] {
  const { clauses, environment } = query;
  const isShort = clauses.length <= MOST_CLAUSES && query.textLength <= LONGEST_TEXT;
  if (!isShort || environment.dialect !== "segmentation" || !clauses.every(isWellFormed)) return [];
  if (areIndependent(clauses)) return [];
  const judge = new Judge(environment.severities);
  for (const group of readGroups(query)) judge.look(group);
  return judge.problems;
}

/** Every `and` and `or` of the query, those inside filters and brackets included. */
function readGroups(query: RedundancyQuery): Group[] {
  const vocabulary = new Vocabulary(knowLists(query.environment));
  const groups: Group[] = [];
  const placed = query.clauses.map((clause, index): Operand => {
    const { tree, root, origin } = clause;
    const shift = query.startOf(index) - origin;
    const condition = vocabulary.readNode(tree, root, (node, conditions) => {
      groups.push(groupOf(tree, node, { conditions, shift }));
    });
    return operandOf(tree, root, { condition, shift });
  });
  return [...groups, ...topGroups(query.clauses, placed)];
}

interface Placed<Content> {
  readonly shift: number;
  readonly condition: Content;
}

function operandOf(tree: Tree, node: NodeId, { condition, shift }: Placed<Condition>): Operand {
  const span = { start: tree.start(node) + shift, end: tree.end(node) + shift };
  return { span, text: tree.text(node), condition };
}

function groupOf(
  tree: Tree,
  node: NodeId,
  { conditions, shift }: { readonly conditions: readonly Condition[]; readonly shift: number },
): Group {
  const operands = tree.children(node).flatMap((child, index) => {
    const condition = conditions[index];
    return condition === undefined ? [] : [operandOf(tree, child, { condition, shift })];
  });
  return { kind: tree.kind(node) === NodeKind.And ? "and" : "or", operands };
}

/** `and` binds tighter: groups of clauses, joined by `or`. */
function topGroups(clauses: readonly Clause[], operands: readonly Operand[]): Group[] {
  const ands: Operand[][] = [[]];
  operands.forEach((operand, index) => {
    ands[ands.length - 1]?.push(operand);
    if (clauses[index]?.connective === "or") ands.push([]);
  });
  const groups: Group[] = ands.map((group) => ({ kind: "and", operands: group }));
  if (groups.length === 1) return groups;
  const ors = ands.flatMap((group) => {
    const [first, last] = [group[0], group[group.length - 1]];
    if (first === undefined || last === undefined) return [];
    const span = { start: first.span.start, end: last.span.end };
    const text = group.map((operand) => operand.text).join(" and ");
    return [{ span, text, condition: conjunction(group.map(({ condition }) => condition)) }];
  });
  return [...groups, { kind: "or", operands: ors }];
}

class Judge {
  readonly problems: Problem[] = [];
  private readonly budget = new Budget(STEPS);
  private readonly search = new Search(this.budget);
  private readonly subjects = new Map<Operand, ReadonlySet<string>>();

  constructor(private readonly severities: CheckedQuery["environment"]["severities"]) {}

  look({ kind, operands }: Group): void {
    if (operands.length < 2 || operands.length > MOST_OPERANDS || this.budget.isSpent) return;
    if (kind === "and" && this.excludes(operands)) return;
    this.findIdle(kind, operands);
  }

  /** Operands of an `and` that never hold together. */
  private excludes(operands: readonly Operand[]): boolean {
    for (const [later, operand] of operands.entries()) {
      for (const earlier of operands.slice(0, later)) {
        if (
          !this.mayMeet(earlier, operand) ||
          !this.isNever(conjunction([earlier.condition, operand.condition]))
        )
          continue;
        if (this.isNever(earlier.condition) || this.isNever(operand.condition)) return true;
        this.report("pql.neverTrue", operand, {
          message: `This excludes ${quote(earlier)}, so that nobody qualifies for both.`,
          fix: operands.length === 2 ? joinByOr(earlier, operand) : undefined,
        });
        return true;
      }
    }
    const last = operands[operands.length - 1];
    if (operands.length < 3 || last === undefined) return false;
    if (!this.isNever(conjunction(operands.map(({ condition }) => condition)))) return false;
    this.report("pql.neverTrue", last, { message: "Nobody qualifies for all of these conditions together." });
    return true;
  }

  /** Operands that say nothing beside another one. Of two that say the same, the second. */
  private findIdle(kind: "and" | "or", operands: readonly Operand[]): void {
    const idle = new Set<Operand>();
    const isConstant = (operand: Operand) => operand.condition.kind === "constant";
    for (const [index, operand] of operands.entries()) {
      if (isConstant(operand)) continue;
      const by = operands.find(
        (other, place) =>
          other !== operand &&
          !idle.has(other) &&
          !isConstant(other) &&
          this.mayMeet(operand, other) &&
          this.says(kind, operand, other) &&
          (place < index || !this.says(kind, other, operand)),
      );
      if (by === undefined || this.isNever(operand.condition) || this.isNever(by.condition)) continue;
      idle.add(operand);
      this.reportIdle(kind, operand, { by, fix: removal(operands, index) });
    }
  }

  private reportIdle(
    kind: "and" | "or",
    operand: Operand,
    { by, fix }: { readonly by: Operand; readonly fix: Fix | undefined },
  ): void {
    const code = kind === "and" ? "pql.addsNothing" : "pql.covered";
    const message =
      kind === "and"
        ? `This adds nothing: ${quote(by)} says it already.`
        : `Whoever this accepts, ${quote(by)} accepts already.`;
    this.report(code, operand, { message, fix });
  }

  /** Whether `operand` is idle beside `other`: asked for already in an `and`, accepted already in an `or`. */
  private says(kind: "and" | "or", operand: Operand, other: Operand): boolean {
    const [known, wanted] = kind === "and" ? [other, operand] : [operand, other];
    return this.isNever(conjunction([known.condition, negation(wanted.condition)]));
  }

  /** Conditions that share no subject have nothing to say to each other. */
  private mayMeet(one: Operand, other: Operand): boolean {
    const keys = this.subjectsOf(one);
    for (const key of this.subjectsOf(other)) if (keys.has(key)) return true;
    return false;
  }

  private subjectsOf(operand: Operand): ReadonlySet<string> {
    const known = this.subjects.get(operand);
    if (known !== undefined) return known;
    const keys = new Set<string>();
    eachAtom(operand.condition, ({ subject }) => keys.add(subject.key));
    this.subjects.set(operand, keys);
    return keys;
  }

  private isNever(condition: Condition): boolean {
    return this.search.isNever(condition);
  }

  private report(
    code: ProblemCode,
    { span }: Operand,
    { message, fix }: { readonly message: string; readonly fix?: Fix | undefined },
  ): void {
    const severity = severityOf(code, this.severities);
    if (severity === "off") return;
    const fixes = fix === undefined ? [] : [fix];
    this.problems.push({ code, severity, message, span, fixes });
  }
}

function quote({ text }: Operand): string {
  const short = text.replace(/\s+/g, " ");
  return `\`${short.length > LONGEST_QUOTE ? `${short.slice(0, LONGEST_QUOTE - 1)}…` : short}\``;
}

/** Takes an operand away with the word that joins it. */
function removal(operands: readonly Operand[], index: number): Fix | undefined {
  const [before, operand, behind] = [operands[index - 1], operands[index], operands[index + 1]];
  if (operand === undefined) return undefined;
  const span =
    before !== undefined
      ? { start: before.span.end, end: operand.span.end }
      : { start: operand.span.start, end: behind?.span.start ?? operand.span.end };
  return { title: `Remove ${quote(operand)}`, edits: [{ span, newText: "" }], isPreferred: true };
}

/** What was most likely meant; the one fix here that changes who qualifies. */
function joinByOr(one: Operand, other: Operand): Fix {
  const span = { start: one.span.end, end: other.span.start };
  return {
    title: "Accept either: join them by `or`",
    edits: [{ span, newText: " or " }],
    isPreferred: false,
  };
}
