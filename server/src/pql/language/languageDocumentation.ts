/**
 * Markdown about functions, operators and keywords for hover, completion and signature help, put together from the tables, and
 * signatures as people read them, with the place of each parameter. English, unless another language is handed in. Says what the language is; what a name in a given query
 * refers to is for the features to add.
 */
import { type SayPhrase, sayEnglish } from "../text/phrases";
import type { Signature } from "../types/signature";
import { DIALECTS, type Dialect, getDialect } from "./dialect";
import { findFunction, findMethod, findOperatorFunction, type PqlFunction } from "./functionCatalogue";
import { findKeyword, type Keyword } from "./keywords";
import { findOperator, type Operator, Precedence } from "./operatorLevels";

/** The text of a signature and where its parameters stand in it. */
interface SignatureLabel {
  readonly text: string;
  /** Half-open offsets into `text`, one pair per parameter. */
  readonly parameters: readonly (readonly [start: number, end: number])[];
}

/** The label of a signature: its notation, as the catalogue writes it. */
export function toSignatureLabel(signature: Signature): SignatureLabel {
  const { text } = signature;
  let from = text.indexOf("(") + 1;
  const parameters = signature.parameters.map(({ name, isOptional, isVariadic }) => {
    const label = `${isVariadic ? "..." : ""}${name}${isOptional ? "?" : ""}: `;
    const start = text.indexOf(label, from);
    const end = endOfType(text, start + label.length);
    from = end;
    return [start, end] as const;
  });
  return { text, parameters };
}

/** Where the type that begins at `from` ends: at the next comma or parenthesis outside angle brackets. */
function endOfType(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === "<") depth++;
    else if (character === ">") depth--;
    else if (depth === 0 && (character === "," || character === ")")) return at;
  }
  return text.length;
}

function fence(text: string): string {
  return `\`\`\`pql\n${text}\n\`\`\``;
}

function list(words: readonly string[], say: SayPhrase): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : say("{0} and {1}", words.slice(0, -1).join(", "), last);
}

/** How it is written: its forms where it has some, infix words between their sides, words without arguments bare. */
function spellings(entry: PqlFunction): string {
  return entry.form ?? entry.signatures.map((signature) => spelling(entry, signature)).join("\n");
}

function spelling({ style, name }: PqlFunction, signature: Signature): string {
  const { text, parameters } = toSignatureLabel(signature);
  const result = text.slice(text.lastIndexOf("):") + 1);
  if (style === "operator" && parameters.length === 0) return name + result;
  if (style !== "infix") return text;
  return `${parameters.map(([start, end]) => `(${text.slice(start, end)})`).join(` ${name} `)}${result}`;
}

function usage(dialects: readonly Dialect[], say: SayPhrase): string {
  if (dialects.length === DIALECTS.length) return say("*Used wherever PQL is written.*");
  return say(
    "*Used in {0}.*",
    list(
      dialects.map((dialect) => say(getDialect(dialect).title)),
      say,
    ),
  );
}

function statusRemark({ status }: PqlFunction, say: SayPhrase): string | undefined {
  switch (status) {
    case "historical":
      return say("**No longer in use.**");
    case "observed":
      return say("Not documented, but seen to work.");
    default:
      return undefined;
  }
}

function aliasRemark({ aliases, category }: PqlFunction, say: SayPhrase): string | undefined {
  // Arithmetic aliases are names of the operation, not spellings.
  if (aliases.length === 0 || category === "arithmetic") return undefined;
  return say(
    "Also written {0}.",
    list(
      aliases.map((alias) => `\`${alias}\``),
      say,
    ),
  );
}

const BINDING_REMARKS: Readonly<Partial<Record<Precedence, string>>> = {
  [Precedence.Multiplicative]: "Binds tighter than `+` and `-`.",
  [Precedence.Additive]: "Binds tighter than comparisons.",
  [Precedence.Relation]: "Binds tighter than `not`, `and` and `or`. Does not chain: `a < b < c` is an error.",
  [Precedence.Negation]: "Binds looser than comparisons and tighter than `and`.",
  [Precedence.Conjunction]: "Binds tighter than `or`.",
  [Precedence.Binder]: "Reaches as far right as it can: put it in parentheses where more follows.",
};

function joinParagraphs(paragraphs: readonly (string | undefined)[]): string {
  return paragraphs.filter((paragraph) => paragraph !== undefined).join("\n\n");
}

/** Markdown about one entry of the catalogue: spelling, summary, example, surprises, where it may be used. */
export function describeFunction(entry: PqlFunction, say = sayEnglish): string {
  return joinParagraphs([
    fence(spellings(entry)),
    statusRemark(entry, say),
    say(entry.summary),
    entry.note && say(entry.note),
    aliasRemark(entry, say),
    `${say("Example:")}\n${fence(entry.example)}`,
    usage(entry.dialects, say),
  ]);
}

/** Markdown about an operator: as {@link describeFunction}, and how tightly it binds. */
export function describeOperator(operator: Operator, say = sayEnglish): string {
  const entry = findOperatorFunction(operator.functionId);
  const binding = BINDING_REMARKS[operator.precedence];
  return joinParagraphs([entry && describeFunction(entry, say), binding && say(binding)]);
}

function reservationRemark({ reservation, word }: Keyword, say: SayPhrase): string | undefined {
  return reservation === "hard" ? say("A field of this name needs backticks: `` `{0}` ``.", word) : undefined;
}

/** Markdown about a keyword; where the catalogue describes it further, that is included. */
export function describeKeyword(keyword: Keyword, say = sayEnglish): string {
  const operator = findOperator(keyword.word);
  if (operator) return describeOperator(operator, say);
  const entry = findOperatorFunction(keyword.word) ?? findFunction(keyword.word, "segmentation");
  if (entry) return describeFunction(entry, say);
  return joinParagraphs([fence(keyword.word), say(keyword.summary), reservationRemark(keyword, say)]);
}

/**
 * Markdown about a word or symbol by itself: an operator, a keyword, a function or a method, in this order and
 * those of the dialect first. Undefined for other words. Callers that know the place of the word look it up there and use the functions above.
 */
export function findDocumentation(
  word: string,
  dialect: Dialect = "segmentation",
  say = sayEnglish,
): string | undefined {
  const operator = findOperator(word);
  if (operator) return describeOperator(operator, say);
  const keyword = findKeyword(word);
  if (keyword) return describeKeyword(keyword, say);
  const entry =
    findFunction(word, dialect) ??
    findMethod(word, dialect) ??
    findFunction(word) ??
    findOperatorFunction(word);
  return entry && describeFunction(entry, say);
}
