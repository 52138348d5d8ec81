/**
 * pql/json → text: walks the tree and writes its text piece by piece, with parentheses only where the levels ask for them.
 * Reads every spelling that the public samples show, old and new, and writes today's. A node it does not know is a problem with
 * its JSON Pointer; it never drops one silently.
 */
import { findFunction, findMethod, readsElement } from "../language/functionCatalogue";
import { formatQuery } from "../printer/queryPrinter";
import type { Problem } from "../problems/problem";
import { kindOfWord } from "../syntax/keywordLookup";
import { parseQuery } from "../syntax/parser";
import { isTimeWord, TokenKind } from "../syntax/tokenKinds";
import { binderText } from "./bindersToText";
import { isFunctionName } from "./calledName";
import { chainText, occursText } from "./chainsToText";
import { isJsonObject, isNode, type JsonProblem, readNode } from "./jsonEnvelope";
import type { Json, PqlJsonNode } from "./pqlJson";
import {
  asItem,
  atLeast,
  below,
  isUnspeakable,
  Level,
  literalText,
  literalTypeOf,
  type NodeTexts,
  type Piece,
  stepText,
  type TextScope,
} from "./textPieces";

const NOTHING: Piece = { text: "", level: Level.Postfix };

/** The condition and the two values of `if`. */
const IF_PARAMETERS = 3;

/** Operators by name in lower case: their spelling and their level. */
const OPERATORS: ReadonlyMap<string, readonly [text: string, level: number]> = new Map<
  string,
  readonly [string, number]
>([
  ...["=", "!=", "<", "<=", ">", ">=", "like", "in"].map((name) => [name, [name, Level.Relation]] as const),
  ["notin", ["notIn", Level.Relation] as const],
  ["+", ["+", Level.Additive] as const],
  ["-", ["-", Level.Additive] as const],
  ["*", ["*", Level.Multiplicative] as const],
  ["/", ["/", Level.Multiplicative] as const],
  ["%", ["%", Level.Multiplicative] as const],
]);

/** Writes the text of one tree. */
class TextWriter implements NodeTexts {
  readonly problems: JsonProblem[] = [];
  /** Variables with the name of a field that the text reads bare below them: the field would be taken for the variable. */
  readonly inTheWay = new Set<string>();

  constructor(readonly renamed: ReadonlyMap<string, string>) {}

  /** What the text calls a variable. */
  variable(name: string): string {
    return stepText(this.renamed.get(name) ?? name, true);
  }

  /** Records that a node has no text and writes nothing for it. */
  refuse(scope: TextScope, message: string): Piece {
    this.problems.push({ severity: "error", message, pointer: scope.pointer });
    return NOTHING;
  }

  /** Records a part that the text leaves out. */
  warn(scope: TextScope, message: string): void {
    this.problems.push({ severity: "warning", message, pointer: scope.pointer });
  }

  /** The member of a node that must be a node itself. */
  member(node: { readonly [key: string]: Json }, name: string, scope: TextScope): Piece {
    return this.node(node[name], below(scope, name));
  }

  /** The text of any node. */
  node(value: Json | undefined, scope: TextScope): Piece {
    if (!isNode(value)) return this.refuse(scope, "Expected a node with a `nodeType` here.");
    switch (value.nodeType) {
      case "literal":
        return this.#literal(value, scope);
      case "fnApply":
        return this.#application(value, scope);
      case "fieldLookup":
      case "parameterReference":
      case "varRef":
        return this.#path(value, scope);
      case "pathReference":
        return { text: `@{${String(value["fieldName"])}}`, level: Level.Postfix };
      case "occurs":
        return occursText(this, value, scope);
      case "chain":
        return chainText(this, value, scope);
      default:
        return binderText(this, value, scope);
    }
  }

  /** The nodes of a list member. */
  list(node: { readonly [key: string]: Json }, name: string, scope: TextScope): Piece[] {
    const items = node[name];
    if (!Array.isArray(items)) return [this.refuse(scope, `Expected a list in \`${name}\`.`)];
    return items.map((item: Json, index) => this.node(item, below(below(scope, name), index)));
  }

  #literal(node: PqlJsonNode, scope: TextScope): Piece {
    const type = literalTypeOf(node);
    if (type === "xdmobject") return this.#path(node, scope);
    if (type === "list") return this.#listLiteral(node, scope);
    if (type === "object" && isJsonObject(node["value"])) return this.#objectLiteral(node["value"], scope);
    const piece = literalText(node);
    return piece ?? this.refuse(scope, `A literal of type ${type} with this value has no text.`);
  }

  #listLiteral(node: PqlJsonNode, scope: TextScope): Piece {
    const items = Array.isArray(node["value"]) ? node["value"] : [];
    const inner = below(scope, "value");
    const texts = items.map((item: Json, index) => {
      const place = below(inner, index);
      if (isNode(item)) return asItem(this.node(item, place));
      const plain = literalText({ nodeType: "literal", value: item });
      return (plain ?? this.refuse(place, "This item of a list has no text.")).text;
    });
    return { text: `[${texts.join(", ")}]`, level: Level.Postfix };
  }

  #objectLiteral(entries: { readonly [key: string]: Json }, scope: TextScope): Piece {
    const texts = Object.entries(entries).map(
      ([key, value]) =>
        `${JSON.stringify(key)}: ${asItem(this.node(value, below(below(scope, "value"), key)))}`,
    );
    return { text: `{${texts.join(", ")}}`, level: Level.Postfix };
  }

  /** A root and the names looked up on it. */
  #path(node: PqlJsonNode, scope: TextScope): Piece {
    const names: string[] = [];
    let root: Json | undefined = node;
    while (isNode(root) && root.nodeType === "fieldLookup") {
      names.unshift(String(root["fieldName"]));
      root = root["object"];
    }
    const unspeakable = names.find(isUnspeakable);
    if (unspeakable !== undefined)
      return this.refuse(scope, `The name ${JSON.stringify(unspeakable)} cannot be written.`);
    return this.#rootedPath(root, names, scope);
  }

  #rootedPath(root: Json | undefined, names: readonly string[], scope: TextScope): Piece {
    const level = implicitLevel(root, scope);
    if (level === undefined) {
      const text =
        isNode(root) && isReference(root)
          ? this.#reference(root, scope)
          : this.#rootPiece(root, names, scope);
      return { text: text + names.map((name) => `.${stepText(name, false)}`).join(""), level: Level.Postfix };
    }
    if (names.length === 0) return this.#bareElement(level, scope);
    if (scope.elements.length === 0 && scope.variables.has(names[0])) {
      // Bare, the name would be the variable.
      return { text: `$1${names.map((name) => `.${stepText(name, false)}`).join("")}`, level: Level.Postfix };
    }
    if (level === 0 && scope.variables.has(names[0]) && !this.renamed.has(names[0]))
      this.inTheWay.add(names[0]);
    const path = names.map((name, index) => stepText(name, index === 0)).join(".");
    return { text: "^".repeat(level) + path, level: Level.Postfix };
  }

  #rootPiece(root: Json | undefined, names: readonly string[], scope: TextScope): string {
    const place = names.reduce((inner) => below(inner, "object"), scope);
    const text = atLeast(this.node(root, place), Level.Postfix);
    // Bare, the word would be a field of that name.
    return isTimeWord(kindOfWord(text)) ? `(${text})` : text;
  }

  /** The element or the profile as a whole. */
  #bareElement(level: number, scope: TextScope): Piece {
    if (level === scope.elements.length) return { text: "$1", level: Level.Postfix };
    if (level === 0) return { text: "this", level: Level.Postfix };
    return this.refuse(scope, "An element further out, taken as a whole, has no text.");
  }

  #reference(root: PqlJsonNode, scope: TextScope): string {
    if (root.nodeType === "parameterReference") return this.#parameter(root, scope);
    const name = String(root["varName"]);
    if (isUnspeakable(name))
      return this.refuse(scope, "A variable without a usable name cannot be written.").text;
    if (name === "this") return name;
    // In text it would be a field of that name.
    if (!scope.variables.has(name))
      return this.refuse(scope, `Nothing declares the variable ${JSON.stringify(name)}.`).text;
    return this.variable(name);
  }

  #parameter(root: PqlJsonNode, scope: TextScope): string {
    const position = Number(root["position"] ?? 1);
    if (!Number.isSafeInteger(position) || position < 1)
      return this.refuse(scope, "The `position` of a parameter is a whole number from 1 on.").text;
    return `$${position}`;
  }

  #application(node: PqlJsonNode, scope: TextScope): Piece {
    const written = String(node["fnName"]);
    const name = written.toLowerCase();
    const params = Array.isArray(node["params"]) ? node["params"].length : 0;
    if (name === "and" || name === "or") return this.#junction(node, name, scope);
    if ((name === "not" || name === "!") && params <= 1) return this.#negation(node, scope);
    if (name === "-" && params === 1) {
      const [operand] = this.list(node, "params", scope);
      return { text: `-${atLeast(operand, Level.Unary)}`, level: Level.Unary };
    }
    const operator = OPERATORS.get(name);
    const isCalled = operator === undefined || (params !== 2 && /^\w/.test(name));
    return isCalled ? this.#call(node, written, scope) : this.#infix(node, operator, scope);
  }

  #junction(node: PqlJsonNode, name: "and" | "or", scope: TextScope): Piece {
    const operands = this.list(node, "params", scope);
    if (operands.length === 0) return this.refuse(scope, `\`${name}\` needs at least one condition.`);
    if (operands.length === 1) return operands[0];
    const level = name === "and" ? Level.And : Level.Or;
    return { text: operands.map((operand) => atLeast(operand, level + 1)).join(` ${name} `), level };
  }

  /** Always with parentheses: `not` before a bare comparison reads two ways. */
  #negation(node: PqlJsonNode, scope: TextScope): Piece {
    const [operand] = this.list(node, "params", scope);
    return { text: `not (${operand?.text ?? ""})`, level: Level.Not };
  }

  #infix(node: PqlJsonNode, [operator, level]: readonly [string, number], scope: TextScope): Piece {
    const operands = this.list(node, "params", scope);
    if (operands.length !== 2) return this.refuse(scope, `\`${operator}\` needs two operands.`);
    const tighter = level + 1;
    const left = atLeast(operands[0], level === Level.Relation ? tighter : level);
    return { text: `${left} ${operator} ${atLeast(operands[1], tighter)}`, level };
  }

  /** A method on its first parameter, or a call where the catalogue knows the name only as a function. */
  #call(node: PqlJsonNode, name: string, scope: TextScope): Piece {
    if (!isFunctionName(name)) return this.refuse(scope, `\`${name}\` is no function of PQL.`);
    const params = this.list(node, "params", scope);
    const isFunction = findMethod(name) === undefined && findFunction(name) !== undefined;
    const level = Level.Postfix;
    if (isFunction || params.length === 0 || this.#isNoMethod(node, name))
      return { text: `${calledName(name, params.length)}(${params.map(asItem).join(", ")})`, level };
    const [receiver, ...rest] = params;
    const object = atLeast(receiver, level);
    const isFilter =
      name === "filter" && rest.length === 1 && !rest[0].text.includes("=>") && !isLiteralText(rest[0]);
    if (isFilter) return { text: `${object}[${rest[0].text}]`, level };
    return { text: `${object}.${name}(${rest.map(asItem).join(", ")})`, level };
  }

  /** True where a value stands in the place of a method's condition: as a method it would be read on each item. */
  #isNoMethod(node: PqlJsonNode, name: string): boolean {
    const [, ...args] = Array.isArray(node["params"]) ? node["params"] : [];
    return args.some(
      (arg, index) => readsElement(name, index) && !(isNode(arg) && arg.nodeType === "lambda"),
    );
  }
}

/** In back-ticks where the bare word would open a construct, such as a chain, instead of naming what is called. */
function calledName(name: string, count: number): string {
  const kind = kindOfWord(name);
  const opensConstruct =
    kind === TokenKind.Chain ||
    (kind === TokenKind.If && count !== IF_PARAMETERS) ||
    (kind !== TokenKind.Identifier && findFunction(name) === undefined);
  return opensConstruct ? `\`${name}\`` : name;
}

function isReference(node: PqlJsonNode): boolean {
  return node.nodeType === "varRef" || node.nodeType === "parameterReference";
}

/** How many filters further out the root of a bare path lies; undefined where the root is written out. */
function implicitLevel(root: Json | undefined, scope: TextScope): number | undefined {
  if (root === undefined) return scope.elements.length;
  if (!isNode(root)) return undefined;
  if (root.nodeType === "literal" && literalTypeOf(root) === "xdmobject") return scope.elements.length;
  if (root.nodeType === "parameterReference") {
    return Number(root["position"] ?? 1) === 1 ? scope.elements.length : undefined;
  }
  const level = root.nodeType === "varRef" ? scope.elements.indexOf(String(root["varName"])) : -1;
  return level < 0 ? undefined : level;
}

/** True for a condition that in parentheses would read as the key of a map. */
function isLiteralText({ text }: Piece): boolean {
  return text.startsWith('"') || /^\d+$/.test(text);
}

/** The text of a tree, or none where something in it has no text; warnings may stand beside a text. */
export interface TextConversion {
  readonly text: string | undefined;
  readonly problems: readonly JsonProblem[];
}

/** Converts the pql/json in a text (a tree, or an audience or expression that holds one) to formatted PQL. */
export function jsonToText(json: string): TextConversion {
  const read = readNode(json);
  if ("problem" in read) return { text: undefined, problems: [read.problem] };
  const start: TextScope = { elements: [], variables: new Set(), pointer: "" };
  let writer = new TextWriter(new Map());
  let piece = writer.node(read.node, start);
  if (writer.inTheWay.size > 0) {
    writer = new TextWriter(new Map([...writer.inTheWay].map((name) => [name, freeName(name, json)])));
    piece = writer.node(read.node, start);
  }
  const isComplete = () => !writer.problems.some(({ severity }) => severity === "error");
  const query = parseQuery(piece.text);
  const [fault] = query.clauses.flatMap(({ problems }) => problems.filter(isError));
  if (isComplete() && fault !== undefined)
    writer.refuse(start, `As text, this tree is no PQL. ${fault.message}`);
  return { text: isComplete() ? formatQuery(query) : undefined, problems: writer.problems };
}

/** A name like `name` that stands nowhere in the JSON. */
function freeName(name: string, json: string): string {
  for (let count = 2; ; count++) if (!json.includes(`${name}${count}`)) return `${name}${count}`;
}

function isError({ severity }: Problem): boolean {
  return severity === "error";
}
