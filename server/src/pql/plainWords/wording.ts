/**
 * What the writers of one clause share: its tree, what its names mean, and each other, so that none imports another in a circle.
 * Decides no wording but that of names.
 */
import type { ClauseAnalysis } from "../semantics/clauseAnalysis";
import type { NodeId } from "../syntax/nodeKinds";
import type { Tree } from "../syntax/syntaxTree";
import type { SayPhrase } from "../text/phrases";
import type { PlainLine } from "./plainLine";

/** What the words of one clause are made from. */
export interface Wording {
  readonly tree: Tree;
  /** What names mean; titles come from here. */
  readonly analysis: ClauseAnalysis;
  /** Names of audiences by id, where they are known. */
  readonly audiences: ReadonlyMap<string, string> | undefined;
  readonly say: SayPhrase;
  /** A phrase that names a value: "the number of Orders (orders)". */
  value(node: NodeId): string;
  /** A statement that is true or false: "City (homeAddress.city) is "Oslo"". */
  statement(node: NodeId): string;
  /** The same as lines below each other where it has parts. */
  line(node: NodeId): PlainLine;
}

/** A name as it reads: what the schema calls the field, and the path as written, which tells fields of one title apart. */
export function nameWords(wording: Wording, node: NodeId): string {
  const { tree } = wording;
  const written = tree.text(node).replaceAll(/\s+/g, "");
  const title = titleOf(wording, tree.endToken(node) - 1);
  return title === undefined || title === written ? written : `${title} (${written})`;
}

/** The title of the field that a name token means. */
function titleOf({ analysis, say }: Wording, token: number): string | undefined {
  const field = analysis.findField(token);
  const title = field === undefined ? "" : field.schema.title(field.field).replaceAll(/\s+/g, " ").trim();
  if (title !== "") return title;
  return analysis.clause.tree.tokenText(token) === "xEvent" ? say("Experience events") : undefined;
}

/** A condition in brackets where it is put inside another phrase. */
export function inBrackets(text: string): string {
  return text.startsWith("(") && closesAtEnd(text) ? text : `(${text})`;
}

/** Whether the bracket that opens a text closes only at its end; brackets in quotes do not count. */
function closesAtEnd(text: string): boolean {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (isQuoted && sign === "\\") at++;
    else if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && sign === "(") depth++;
    else if (!isQuoted && sign === ")" && --depth === 0) return at === text.length - 1;
  }
  return false;
}
