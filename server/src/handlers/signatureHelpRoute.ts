/**
 * Route of signature help.
 */
import { SignatureHelpRequest } from "vscode-languageserver";
import type { Session } from "../session/serverSession";
import { routeFeature } from "./featureRoute";

/** Names the handler. */
export function routeSignatureHelp(session: Session): void {
  routeFeature(session, {
    type: SignatureHelpRequest.type,
    neutral: null,
    load: () => Promise.all([import("../pql/features/callSignatures"), import("../convert/lspHints")]),
    answer: ([{ findCallHelp }, { toSignatureHelp }], { document, params }) => {
      const found = findCallHelp(document, document.offsetAt(params.position));
      return found === undefined ? null : toSignatureHelp(found);
    },
    answerEmbedded: ([{ findCallHelp }, { toSignatureHelp }], { document, params }) => {
      const part = document.findPart(document.offsetAt(params.position));
      const found = part && findCallHelp(part.document, part.offset);
      return found === undefined ? null : toSignatureHelp(found);
    },
  });
}
