/**
 * Routes of completion: the list, and the documentation of the one item that is looked at.
 */
import type { CompletionItem, MarkupContent } from "vscode-languageserver-types";
import type { CompletionStyle } from "../convert/completion";
import { toPlainText } from "../convert/markdown";
import type { PositionSource } from "../convert/ranges";
import type { Suggestion, Suggestions } from "../pql/features/completion/suggestion";
import type { Environment } from "../pql/semantics/environment";
import { type RouteHost, routeFeature } from "./featureRoute";

/** The list that items may still be asked about: always the last. */
interface LastList {
  number: number;
  items: readonly Suggestion[];
  environment: Environment | undefined;
}

/** Names the handlers. */
export function routeCompletion(host: RouteHost): void {
  const { client } = host.session;
  const last: LastList = { number: 0, items: [], environment: undefined };
  const keep = ({ items }: Suggestions, environment: Environment) =>
    Object.assign(last, { number: last.number + 1, items, environment });
  const styleFor = (positions: PositionSource): CompletionStyle => ({
    positions,
    list: last.number,
    sharesDefaults: client.takesItemDefaults,
    insertsSnippets: client.insertsSnippets,
    replaces: client.replacesOnCompletion,
  });
  routeFeature(host, {
    method: "textDocument/completion",
    neutral: null,
    load: loadCompletion,
    answer: ([{ findSuggestions }, { toCompletionList }], { document, params }) => {
      const found = findSuggestions(
        document,
        document.offsetAt(params.position),
        params.context?.triggerCharacter,
      );
      keep(found, document.environment);
      return toCompletionList(found, styleFor(document));
    },
    answerEmbedded: ([{ findSuggestions }, { toCompletionList }, { toOuterSuggestions }], request) => {
      const { document, params } = request;
      const part = document.findPart(document.offsetAt(params.position));
      if (part === undefined) return null;
      const inner = findSuggestions(part.document, part.offset, params.context?.triggerCharacter);
      const found = toOuterSuggestions(part.expression, inner);
      keep(found, part.document.environment);
      return toCompletionList(found, styleFor(document));
    },
  });
  host.connection.onRequest("completionItem/resolve", (item) =>
    resolve(item, last, client.showsMarkdownDocumentation),
  );
}

function loadCompletion() {
  return Promise.all([
    import("../pql/features/completion/completion"),
    import("../convert/completion"),
    import("../pql/features/embedded/suggestions"),
  ]);
}

async function resolve(
  item: CompletionItem,
  last: LastList,
  showsMarkdown: boolean,
): Promise<CompletionItem> {
  const [{ findSubject }, { describeSubject }] = await Promise.all([
    import("../convert/completion"),
    import("../pql/features/completion/resolve"),
  ]);
  const subject = findSubject(item, last.number, last.items);
  if (subject === undefined || last.environment === undefined) return item;
  const markdown = describeSubject(subject, last.environment);
  if (markdown === undefined) return item;
  const documentation: MarkupContent = showsMarkdown
    ? { kind: "markdown", value: markdown }
    : { kind: "plaintext", value: toPlainText(markdown) };
  return { ...item, documentation };
}
