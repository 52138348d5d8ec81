/**
 * pql/json → text: reads every spelling that the public samples show, old and new, and writes today's text.
 * A node it does not know is a problem with its place; it never drops one silently.
 */
import { formatQuery } from "../printer/printer";
import { parseQuery } from "../syntax/parser";
import { type JsonProblem, readNode } from "./readJson";
import { TextWriter } from "./textWriter";

/** The text of a tree, or none where something in it has no text; warnings may stand beside a text. */
export interface TextConversion {
  readonly text: string | undefined;
  readonly problems: readonly JsonProblem[];
}

/** Converts the pql/json in a text (a tree, or an audience or expression that holds one) to formatted PQL. */
export function jsonToText(json: string): TextConversion {
  const read = readNode(json);
  if ("problem" in read) return { text: undefined, problems: [read.problem] };
  const writer = new TextWriter();
  const piece = writer.node(read.node, { elements: [], variables: new Set(), pointer: "" });
  const isComplete = !writer.problems.some(({ severity }) => severity === "error");
  return { text: isComplete ? formatQuery(parseQuery(piece.text)) : undefined, problems: writer.problems };
}
