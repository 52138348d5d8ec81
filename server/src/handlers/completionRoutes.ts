/**
 * Routes of completion: the list, and the documentation of the one item that is looked at.
 */
import { CompletionRequest } from "vscode-languageserver";
import type { CompletionItem, MarkupContent } from "vscode-languageserver-types";
import type { CompletionWriter, ItemStyle } from "../convert/lspCompletion";
import { toPlainText } from "../convert/lspHints";
import type { PositionSource } from "../convert/lspRanges";
import type { CompletionMemory } from "../pql/features/completion/completionMemory";
import type { Suggestion, Suggestions } from "../pql/features/completion/suggestion";
import type { Environment } from "../pql/semantics/checkEnvironment";
import type { SayPhrase } from "../pql/text/phrases";
import type { ClientFacts } from "../session/clientFacts";
import { isTestFile } from "../session/embeddedDocuments";
import type { Session } from "../session/serverSession";
import { routeFeature } from "./featureRoute";

/** The list that items may still be asked about: always the last. */
interface LastList {
  number: number;
  items: readonly Suggestion[];
  environment: Environment | undefined;
}

export function routeCompletion(session: Session): void {
  const { client, say } = session;
  const last: LastList = { number: 0, items: [], environment: undefined };
  const write = (writer: CompletionWriter, { found, positions, environment }: FoundList) => {
    Object.assign(last, { number: last.number + 1, items: found.items, environment });
    return writer.toList(found, { positions, list: last.number });
  };
  let loading: Promise<CompletionFeature> | undefined;
  routeFeature(session, {
    type: CompletionRequest.type,
    neutral: null,
    load: () => (loading ??= loadCompletion(toItemStyle(client, say))),
    answer: ({ findSuggestions, memory, writer }, { document, params }) => {
      const typedKey = params.context?.triggerCharacter;
      const found = findSuggestions(document, document.offsetAt(params.position), { typedKey, memory });
      return write(writer, { found, positions: document, environment: document.environment });
    },
    answerEmbedded: (feature, { document, params }) => {
      const { findSuggestions, toOuterSuggestions, suggestTestFields, memory, writer } = feature;
      const { text, environment } = document;
      const offset = document.offsetAt(params.position);
      const part = document.findPlace(offset);
      if (part === undefined) {
        const fields = isTestFile(document.uri) ? suggestTestFields(text, offset, environment) : undefined;
        return fields === undefined
          ? null
          : write(writer, { found: fields, positions: document, environment });
      }
      const typedKey = params.context?.triggerCharacter;
      const inner = findSuggestions(part.document, part.offset, { typedKey, memory });
      const found = toOuterSuggestions(part.expression, inner);
      return write(writer, { found, positions: document, environment: part.document.environment });
    },
  });
  session.connection.onRequest("completionItem/resolve", (item) =>
    resolve(item, last, { showsMarkdown: client.showsMarkdownDocumentation, say }),
  );
}

/** Suggestions, where they are, and what they were found in. */
interface FoundList {
  readonly found: Suggestions;
  readonly positions: PositionSource;
  readonly environment: Environment;
}

/** The modules, and what they keep from one request to the next. */
interface CompletionFeature
  extends Pick<typeof import("../pql/features/completion/findSuggestions"), "findSuggestions">,
    Pick<typeof import("../pql/features/embedded/embeddedExpression"), "toOuterSuggestions">,
    Pick<typeof import("../pql/features/completion/testFieldSuggestions"), "suggestTestFields"> {
  readonly memory: CompletionMemory;
  readonly writer: CompletionWriter;
}

async function loadCompletion(style: ItemStyle): Promise<CompletionFeature> {
  const [
    { findSuggestions },
    { CompletionMemory },
    { CompletionWriter },
    { toOuterSuggestions },
    { suggestTestFields },
  ] = await Promise.all([
    import("../pql/features/completion/findSuggestions"),
    import("../pql/features/completion/completionMemory"),
    import("../convert/lspCompletion"),
    import("../pql/features/embedded/embeddedExpression"),
    import("../pql/features/completion/testFieldSuggestions"),
  ]);
  const memory = new CompletionMemory();
  const writer = new CompletionWriter(style);
  return { findSuggestions, toOuterSuggestions, suggestTestFields, memory, writer };
}

function toItemStyle(client: ClientFacts, say: SayPhrase): ItemStyle {
  return {
    say,
    sharesRange: client.takesItemDefaults,
    sharesData: client.takesDefaultData,
    insertsSnippets: client.insertsSnippets,
    keepsWhiteSpace: client.keepsWhiteSpace,
    replaces: client.replacesOnCompletion,
  };
}

async function resolve(
  item: CompletionItem,
  last: LastList,
  { showsMarkdown, say }: { readonly showsMarkdown: boolean; readonly say: SayPhrase },
): Promise<CompletionItem> {
  const [{ findSubject }, { describeSubject }] = await Promise.all([
    import("../convert/lspCompletion"),
    import("../pql/features/completion/findSuggestions"),
  ]);
  const subject = findSubject(item, last.number, last.items);
  if (subject === undefined || last.environment === undefined) return item;
  const markdown = describeSubject(subject, last.environment, say);
  if (markdown === undefined) return item;
  const documentation: MarkupContent = showsMarkdown
    ? { kind: "markdown", value: markdown }
    : { kind: "plaintext", value: toPlainText(markdown) };
  return { ...item, documentation };
}
