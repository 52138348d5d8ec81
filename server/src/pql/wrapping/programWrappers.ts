/**
 * What programs, shells and notes put around a condition: functions, branches, placeholders, prefixed texts, commands, quotes
 * and list items. As the other wrappers, each takes one layer off or says that it is not there.
 */
import { byPattern, type Unwrapped, type Wrapper } from "./wrapperPatterns";

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
export const PROGRAM_WRAPPERS: readonly Wrapper[] = [
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
