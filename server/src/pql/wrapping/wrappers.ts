/**
 * What a whole text can be wrapped in when it was copied from elsewhere: quotes, code fences, JSON bodies, assignments,
 * templates, markup, and what programs, shells and notes put around a condition. Each wrapper takes one layer off or says that it is not there; none looks at the grammar of PQL.
 */
import { jsonToText } from "../json/jsonToText";
import { decodeString } from "../syntax/stringText";
import { isSpelledOtherwise, parseExactJson, printExactJson } from "../text/exactJson";

/** A wrapper and the text inside it. */
export interface Unwrapped {
  /** Completes "This is …". */
  readonly name: string;
  readonly inner: string;
  /** True where only a wrapper looks so, whatever stands inside. */
  readonly isCertain: boolean;
}

/** Takes one layer off a trimmed text; undefined where the text has it not. */
type Wrapper = (text: string) => Unwrapped | undefined;

/** A wrapper whose first group is what stands inside. */
function byPattern(name: string, pattern: RegExp, isCertain: boolean): Wrapper {
  return (text) => {
    const inner = pattern.exec(text)?.[1];
    return inner === undefined ? undefined : { name, inner, isCertain };
  };
}

/** `p => p.a === 1`, `(p) => { return p.a === 1; }`, `function (p) { return p.a === 1; }`, `lambda p: p.a == 1`. */
const FUNCTIONS: readonly RegExp[] = [
  /^(?:async\s+)?\(?\s*(?<name>[A-Za-z_$][\w$]*)\s*(?::\s*\w+\s*)?\)?\s*(?:=>|->)\s*\{\s*return\s+(?<body>[\s\S]+?);?\s*\}\s*[;,]?$/,
  /^(?:async\s+)?\(?\s*(?<name>[A-Za-z_$][\w$]*)\s*(?::\s*\w+\s*)?\)?\s*(?:=>|->)\s*(?<body>[^{][\s\S]*?)[;,]?$/,
  /^function\s*\w*\s*\(\s*(?<name>\w*)\s*(?::\s*\w+\s*)?\)\s*\{\s*return\s+(?<body>[\s\S]+?);?\s*\}\s*;?$/,
  /^lambda\s+(?<name>\w+)\s*:\s*(?<body>[\s\S]+)$/,
];

function takeFunctionOff(text: string): Unwrapped | undefined {
  for (const pattern of FUNCTIONS) {
    const { name = "", body } = pattern.exec(text)?.groups ?? {};
    if (body !== undefined)
      return { name: "a function", inner: withoutParameter(body, name), isCertain: false };
  }
  return undefined;
}

/** What the function is handed is the profile, which a rule does not name; texts are not touched. */
function withoutParameter(body: string, name: string): string {
  if (name === "") return body;
  const escaped = name.replaceAll("$", "\\$");
  return body.replace(
    new RegExp(`("(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*')|(?<![\\w.$])${escaped}\\??\\.(?=[\\w$])`, "g"),
    (_, quoted = "") => quoted,
  );
}

/** Every line of a note is quoted. */
function takeQuoteMarksOff(text: string): Unwrapped | undefined {
  if (!/^>/.test(text)) return undefined;
  const lines = text.split(/\r?\n/);
  if (!lines.every((line) => /^\s*>/.test(line))) return undefined;
  const inner = lines.map((line) => line.replace(/^\s*>\s?/, "")).join("\n");
  return { name: "a quotation", inner, isCertain: false };
}

/** The body of a call, as a shell or a file of requests holds it. */
const CALL_BODY =
  /^(?:curl|http|https|wget|invoke-restmethod|post|put|patch)\s[^{[]*([{[][\s\S]*[}\]])[^}\]]*$/i;

/** Wrappers of programs and notes. */
const PROGRAM_WRAPPERS: readonly Wrapper[] = [
  takeFunctionOff,
  takeQuoteMarksOff,
  byPattern("a list item", /^(?:[*•–]|\d+[.)])\s+([\s\S]+)$/, false),
  byPattern("a statement", /^if\s*\(([\s\S]+?)\)\s*\{?\s*return\s+true\s*;?\s*\}?[\s\S]*$/, false),
  byPattern("a placeholder", /^[$#]\{\s*([^{}]*?)\s*\}$/, true),
  byPattern("a text in quotes", /^(?:pql|gql|sql|f|r|b|u|rb|br|fr)\s*(?=["'`])([\s\S]+?);?$/i, false),
  byPattern("an assignment", /^(?:export|set|declare|local)\s+\w+\s*=\s*(["'][\s\S]+?)$/i, false),
  byPattern("an option of a command", /^--?[\w-]+[=\s]\s*(["'][\s\S]+["'])$/, false),
  byPattern("a body of a request", CALL_BODY, false),
];

/** One layer of a trimmed text; undefined where it has none. */
export function takeLayerOff(text: string): Unwrapped | undefined {
  for (const wrapper of WRAPPERS) {
    const unwrapped = wrapper(text);
    if (unwrapped !== undefined) return unwrapped;
  }
  return undefined;
}

/** `"…"` and `'…'`, one or several joined by `+` or nothing, as programs hold a long text. */
const QUOTED_PARTS = /^(?:("(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')\s*(?:\+\s*)?)+[,;]?$/;
const QUOTED_PART = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/g;

function takeQuotesOff(text: string): Unwrapped | undefined {
  if (!/^["']/.test(text) || !QUOTED_PARTS.test(text)) return undefined;
  const parts = text.match(QUOTED_PART) ?? [];
  const inner = parts.map((part) => decodeString(`"${part.slice(1, -1).replace(/\\'/g, "'")}"`)).join("");
  return { name: "a text in quotes", inner, isCertain: false };
}

/** A text whose quotes are all escaped, as it stands between the quotes of JSON. */
function takeEscapesOff(text: string): Unwrapped | undefined {
  if (!text.includes('\\"') || /(?:^|[^\\])"/.test(text)) return undefined;
  return { name: "text with the escapes of JSON", inner: decodeString(`"${text}"`), isCertain: false };
}

/** Keys that hold an expression as text, in bodies of audiences, previews and computed attributes. */
const EXPRESSION_KEYS = ["value", "predicateExpression", "expression", "pql", "query", "rule", "condition"];

function takeJsonOff(text: string): Unwrapped | undefined {
  if (!/^(?:[[{]|"[^"\\]*"\s*:)/.test(text)) return undefined;
  const body = parse(text) ?? parse(text.replace(/[,;]\s*$/, "")) ?? parse(`{${text.replace(/,\s*$/, "")}}`);
  const inner = findExpression(body, 0);
  return inner === undefined ? undefined : { name: "JSON around an expression", inner, isCertain: true };
}

function parse(text: string): unknown {
  try {
    return parseExactJson(text, isSpelledOtherwise);
  } catch {
    return undefined;
  }
}

/** Nobody nests an expression deeper. */
const MOST_LEVELS = 6;

function findExpression(value: unknown, level: number): string | undefined {
  if (typeof value !== "object" || value === null || level > MOST_LEVELS) return undefined;
  if (Array.isArray(value)) return value.length === 1 ? findExpression(value[0], level + 1) : undefined;
  const entries = Object.entries(value);
  if (entries.some(([key]) => key === "nodeType")) return treeText(value);
  const text = EXPRESSION_KEYS.map((key) => entries.find(([name]) => name === key)?.[1]).find(isText);
  if (text !== undefined) return /^\s*\{\s*"nodeType"/.test(text) ? treeText(parse(text)) : text;
  const found = entries.map(([, child]) => findExpression(child, level + 1)).filter(isText);
  return found.length === 1 ? found[0] : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function treeText(tree: unknown): string | undefined {
  return jsonToText(printExactJson(tree)).text;
}

const NAME =
  "pql|pqlQuery|query|expression|value|rule|segment|audience|predicate|predicateExpression|filter|condition|definition|where";

/** `query = "…"`, `const pql = '…';`: what is assigned may be a comparison of PQL as well, so it has to be in quotes. */
function takeAssignmentOff(text: string): Unwrapped | undefined {
  const match = new RegExp(
    `^(?:(?:const|let|var|val|final|String|str)\\s+)*(?:\\w*(?:${NAME}))\\s*(?::\\s*\\w+\\s*)?[:=]=?\\s*([\`"'][\\s\\S]*)$`,
    "i",
  ).exec(text);
  const [, value = ""] = match ?? [];
  const inner = LONG_QUOTES.exec(value)?.[1] ?? takeQuotesOff(value)?.inner ?? TEMPLATE.exec(value)?.[1];
  return inner === undefined ? undefined : { name: "an assignment", inner, isCertain: false };
}

const TEMPLATE = /^`([^`]*)`;?$/;
const LONG_QUOTES = /^(?:"""|''')([\s\S]*?)(?:"""|''')[;,]?$/;

const ENTITIES: Readonly<Record<string, string>> = {
  "&quot;": '"',
  "&#34;": '"',
  "&#39;": "'",
  "&apos;": "'",
  "&lt;": "<",
  "&gt;": ">",
  "&nbsp;": " ",
  "&amp;": "&",
};

function takeEntitiesOff(text: string): Unwrapped | undefined {
  if (!/&(?:quot|#34|#39|apos|lt|gt|nbsp|amp);/.test(text)) return undefined;
  const inner = text.replace(
    /&(?:quot|#34|#39|apos|lt|gt|nbsp|amp);/g,
    (entity) => ENTITIES[entity] ?? entity,
  );
  return { name: "text with the entities of HTML", inner, isCertain: true };
}

function takePercentsOff(text: string): Unwrapped | undefined {
  if (/\s/.test(text) || !/%(?:22|27|3D)/i.test(text)) return undefined;
  try {
    return { name: "text as it stands in an address", inner: decodeURIComponent(text), isCertain: true };
  } catch {
    return undefined;
  }
}

/** Order matters: what is certain by its first sign comes first. */
const WRAPPERS: readonly Wrapper[] = [
  byPattern(
    "code of a Markdown text",
    /^(?:[^`~]*\n[ \t]*)?(?:`{3,}|~{3,})(?:[\w-]*[ \t]*\r?\n)?([\s\S]*?)(?:(?:`{3,}|~{3,})[^`~]*)?$/,
    true,
  ),
  byPattern("a text in quotes", LONG_QUOTES, true),
  takeJsonOff,
  takeQuotesOff,
  byPattern("a text in quotes", /^[“„«‘]([^“”„«»]*)[”“»’]$/, false),
  byPattern("code of a Markdown text", TEMPLATE, false),
  takeEscapesOff,
  byPattern("a personalization expression", /^\{%[=#]?\s*([\s\S]*?)\s*%\}$/, true),
  byPattern("a personalization expression", /^\{\{\s*([^{}]*?)\s*\}\}$/, true),
  byPattern("markup around an expression", /^<!\[CDATA\[([\s\S]*)\]\]>$/, true),
  byPattern("markup around an expression", /^<\w+[^<>]*>([\s\S]*)<\/\w+>$/, true),
  takeAssignmentOff,
  byPattern(
    "an assignment",
    /^(?!let\b[\s\S]*\bin\b)(?:(?:const|let|var|val|final|bool|boolean)\s+)+\w+\s*(?::\s*\w+\s*)?:?=(?!=)\s*([\s\S]+?);?$/i,
    false,
  ),
  byPattern("a list of one text", /^\[\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*,?\s*\]$/, false),
  // YAML folds a long text below its key.
  byPattern(
    "a labelled expression",
    new RegExp(`^(?:${NAME})\\s*:\\s*[|>][+-]?\\d?[ \\t]*\\r?\\n([\\s\\S]+)$`, "i"),
    true,
  ),
  byPattern("a labelled expression", new RegExp(`^(?:${NAME})\\s*:\\s*([\\s\\S]+)$`, "i"), true),
  byPattern("a part of a statement", /^(?:where|having)\s+([\s\S]+?);?$/i, true),
  byPattern("a part of a statement", /^if\s+([^(][\s\S]*?)\s+then\s+true\s+else\s+false$/i, true),
  byPattern(
    "a part of a statement",
    /^case\s+when\s+([\s\S]+?)\s+then\s+(?:true|1)(?:\s+else\s+(?:false|0))?\s+end$/i,
    true,
  ),
  byPattern("a statement", /^return\s+([\s\S]+?);?$/i, true),
  takeEntitiesOff,
  takePercentsOff,
  ...PROGRAM_WRAPPERS,
];
