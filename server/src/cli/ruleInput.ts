/**
 * A rule that a command only reads, as text or as the pql/json that stands for it; what is wrong with it is told in the way compilers do.
 */
import { compileRule, convertToText, LineIndex } from "../pql/service";
import { findWrapping } from "../pql/wrapping/wrapping";
import type { CommandLine, InputText } from "./pqlCommandLine";

/** A rule as text, and whether it is one. */
export interface RuleInput extends InputText {
  readonly isSound: boolean;
}

/** Whether a text is pql/json, also a damaged one; an object in PQL, such as `{"items": cart.count()}`, is no JSON. */
export function isTree(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  if (/"nodeType"|pql\/json/.test(text)) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The text of an input, its errors told; undefined where it is pql/json without one, or a text in another language. */
export function readRule(input: InputText, line: CommandLine): RuleInput | undefined {
  const text = isTree(input.text) ? treeText(input, line) : input.text;
  if (text === undefined) return undefined;
  const wrapping = findWrapping(text);
  const problems = wrapping === undefined ? compileRule({ text }).problems : [wrapping];
  const errors = problems.filter(({ severity }) => severity === "error");
  const lines = new LineIndex(text);
  for (const { span, message, code } of errors) {
    const place = lines.positionAt(span.start);
    const where = text === input.text ? `:${place.line + 1}:${place.character + 1}` : "";
    line.complain(`${input.file}${where}: error: ${message} [${code}]\n`);
  }
  // What a text in another language would say if it were PQL helps nobody.
  return wrapping === undefined ? { file: input.file, text, isSound: errors.length === 0 } : undefined;
}

function treeText({ file, text }: InputText, line: CommandLine): string | undefined {
  const converted = convertToText(text);
  for (const { pointer, severity, message } of converted.problems) {
    line.complain(`${file}${pointer === "" ? "" : `#${pointer}`}: ${severity}: ${message}\n`);
  }
  return converted.text;
}
