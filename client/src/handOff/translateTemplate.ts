/**
 * Translates the personalisation of a template for another system. What cannot be said there leaves a mark with a number, so that the
 * place is found; the texts inside it are kept. Pure.
 */
import { type Expression, readExpression } from "./personalizationExpression";
import { type FindMeaning, fillRow, type Meaning, writeCondition, writeExpression } from "./targetCode";
import { readTemplate, type TemplateBranch, type TemplatePart, type TemplateTag } from "./templateTree";
import type { TargetRows } from "./translationTable";

/** Something that has no counterpart. */
export interface Untranslated {
  /** As in its mark, from 1. */
  readonly number: number;
  /** Where it stands as written, both from 1. */
  readonly line: number;
  readonly column: number;
  readonly written: string;
  /** Half a sentence. */
  readonly reason: string;
}

/** A template in the language of another system. */
export interface TranslatedTemplate {
  readonly text: string;
  readonly untranslated: readonly Untranslated[];
}

/** What a template is translated with. */
export interface TranslationNeeds {
  readonly rows: TargetRows;
  /** Told of each field that the template reads; its name in the other system. */
  readonly nameField: (path: string) => string;
}

/** The template in the language of another system. */
export function translateTemplate(text: string, needs: TranslationNeeds): TranslatedTemplate {
  const translator = new TemplateTranslator(text, needs);
  return { text: translator.write(readTemplate(text)), untranslated: translator.untranslated };
}

type Block = TemplatePart & { readonly type: "block" };
type Names = ReadonlyMap<string, readonly string[] | Meaning>;

const UNKNOWN_SYNTAX = "its syntax has no counterpart in the table";
const NAMESPACES: Readonly<Record<string, string>> = {
  offers: "an offer decision has no counterpart",
  decision: "an offer decision has no counterpart",
  context: "it reads what only the journey or the campaign knows",
  segments: "it reads audiences of the platform",
};
const ENTITIES: Readonly<Record<string, string>> = {
  "&quot;": '"',
  "&#34;": '"',
  "&#39;": "'",
  "&apos;": "'",
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
};

class TemplateTranslator {
  readonly untranslated: Untranslated[] = [];
  private scopes: readonly Names[] = [];
  private readonly variables = new Map<string, Meaning>();

  constructor(
    private readonly source: string,
    private readonly needs: TranslationNeeds,
  ) {}

  write(parts: readonly TemplatePart[]): string {
    return parts.map((part) => this.writePart(part)).join("");
  }

  private writePart(part: TemplatePart): string {
    switch (part.type) {
      case "text":
        return part.text;
      case "comment":
        return "";
      case "output":
        return this.writeOutput(part.tag, part.expression);
      case "let":
        return this.writeVariable(part);
      case "block":
        return this.writeBlock(part);
      case "stray":
        return this.mark(part.tag, "it closes nothing");
    }
  }

  private writeOutput(tag: TemplateTag, text: string): string {
    if (/^fragment\b/i.test(text)) return this.writeFragment(tag, text);
    const expression = this.read(text);
    if (expression === undefined) return this.mark(tag, UNKNOWN_SYNTAX);
    const { output, outputWithFallback, code } = this.needs.rows;
    if (expression.type === "path") {
      const meaning = this.find(expression.steps);
      if (meaning.type === "field") return fillRow(output, [meaning.name]);
      if (meaning.type === "system") return meaning.written;
      if (meaning.type === "none") return this.mark(tag, meaning.reason);
      return code === undefined
        ? this.mark(tag, UNKNOWN_SYNTAX)
        : fillRow(code.variableOutput, [meaning.name]);
    }
    const fallback = outputWithFallback && this.writeFallback(expression, outputWithFallback);
    if (fallback !== undefined) return fallback;
    if (code === undefined) return this.mark(tag, "there, tokens do not compute");
    const written = writeExpression(expression, code, this.find);
    if ("reason" in written) return this.mark(tag, written.reason);
    if (written.isCondition) return this.mark(tag, "a condition cannot be written as a text there");
    return fillRow(code.output, [written.code]);
  }

  /** A field with a plain text for those who have none. */
  private writeFallback(expression: Expression, row: string): string | undefined {
    if (expression.type !== "operation" || expression.operator !== "?:") return undefined;
    const { left, right } = expression;
    if (left.type !== "path" || right.type !== "text" || /[{}]/.test(right.value)) return undefined;
    const meaning = this.find(left.steps);
    return meaning.type === "field" ? fillRow(row, [meaning.name, right.value]) : undefined;
  }

  private writeFragment(tag: TemplateTag, text: string): string {
    const name = /\bname\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(text);
    const called = name?.[1] ?? name?.[2];
    const row = this.needs.rows.fragment;
    if (row === undefined || called === undefined || called.includes('"'))
      return this.mark(tag, "a shared fragment has no counterpart: paste its content");
    return fillRow(row, [called]);
  }

  private writeVariable({ tag, name, expression: text }: TemplatePart & { type: "let" }): string {
    const { code } = this.needs.rows;
    const expression = this.read(text);
    const written =
      code === undefined || expression === undefined
        ? { reason: code === undefined ? "there, tokens keep no variables" : UNKNOWN_SYNTAX }
        : writeExpression(expression, code, this.find);
    if (code !== undefined && "code" in written && !written.isCondition) {
      this.variables.set(name, { type: "variable", name });
      return fillRow(code.assignment, [name, written.code]);
    }
    const reason = "reason" in written ? written.reason : "a condition cannot be kept as a value there";
    const mark = this.mark(tag, reason);
    this.variables.set(name, {
      type: "none",
      reason: `\`${name}\` is set where nothing could be translated`,
    });
    return mark;
  }

  private writeBlock(block: Block): string {
    if (block.end === undefined) return this.keepBlock(block, "it is not closed");
    if (block.name === "if" || block.name === "unless") return this.writeConditions(block);
    if (block.name === "with") return this.writeShortcut(block);
    if (block.name === "each") return this.writeList(block);
    return this.keepBlock(block, `the block \`${block.name}\` has no counterpart`);
  }

  private writeConditions(block: Block): string {
    const { code } = this.needs.rows;
    if (code === undefined) {
      for (const { condition } of block.branches) if (condition !== undefined) this.read(condition);
      return this.keepBlock(block, "there, tokens have no conditions");
    }
    const heads: string[] = [];
    for (const [index, { condition }] of block.branches.entries()) {
      const head = index === 0 ? code.condition : code.otherCondition;
      const isNegated = index === 0 && block.name === "unless";
      const expression = condition === undefined ? undefined : this.read(condition);
      const meant: Expression | undefined =
        isNegated && expression ? { type: "negation", part: expression } : expression;
      if (condition === undefined) heads.push(code.otherwise);
      else if (meant === undefined) return this.keepBlock(block, UNKNOWN_SYNTAX);
      else {
        const written = writeCondition(meant, code, this.find);
        if ("reason" in written) return this.keepBlock(block, written.reason);
        heads.push(fillRow(head, [written.code]));
      }
    }
    const bodies = block.branches.map(({ parts }, index) => `${heads[index] ?? ""}${this.write(parts)}`);
    return `${bodies.join("")}${code.end}`;
  }

  /** `with` only shortens paths, which the other system need not know. */
  private writeShortcut(block: Block): string {
    const [branch] = block.branches;
    const { subject, alias } = readSubject(branch?.condition ?? "");
    const expression = this.read(subject);
    const path = expression?.type === "path" ? this.expand(expression.steps) : undefined;
    if (branch === undefined || block.branches.length > 1 || path === undefined || !Array.isArray(path))
      return this.keepBlock(block, UNKNOWN_SYNTAX);
    return this.within(new Map([[alias ?? "this", path]]), () => this.write(branch.parts));
  }

  private writeList(block: Block): string {
    const { alias } = readSubject(block.branches[0]?.condition ?? "");
    const number = this.untranslated.length + 1;
    const item: Meaning = { type: "none", reason: `it is about an item of the list of number ${number}` };
    const names = new Map([alias ?? "this", "this", "@index", "@first", "@last"].map((name) => [name, item]));
    const subject = readSubject(block.branches[0]?.condition ?? "").subject;
    this.read(subject);
    return this.within(names, () =>
      this.keepBlock(block, "a list inside a profile has no counterpart; there, rows are looked up"),
    );
  }

  /** The texts of the block, each branch between marks. */
  private keepBlock({ tag, branches, end }: Block, reason: string): string {
    const mark = this.mark(tag, reason);
    const number = this.untranslated.length;
    const toText = ({ parts, tag: head, condition }: TemplateBranch): string => {
      if (head === tag) return this.write(parts);
      return `[[${number}: otherwise${condition === undefined ? "" : " if"}]]${this.write(parts)}`;
    };
    const text = branches.map(toText).join("");
    return `${mark}${text}${end === undefined ? "" : `[[end of ${number}]]`}`;
  }

  private within(names: Names, work: () => string): string {
    const before = this.scopes;
    this.scopes = [...before, names];
    const text = work();
    this.scopes = before;
    return text;
  }

  private mark({ written, offset }: TemplateTag, reason: string): string {
    const before = this.source.slice(0, offset);
    const line = before.split("\n").length;
    const column = offset - before.lastIndexOf("\n");
    const number = this.untranslated.length + 1;
    this.untranslated.push({ number, line, column, written, reason });
    return `[[not translated ${number}]]`;
  }

  /** Reads an expression, with the entities that mark-up may have put into it, and tells of its fields. */
  private read(text: string): Expression | undefined {
    const decoded = text.replace(
      /&(?:quot|#34|#39|apos|lt|gt|amp);/g,
      (entity) => ENTITIES[entity] ?? entity,
    );
    const expression = readExpression(text) ?? readExpression(decoded);
    for (const steps of listPaths(expression)) this.find(steps);
    return expression;
  }

  private readonly find: FindMeaning = (steps) => {
    const [first = "", ...rest] = steps;
    const variable = steps.length === 1 ? this.variables.get(first) : undefined;
    if (variable !== undefined) return variable;
    const path = this.expand(steps);
    if (!Array.isArray(path)) return path as Meaning;
    const [root, ...field] = path as readonly string[];
    if (root === "profile" && field.length > 0)
      return { type: "field", name: this.needs.nameField(field.join(".")) };
    const written = rest.length === 0 ? this.needs.rows.system[first] : undefined;
    if (written !== undefined) return { type: "system", written };
    return { type: "none", reason: NAMESPACES[first] ?? `\`${steps.join(".")}\` is no field of the profile` };
  };

  /** The path with what a surrounding block lets its first name stand for. */
  private expand(steps: readonly string[]): readonly string[] | Meaning {
    const [first = "", ...rest] = steps;
    const meant = this.scopes.findLast((names) => names.has(first))?.get(first);
    if (meant === undefined) return steps;
    return Array.isArray(meant) ? [...meant, ...rest] : (meant as Meaning);
  }
}

/** `profile.cart.items as |item|`. */
function readSubject(text: string): { readonly subject: string; readonly alias: string | undefined } {
  const [, subject = text, alias] = /^([\s\S]*?)\s+as\s+\|\s*([^|\s]+)\s*\|$/.exec(text.trim()) ?? [];
  return { subject: subject.trim(), alias };
}

function listPaths(expression: Expression | undefined): readonly (readonly string[])[] {
  if (expression === undefined) return [];
  if (expression.type === "path") return [expression.steps];
  if (expression.type === "call") return expression.parts.flatMap(listPaths);
  if (expression.type === "operation") return [expression.left, expression.right].flatMap(listPaths);
  return expression.type === "negation" || expression.type === "group" ? listPaths(expression.part) : [];
}
