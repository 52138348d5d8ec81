/**
 * Route of signature help.
 */
import { type RouteHost, routeFeature } from "./featureRoute";

/** Names the handler. */
export function routeSignatureHelp(host: RouteHost): void {
  routeFeature(host, {
    method: "textDocument/signatureHelp",
    neutral: null,
    load: () => Promise.all([import("../pql/features/signatureHelp"), import("../convert/signatureHelp")]),
    answer: ([{ findCallHelp }, { toSignatureHelp }], { document, params }) => {
      const found = findCallHelp(document, document.offsetAt(params.position));
      return found === undefined ? null : toSignatureHelp(found);
    },
  });
}
