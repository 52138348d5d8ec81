/**
 * Routes of completion: the list, and the documentation of the one item that is looked at.
 */
import type { CompletionItem, MarkupContent } from "vscode-languageserver-types";
import { toPlainText } from "../convert/markdown";
import type { Suggestion } from "../pql/features/completion/suggestion";
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
      Object.assign(last, { number: last.number + 1, items: found.items, environment: document.environment });
      return toCompletionList(found, {
        positions: document,
        list: last.number,
        sharesDefaults: client.takesItemDefaults,
        insertsSnippets: client.insertsSnippets,
        replaces: client.replacesOnCompletion,
      });
    },
  });
  host.connection.onRequest("completionItem/resolve", (item) =>
    resolve(item, last, client.showsMarkdownDocumentation),
  );
}

function loadCompletion() {
  return Promise.all([import("../pql/features/completion/completion"), import("../convert/completion")]);
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
