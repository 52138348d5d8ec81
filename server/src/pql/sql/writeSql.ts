/**
 * Writes the relational form as the text of a dialect. Brackets stand wherever another form could bind tighter, and a
 * literal holds no character that readers of SQL take differently.
 */
import type { Relation } from "./relationalForm";
import { isTwoValued } from "./relationalForm";
import type { SqlDialect } from "./sqlDialects";

/** The names that rows go by in a statement. */
export interface RowNames {
  readonly profile: string;
  /** The list of events, or empty where the statement has none. */
  readonly events: string;
  /** The column of an event for a path of fields. */
  readonly eventColumn: (path: readonly string[]) => string;
}

/** The quotation mark, the backslash, the sign of parameters, and control characters. */
const UNSAFE = /['\\$\p{Cc}]/u;

/** A text as an expression that means the same however backslashes and doubled quotation marks are read. */
function writeText(text: string, dialect: SqlDialect): string {
  if (!UNSAFE.test(text)) return `'${text}'`;
  const pieces = text.split(/(['\\$\p{Cc}])/u).filter((piece) => piece !== "");
  const written = pieces.map((piece) =>
    UNSAFE.test(piece) ? dialect.character(piece.charCodeAt(0)) : `'${piece}'`,
  );
  return written.length === 1 ? written[0] : dialect.concat(...written);
}

const INFIX: ReadonlySet<string> = new Set([
  "equal",
  "unequal",
  "less",
  "lessOrEqual",
  "greater",
  "greaterOrEqual",
  "add",
  "subtract",
  "multiply",
  "addWhole",
  "subtractWhole",
  "multiplyWhole",
  "divide",
  "remainder",
  "isNull",
  "isNotNull",
  "like",
  "isIn",
  "matches",
  "contains",
  "startsWith",
  "endsWith",
]);

/** Whether a form needs brackets inside another. */
function isOpen(relation: Relation): boolean {
  if (relation.kind === "apply") return INFIX.has(relation.operation);
  return (
    relation.kind === "all" ||
    relation.kind === "any" ||
    relation.kind === "not" ||
    relation.kind === "exists" ||
    relation.kind === "shift" ||
    (relation.kind === "startOf" && relation.unit === "sundayWeek")
  );
}

/** The text of a relation. */
export function writeRelation(relation: Relation, dialect: SqlDialect, names: RowNames): string {
  return new Writer(dialect, names).write(relation);
}

class Writer {
  readonly #dialect: SqlDialect;
  readonly #names: RowNames;

  constructor(dialect: SqlDialect, names: RowNames) {
    this.#dialect = dialect;
    this.#names = names;
  }

  write(relation: Relation): string {
    const [dialect, names] = [this.#dialect, this.#names];
    switch (relation.kind) {
      case "profile":
        return names.profile;
      case "events":
        return names.events;
      case "variable":
        return dialect.name(relation.name);
      case "field":
        return this.#writeField(relation.of, relation.path, relation.isEvent);
      case "text":
        return writeText(relation.value, dialect);
      case "whole":
        return relation.digits;
      case "real":
        return dialect.real(relation.digits);
      case "truth":
        return relation.value ? "TRUE" : "FALSE";
      case "instant":
        return dialect.instant(new Date(relation.at).toISOString().slice(0, 19));
      case "list":
        return dialect.list(...relation.items.map((item) => this.write(item)));
      default:
        return this.#writeForm(relation);
    }
  }

  #writeForm(relation: Relation): string {
    const dialect = this.#dialect;
    switch (relation.kind) {
      case "apply":
        return dialect.operations[relation.operation](
          ...relation.arguments.map((part) => this.#inside(part)),
        );
      case "all":
        return relation.operands.map((operand) => this.#inside(operand)).join(" AND ");
      case "any":
        return relation.operands.map((operand) => this.#inside(operand)).join(" OR ");
      case "not":
        return isTwoValued(relation.operand)
          ? `NOT ${this.#inside(relation.operand)}`
          : `NOT coalesce(${this.write(relation.operand)}, FALSE)`;
      case "exists":
      case "filter":
      case "map":
        return dialect[relation.kind](
          this.write(relation.list),
          dialect.name(relation.variable),
          this.write(relation.body),
        );
      case "shift":
        return dialect.shift(this.#inside(relation.time), relation.count, relation.unit);
      case "startOf":
        return dialect.startOf(this.#inside(relation.time), relation.unit);
      default:
        return "";
    }
  }

  #writeField(of: Relation, path: readonly string[], isEvent: boolean): string {
    const [dialect, names] = [this.#dialect, this.#names];
    const row = this.#inside(of);
    if (isEvent) return `${row}.${dialect.name(names.eventColumn(path))}`;
    return [row, ...path.map((name) => dialect.name(name))].join(".");
  }

  #inside(relation: Relation): string {
    const text = this.write(relation);
    return isOpen(relation) ? `(${text})` : text;
  }
}
