/**
 * The one catalogue of functions, methods and operators, and the lookups on it: by name, and which function of Journey Optimizer
 * personalization does the work of which method or infix operator of an audience (`contains(x, "a")` and `x.contains("a")`).
 * Reads a signature when it is first asked for, because start-up is on the typing path and most are never needed.
 * Knows nothing of a query: which overload a call means is decided in types/overloadResolution.ts.
 */
import { readSignature, type Signature } from "../types/signature";
import type { CallStyle, Dialect } from "./dialect";
import { AGGREGATION_FUNCTIONS } from "./functions/aggregationFunctions";
import { AJO_CONVERSION_FUNCTIONS, AJO_ENCODING_FUNCTIONS } from "./functions/ajoConversion";
import { AJO_CALENDAR_FUNCTIONS, AJO_DISTANCE_FUNCTIONS, AJO_TIME_FUNCTIONS } from "./functions/ajoDatetime";
import { AJO_AGGREGATION_FUNCTIONS, AJO_ARRAY_FUNCTIONS, AJO_MATH_FUNCTIONS } from "./functions/ajoNumber";
import { AJO_TEXT_FUNCTIONS, AJO_TEXT_TESTS } from "./functions/ajoString";
import { ARRAY_FUNCTIONS, MAP_FUNCTIONS } from "./functions/arrayFunctions";
import { BINDING_FUNCTIONS, HISTORICAL_FUNCTIONS, QUANTIFIER_FUNCTIONS } from "./functions/bindingFunctions";
import { DATETIME_FUNCTIONS } from "./functions/datetimeFunctions";
import { EVENT_FUNCTIONS } from "./functions/eventFunctions";
import type {
  FunctionCategory,
  FunctionFacts,
  FunctionGroup,
  FunctionStatus,
} from "./functions/functionFacts";
import { ARITHMETIC_OPERATORS, BOOLEAN_OPERATORS, COMPARISON_OPERATORS } from "./functions/operatorFunctions";
import { OBJECT_FUNCTIONS, STRING_FUNCTIONS } from "./functions/stringFunctions";
import { findKeyword } from "./keywords";

const GROUPS: readonly FunctionGroup[] = [
  ...AGGREGATION_FUNCTIONS,
  ...ARITHMETIC_OPERATORS,
  ...ARRAY_FUNCTIONS,
  ...BOOLEAN_OPERATORS,
  ...COMPARISON_OPERATORS,
  ...DATETIME_FUNCTIONS,
  ...QUANTIFIER_FUNCTIONS,
  ...MAP_FUNCTIONS,
  ...STRING_FUNCTIONS,
  ...OBJECT_FUNCTIONS,
  ...BINDING_FUNCTIONS,
  ...EVENT_FUNCTIONS,
  ...HISTORICAL_FUNCTIONS,
  AJO_TEXT_TESTS,
  AJO_TEXT_FUNCTIONS,
  AJO_ENCODING_FUNCTIONS,
  AJO_CONVERSION_FUNCTIONS,
  AJO_TIME_FUNCTIONS,
  AJO_CALENDAR_FUNCTIONS,
  AJO_DISTANCE_FUNCTIONS,
  AJO_MATH_FUNCTIONS,
  AJO_ARRAY_FUNCTIONS,
  AJO_AGGREGATION_FUNCTIONS,
];

/** The name in a signature: what stands between the dot of the receiver and the opening parenthesis. */
function nameIn(notation: string): string {
  const open = notation.indexOf("(");
  return notation.slice(notation.lastIndexOf(".", open) + 1, open);
}

/** One function, method or operator of the language. */
export class PqlFunction {
  /** As written in a query; operators with a form of their own have a symbolic one, such as `[]`. */
  readonly name: string;
  /** Unique among the entries of one style and dialect: `exists (method)`, `sum over`. */
  readonly id: string;
  readonly #group: FunctionGroup;
  readonly #facts: FunctionFacts;
  #signatures: readonly Signature[] | undefined;

  constructor(group: FunctionGroup, facts: FunctionFacts) {
    this.#group = group;
    this.#facts = facts;
    this.name = nameIn(facts.signatures[0]);
    this.id = facts.id ?? this.name;
  }

  /** Every way to call it. */
  get signatures(): readonly Signature[] {
    this.#signatures ??= this.#facts.signatures.map(readSignature);
    return this.#signatures;
  }

  get style(): CallStyle {
    return this.#group.style;
  }

  get category(): FunctionCategory {
    return this.#group.category;
  }

  get status(): FunctionStatus {
    return this.#group.status;
  }

  /** Where it may be used; the first is the dialect it is documented for. */
  get dialects(): readonly [Dialect, ...Dialect[]] {
    return this.#group.dialects;
  }

  /** Other spellings with the same meaning. */
  get aliases(): readonly string[] {
    return this.#facts.aliases ?? [];
  }

  /** One sentence of plain text. */
  get summary(): string {
    return this.#facts.summary;
  }

  /** An expression that parses and checks. */
  get example(): string {
    return this.#facts.example;
  }

  /** How it is written, one line per form, where a signature does not show it. */
  get form(): string | undefined {
    return this.#facts.form;
  }

  /** What surprises people, in Markdown. */
  get note(): string | undefined {
    return this.#facts.note;
  }

  /** Whether it may be used in a dialect. */
  isIn(dialect: Dialect): boolean {
    return this.dialects.includes(dialect);
  }
}

const FUNCTIONS: readonly PqlFunction[] = GROUPS.flatMap((group) =>
  group.entries.map((facts) => new PqlFunction(group, facts)),
);

function ofStyle(...styles: readonly CallStyle[]): PqlFunction[] {
  return FUNCTIONS.filter(({ style }) => styles.includes(style));
}

function toEntries(entries: readonly PqlFunction[], key: (entry: PqlFunction) => string) {
  return entries.map((entry): [string, PqlFunction] => [key(entry), entry]);
}

const METHODS_BY_NAME: ReadonlyMap<string, PqlFunction> = new Map(
  toEntries(ofStyle("method"), ({ name }) => name),
);

const FUNCTIONS_BY_NAME: ReadonlyMap<string, PqlFunction> = new Map([
  ...ofStyle("function").flatMap((entry) =>
    entry.aliases.map((alias): [string, PqlFunction] => [alias, entry]),
  ),
  ...toEntries(ofStyle("function"), ({ name }) => name),
]);

const OPERATORS_BY_ID: ReadonlyMap<string, PqlFunction> = new Map([
  ...ofStyle("infix", "operator").flatMap((entry) =>
    // Words are found by keyword; only symbols need an entry of their own.
    entry.aliases.filter((alias) => alias === "!").map((alias): [string, PqlFunction] => [alias, entry]),
  ),
  ...toEntries(ofStyle("infix", "operator"), ({ id }) => id),
]);

function inDialect(entry: PqlFunction | undefined, dialect: Dialect | undefined): PqlFunction | undefined {
  return dialect === undefined || entry?.isIn(dialect) ? entry : undefined;
}

/** Every function, method and operator of every dialect. */
export function allFunctions(): readonly PqlFunction[] {
  return FUNCTIONS;
}

/** The method of this exact name, in any dialect unless one is given. */
export function findMethod(name: string, dialect?: Dialect): PqlFunction | undefined {
  return inDialect(METHODS_BY_NAME.get(name), dialect);
}

/** True where the argument with this index of a method is read on each item of what it is called on. */
export function readsElement(method: string, argument: number): boolean {
  const signatures = findMethod(method)?.signatures ?? [];
  return signatures.some(({ parameters }) => parameters[argument]?.type.kind === "expression");
}

/** The function of this name, in any dialect unless one is given. Names that are keywords, such as `chain`, go in any case. */
export function findFunction(name: string, dialect?: Dialect): PqlFunction | undefined {
  const entry = FUNCTIONS_BY_NAME.get(name) ?? FUNCTIONS_BY_NAME.get(findKeyword(name)?.word ?? "");
  return inDialect(entry, dialect);
}

/** The operator with this id: a symbol (`=`, `[]`), a keyword in any case (`occurs`), or an id such as `sum over`. */
export function findOperatorFunction(id: string): PqlFunction | undefined {
  return OPERATORS_BY_ID.get(id) ?? OPERATORS_BY_ID.get(findKeyword(id)?.word ?? "");
}

/** The names of all methods or all functions of a dialect, for suggestions; historical ones are left out. */
export function namesOf(style: "method" | "function", dialect: Dialect): readonly string[] {
  return ofStyle(style)
    .filter((entry) => entry.isIn(dialect) && entry.status !== "historical")
    .map(({ name }) => name);
}

/** One operation in its two spellings. The first argument of the function is the receiver, or the left side. */
export interface Equivalence {
  readonly functionName: string;
  /** The method after the dot, or the word between both sides. */
  readonly memberName: string;
  readonly style: "method" | "infix";
  /** Arguments the method needs behind those of the function to mean the same, as PQL text. */
  readonly extraArguments: readonly string[];
}

/** Pairs whose names differ. */
const RENAMED: readonly Equivalence[] = [
  { functionName: "equalsIgnoreCase", memberName: "equals", style: "method", extraArguments: ["false"] },
  {
    functionName: "notEqualWithIgnoreCase",
    memberName: "notEqualTo",
    style: "method",
    extraArguments: ["false"],
  },
  { functionName: "dayOfMonth", memberName: "getDayOfMonth", style: "method", extraArguments: [] },
  { functionName: "extractMonths", memberName: "getMonth", style: "method", extraArguments: [] },
];

/** The two spellings of a name that is both a function of personalization and a method or infix word of an audience. */
function findSameName(name: string): Equivalence | undefined {
  if (!findFunction(name, "ajo-personalization")) return undefined;
  // Methods first: where a name is both, as `matches` is, the method is the spelling of today.
  const style = findMethod(name)
    ? "method"
    : findOperatorFunction(name)?.style === "infix"
      ? "infix"
      : undefined;
  return style && { functionName: name, memberName: name, style, extraArguments: [] };
}

/** How an audience spells a function of Journey Optimizer personalization; undefined where it cannot. */
export function findMemberForm(functionName: string): Equivalence | undefined {
  return RENAMED.find((pair) => pair.functionName === functionName) ?? findSameName(functionName);
}

/** How Journey Optimizer personalization spells a method or infix word of an audience; undefined where it cannot. */
export function findFunctionForm(memberName: string): Equivalence | undefined {
  return findSameName(memberName) ?? RENAMED.find((pair) => pair.memberName === memberName);
}
