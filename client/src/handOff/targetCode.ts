/**
 * Writes an expression of personalisation in the language of another system, row by row of the table. Gives a reason instead where a row
 * is missing: half a translation would be worse than none. Pure.
 */
import type { Expression } from "./personalizationExpression";
import type { CodeRows } from "./translationTable";

/** What the first name of a path stands for. */
export type Meaning =
  | { readonly type: "field"; readonly name: string }
  | { readonly type: "variable"; readonly name: string }
  /** A text of the system itself, such as the link for leaving. */
  | { readonly type: "system"; readonly written: string }
  | { readonly type: "none"; readonly reason: string };

/** Looks up what a path means at the place of the expression. */
export type FindMeaning = (steps: readonly string[]) => Meaning;

/** Code, or why there is none. */
export type Written = { readonly code: string; readonly isCondition: boolean } | { readonly reason: string };

/** A sign between two values, or a `NOT`, makes a condition of a row. */
const CONDITION = /^NOT |\$\d\)? (?:[=!<>]=?|==) |\) [=!<>]=? /;
const LOGICAL = new Set(["and", "or"]);

/** The expression in the other language. */
export function writeExpression(expression: Expression, rows: CodeRows, find: FindMeaning): Written {
  return new CodeWriter(rows, find).write(expression);
}

/** The same where only something true or false can stand. */
export function writeCondition(expression: Expression, rows: CodeRows, find: FindMeaning): Written {
  const written = writeExpression(expression, rows, find);
  if ("reason" in written || written.isCondition) return written;
  return { reason: "a value that stands alone as a condition has no counterpart" };
}

/** The row with its parts in place. */
export function fillRow(row: string, parts: readonly string[]): string {
  return row.replace(/\$(\d|\*)/g, (_, place: string) =>
    place === "*" ? parts.join(", ") : (parts[Number(place) - 1] ?? ""),
  );
}

class CodeWriter {
  constructor(
    private readonly rows: CodeRows,
    private readonly find: FindMeaning,
  ) {}

  write(expression: Expression): Written {
    switch (expression.type) {
      case "path":
        return this.writePath(expression.steps);
      case "text":
        return this.writeText(expression.value);
      case "constant":
        return expression.written === "null"
          ? { reason: "`null` has no counterpart" }
          : { code: expression.written, isCondition: false };
      case "group": {
        const part = this.write(expression.part);
        return "reason" in part || !part.isCondition ? part : { ...part, code: `(${part.code})` };
      }
      case "negation": {
        const part = this.writeOnlyCondition(expression.part);
        return "reason" in part ? part : { ...part, code: fillRow(this.rows.negation, [part.code]) };
      }
      case "call":
        return this.writeCall(expression.name, expression.parts);
      case "operation":
        return this.writeOperation(expression);
    }
  }

  private writePath(steps: readonly string[]): Written {
    const meaning = this.find(steps);
    if (meaning.type === "none") return { reason: meaning.reason };
    if (meaning.type === "system") return { reason: `\`${steps.join(".")}\` can only stand alone` };
    const row = meaning.type === "field" ? this.rows.field : this.rows.variable;
    return { code: fillRow(row, [meaning.name]), isCondition: false };
  }

  private writeText(value: string): Written {
    if (/%%|[\r\n]/.test(value)) return { reason: "a text in it has signs that end a tag there" };
    return { code: `"${value.replaceAll('"', '""')}"`, isCondition: false };
  }

  private writeCall(name: string, parts: readonly Expression[]): Written {
    const { functions } = this.rows;
    const row = functions[`${name}/${parts.length}`] ?? functions[`${name}/*`];
    if (row === undefined) return { reason: `the function \`${name}\` has no counterpart in the table` };
    return this.writeRow(row, parts);
  }

  private writeRow(row: string, parts: readonly Expression[]): Written {
    const codes: string[] = [];
    for (const part of parts) {
      const written = this.write(part);
      if ("reason" in written) return written;
      if (written.isCondition) return { reason: "a condition stands where a value has to" };
      codes.push(written.code);
    }
    return { code: fillRow(row, codes), isCondition: CONDITION.test(row) || /^(?:Empty|IsNull)\(/.test(row) };
  }

  private writeOperation({ operator, left, right }: Expression & { type: "operation" }): Written {
    if (operator === "?:") return this.writeRow(this.rows.fallback, [left, right]);
    const row = this.rows.operators[operator];
    if (row === undefined) return { reason: `the operator \`${operator}\` has no counterpart in the table` };
    if (LOGICAL.has(operator)) return this.writeLogical(row, [left, right]);
    const isAbsence = right.type === "constant" && right.written === "null";
    if (isAbsence && (operator === "=" || operator === "!="))
      return this.writeCall(operator === "=" ? "isNull" : "isNotNull", [left]);
    const written = this.writeRow(`$1 ${row} $2`, [left, right]);
    return "reason" in written ? written : { ...written, isCondition: true };
  }

  /** Brackets say what the precedence of the other language might not. */
  private writeLogical(row: string, parts: readonly Expression[]): Written {
    const codes: string[] = [];
    for (const part of parts) {
      const written = this.writeOnlyCondition(part);
      if ("reason" in written) return written;
      const isNested = part.type === "operation" && LOGICAL.has(part.operator);
      codes.push(isNested ? `(${written.code})` : written.code);
    }
    return { code: codes.join(` ${row} `), isCondition: true };
  }

  private writeOnlyCondition(part: Expression): Written {
    const written = this.write(part);
    if ("reason" in written || written.isCondition) return written;
    return { reason: "a value that stands alone as a condition has no counterpart" };
  }
}
