/**
 * How PQL writes names in paths, and what to write for a field, an audience or a namespace at a place in a text: the
 * place's brackets, quotes and variables decide. Reads PQL only as far as that needs; checks nothing.
 */

/** Names PQL takes as they are; everything else goes in backticks. */
const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const WORDS_WITH_MEANING = new Set(["next", "last", "this"]);

/** One step of a path, in backticks where PQL needs them. A backtick inside a name cannot be written at all. */
export function toPathStep(name: string): string {
  return PLAIN_NAME.test(name) && !WORDS_WITH_MEANING.has(name) ? name : `\`${name}\``;
}

/** What is put into a text. */
export type Insertion =
  | { readonly type: "field"; readonly path: string; readonly root: "profile" | "event" | "other" }
  | { readonly type: "audience"; readonly id: string }
  | { readonly type: "namespace"; readonly code: string };

/** The text that is right after `before`, the text of the document up to the place. */
export function toInsertedText(insertion: Insertion, before: string): string {
  const place = readPlace(before);
  switch (insertion.type) {
    case "audience":
      return place.quote === undefined ? `inSegment(${toQuoted(insertion.id)})` : insertion.id;
    case "namespace":
      return toNamespaceText(insertion.code, place);
    case "field":
      return toFieldText(insertion, place);
  }
}

interface Place {
  /** The quote of an unfinished text literal. */
  readonly quote: string | undefined;
  /** Names in front of the brackets that are still open, innermost last. */
  readonly open: readonly string[];
  /** Variables over `xEvent` that are in scope. */
  readonly eventVariables: readonly string[];
  /** Whether a dot stands right in front. */
  readonly isAfterDot: boolean;
  readonly precedingPath: string;
}

function toNamespaceText(code: string, place: Place): string {
  if (place.quote !== undefined) return code;
  if (place.open.at(-1) === "identityMap[") return toQuoted(code);
  return place.isAfterDot ? toPathStep(code) : `identityMap.${toPathStep(code)}`;
}

/** A path inside an array's own brackets starts at the item, after a dot it goes on from what stands there. */
function toFieldText({ path, root }: Insertion & { type: "field" }, place: Place): string {
  if (place.isAfterDot) return withoutPrefix(path, place.precedingPath);
  const owner = place.open.findLast((name) => name.endsWith("["))?.slice(0, -1);
  if (root === "event") {
    if (owner === "xEvent") return path;
    const variable = place.eventVariables.at(-1);
    return `${variable ?? "xEvent"}.${path}`;
  }
  return owner !== undefined && owner !== "" ? withoutPrefix(path, owner) : path;
}

/** What remains of `path` behind `prefix`; all of it when it does not start so. */
function withoutPrefix(path: string, prefix: string): string {
  return prefix !== "" && path.startsWith(`${prefix}.`) ? path.slice(prefix.length + 1) : path;
}

/** Text literals, comments, backticked names, words and paths, single signs. */
const TOKEN =
  /"(?:\\[\s\S]|[^"\\])*("?)|'(?:\\[\s\S]|[^'\\])*('?)|\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?:`[^`]*`|[\p{L}_][\p{L}\p{N}_]*)(?:\.(?:`[^`]*`|[\p{L}_][\p{L}\p{N}_]*))*|\S/gu;

function readPlace(before: string): Place {
  const tokens = [...before.matchAll(TOKEN)];
  const open: string[] = [];
  const eventVariables: string[] = [];
  let quote: string | undefined;
  tokens.forEach(([token, double, single], index) => {
    const former = tokens[index - 1]?.[0] ?? "";
    if (token === "[" || token === "(") open.push(`${token === "[" ? former : ""}${token}`);
    else if (token === "]" || token === ")") open.pop();
    else if (/^["']/.test(token)) quote = (double ?? single) === "" ? token[0] : undefined;
    else if (token.toLowerCase() === "xevent" && /^from$/i.test(former))
      eventVariables.push(tokens[index - 2]?.[0] ?? "xEvent");
  });
  const last = tokens.at(-1)?.[0] ?? "";
  const isAfterDot = last === "." && before.endsWith(".");
  const precedingPath = isAfterDot ? (tokens.at(-2)?.[0] ?? "") : "";
  return { quote, open, eventVariables, isAfterDot, precedingPath };
}

function toQuoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
