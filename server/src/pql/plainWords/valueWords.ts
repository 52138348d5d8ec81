/**
 * Values in plain words: literals, names, arithmetic, lists, filters and what binders give.
 * A phrase with an operator between its parts stands in brackets, so that it reads the same wherever it is put.
 */
import type { NodeId } from "../syntax/nodeKinds";
import { NodeKind } from "../syntax/nodeKinds";
import { TokenKind } from "../syntax/tokenKinds";
import { isTime, withoutSpread } from "../types/typeRelations";
import { functionWords, methodWords } from "./callWords";
import { clockWords } from "./timeWords";
import { inBrackets, nameWords, type Wording } from "./wording";

type Write = (wording: Wording, node: NodeId) => string;

function asWritten({ tree }: Wording, node: NodeId): string {
  return tree.text(node).replaceAll(/\s+/g, " ");
}

function missingWords({ say }: Wording): string {
  return say("something that is not written yet");
}

const VALUES: Readonly<Partial<Record<NodeKind, Write>>> = {
  [NodeKind.Missing]: missingWords,
  [NodeKind.Error]: (wording, node) =>
    wording.say("a part that cannot be read ({0})", asWritten(wording, node)),
  [NodeKind.StringLiteral]: ({ tree }, node) => tree.text(node),
  [NodeKind.IntegerLiteral]: asWritten,
  [NodeKind.LongLiteral]: asWritten,
  [NodeKind.DoubleLiteral]: asWritten,
  [NodeKind.BooleanLiteral]: ({ tree }, node) => tree.text(node).toLowerCase(),
  [NodeKind.NullLiteral]: ({ say }) => say("nothing"),
  [NodeKind.TimeWord]: clockWords,
  [NodeKind.Interval]: clockWords,
  [NodeKind.Path]: nameWords,
  [NodeKind.UpPath]: nameWords,
  [NodeKind.Parameter]: asWritten,
  [NodeKind.Context]: asWritten,
  [NodeKind.This]: ({ say }) => say("the item (this)"),
  [NodeKind.Member]: memberWords,
  [NodeKind.Subscript]: subscriptWords,
  [NodeKind.ArrayLiteral]: (wording, node) => wording.say("the list ({0})", listWords(wording, node)),
  [NodeKind.ObjectLiteral]: (wording, node) => wording.say("the object ({0})", listWords(wording, node)),
  [NodeKind.Entry]: (wording, node) =>
    `${wording.tree.tokenText(wording.tree.detail(node))}: ${wording.value(wording.tree.firstChild(node))}`,
  [NodeKind.Negate]: (wording, node) =>
    wording.say("minus {0}", wording.value(wording.tree.firstChild(node))),
  [NodeKind.Additive]: arithmeticWords,
  [NodeKind.Multiplicative]: arithmeticWords,
  [NodeKind.If]: ifWords,
  [NodeKind.Let]: (wording, node) => letWords(wording, node, (body) => wording.value(body)),
  [NodeKind.Lambda]: lambdaWords,
  [NodeKind.Select]: (wording, node) =>
    wording.say("the items {0}", declarationWords(wording, wording.tree.children(node))),
  [NodeKind.Aggregate]: aggregateWords,
  [NodeKind.Call]: (wording, node) => functionWords(wording, node).text,
  [NodeKind.MethodCall]: (wording, node) => methodWords(wording, node).text,
};

/** The words of a value; undefined where the node is a condition by nature. */
export function valueWords(wording: Wording, node: NodeId): string | undefined {
  return VALUES[wording.tree.kind(node) as NodeKind]?.(wording, node);
}

/** Items of a list or entries of an object, in order. */
export function listWords(wording: Wording, node: NodeId): string {
  return wording.tree
    .children(node)
    .map((item) => wording.value(item))
    .join(", ");
}

const BASES: ReadonlySet<number> = new Set([NodeKind.Parameter, NodeKind.Context, NodeKind.This]);

/** `x.a.b`: a name where x is one, else the field of what x gives. */
function memberWords(wording: Wording, node: NodeId): string {
  const { tree } = wording;
  const base = tree.firstChild(node);
  if (BASES.has(tree.kind(base))) return nameWords(wording, node);
  const names = tree.nameTokens(node).map((token) => tree.tokenText(token));
  const written = names.join(".");
  const last = tree.endToken(node) - 1;
  const field = wording.analysis.findField(last);
  const title = field?.schema.title(field.field) ?? "";
  return wording.say("{0} of {1}", title === "" ? written : `${title} (${written})`, wording.value(base));
}

const KEYS: ReadonlySet<number> = new Set([
  NodeKind.StringLiteral,
  NodeKind.IntegerLiteral,
  NodeKind.LongLiteral,
  NodeKind.DoubleLiteral,
  NodeKind.Negate,
]);

/** `x[y]`: an entry by its key, else the items that meet a condition. */
function subscriptWords(wording: Wording, node: NodeId): string {
  const { tree, say } = wording;
  const [object, inside] = tree.children(node);
  const items = wording.value(object);
  if (inside === undefined) return say("{0} where {1}", items, missingWords(wording));
  if (KEYS.has(tree.kind(tree.unwrapped(inside))))
    return say("the entry {1} of {0}", items, wording.value(inside));
  return say("{0} where {1}", items, inBrackets(wording.statement(inside)));
}

const SIGNS: Readonly<Partial<Record<TokenKind, string>>> = {
  [TokenKind.Plus]: "+",
  [TokenKind.Minus]: "-",
  [TokenKind.Star]: "*",
  [TokenKind.Slash]: "/",
  [TokenKind.Percent]: "modulo",
};

function arithmeticWords(wording: Wording, node: NodeId): string {
  const { tree } = wording;
  const [first, ...others] = tree.children(node);
  const rest = others.map((operand) => {
    const sign = SIGNS[tree.tokenKind(tree.firstToken(operand) - 1) as TokenKind] ?? "-";
    return ` ${sign} ${wording.value(operand)}`;
  });
  return `(${wording.value(first)}${rest.join("")})`;
}

function ifWords(wording: Wording, node: NodeId): string {
  const [condition, whenTrue, whenFalse] = wording.tree.children(node);
  const test = inBrackets(wording.statement(condition));
  return wording.say("({0} if {1}, otherwise {2})", wording.value(whenTrue), test, wording.value(whenFalse));
}

/** `let n = v in b`, with the body as `write` puts it. */
export function letWords(wording: Wording, node: NodeId, write: (body: NodeId) => string): string {
  const { tree } = wording;
  const [value, body] = tree.children(node);
  return wording.say(
    "(with {0} for {1}: {2})",
    tree.name(tree.detail(node)),
    wording.value(value),
    write(body),
  );
}

function lambdaWords(wording: Wording, node: NodeId): string {
  const { tree } = wording;
  return wording.say(
    "(for each {0}: {1})",
    parameterWords(wording, node),
    wording.value(tree.firstChild(node)),
  );
}

/** The parameters of a lambda, in order. */
export function parameterWords({ tree }: Wording, node: NodeId): string {
  const names: string[] = [];
  for (let token = tree.firstToken(node) + 1; token < tree.detail(node) - 1; token++) {
    if (tree.tokenKind(token) !== TokenKind.Comma) names.push(tree.name(token));
  }
  return names.join(", ");
}

/** `V from a where c, …` as "V in a where (c), …"; `joint` joins the items and their condition. */
export function declarationWords(
  wording: Wording,
  declarations: readonly NodeId[],
  joint = "{0} where {1}",
): string {
  return declarations.map((declaration) => declaredWords(wording, declaration, joint)).join(", ");
}

function declaredWords(wording: Wording, node: NodeId, joint: string): string {
  const { tree } = wording;
  if (tree.kind(node) !== NodeKind.Declaration) return wording.value(node);
  const [source, condition] = tree.children(node);
  const items = wording.say("{0} in {1}", tree.name(tree.detail(node)), wording.value(source));
  return condition === undefined
    ? items
    : wording.say(joint, items, inBrackets(wording.statement(condition)));
}

/** Of declared items, of a value over declared items, and the same of times. */
const AGGREGATES: ReadonlyMap<string, readonly [items: string, values: string, times?: string]> = new Map([
  ["sum", ["the sum of {0}", "the sum of {1} over {0}"]],
  ["average", ["the average of {0}", "the average of {1} over {0}"]],
  ["min", ["the smallest of {0}", "the smallest of {1} over {0}", "the earliest of {1} over {0}"]],
  ["max", ["the largest of {0}", "the largest of {1} over {0}", "the latest of {1} over {0}"]],
  ["count", ["the number of {0}", "the number of {1} over {0}"]],
]);

const OTHER_AGGREGATE = ["the {2} of {0}", "the {2} of {1} over {0}"] as const;

function aggregateWords(wording: Wording, node: NodeId): string {
  const { tree, say } = wording;
  const word = tree.tokenText(tree.detail(node)).toLowerCase();
  const children = tree.children(node);
  const [ofItems, ofValues, ofTimes = ofValues] = AGGREGATES.get(word) ?? OTHER_AGGREGATE;
  if (tree.kind(children[0]) === NodeKind.Declaration)
    return say(ofItems, declarationWords(wording, children), "", word);
  const [value, ...declarations] = children;
  const phrase = isTime(withoutSpread(wording.analysis.typeOf(value))) ? ofTimes : ofValues;
  return say(phrase, declarationWords(wording, declarations), wording.value(value), word);
}
