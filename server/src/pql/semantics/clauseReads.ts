/**
 * What a clause reads by name: paths of profile and event fields, and audiences. For "where used", with or without a schema:
 * paths are told as the query spells them, variables and filters replaced by what they walk over.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Span } from "../text/span";
import type { ClauseAnalysis } from "./clauseAnalysis";
import type { AudienceRead } from "./clauseTraits";

/** One reading of a field. */
export interface FieldRead {
  readonly root: "profile" | "event";
  /** Names from the root, without backticks. Empty where the whole profile or event is read. */
  readonly steps: readonly string[];
  /** Relative to the clause. */
  readonly span: Span;
}

/** Everything a clause reads. */
export interface Reads {
  readonly fields: readonly FieldRead[];
  readonly audiences: readonly AudienceRead[];
}

/** Where a value comes from. */
type Origin = Pick<FieldRead, "root" | "steps">;

/** The fields and audiences a clause reads, in text order. */
export function readFieldReads(analysis: ClauseAnalysis): Reads {
  const fields: FieldRead[] = [];
  collect(analysis, { node: analysis.clause.root, depth: 0, isObject: false }, fields);
  fields.sort((left, right) => left.span.start - right.span.start);
  return { fields, audiences: analysis.findings.traits.audiences };
}

/** Deeper than any query a person writes; the analysis looks no further either. */
const DEEPEST = 1000;

interface Visited {
  readonly node: NodeId;
  readonly depth: number;
  /** True for what stands before the dot of a path that is told already. */
  readonly isObject: boolean;
}

function collect(analysis: ClauseAnalysis, { node, depth, isObject }: Visited, fields: FieldRead[]): void {
  const { tree } = analysis.clause;
  if (depth > DEEPEST) return;
  const kind = tree.kind(node);
  const isPath = kind === NodeKind.Path || kind === NodeKind.UpPath || kind === NodeKind.Member;
  if (isPath && !isObject) addRead(analysis, node, fields);
  const handsOn = kind === NodeKind.Subscript || kind === NodeKind.MethodCall || kind === NodeKind.Paren;
  let isFirst = true;
  for (let child = tree.firstChild(node); child !== 0; child = tree.nextSibling(child)) {
    const isPrefix = isFirst && (kind === NodeKind.Member || (isObject && handsOn));
    collect(analysis, { node: child, depth: depth + 1, isObject: isPrefix }, fields);
    isFirst = false;
  }
}

function addRead(analysis: ClauseAnalysis, node: NodeId, fields: FieldRead[]): void {
  const { tree, origin } = analysis.clause;
  const read = originOf(analysis, node);
  if (read === undefined || read.steps.length === 0) return;
  fields.push({ ...read, span: { start: tree.start(node) - origin, end: tree.end(node) - origin } });
}

function originOf(analysis: ClauseAnalysis, start: NodeId): Origin | undefined {
  const { tree } = analysis.clause;
  const node = tree.unwrapped(start);
  switch (tree.kind(node)) {
    case NodeKind.Path:
    case NodeKind.UpPath:
    case NodeKind.Parameter:
    case NodeKind.This:
      return originOfPath(analysis, node);
    case NodeKind.Member: {
      const origin = originOf(analysis, tree.firstChild(node));
      return (
        origin &&
        withSteps(
          origin,
          tree.nameTokens(node).map((token) => tree.name(token)),
        )
      );
    }
    case NodeKind.Subscript:
    case NodeKind.MethodCall:
      return originOf(analysis, tree.firstChild(node));
    case NodeKind.Select:
      return originOf(analysis, tree.firstChild(tree.firstChild(node)));
    default:
      return undefined;
  }
}

function withSteps({ root, steps }: Origin, more: readonly string[]): Origin {
  return { root, steps: [...steps, ...more] };
}

function originOfPath(analysis: ClauseAnalysis, node: NodeId): Origin | undefined {
  const { tree } = analysis.clause;
  const isPath = tree.kind(node) === NodeKind.Path || tree.kind(node) === NodeKind.UpPath;
  const steps = isPath ? tree.nameTokens(node).map((token) => tree.name(token)) : [];
  const base = analysis.findBase(node);
  switch (base?.kind) {
    case "profile":
      return { root: "profile", steps: steps[0] === "profile" ? steps.slice(1) : steps };
    case "events":
      return { root: "event", steps: steps.slice(1) };
    case "element": {
      const origin = originOf(analysis, base.source);
      return origin && withSteps(origin, steps);
    }
    case "variable": {
      const { kind, source } = base.variable;
      const origin: Origin | undefined =
        source === 0 && kind === "parameter" ? { root: "profile", steps: [] } : originOf(analysis, source);
      return origin && withSteps(origin, steps.slice(1));
    }
    default:
      return undefined;
  }
}
