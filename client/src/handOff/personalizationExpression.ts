/**
 * Reads the expressions of personalisation: fields, literals, functions, operators and fallbacks. Says nothing about their meaning, and
 * gives up on what it does not know rather than guess. Pure.
 */

export type Expression =
  | { readonly type: "path"; readonly steps: readonly string[] }
  | { readonly type: "text"; readonly value: string }
  /** A number, `true`, `false` or `null`, as written. */
  | { readonly type: "constant"; readonly written: string }
  | { readonly type: "call"; readonly name: string; readonly parts: readonly Expression[] }
  | { readonly type: "negation"; readonly part: Expression }
  | {
      readonly type: "operation";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly type: "group"; readonly part: Expression };

/** The expression; undefined where it is none that is known. */
export function readExpression(text: string): Expression | undefined {
  const tokens = readTokens(text);
  if (tokens === undefined || tokens.length === 0) return undefined;
  return new ExpressionReader(tokens).readWhole();
}

type Token =
  | { readonly type: "word" | "sign" | "number"; readonly text: string }
  | { readonly type: "text"; readonly text: string };

const TOKEN =
  /\s+|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\d+(?:\.\d+)?)|`([^`]+)`|\[([^\]]+)\]|([@\p{L}_$][\p{L}\p{N}_$:-]*)|(\?:|!=|<=|>=|==|&&|\|\||[=<>!(),.+*/-])/uy;

function readTokens(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const [, double, single, number, ticked, bracketed, word, sign] = match;
    const quoted = double ?? single;
    if (quoted !== undefined) tokens.push({ type: "text", text: quoted.replace(/\\(.)/g, "$1") });
    else if (number !== undefined) tokens.push({ type: "number", text: number });
    else if (sign !== undefined) tokens.push({ type: "sign", text: sign });
    else {
      const name = ticked ?? bracketed ?? word;
      if (name !== undefined) tokens.push({ type: "word", text: name });
    }
  }
  return tokens;
}

/** Weakest first; all of one line bind alike. */
const LEVELS: readonly (readonly string[])[] = [
  ["?:"],
  ["or", "||"],
  ["and", "&&"],
  ["=", "==", "!=", "<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/"],
];
const SAME: Readonly<Record<string, string>> = { "||": "or", "&&": "and" };
const CONSTANTS = new Set(["true", "false", "null"]);

class ExpressionReader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  readWhole(): Expression | undefined {
    const read = this.readLevel(0);
    return this.at === this.tokens.length ? read : undefined;
  }

  private readLevel(level: number): Expression | undefined {
    const operators = LEVELS[level];
    if (operators === undefined) return this.readSigned();
    let left = this.readLevel(level + 1);
    for (
      let operator = this.peek();
      left !== undefined && operators.includes(operator);
      operator = this.peek()
    ) {
      this.at += 1;
      const right = this.readLevel(level + 1);
      if (right === undefined) return undefined;
      left = { type: "operation", operator: SAME[operator] ?? operator, left, right };
    }
    return left;
  }

  private readSigned(): Expression | undefined {
    const sign = this.peek();
    if (sign === "not" || sign === "!") {
      this.at += 1;
      const part = this.readSigned();
      return part && { type: "negation", part };
    }
    if (sign === "-" && this.tokens[this.at + 1]?.type === "number") {
      this.at += 2;
      return { type: "constant", written: `-${this.tokens[this.at - 1]?.text ?? ""}` };
    }
    return this.readValue();
  }

  private readValue(): Expression | undefined {
    const token = this.tokens[this.at];
    if (token === undefined) return undefined;
    this.at += 1;
    if (token.type === "text") return { type: "text", value: token.text };
    if (token.type === "number") return { type: "constant", written: token.text };
    if (token.type === "word") return this.readNamed(token.text);
    if (token.text !== "(") return undefined;
    const part = this.readLevel(0);
    return part && this.take(")") ? { type: "group", part } : undefined;
  }

  private readNamed(name: string): Expression | undefined {
    if (this.peek() === "(") return this.readCall(name);
    if (CONSTANTS.has(name)) return { type: "constant", written: name };
    const steps = [name];
    while (this.take(".")) {
      const step = this.tokens[this.at];
      if (step?.type !== "word" && step?.type !== "number") return undefined;
      this.at += 1;
      steps.push(step.text);
    }
    // A method, such as `map.get("key")`, has no counterpart.
    return this.peek() === "(" ? undefined : { type: "path", steps };
  }

  private readCall(name: string): Expression | undefined {
    this.at += 1;
    const parts: Expression[] = [];
    if (this.take(")")) return { type: "call", name, parts };
    do {
      const part = this.readLevel(0);
      if (part === undefined) return undefined;
      parts.push(part);
    } while (this.take(","));
    return this.take(")") ? { type: "call", name, parts } : undefined;
  }

  private take(sign: string): boolean {
    if (this.peek() !== sign) return false;
    this.at += 1;
    return true;
  }

  /** The sign or word that is next; nothing where it is a text. */
  private peek(): string {
    const token = this.tokens[this.at];
    return token === undefined || token.type === "text" ? "" : token.text;
  }
}
