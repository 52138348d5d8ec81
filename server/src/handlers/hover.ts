/**
 * Route of hover.
 */
import { toHover } from "../convert/hover";
import { type RouteHost, routeFeature } from "./featureRoute";

/** Names the handler. */
export function routeHover(host: RouteHost): void {
  const { showsMarkdownHover } = host.session.client;
  routeFeature(host, {
    method: "textDocument/hover",
    neutral: null,
    load: () => import("../pql/features/hover"),
    answer: ({ findHover }, { document, params }) => {
      const found = findHover(document, document.offsetAt(params.position));
      return found === undefined ? null : toHover(found, document, showsMarkdownHover);
    },
  });
}
