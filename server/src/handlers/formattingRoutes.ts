/**
 * Routes of formatting: the document, a range, what was just typed.
 */
import {
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
} from "vscode-languageserver";
import { toTextEdits } from "../convert/lspRanges";
import type { TextEdit } from "../pql/text/span";
import type { Session } from "../session/serverSession";
import { collectInSlices } from "../session/slices";
import { routeFeature } from "./featureRoute";

const load = () => import("../pql/features/documentFormatting");

export function routeFormatting(session: Session): void {
  routeFeature(session, {
    type: DocumentFormattingRequest.type,
    neutral: null,
    load,
    answer: ({ eachFormatting }, request) => {
      const { document } = request;
      const tell = (edits: readonly (readonly TextEdit[])[]) => toTextEdits(edits.flat(), document);
      const planned = collectInSlices(eachFormatting(document), request);
      return planned instanceof Promise ? planned.then(tell) : tell(planned);
    },
  });
  routeFeature(session, {
    type: DocumentRangeFormattingRequest.type,
    neutral: null,
    load,
    answer: ({ planRangeFormatting }, { document, params: { range } }) => {
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return toTextEdits(planRangeFormatting(document, span), document);
    },
  });
  routeFeature(session, {
    type: DocumentOnTypeFormattingRequest.type,
    neutral: null,
    load,
    answer: ({ planTypedFormatting }, { document, params: { position, ch } }) =>
      toTextEdits(planTypedFormatting(document, document.offsetAt(position), ch), document),
  });
}
