/**
 * Which subject an expression stands for: a field, what stands under a key of a map, or something that is worked out and
 * known by its text alone.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { decodeString } from "../syntax/stringText";
import type { Tree } from "../syntax/syntaxTree";
import { TokenKind } from "../syntax/tokenKinds";
import type { Subject } from "./predicateAtoms";
import { type Located, namesOf, type Scope } from "./subjectScope";

/** What a subject is read in. */
interface Reading {
  readonly tree: Tree;
  readonly scope: Scope;
}

/** The subject of an expression. There always is one. */
export function readSubject(reading: Reading, start: NodeId): Located {
  const { tree, scope } = reading;
  const node = tree.unwrapped(start);
  switch (tree.kind(node)) {
    case NodeKind.Path:
      return scope.path(tree, node);
    case NodeKind.UpPath:
      return scope.upPath(tree, node);
    case NodeKind.Member:
      return readMember(reading, node);
    case NodeKind.Subscript:
      return readKeyed(reading, node, tree.child(node, 1)) ?? workedOut(reading, node);
    case NodeKind.MethodCall: {
      const isGet = tree.name(tree.detail(node)) === "get" && tree.child(node, 2) === 0;
      return (isGet ? readKeyed(reading, node, tree.child(node, 1)) : undefined) ?? workedOut(reading, node);
    }
    default:
      return workedOut(reading, node);
  }
}

/** `$1.a.b` is a field of the profile, `m["k"].a` one of what stands under the key. */
function readMember(reading: Reading, node: NodeId): Located {
  const { tree, scope } = reading;
  const object = tree.unwrapped(tree.firstChild(node));
  const names = namesOf(tree, node);
  if (tree.kind(object) === NodeKind.Parameter && tree.text(object) === "$1")
    return scope.profileField(names);
  const kind = tree.kind(object);
  if (kind !== NodeKind.Subscript && kind !== NodeKind.MethodCall) return workedOut(reading, node);
  const { subject } = readSubject(reading, object);
  if (subject.place === undefined) return workedOut(reading, node);
  return below(reading, subject, { names, isKey: false });
}

/** `m["k"]`: never several values, as a list has no keys. */
function readKeyed(reading: Reading, node: NodeId, key: NodeId): Located | undefined {
  const { tree } = reading;
  const inside = tree.unwrapped(key);
  if (tree.kind(inside) !== NodeKind.StringLiteral) return undefined;
  const { subject } = readSubject(reading, tree.firstChild(node));
  return below(reading, subject, { names: [decodeString(tree.text(inside))], isKey: true });
}

function below(
  { scope }: Reading,
  { key, place }: Subject,
  { names, isKey }: { readonly names: readonly string[]; readonly isKey: boolean },
): Located {
  const path = names.map((name) => JSON.stringify(name)).join(isKey ? "][" : ".");
  const subject = scope.subject({
    key: isKey ? `${key}[${path}]` : `${key}.${path}`,
    place: place && { ...place, names: [...place.names, ...names] },
    isSeveral: isKey ? "no" : "maybe",
  });
  return { subject, origin: undefined };
}

/** Numbers that a list or an operator gives are one value; what else a call gives may be several. */
const SINGLE_CALLS: ReadonlySet<string> = new Set(["count", "sum", "average", "min", "max"]);

function workedOut({ tree, scope }: Reading, node: NodeId): Located {
  const kind = tree.kind(node);
  const isCall = kind === NodeKind.Call || kind === NodeKind.MethodCall;
  const isSingle =
    kind === NodeKind.Additive ||
    kind === NodeKind.Multiplicative ||
    kind === NodeKind.Aggregate ||
    (isCall && SINGLE_CALLS.has(tree.name(tree.detail(node))));
  const key = `« ${scope.textKey(expressionText(tree, node))} »`;
  return {
    subject: scope.subject({ key, place: undefined, isSeveral: isSingle ? "no" : "maybe" }),
    origin: undefined,
  };
}

/** The text of an expression with one blank between tokens and words of the language in small letters. */
export function expressionText(tree: Tree, node: NodeId): string {
  const tokens: string[] = [];
  for (let token = tree.firstToken(node); token < tree.endToken(node); token++) {
    const text = tree.tokenText(token);
    const isName = token > 0 && tree.tokenText(token - 1) === ".";
    const kind = tree.tokenKind(token);
    // Units of time may be names as well, and names keep their case.
    const isKeyword = kind >= TokenKind.And && kind < TokenKind.Unit && !isName;
    tokens.push(isKeyword ? text.toLowerCase() : text);
  }
  return tokens.join(" ");
}
