/**
 * `matches` and `regexGroup`, joined to the tree: patterns written in the expression are compiled once, those that fields
 * give are kept for a while. What Java's patterns have beyond the engine here is unknown.
 */
import type { NodeId } from "../syntax/nodeKinds";
import { NodeKind } from "../syntax/nodeKinds";
import type { Compilation, Evaluate, Test } from "./compilation";
import { readLiteral, textPairTest } from "./evaluateOperators";
import type { Context } from "./evaluationContext";
import { runProgram } from "./pattern/patternMachine";
import { parsePattern } from "./pattern/patternParser";
import { compileProgram, type Program } from "./pattern/patternProgram";
import { isMissing, Spread, Uncertain, type Value } from "./pqlValue";
import { Truth } from "./verdict";

/** Patterns of fields that are kept. */
const MOST_KEPT = 64;

type FindProgram = (pattern: string) => Program | undefined;

/** Compiles patterns; undefined for one the engine cannot run as Java would. */
function programs(compilation: Compilation, pattern: NodeId): FindProgram {
  const kept = new Map<string, Program | undefined>();
  const find: FindProgram = (text) => {
    if (kept.has(text)) return kept.get(text);
    if (kept.size >= MOST_KEPT) kept.clear();
    const parsed = parsePattern(text);
    const program = parsed && compileProgram(parsed);
    kept.set(text, program);
    return program;
  };
  const isLiteral = compilation.tree.kind(pattern) === NodeKind.StringLiteral;
  const literal = isLiteral ? readLiteral(compilation, pattern) : undefined;
  if (typeof literal === "string") find(literal);
  return find;
}

function run(context: Context, program: Program, text: string, isWhole: boolean) {
  return runProgram(program, { text, isWhole, spend: (steps) => context.spend(steps) });
}

/** `x matches p`, `x.matches(p)`. */
export function compileMatches(
  compilation: Compilation,
  node: NodeId,
  { text, pattern }: { readonly text: NodeId; readonly pattern: NodeId },
): Test {
  const find = programs(compilation, pattern);
  const isWhole = compilation.settings.matches === "whole";
  return textPairTest(compilation, node, {
    text,
    other: pattern,
    test: (context, { text: tested, other, doubts }) => {
      const program = find(other);
      const found = program && run(context, program, tested, isWhole);
      if (found === undefined) return context.doubt(doubts.of("pattern"));
      return found === null ? Truth.False : Truth.True;
    },
  });
}

/** `x.regexGroup(p, n)`: the group of the first match; null without one. Group 1 where none is named. */
export function compileRegexGroup(
  compilation: Compilation,
  node: NodeId,
  { text, pattern, group }: { readonly text: NodeId; readonly pattern: NodeId; readonly group: NodeId },
): Evaluate {
  const [tested, wanted] = [compilation.value(text), compilation.value(pattern)];
  const number: Evaluate = group === 0 ? () => 1 : compilation.value(group);
  const find = programs(compilation, pattern);
  const doubts = compilation.doubts(node);
  const read = (context: Context, value: Value): Value => {
    if (isMissing(value)) return undefined;
    if (value instanceof Uncertain) {
      return new Uncertain(
        value.reason,
        value.readings?.map((reading) => read(context, reading)),
      );
    }
    if (value instanceof Spread) {
      const spread = new Spread();
      spread.absent = value.absent;
      for (const item of value.items) spread.items.push(read(context, item));
      return spread;
    }
    const [other, index] = [wanted(context), number(context)];
    if (typeof value !== "string" || typeof other !== "string" || typeof index !== "number") {
      return isMissing(other) ? undefined : new Uncertain(doubts.wrongType("a string", value));
    }
    const program = find(other);
    const found = program && !program.hasEmptyLoop ? run(context, program, value, false) : undefined;
    if (found === undefined || program === undefined || index > program.groups || index < 0) {
      return new Uncertain(doubts.of("pattern"));
    }
    const [start, end] = [found?.[index * 2] ?? -1, found?.[index * 2 + 1] ?? -1];
    return start < 0 ? undefined : value.slice(start, end);
  };
  return (context) => read(context, tested(context));
}
