/**
 * Route of hover.
 */
import { HoverRequest } from "vscode-languageserver";
import { toHover } from "../convert/lspHints";
import type { Session } from "../session/serverSession";
import { routeFeature } from "./featureRoute";

/** Names the handler. */
export function routeHover(session: Session): void {
  const { showsMarkdownHover } = session.client;
  routeFeature(session, {
    type: HoverRequest.type,
    neutral: null,
    load: async () => ({
      ...(await import("../pql/features/hoverText")),
      ...(await import("../pql/features/embedded/embeddedExpression")),
    }),
    answer: ({ findHover }, { document, params }) => {
      const found = findHover(document, document.offsetAt(params.position));
      return found === undefined ? null : toHover(found, document, showsMarkdownHover);
    },
    answerEmbedded: ({ findHover, toOuterSpan }, { document, params }) => {
      const part = document.findPart(document.offsetAt(params.position));
      const found = part && findHover(part.document, part.offset);
      if (part === undefined || found === undefined) return null;
      const span = toOuterSpan(part.expression, found.span);
      return toHover({ ...found, span }, document, showsMarkdownHover);
    },
  });
}
