/**
 * Routes of formatting: the document, a range, what was just typed.
 */
import { toTextEdits } from "../convert/edits";
import type { TextEdit } from "../pql/text/span";
import { type RouteHost, routeFeature } from "./featureRoute";
import { collectInSlices } from "./slices";

const load = () => import("../pql/features/formatting");

/** Names the handlers. */
export function routeFormatting(host: RouteHost): void {
  routeFeature(host, {
    method: "textDocument/formatting",
    neutral: null,
    load,
    answer: ({ eachFormatting }, request) => {
      const { document } = request;
      const tell = (edits: readonly (readonly TextEdit[])[]) => toTextEdits(edits.flat(), document);
      const planned = collectInSlices(eachFormatting(document), request);
      return planned instanceof Promise ? planned.then(tell) : tell(planned);
    },
  });
  routeFeature(host, {
    method: "textDocument/rangeFormatting",
    neutral: null,
    load,
    answer: ({ planRangeFormatting }, { document, params: { range } }) => {
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return toTextEdits(planRangeFormatting(document, span), document);
    },
  });
  routeFeature(host, {
    method: "textDocument/onTypeFormatting",
    neutral: null,
    load,
    answer: ({ planTypedFormatting }, { document, params: { position, ch } }) =>
      toTextEdits(planTypedFormatting(document, document.offsetAt(position), ch), document),
  });
}
