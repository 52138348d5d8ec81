/**
 * Routes of what is said at the cursor: hover, and signature help inside a call.
 */
import { HoverRequest, SignatureHelpRequest } from "vscode-languageserver";
import { toHover } from "../convert/lspHints";
import type { Session } from "../session/serverSession";
import { routeFeature } from "./featureRoute";

export function routeHover(session: Session): void {
  const { say } = session;
  const { showsMarkdownHover } = session.client;
  routeFeature(session, {
    type: HoverRequest.type,
    neutral: null,
    load: async () => ({
      ...(await import("../pql/features/hoverText")),
      ...(await import("../pql/features/embedded/embeddedExpression")),
    }),
    answer: ({ findHover }, { document, params }) => {
      const found = findHover(document, document.offsetAt(params.position), say);
      return found === undefined ? null : toHover(found, document, showsMarkdownHover);
    },
    answerEmbedded: ({ findHover, toOuterSpan }, { document, params }) => {
      const part = document.findPart(document.offsetAt(params.position));
      const found = part && findHover(part.document, part.offset, say);
      if (part === undefined || found === undefined) return null;
      const span = toOuterSpan(part.expression, found.span);
      return toHover({ ...found, span }, document, showsMarkdownHover);
    },
  });
}

export function routeSignatureHelp(session: Session): void {
  const { say } = session;
  routeFeature(session, {
    type: SignatureHelpRequest.type,
    neutral: null,
    load: () => Promise.all([import("../pql/features/callSignatures"), import("../convert/lspHints")]),
    answer: ([{ findCallHelp }, { toSignatureHelp }], { document, params }) => {
      const found = findCallHelp(document, document.offsetAt(params.position));
      return found === undefined ? null : toSignatureHelp(found, say);
    },
    answerEmbedded: ([{ findCallHelp }, { toSignatureHelp }], { document, params }) => {
      const part = document.findPart(document.offsetAt(params.position));
      const found = part && findCallHelp(part.document, part.offset);
      return found === undefined ? null : toSignatureHelp(found, say);
    },
  });
}
